"""Language of the person, and the door: no page without its declared access."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from gijun.organisation.access import PUBLIC

OPEN_PREFIXES = ("allauth.", "django.views.static", "django.contrib.staticfiles")
LANGUAGE_COOKIE = "gijun_language"


class PersonLocaleMiddleware:
    """Korean unless the person, or before sign-in their cookie, says English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE)
        translation.activate(chosen if chosen in {"ko", "en"} else "ko")
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class SignInRequiredMiddleware:
    """Whoever is not signed in goes to the sign-in page, unless the page is public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        access = getattr(view, "access", None)
        if access is None and not view.__module__.startswith((*OPEN_PREFIXES, "ninja.")):
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say who may open it.")
        if access in {None, PUBLIC} or request.user.is_authenticated:
            return None
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=401)
            response.headers["HX-Redirect"] = "/"
            return response
        return redirect_to_login(request.get_full_path())
