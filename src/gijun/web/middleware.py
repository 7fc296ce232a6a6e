"""Language of the person, and the door: no page without its declared access."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from gijun.organisation.access import PUBLIC
from gijun.organisation.models import Person
from gijun.organisation.terms import LANGUAGE_COOKIE, Locale

OPEN_PREFIXES = ("allauth.", "django.views.static", "django.contrib.staticfiles")
WITH_A_TEMPORARY_PASSWORD = {"account_change_password", "account_logout", "organisation:language"}


def locale_of(request: HttpRequest) -> str:
    """What the person chose, or before sign-in their cookie; Korean where neither says anything."""
    if isinstance(request.user, Person):
        return request.user.locale
    chosen = request.COOKIES.get(LANGUAGE_COOKIE)
    return chosen if chosen in Locale.values else Locale.KOREAN.value


class PersonLocaleMiddleware:
    """Every page in the language of whoever reads it. Stands behind Django's authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        locale = locale_of(request)
        translation.activate(locale)
        request.LANGUAGE_CODE = locale
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", locale)
        if not response.streaming:  # what is streamed is still being written in this language
            translation.deactivate()
        return response


class SignInRequiredMiddleware:
    """Whoever is not signed in goes to the sign-in page, unless the page is public.

    Whoever signed in with a temporary password chooses their own before anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        access = getattr(view, "access", None)
        if access is None and not view.__module__.startswith((*OPEN_PREFIXES, "ninja.")):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say who may open it.")
        if isinstance(request.user, Person):
            return _own_password_first(request, request.user)
        if access in {None, PUBLIC}:
            return None
        return _sent_to("/", request) if _is_fragment(request) else redirect_to_login(request.get_full_path())


def _own_password_first(request: HttpRequest, person: Person) -> HttpResponseBase | None:
    match = request.resolver_match
    if not person.password_is_temporary or (match and match.view_name in WITH_A_TEMPORARY_PASSWORD):
        return None
    return _sent_to(reverse("account_change_password"), request)


def _is_fragment(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _sent_to(url: str, request: HttpRequest) -> HttpResponseBase:
    """Lead the whole page there, also when only a part of it was asked for."""
    if not _is_fragment(request):
        return redirect(url)
    response = HttpResponse(status=401)
    response.headers["HX-Redirect"] = url
    return response
