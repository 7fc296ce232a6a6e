"""Asking from the ticket: up the tree, for approval, a department; and what came back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.asking import approvals, consults, escalations
from gijun.desk.forms.asking import ApprovalForm, ConsultForm, EscalateForm, TextForm
from gijun.desk.models import Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.asking import approvals as approval_reads
from gijun.desk.queries.asking import consults as consult_reads
from gijun.desk.queries.asking.escalations import quoted
from gijun.desk.queries.asking.ticket import Asked
from gijun.desk.terms.asking import PRESET, Approvable, EscalationKind, Why
from gijun.desk.views.answers import answered
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards import queries as standards


def _shown(request: HttpRequest, ticket: Ticket, part: str, more: dict[str, Any]) -> HttpResponse:
    """A part of the side pane; a page of its own without scripts."""
    inside = f"desk/asking/{part}.html"
    context = {"ticket": ticket, "part": inside, "whys": Why.choices} | more
    return render(request, inside if request.headers.get("HX-Request") else "desk/judging.html", context)


def _back(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """What is asked now; the whole page without scripts."""
    if not request.headers.get("HX-Request"):
        return redirect("desk:ticket", ticket_id)
    return render(request, "desk/asking/_done.html", _context(request, ticket_id))


def _context(request: HttpRequest, ticket_id: int) -> dict[str, Any]:
    person = person_of(request)
    ticket = visible.ticket(person, ticket_id)
    return {
        "ticket": ticket,
        "asked_here": Asked(person, ticket),
        "at": timezone.now(),
    }


@require_GET
@needs("desk.view_tickets")
@answered
def side(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """What was asked on the ticket, to be swapped when something came back."""
    return render(request, "desk/asking/_asked.html", _context(request, ticket_id))


@require_http_methods(["GET", "POST"])
@needs("desk.reply")
@answered
def escalate(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Let somebody higher up help; ``?kind=`` chooses what for."""
    person = person_of(request)
    if request.method == "POST":
        form = EscalateForm(request.POST)
        form.is_valid()
        given = {key: form.cleaned_data.get(key, "") for key in ("kind", "why", "note")}
        escalations.ask_up(ticket_id, **given, by=person, at=timezone.now())
        return _back(request, ticket_id)
    kind = request.GET.get("kind", "")
    kind = kind if kind in EscalationKind.values else EscalationKind.TAKEOVER.value
    more = {"kind": kind, "kinds": EscalationKind.choices, "preset": PRESET[kind]}
    return _shown(request, visible.ticket(person, ticket_id), "_escalate", more)


@require_http_methods(["GET", "POST"])
@needs("desk.reply")
@answered
def ask_approval(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Ask to go beyond one's own limit; a judgement that says so fills the request in."""
    person = person_of(request)
    if request.method == "POST":
        wanted = ApprovalForm(request.POST).request()
        approvals.ask_approval(ticket_id, wanted, by=person, at=timezone.now())
        return _back(request, ticket_id)
    ticket = visible.ticket(person, ticket_id)
    judged = approval_reads.needed_by(ticket)
    more = {
        "limits": approval_reads.limits(person, ticket.team_id),
        "judgement": judged,
        "answers": list(judged.answers.values()) if judged else [],
        "power": Approvable.EXCEPTION.value if judged else Approvable.REFUND.value,
        "preset": PRESET["approval"],
        "said": ticket.messages.filter(direction="in").order_by("-id")[:5],
    }
    return _shown(request, ticket, "_ask_approval", more)


@require_http_methods(["GET", "POST"])
@needs("desk.reply")
@answered
def ask_consult(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Ask a policy department; the page shows beforehand what it will see."""
    person = person_of(request)
    if request.method == "POST":
        form = ConsultForm(request.POST)
        form.is_valid()
        given = form.cleaned_data
        consults.consult(
            ticket_id,
            department_id=given.get("department") or 0,
            question=given.get("question", ""),
            why=given.get("why", ""),
            standard_id=given.get("standard"),
            by=person,
            at=timezone.now(),
        )
        return _back(request, ticket_id)
    ticket = visible.ticket(person, ticket_id)
    more = {
        "departments": consult_reads.departments(ticket),
        "context": quoted(ticket),
        "preset": PRESET["consult"],
        "standards": _standards_for(person, ticket),
    }
    return _shown(request, ticket, "_ask_consult", more)


def _standards_for(person: Any, ticket: Ticket) -> list[tuple[int, str]]:
    """Standards in force for the ticket's team, those of its reason first."""
    lineage = authority.standing(person).lineage_of(ticket.team_id)
    rows = standards.in_force(lineage, timezone.now()).select_related("standard")
    found = sorted(rows, key=lambda row: (row.standard.reason_id != ticket.reason_id, row.standard.title))
    return [(row.standard_id, row.standard.title) for row in found[:30]]


@require_POST
@needs("desk.assist")
@answered
def whisper(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Tell the agent something beside the conversation."""
    form = TextForm(request.POST)
    form.is_valid()
    text = form.cleaned_data.get("text", "")
    escalations.whisper(ticket_id, to=None, text=text, by=person_of(request), at=timezone.now())
    return _back(request, ticket_id)


@require_POST
@needs("desk.reply")
@answered
def withdraw(request: HttpRequest, ticket_id: int, what: str, pk: int) -> HttpResponse:
    """Take a request back."""
    by, at = person_of(request), timezone.now()
    match what:
        case "escalation":
            escalations.withdraw(pk, by=by, at=at)
        case "approval":
            approvals.withdraw_approval(pk, by=by, at=at)
        case _:
            consults.withdraw_consult(pk, by=by, at=at)
    return _back(request, ticket_id)
