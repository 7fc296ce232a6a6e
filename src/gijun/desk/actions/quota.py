"""Contacts that people who are no agents answer themselves: how many, and what they learned."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events.quota import ContactQuotaSet, LearnedNoteWritten
from gijun.desk.models import ContactQuota, LearnedNote
from gijun.desk.queries import quota as queries
from gijun.desk.terms.quota import LEARNED_LENGTH, LEAST, MOST
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


@log.action
def set_quota(person_id: int, *, per_day: int, by: Person, at: datetime) -> None:
    """Decide how many contacts somebody answers on each working day; 0: none any more. Twice is once.

    Raises:
        DeskError: it is no number of contacts that a day leaves room for.
        PermissionDenied: ``by`` decides for nobody.
        Person.DoesNotExist: there is nobody ``by`` decides for, or they are an agent.
    """
    authority.require(by, queries.SET)
    person = queries.may_have(by).get(pk=person_id)
    if per_day and not LEAST <= per_day <= MOST:
        raise DeskError(
            _("Choose from %(least)d to %(most)d contacts a day.") % {"least": LEAST, "most": MOST}
        )
    known = ContactQuota.objects.filter(person=person)
    if (known.values_list("per_day", flat=True).first() or 0) == per_day:
        return
    if per_day:
        ContactQuota.objects.update_or_create(person=person, defaults={"per_day": per_day, "since": at})
    else:
        known.delete()
    log.record(ContactQuotaSet(agent_id=person.pk, per_day=per_day), at=at, actor_id=by.pk)


@log.action
def write_learned(text: str, *, by: Person, at: datetime) -> LearnedNote:
    """Keep what one learned from contacts.

    Raises:
        DeskError: nothing was written, too much, or nothing was decided for them.
    """
    words = text.strip()
    if not ContactQuota.objects.filter(person=by).exists():
        raise DeskError(_("Nobody has decided that you answer contacts yourself."))
    if not words or len(words) > LEARNED_LENGTH:
        raise DeskError(_("Write in at most %(most)d letters what you learned.") % {"most": LEARNED_LENGTH})
    note = LearnedNote.objects.create(person=by, text=words, written_at=at)
    log.record(LearnedNoteWritten(agent_id=by.pk, note_id=note.pk), at=at, actor_id=by.pk)
    return note
