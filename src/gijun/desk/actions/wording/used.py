"""Templates said and their required steps done, in a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from gijun.desk.actions.standards_in_use import GONE
from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events.wording import TemplateStepTicked, TemplateUsed
from gijun.desk.models import Message, TemplateStep, TemplateTick, TemplateUse, TemplateVersion, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.wording.templates import versions_for
from gijun.desk.rules.edits import edited_share
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards import queries as standards


class Used(Protocol):
    """A template inserted while writing, as it was offered: filled for the ticket, blanks left open."""

    @property
    def version_id(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def found_ms(self) -> int | None: ...
    @property
    def is_short(self) -> bool: ...
    @property
    def standard_version_id(self) -> int | None: ...
    @property
    def sentence(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Embedded:
    """The agreed sentence that came with a template."""

    version_id: int
    text: str
    found_ms: int | None


def note_templates(
    ticket: Ticket, message: Message, used: Sequence[Used], by: Person, at: datetime
) -> list[Embedded]:
    """Inside an action: record each template whose words are still to be found in the message.

    Gives the sentences of linked standards that came with them: whether those are still there is for
    ``note_uses`` to say.
    """
    known = versions_for(ticket, {use.version_id for use in used})
    embedded: list[Embedded] = []
    for one in {use.version_id: use for use in used}.values():
        version = known.get(one.version_id)
        if version is None:
            continue
        if one.standard_version_id and one.sentence:
            standard_id = standards.standard_of_version(one.standard_version_id)
            if standard_id is not None and standard_id == version.template.standard_id:
                embedded.append(Embedded(one.standard_version_id, one.sentence, one.found_ms))
        share = edited_share(standards.agreed_words(one.text), message.body_full)
        if share <= GONE:
            _note(ticket, message, version, one, share, by, at)
    return embedded


def _note(
    ticket: Ticket,
    message: Message,
    version: TemplateVersion,
    one: Used,
    share: float,
    by: Person,
    at: datetime,
) -> None:
    TemplateUse.objects.create(message=message, version=version, is_short=one.is_short, edited_share=share)
    log.record(
        TemplateUsed(
            ticket_id=ticket.pk,
            contact_id=message.contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            message_id=message.pk,
            template_id=version.template_id,
            version_id=version.pk,
            is_short=one.is_short,
            edited_share=share,
            found_ms=one.found_ms,
        ),
        at=at,
        actor_id=by.pk,
    )


@log.action
def tick_step(ticket_id: int, *, step_id: int, done: bool, by: Person, at: datetime) -> None:
    """Tick a required step of a template, or take the tick back; saying it twice changes nothing.

    Raises:
        DeskError: there is no such step for this ticket.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    step = TemplateStep.objects.filter(pk=step_id).first()
    if step is None or step.version_id not in versions_for(ticket, {step.version_id}):
        raise DeskError(_("This step does not exist any more."))
    ticked = TemplateTick.objects.filter(ticket=ticket, step=step)
    if ticked.exists() == done:
        return
    if done:
        TemplateTick.objects.create(ticket=ticket, step=step, person=by, done_at=at)
    else:
        ticked.delete()
    log.record(
        TemplateStepTicked(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            version_id=step.version_id,
            step_id=step_id,
            done=done,
        ),
        at=at,
        actor_id=by.pk,
    )
