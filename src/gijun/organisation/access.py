"""Every page says who may open it: by a power, to everybody signed in, or to the public.

Actions ask for authority again; this door keeps people out of pages they could do nothing on.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from gijun.organisation import authority
from gijun.organisation.models import Person

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])  # also one that answers later (async)
SIGNED_IN = "signed in"
PUBLIC = "public"


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; every page but the public ones has somebody."""
    return cast("Person", request.user)


def needs(power: str) -> Callable[[View], View]:
    """Only people who hold ``power`` in some team may open this page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            authority.require(person_of(request), power)
            return view(request, *args, **kwargs)

        guarded.access = power  # type: ignore[attr-defined] # read by the middleware and the house test
        return guarded

    return decorate


def signed_in(view: AnyView) -> AnyView:
    """Everybody who is signed in may open this page."""
    view.access = SIGNED_IN  # type: ignore[attr-defined] # read by the middleware and the house test
    return view


def public(view: AnyView) -> AnyView:
    """Anybody may open this page; it shows nothing of anybody."""
    view.access = PUBLIC  # type: ignore[attr-defined] # read by the middleware and the house test
    return view
