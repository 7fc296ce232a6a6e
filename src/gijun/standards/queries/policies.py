"""Policy documents a person sees, how much of them is said, and what still needs a sentence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Clause, ClauseStandard, PolicyDocument, Standard, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.finding import find
from gijun.standards.rules.content import sentence_to_say
from gijun.standards.rules.coverage import Coverage, Stands, coverage, state_of
from gijun.standards.rules.difference import Piece, between_texts
from gijun.standards.rules.documents.editions import Edition, matched
from gijun.standards.terms import Language, SentenceChannel
from gijun.standards.terms.documents import ClauseState

OPEN = (ClauseState.MISSING, ClauseState.CHECK, ClauseState.WRITING)
SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """A standard that stands for a clause, with its sentence in force."""

    standard: Standard | None  # none: of a team the person does not see
    sentence: str  # empty: nothing in force
    needs_check: bool


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause beside what is said of it."""

    clause: Clause
    state: ClauseState
    standing: tuple[Standing, ...]
    changed: tuple[Piece, ...] = ()  # against the edition before, where somebody has to look again


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document on the list."""

    document: PolicyDocument
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document with its clauses; ``earlier`` is the edition before."""

    document: PolicyDocument
    lines: tuple[ClauseLine, ...]
    coverage: Coverage
    earlier: PolicyDocument | None
    may_write: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A standard that may stand for a clause."""

    standard_id: int
    code: str
    title: str
    sentence: str  # empty: nothing in force


def documents(person: Person) -> QuerySet[PolicyDocument]:
    """Documents of teams whose standards the person sees, in every edition."""
    return PolicyDocument.objects.filter(team__in=visible.teams(person))


def current(person: Person) -> QuerySet[PolicyDocument]:
    """The editions that hold, by title."""
    return documents(person).filter(replaced_by=None).select_related("team", "owner").order_by("title", "id")


def document(person: Person, document_id: int) -> PolicyDocument:
    """One document the person may see.

    Raises:
        PolicyDocument.DoesNotExist: there is none, or it is not theirs to see.
    """
    return documents(person).select_related("team", "owner", "replaced_by").get(pk=document_id)


def clause_line(person: Person, clause_id: int, at: datetime) -> ClauseLine:
    """One clause of a document the person may see.

    Raises:
        Clause.DoesNotExist: there is none, or it is not theirs to see.
    """
    rows = Clause.objects.filter(pk=clause_id, document__team__in=visible.teams(person))
    lines = _lines(person, rows.select_related("document__team", "document__owner"), at)
    if not lines:
        raise Clause.DoesNotExist
    return _compared(lines, lines[0].clause.document)[0]


def document_lines(person: Person, at: datetime) -> list[DocumentLine]:
    """Current documents with their coverage."""
    rows = list(current(person))
    states: dict[int, list[ClauseState]] = defaultdict(list)
    for line in _lines(person, Clause.objects.filter(document__in=rows).defer("text"), at):
        states[line.clause.document_id].append(line.state)
    return [DocumentLine(row, coverage(states[row.pk])) for row in rows]


def document_page(person: Person, document_id: int, at: datetime) -> DocumentPage:
    """A document with every clause and what is said of it.

    Raises:
        PolicyDocument.DoesNotExist: there is none, or it is not theirs to see.
    """
    shown = document(person, document_id)
    lines = _compared(_lines(person, shown.clauses.select_related("document"), at), shown)
    holds = shown.replaced_by_id is None
    return DocumentPage(
        document=shown,
        lines=tuple(lines),
        coverage=coverage(line.state for line in lines),
        earlier=documents(person).filter(replaced_by=shown).first(),
        may_write=holds and authority.allows(person, visible.WRITE, team_id=shown.team_id),
    )


def open_clauses(
    person: Person, at: datetime, *, state: str = "", document_id: int | None = None
) -> list[ClauseLine]:
    """Clauses of current documents that need a sentence and have none that is agreed and up to date."""
    rows = Clause.objects.filter(document__in=current(person), is_aside=False)
    if document_id is not None:
        rows = rows.filter(document=document_id)
    rows = rows.select_related("document__team", "document__owner").order_by(
        "document__title", "document", "place"
    )
    wanted = (state,) if state in OPEN else OPEN
    return [line for line in _lines(person, rows, at) if line.state in wanted]


def suggestions(person: Person, words: str, at: datetime) -> list[Suggestion]:
    """Standards the words lead to: those in force the finder gives, then others by title and code."""
    found = [
        Suggestion(one.standard_id, one.code, one.title, one.sentence)
        for one in find(person, words, at=at, limit=SUGGESTED)
    ]
    known = {one.standard_id for one in found}
    others = visible.standards(person).filter(Q(title__icontains=words) | Q(code__iexact=words))
    rest = others.exclude(pk__in=known).order_by("code")[: SUGGESTED - len(found)] if words else []
    return [*found, *(Suggestion(one.pk, one.code, one.title, "") for one in rest)]


def _lines(person: Person, clauses: QuerySet[Clause], at: datetime) -> list[ClauseLine]:
    """Every clause with the standards that stand for it, in three more queries."""
    pairs = list(ClauseStandard.objects.filter(clause__in=clauses.order_by().values("pk")).order_by("id"))
    standards = Standard.objects.in_bulk({pair.standard_id for pair in pairs})
    sentences = _sentences(standards, at)
    seen = visible.teams(person)
    standing: dict[int, list[Standing]] = defaultdict(list)
    states: dict[int, list[Stands]] = defaultdict(list)
    for pair in pairs:
        standard, sentence = standards[pair.standard_id], sentences.get(pair.standard_id, "")
        is_seen = standard.team_id in seen
        standing[pair.clause_id].append(
            Standing(standard if is_seen else None, sentence if is_seen else "", pair.needs_check)
        )
        states[pair.clause_id].append(Stands(pair.standard_id in sentences, pair.needs_check))
    return [
        ClauseLine(one, state_of(states[one.pk], is_aside=one.is_aside), tuple(standing[one.pk]))
        for one in clauses
    ]


def _compared(lines: list[ClauseLine], shown: PolicyDocument) -> list[ClauseLine]:
    """The same, with what changed in clauses of this document that have to be looked at again."""
    if all(line.state != ClauseState.CHECK for line in lines):
        return lines
    older = list(Clause.objects.filter(document__replaced_by=shown).order_by("place"))
    newer = list(shown.clauses.order_by("place"))
    matches = zip(newer, matched(_editions(older), _editions(newer)), strict=True)
    before = {one.pk: older[match.older].text for one, match in matches if match and match.is_changed}
    return [
        replace(line, changed=tuple(between_texts(before[line.clause.pk], line.clause.text)))
        if line.state == ClauseState.CHECK and line.clause.pk in before
        else line
        for line in lines
    ]


def _editions(clauses: Iterable[Clause]) -> list[Edition]:
    return [Edition(one.heading, one.text_hash) for one in clauses]


def _sentences(standard_ids: dict[int, Standard], at: datetime) -> dict[int, str]:
    """The sentence in force of each standard that has one."""
    versions = StandardVersion.objects.in_force(at).filter(standard__in=standard_ids)
    return {
        row.standard_id: sentence_to_say(row.content().sentences, SentenceChannel.ANY, Language.KOREAN)
        for row in versions.prefetch_related("sentences", "checklist")
    }
