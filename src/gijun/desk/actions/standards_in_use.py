"""Agreed sentences said and checklists followed, in a ticket."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events import ChecklistTicked, StandardUsed
from gijun.desk.models import ChecklistTick, Message, StandardUse, Ticket
from gijun.desk.queries import visible
from gijun.desk.rules.edits import edited_share
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards import queries as standards

GONE = 0.5  # of a sentence changed: what was said is no longer it


class Used(Protocol):
    """A sentence inserted while writing, as it was offered: filled for the ticket, blanks left open."""

    @property
    def version_id(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def found_ms(self) -> int | None: ...


def note_uses(ticket: Ticket, message: Message, used: Sequence[Used], by: Person, at: datetime) -> None:
    """Inside an action: record each agreed sentence that is still to be found in the message."""
    for one in {use.version_id: use for use in used}.values():
        standard_id = standards.standard_of_version(one.version_id)
        share = edited_share(standards.agreed_words(one.text), message.body_full)
        if standard_id is None or share > GONE:
            continue
        StandardUse.objects.create(message=message, version_id=one.version_id, edited_share=share)
        log.record(
            StandardUsed(
                ticket_id=ticket.pk,
                contact_id=message.contact_id,
                team_id=ticket.team_id,
                agent_id=by.pk,
                channel=ticket.channel,
                message_id=message.pk,
                standard_id=standard_id,
                version_id=one.version_id,
                edited_share=share,
                found_ms=one.found_ms,
            ),
            at=at,
            actor_id=by.pk,
        )


@log.action
def tick(ticket_id: int, *, item_id: int, done: bool, by: Person, at: datetime) -> None:
    """Tick a step of a checklist, or take the tick back; saying it twice changes nothing.

    Raises:
        DeskError: there is no such step.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    version_id = standards.version_of_step(item_id)
    if version_id is None:
        raise DeskError(_("This step does not exist any more."))
    ticked = ChecklistTick.objects.filter(ticket=ticket, item_id=item_id)
    if ticked.exists() == done:
        return
    if done:
        ChecklistTick.objects.create(
            ticket=ticket, version_id=version_id, item_id=item_id, person=by, done_at=at
        )
    else:
        ticked.delete()
    log.record(
        ChecklistTicked(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            version_id=version_id,
            item_id=item_id,
            done=done,
        ),
        at=at,
        actor_id=by.pk,
    )
