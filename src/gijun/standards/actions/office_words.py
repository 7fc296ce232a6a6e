"""Words the office says to itself, with what customers are told instead; owned by the centre."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.synonyms import Refused
from gijun.standards.errors import StandardsError
from gijun.standards.events import OfficeWordAdded, OfficeWordWithdrawn
from gijun.standards.models import OfficeWord
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.terms import NAME_LENGTH

POWER = "standards.write"


@log.action
def add_office_word(word: str, instead: str, *, by: Person, at: datetime) -> OfficeWord:
    """Hint at a word of the office from now on; another suggestion takes the place of the one there is.

    The same again is the one there is.

    Raises:
        StandardsError: one is empty or too long, or both are the same.
        PermissionDenied: ``by`` may not write standards.
    """
    authority.require(by, POWER)
    word, instead = " ".join(clean(word).split()), " ".join(clean(instead).split())
    if not word or not instead or max(len(word), len(instead)) > NAME_LENGTH:
        raise StandardsError(
            _("Write both words, each of at most %(most)d characters.") % {"most": NAME_LENGTH}
        )
    if word == instead:
        raise StandardsError(_("“%(word)s” would be said for itself. Write another word.") % {"word": word})
    earlier = OfficeWord.objects.filter(word=word).order_by("-number").first()
    if earlier and earlier.withdrawn_at is None:
        if earlier.instead == instead:
            return earlier
        withdraw_office_word(earlier.pk, by=by, at=at)
    number = earlier.number + 1 if earlier else 1
    row = OfficeWord.objects.create(word=word, number=number, instead=instead, added_by=by, added_at=at)
    told = OfficeWordAdded(word_id=row.pk, number=number, words_hash=hash_of(word, instead))
    log.record(told, at=at, actor_id=by.pk)
    return row


@log.action
def withdraw_office_word(word_id: int, *, by: Person, at: datetime) -> None:
    """Hint at a word no more; nothing where it is withdrawn already.

    Raises:
        PermissionDenied: ``by`` may not write standards.
    """
    authority.require(by, POWER)
    standing = OfficeWord.objects.filter(pk=word_id, withdrawn_at=None)
    if standing.update(withdrawn_at=at, withdrawn_by=by):
        log.record(OfficeWordWithdrawn(word_id=word_id), at=at, actor_id=by.pk)


def add_office_words(lines: Iterable[str], *, by: Person, at: datetime) -> tuple[int, list[Refused]]:
    """Add lines like ``내부용어, 고객에게 하는 말``; gives how many were taken, and the lines left out.

    A comma, a tab or an arrow parts the two. One bad line never stops the rest.
    """
    taken, refused = 0, list[Refused]()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        word, _mark, instead = line.replace("→", ",").replace("\t", ",").partition(",")
        try:
            add_office_word(word, instead, by=by, at=at)
        except StandardsError as error:
            refused.append(Refused(number, line.strip(), str(error)))
        else:
            taken += 1
    return taken, refused
