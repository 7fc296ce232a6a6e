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
    """The desk for those who see tickets; for others what they work on."""
    person = request.user
    if isinstance(person, Person):
        if authority.allows(person, "desk.view_tickets"):
            return redirect("desk:queue")
        if authority.allows(person, "desk.answer_consult"):
            return redirect("desk:consults")
    return redirect("organisation:people")


@require_GET
@public
def alive(_request: HttpRequest) -> HttpResponse:
    """Does the web process answer?"""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
@signed_in
def must_reads(request: HttpRequest) -> HttpResponse:
    """How many notices the person still has to read, for a page that is already open."""
    return render(request, "web/components/_must_reads.html")


@require_GET
@signed_in
def style(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    return render(request, "web/style.html")
