"""How parts of a ticket are drawn: a fragment for htmx, a page of their own without scripts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gijun.desk.models import Ticket
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import teams_managed_by


def part(request: HttpRequest, ticket: Ticket, template: str, more: dict[str, Any]) -> HttpResponse:
    """A part of the ticket page; a page of its own without scripts."""
    context = {"ticket": ticket, "part": template} | more
    return render(request, template if request.headers.get("HX-Request") else "desk/judging.html", context)


def ticket_again(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """The ticket's page anew, with or without scripts."""
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return redirect("desk:ticket", ticket_id)


def centre_of(person: Person, power: str, wanted: str) -> tuple[Team, list[Team]]:
    """The centre asked for, or the first that the person governs by this power.

    Raises:
        Http404: they govern no whole centre.
    """
    centres = list(teams_managed_by(person, power).filter(parent=None).order_by("name", "id"))
    chosen = next((one for one in centres if str(one.pk) == wanted), centres[0] if centres else None)
    if chosen is None:
        raise Http404(_("You govern no whole centre."))
    return chosen, centres
