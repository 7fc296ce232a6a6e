"""The end of a matter: its cause named, its fields filled, solved in one go, and what that took."""

from collections.abc import Mapping
from datetime import datetime

from gijun.desk.actions.sorting import filling
from gijun.desk.actions.tickets import open_contact_id, set_reason, solve
from gijun.desk.events import sorting as facts
from gijun.desk.models import FieldValue, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.sorting.fields import TicketFields
from gijun.desk.terms.sorting import Cause
from gijun.events import log
from gijun.organisation.models import Person

LONGEST_MS = 3_600_000  # a panel left open for longer says nothing about wrapping up
MOST_CLICKS = 1_000


@log.action
def fill_fields(ticket_id: int, *, typed: Mapping[int, str], by: Person, at: datetime) -> Ticket:
    """Put what was typed into a ticket's fields, by field; an empty text empties the field.

    Raises:
        DeskError: a field is not in use, or a value does not fit it.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    filling.fill(ticket, typed, contact_id=open_contact_id(ticket), by=by, at=at)
    return ticket


@log.action
def name_cause(ticket_id: int, *, cause: Cause | None, by: Person, at: datetime) -> Ticket:
    """Say why a contact arose, or take it back; the same again changes nothing.

    Raises:
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    _name(ticket, cause, by, at)
    return ticket


def _name(ticket: Ticket, cause: Cause | None, by: Person, at: datetime) -> None:
    code = cause.value if cause else ""
    if not Ticket.objects.filter(pk=ticket.pk).exclude(cause=code).update(cause=code):
        return
    ticket.cause = code
    log.record(
        facts.CauseNamed(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            cause=code,
        ),
        at=at,
        actor_id=by.pk,
    )


@log.action
def wrap_up(
    ticket_id: int,
    *,
    by: Person,
    at: datetime,
    reason_id: int | None = None,
    cause: Cause | None = None,
    typed: Mapping[int, str] | None = None,
    clicks: int | None = None,
    took_ms: int = 0,
) -> Ticket:
    """Reason, cause and fields in one go, then solve; what it took is a fact. A missing cause changes none.

    Args:
        clicks: taps and keys it took; none where the page could not count.
        took_ms: since the panel opened; counted up to an hour.

    Raises:
        LackingError: a required field is still empty; nothing is changed then.
        DeskError: it is solved, has no reason, or a value does not fit.
        PermissionDenied: ``by`` may not solve tickets.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.solve")
    contact_id = open_contact_id(ticket)
    if reason_id is not None:
        set_reason(ticket, reason_id, by, at)
    if cause is not None:
        _name(ticket, cause, by, at)
    filling.fill(ticket, typed or {}, contact_id=contact_id, by=by, at=at)
    solved = solve(ticket_id, by=by, at=at)
    asked = {rule.field_id for rule in TicketFields(solved).asked_for}
    filled = FieldValue.objects.filter(ticket=solved, field_id__in=asked).exclude(text="")
    autos = list(filled.values_list("is_auto", flat=True))
    log.record(
        facts.WrappedUp(
            ticket_id=solved.pk,
            contact_id=contact_id,
            team_id=solved.team_id,
            agent_id=by.pk,
            channel=solved.channel,
            reason_id=solved.reason_id or 0,
            fields_asked=len(asked),
            fields_auto=sum(autos),
            fields_by_hand=len(autos) - sum(autos),
            clicks=None if clicks is None else min(max(clicks, 0), MOST_CLICKS),
            took_ms=min(max(took_ms, 0), LONGEST_MS),
        ),
        at=at,
        actor_id=by.pk,
    )
    return solved
