"""Promises on the ticket page: the form, what is owed, what the words promise, the customer's link."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.promises.customer_page import revoke_links
from gijun.desk.actions.promises.making import make
from gijun.desk.forms.promises import LOCAL, PromiseForm
from gijun.desk.models import Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.promises import links, lists
from gijun.desk.queries.promises import ticket as reads
from gijun.desk.rules.promises.hours import usual_due
from gijun.desk.terms.asking import Why
from gijun.desk.terms.promises import Avoidable, CallbackReason, PromiseKind
from gijun.desk.views.promises.answers import answered
from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person, Team


def _shown(request: HttpRequest, ticket: Ticket, part: str, more: dict[str, Any]) -> HttpResponse:
    """A part of the side pane; a page of its own without scripts."""
    template = f"desk/promises/{part}.html"
    name = template if request.headers.get("HX-Request") else "desk/judging.html"
    return render(request, name, {"ticket": ticket, "part": template} | more)


def _local(at: datetime) -> str:
    return timezone.localtime(at).strftime(LOCAL)


def _side(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    person, at = person_of(request), timezone.now()
    message, found = reads.said_lately(person, ticket, at)
    return {
        "ticket": ticket,
        "promised_rows": reads.Promised(ticket).rows,
        "said": message,
        "suggestions": found,
        "whys": Why.choices,
        "at": at,
        "may_reply": authority.allows(person, lists.KEEP),
    }


@require_GET
@needs("desk.view_tickets")
@answered
def side(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """What is owed on the ticket, and what the last answer promises."""
    ticket = visible.ticket(person_of(request), ticket_id)
    return render(request, "desk/promises/_promised.html", _side(request, ticket))


@require_http_methods(["GET", "POST"])
@needs("desk.reply")
@answered
def promise(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Promise something; ``?kind=`` chooses what, ``?due=`` until when."""
    person = person_of(request)
    if request.method == "POST":
        make(ticket_id, PromiseForm(request.POST).wanted(), by=person, at=timezone.now())
        if not request.headers.get("HX-Request"):
            return redirect("desk:ticket", ticket_id)
        context = _side(request, visible.ticket(person, ticket_id)) | {"done": True}
        return render(request, "desk/promises/_done.html", context)
    ticket = visible.ticket(person, ticket_id)
    return _shown(request, ticket, "_form", _form(request, person, ticket))


def _form(request: HttpRequest, person: Person, ticket: Ticket) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    home = organisation.home_team_id(person) or ticket.team_id
    team = Team.objects.select_related("calendar").get(pk=home)
    due = request.GET.get("due") or _local(
        usual_due(organisation.calendar_for(team), timezone.now(), soon=False)
    )
    return {
        "kinds": PromiseKind.choices,
        "kind": kind if kind in PromiseKind.values else PromiseKind.ANSWER_BY.value,
        "due": due,
        "note": request.GET.get("note", ""),
        "whys": Why.choices,
        "reasons": CallbackReason.choices,
        "avoidables": Avoidable.choices,
        "numbers": reads.numbers_of(ticket),
        "colleagues": lists.colleagues(person),
    }


@require_POST
@needs("desk.reply")
@answered
def words(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """What is being written promises; nothing is stored."""
    person = person_of(request)
    ticket = visible.ticket(person, ticket_id)
    found = reads.suggestions(person, ticket, request.POST.get("body", ""), timezone.now())
    context = {"ticket": ticket, "suggestions": found, "whys": Why.choices}
    return render(request, "desk/promises/_suggestions.html", context)


@require_GET
@needs("desk.reply")
@answered
def link(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """The link to the customer's page, to be put into an answer."""
    ticket = visible.ticket(person_of(request), ticket_id)
    here = request.build_absolute_uri("/")
    return _shown(request, ticket, "_link", {"url": links.url_of(ticket, here)})


@require_POST
@needs("desk.reply")
@answered
def end_links(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Let links given out so far lead nowhere."""
    revoke_links(ticket_id, by=person_of(request), at=timezone.now())
    if not request.headers.get("HX-Request"):
        return redirect("desk:ticket", ticket_id)
    ticket = visible.ticket(person_of(request), ticket_id)
    here = request.build_absolute_uri("/")
    return _shown(request, ticket, "_link", {"url": links.url_of(ticket, here), "ended": True})
