"""Every page says who may open it: by a power, to everybody signed in, or to the public.

Actions ask for authority again; this door keeps people out of pages they could do nothing on.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from gijun.organisation import authority
from gijun.organisation.models import Person

View = Callable[..., HttpResponseBase]
SIGNED_IN = "signed in"
PUBLIC = "public"


class PersonRequest(HttpRequest):
    """A request whose person is known: every page but the public ones."""

    user: Person
    htmx: Any


def needs(power: str) -> Callable[[View], View]:
    """Only people who hold ``power`` in some team may open this page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            authority.require(cast(Person, request.user), power)
            return view(request, *args, **kwargs)

        guarded.access = power  # type: ignore[attr-defined] # read by the middleware and the house test
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Everybody who is signed in may open this page."""
    view.access = SIGNED_IN  # type: ignore[attr-defined] # read by the middleware and the house test
    return view


def public(view: View) -> View:
    """Anybody may open this page; it shows nothing of anybody."""
    view.access = PUBLIC  # type: ignore[attr-defined] # read by the middleware and the house test
    return view
