"""Mail that was set aside or not taken in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.actions import Received
from gijun.desk.queries import originals, visible
from gijun.desk.terms import RawReason, RawState
from gijun.integrations.email import intake
from gijun.integrations.email.forms import NOT_TAKEN_IN, SET_ASIDE, OriginalsForm
from gijun.integrations.email.terms import KIND, Unreadable
from gijun.integrations.email.views.asked import asked
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.models import Person
from gijun.organisation.terms import Sensitive

PAGE = 40
STATES = {SET_ASIDE: RawState.QUARANTINED, NOT_TAKEN_IN: RawState.DROPPED}


@require_GET
@needs(originals.POWER)
def inbound(request: HttpRequest) -> HttpResponse:
    """Everything that reached no ticket, and why."""
    person = person_of(request)
    form = OriginalsForm(request.GET)
    show, reason, number = form.wanted()
    every = originals.not_taken_in(person, KIND)
    rows = every.filter(state=STATES[show])
    pages = Paginator(rows.filter(reason=reason) if reason else rows, PAGE).get_page(number)
    context = {
        "form": form,
        "pages": pages,
        "rows": [(row, _explained(row.detail)) for row in pages.object_list],
        "show": show,
        "query": f"show={show}&reason={reason}",
        "tabs": _tabs(every, show),
        "openable": authority.teams_with(person, "desk.see_original")[0],
        "tickets": _tickets(person, pages.object_list),
        "may_manage_doors": authority.allows(person, "desk.manage_accounts"),
    }
    return render(request, "email/inbound.html", context)


def _explained(detail: str) -> str:
    """What stands behind the reason: in words where it is one of our codes, else what was noted."""
    return str(Unreadable(detail).label) if detail in Unreadable.values else detail


def _tabs(every: QuerySet[Any], show: str) -> list[dict[str, object]]:
    home = reverse("email:inbound")
    labels = {SET_ASIDE: _("Set aside"), NOT_TAKEN_IN: _("Not taken in")}
    return [
        {
            "url": f"{home}?show={one}",
            "label": labels[one],
            "current": one == show,
            "count": every.filter(state=state).count(),
        }
        for one, state in STATES.items()
    ]


def _tickets(person: Person, rows: Any) -> set[int]:
    """Tickets of the messages these originals are copies of, where the person may see them."""
    return visible.among(person, {row.message.ticket_id for row in rows if row.message_id})


@require_POST
@needs(originals.POWER)
@asked
def retry(request: HttpRequest, raw_id: int) -> HttpResponse:
    """Read it again; the page then says what became of it."""
    person = person_of(request)
    originals.not_taken_in(person, KIND).get(pk=raw_id)
    received = intake.read_again(raw_id, by=person, at=timezone.now())
    if received is not None and received.message_id is not None:
        messages.success(request, _("It was taken in and lies on a ticket now."))
    else:
        messages.warning(request, _why_not(received))
    return redirect("email:inbound")


def _why_not(received: Received | None) -> str:
    if received is None or received.reason is None:
        return _("The database is busy. It will be read in a moment.")
    return _("It could not be taken in: %(reason)s") % {"reason": RawReason(received.reason).label}


@require_POST
@needs("desk.see_original")
@asked
def original(request: HttpRequest, raw_id: int) -> HttpResponse:
    """Hand the bytes out as they came; that they were opened stays in the audit."""
    person = person_of(request)
    row = originals.not_taken_in(person, KIND).get(pk=raw_id)
    authority.require(person, "desk.see_original", team_id=row.account.team_id if row.account else None)
    content = originals.original(raw_id).content
    ticket_id = row.message.ticket_id if row.message else None
    note_sensitive_read(Sensitive.RAW_MAIL, raw_id, by=person, at=timezone.now(), ticket_id=ticket_id)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="mail-{raw_id}.eml"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
