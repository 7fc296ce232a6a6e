"""Fields of a ticket: filled, emptied, filled by themselves, required before it is solved."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gijun.desk.errors import DeskError, LackingError
from gijun.desk.events import sorting as facts
from gijun.desk.models import Field, FieldValue, Ticket
from gijun.desk.queries.sorting.fields import TicketFields, codes_of
from gijun.desk.rules.sorting.fields import FieldError, read_value, told_code
from gijun.events import log
from gijun.organisation.models import Person


def fill(
    ticket: Ticket, typed: Mapping[int, str], *, contact_id: int | None, by: Person, at: datetime
) -> None:
    """Inside an action: put what was typed into the ticket's fields; what is left as it was changes nothing.

    Raises:
        DeskError: a field is not in use in the centre, or a value does not fit; it names the field.
    """
    known = TicketFields(ticket)
    for field_id, text in typed.items():
        field = known.fields.get(field_id)
        if field is None:
            raise DeskError(_("This field is not in use any more. Open the page again."))
        before = known.values.get(field_id, "")
        if text.strip() == before:
            continue
        try:
            value = read_value(field.kind, codes_of(field), text)
        except FieldError as error:
            raise DeskError(_("%(field)s: %(why)s") % {"field": field, "why": error.fault.label}) from error
        if value != before:
            auto = value == known.suggested.get(field_id)
            _keep(ticket, field, value, contact_id, by, at, auto=auto)


def require_fields(ticket: Ticket, *, contact_id: int | None, by: Person, at: datetime) -> None:
    """Inside an action: fill what fills itself, and refuse where something required is still empty.

    Raises:
        LackingError: it names every field that lacks.
    """
    known = TicketFields(ticket)
    if not known.asked_for:
        return
    for field_id, value in known.suggested.items():
        _keep(ticket, known.fields[field_id], value, contact_id, by, at, auto=True)
    left = [field for field in known.lacking if field.pk not in known.suggested]
    if left:
        names = ", ".join(str(field) for field in left)
        raise LackingError(
            ngettext(
                "Before you solve the ticket, fill in %(count)d field: %(names)s.",
                "Before you solve the ticket, fill in %(count)d fields: %(names)s.",
                len(left),
            )
            % {"count": len(left), "names": names},
            field_ids=tuple(field.pk for field in left),
        )


def _keep(
    ticket: Ticket,
    field: Field,
    value: str,
    contact_id: int | None,
    by: Person,
    at: datetime,
    *,
    auto: bool,
) -> None:
    if not value:
        if FieldValue.objects.filter(ticket=ticket, field=field).delete()[0]:
            log.record(
                facts.FieldEmptied(
                    ticket_id=ticket.pk,
                    contact_id=contact_id,
                    team_id=ticket.team_id,
                    agent_id=by.pk,
                    channel=ticket.channel,
                    field_id=field.pk,
                ),
                at=at,
                actor_id=by.pk,
            )
        return
    FieldValue.objects.update_or_create(
        ticket=ticket,
        field=field,
        defaults={"text": value, "is_auto": auto, "person": by, "filled_at": at},
    )
    log.record(
        facts.FieldFilled(
            ticket_id=ticket.pk,
            contact_id=contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            field_id=field.pk,
            choice=told_code(field.kind, value, personal=field.is_personal),
            auto=auto,
        ),
        at=at,
        actor_id=by.pk,
    )
