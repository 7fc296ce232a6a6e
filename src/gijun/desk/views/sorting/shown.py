"""How parts of a ticket are drawn: a fragment for htmx, a page of their own without scripts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gijun.desk.models import Ticket


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
