"""Pages that belong to no capability."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from gijun.organisation import authority
from gijun.organisation.access import public, signed_in
from gijun.organisation.models import Person


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
