"""Words customers say, and what the standards call it; owned by the centre."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.science.korean import normalise, without_spaces
from gijun.science.search import cycle
from gijun.standards.errors import StandardsError
from gijun.standards.events import NotFoundSettled, SynonymAdded, SynonymRemoved
from gijun.standards.models import NotFoundQuery, Synonym
from gijun.standards.queries import visible
from gijun.standards.queries.synonyms import pairs
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.terms import NAME_LENGTH, SettledAs

POWER = "standards.write"


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a pasted list that was left out, and why."""

    line: int  # from 1
    text: str
    why: str


@log.action
def add_synonym(word: str, means: str, *, by: Person, at: datetime) -> Synonym:
    """Let a word of the customers stand for one of the standards; the same again is the one there is.

    Raises:
        StandardsError: one is empty or too long, both are the same, or they would lead in a circle.
        PermissionDenied: ``by`` may not write standards.
    """
    authority.require(by, POWER)
    word, means = " ".join(clean(word).split()), " ".join(clean(means).split())
    if not word or not means or max(len(word), len(means)) > NAME_LENGTH:
        raise StandardsError(
            _("Write both words, each of at most %(most)d characters.") % {"most": NAME_LENGTH}
        )
    if without_spaces(normalise(word)) == without_spaces(normalise(means)):
        raise StandardsError(_("“%(word)s” already is the word of the standards.") % {"word": word})
    if there := Synonym.objects.filter(word=word, means=means).first():
        return there
    if way := cycle([*pairs(), (word, means)]):
        raise StandardsError(
            _("These words would lead in a circle: %(way)s. Leave one of them out.")
            % {"way": " → ".join(way)}
        )
    synonym = Synonym.objects.create(word=word, means=means, added_by=by, added_at=at)
    log.record(SynonymAdded(synonym_id=synonym.pk, words_hash=hash_of(word, means)), at=at, actor_id=by.pk)
    return synonym


@log.action
def remove_synonym(synonym_id: int, *, by: Person, at: datetime) -> None:
    """Let a word stand for nothing else any more; nothing where it is gone already.

    Raises:
        PermissionDenied: ``by`` may not write standards.
    """
    authority.require(by, POWER)
    gone, _rows = Synonym.objects.filter(pk=synonym_id).delete()
    if gone:
        log.record(SynonymRemoved(synonym_id=synonym_id), at=at, actor_id=by.pk)


def add_synonyms(lines: Iterable[str], *, by: Person, at: datetime) -> tuple[int, list[Refused]]:
    """Add lines like ``돈 돌려받기, 환불``; gives how many were taken, and the lines left out.

    A comma, a tab or an arrow parts the two words. One bad line never stops the rest.
    """
    taken, refused = 0, list[Refused]()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        word, _mark, means = line.replace("→", ",").replace("\t", ",").partition(",")
        try:
            add_synonym(word, means, by=by, at=at)
        except StandardsError as error:
            refused.append(Refused(number, line.strip(), str(error)))
        else:
            taken += 1
    return taken, refused


@log.action
def settle_not_found(
    query_id: int, outcome: str, *, by: Person, at: datetime, standard_id: int | None = None
) -> NotFoundQuery:
    """Say what became of a search in vain; saying the same again changes nothing.

    Raises:
        StandardsError: an answer without a standard that ``by`` sees.
        PermissionDenied: ``by`` may not write standards there.
        NotFoundQuery.DoesNotExist: there is none.
    """
    query = NotFoundQuery.objects.get(pk=query_id)
    authority.require(by, POWER, team_id=query.team_id)
    if outcome == SettledAs.ANSWERED and not visible.standards(by).filter(pk=standard_id or 0).exists():
        raise StandardsError(_("Choose the standard that answers it."))
    if (query.settled_as, query.standard_id) == (outcome, standard_id):
        return query
    query.settled_as, query.standard_id = SettledAs(outcome), standard_id
    query.settled_by, query.settled_at = by, at
    query.save(update_fields=["settled_as", "standard", "settled_by", "settled_at"])
    log.record(
        NotFoundSettled(query_id=query.pk, team_id=query.team_id, outcome=outcome, standard_id=standard_id),
        at=at,
        actor_id=by.pk,
    )
    return query
