"""“Something is odd about this sentence”: said in a ticket, answered by who owns the sentence.

No fact names who said it. Their row keeps them, so that the answer finds them; nothing counts it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events.wording import FlagSettled, SentenceFlagged
from gijun.desk.models import Message, SentenceFlag, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.wording import flags as reads
from gijun.desk.queries.wording.templates import versions_for
from gijun.desk.rules.masking import mask
from gijun.desk.rules.quoting import without_names
from gijun.desk.terms.wording import ANSWER_LENGTH, EXCERPT_LENGTH, NOTE_LENGTH, FlagState
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards import queries as standards


@dataclass(frozen=True, slots=True)
class Sentence:
    """Which sentence is meant: the version of a standard, or of a template."""

    standard_version_id: int | None = None
    template_version_id: int | None = None

    @property
    def columns(self) -> dict[str, int | None]:
        return {
            "standard_version_id": self.standard_version_id,
            "template_version_id": self.template_version_id,
        }


@log.action
def flag(
    ticket_id: int,
    sentence: Sentence,
    *,
    by: Person,
    at: datetime,
    message_id: int | None = None,
    text: str = "",
    note: str = "",
) -> SentenceFlag:
    """Say that something is odd about a sentence, as it stands in an answer or in a message sent.

    The same again while it is open changes nothing, but a note can be added.

    Args:
        message_id: where it was said; none: it stands in the answer being written.
        text: the words as they stand there.

    Raises:
        DeskError: there is no such sentence here, or the note is too long.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    about = _require_sentence(ticket, sentence)
    message = _message(ticket, message_id, sentence)
    words = without_names(mask(note.strip()), [ticket.customer.name])
    if len(words) > NOTE_LENGTH:
        raise DeskError(_("The note is too long: at most %(most)d letters.") % {"most": NOTE_LENGTH})
    open_ones = SentenceFlag.objects.filter(
        ticket=ticket, message=message, asked_by=by, state=FlagState.OPEN, **sentence.columns
    )
    if same := open_ones.first():
        if words and words != same.note:
            open_ones.filter(pk=same.pk).update(note=words)
            same.refresh_from_db()
        return same
    seen = without_names(mask(message.shown if message else text), [ticket.customer.name])
    row = SentenceFlag.objects.create(
        ticket=ticket,
        message=message,
        excerpt=seen[:EXCERPT_LENGTH],
        note=words,
        asked_by=by,
        asked_at=at,
        **sentence.columns,
    )
    _record(row, ticket, sentence, about, at)
    return row


@dataclass(frozen=True, slots=True)
class _About:
    standard_id: int | None = None
    template_id: int | None = None


def _record(row: SentenceFlag, ticket: Ticket, sentence: Sentence, about: _About, at: datetime) -> None:
    log.record(
        SentenceFlagged(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            channel=ticket.channel,
            flag_id=row.pk,
            message_id=row.message_id,
            standard_id=about.standard_id,
            template_id=about.template_id,
            **sentence.columns,
        ),
        at=at,
    )


def _require_sentence(ticket: Ticket, sentence: Sentence) -> _About:
    template_id, version_id = sentence.template_version_id, sentence.standard_version_id
    if template_id and not version_id:
        version = versions_for(ticket, {template_id}).get(template_id)
        if version is not None:
            return _About(template_id=version.template_id)
    if version_id and not template_id:
        standard_id = standards.standard_of_version(version_id)
        if standard_id is not None:
            return _About(standard_id=standard_id)
    raise DeskError(_("This sentence belongs to no standard and no template, so nobody could answer."))


def _message(ticket: Ticket, message_id: int | None, sentence: Sentence) -> Message | None:
    if message_id is None:
        return None
    said = Message.objects.filter(pk=message_id, ticket=ticket)
    if sentence.template_version_id:
        said = said.filter(template_uses__version=sentence.template_version_id)
    else:
        said = said.filter(uses__version=sentence.standard_version_id)
    found = said.first()
    if found is None:
        raise DeskError(_("This message does not say that sentence."))
    return found


@log.action
def settle_flag(
    flag_id: int,
    *,
    settled_as: str,
    answer: str = "",
    fixed_in_id: int | None = None,
    by: Person,
    at: datetime,
) -> SentenceFlag:
    """Answer a flag: fixed in a later version, or not a fault and why. Whoever asked sees it at once.

    Args:
        fixed_in_id: a later version of the same standard or template; none: the newest one.

    Raises:
        DeskError: it was answered before, nothing later says it better, or the answer is missing.
        SentenceFlag.DoesNotExist: there is none that ``by`` answers for.
    """
    row = reads.answerable(by).get(pk=flag_id)
    words = answer.strip()
    if len(words) > ANSWER_LENGTH:
        raise DeskError(_("The answer is too long: at most %(most)d letters.") % {"most": ANSWER_LENGTH})
    later = None
    if settled_as == FlagState.FIXED:
        later = _later(row, fixed_in_id)
    elif settled_as != FlagState.NO_FAULT:
        raise DeskError(_("Say whether it is fixed or not a fault."))
    elif not words:
        raise DeskError(_("Say why it is not a fault: whoever asked reads it."))
    open_ones = SentenceFlag.objects.filter(pk=flag_id, state=FlagState.OPEN)
    if not open_ones.update(state=settled_as, settled_by=by, settled_at=at, answer=words, fixed_in_id=later):
        raise DeskError(_("This has been answered already."))
    log.record(
        FlagSettled(
            ticket_id=row.ticket_id,
            team_id=row.ticket.team_id,
            channel=row.ticket.channel,
            flag_id=flag_id,
            settled_as=settled_as,
            fixed_in_id=later,
            open_ms=log.to_ms(at) - log.to_ms(row.asked_at),
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


def _later(row: SentenceFlag, fixed_in_id: int | None) -> int:
    later = reads.later_versions(row)
    if fixed_in_id is None and later:
        return later[0].version_id
    if fixed_in_id not in {one.version_id for one in later}:
        raise DeskError(
            _("There is no such later version. Save one that says it better, or say why it is no fault.")
        )
    return int(fixed_in_id)
