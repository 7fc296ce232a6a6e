"""Pages that belong to no capability."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation import authority
from gijun.organisation.access import public, signed_in
from gijun.organisation.models import Person
from gijun.organisation.terms import Locale
from gijun.web.middleware import LANGUAGE_COOKIE


@require_GET
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The desk for those who see tickets; the organisation for those who do not."""
    person = request.user
    sees = isinstance(person, Person) and authority.allows(person, "desk.view_tickets")
    return redirect("desk:queue" if sees else "organisation:people")


@require_GET
@public
def alive(_request: HttpRequest) -> HttpResponse:
    """Does the web process answer?"""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
@signed_in
def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    return render(request, "web/style.html")


@require_POST
@public
def language(request: HttpRequest) -> HttpResponse:
    """Switch between Korean and English; a signed-in person keeps the choice."""
    chosen = request.POST.get("language", "")
    onwards = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(onwards, allowed_hosts={request.get_host()})
    response = redirect(onwards if safe else "/")
    if chosen in Locale.values:
        response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=365 * 86_400, samesite="Lax", httponly=True)
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(locale=chosen)
    return response
