"""The exceptions of a version: its table, what keeps it from being agreed on, and findings in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gijun.standards.rules.decisions.boxes import Allowance, TooManyPiecesError, uncovered
from gijun.standards.rules.decisions.checking import Findings, Meeting, check
from gijun.standards.rules.decisions.explaining import explained, in_language
from gijun.standards.rules.decisions.standing import standing_after
from gijun.standards.rules.decisions.storing import from_data
from gijun.standards.rules.decisions.table import Condition, DecisionError, FactDefinition, Table, Values
from gijun.standards.rules.decisions.wording import write_condition
from gijun.standards.rules.steps import Step
from gijun.standards.terms.decisions import CasePlace, Verdict
from gijun.standards.terms.exceptions import ANYTHING, FindingKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said about a table; read as text it is a translated sentence.

    ``contact``: a contact at which it shows. ``place``: of the gap it tells of.
    """

    kind: FindingKind
    what: str = ""
    contact: str = ""
    place: int | None = None

    def __str__(self) -> str:
        return str(self.kind.label % {"what": self.what})

    @property
    def keeps(self) -> bool:
        """Does it keep the table from being agreed on?"""
        return self.kind in KEEPING


KEEPING = {FindingKind.PROBLEM, FindingKind.GAP, FindingKind.CONTRADICTION, FindingKind.UNCERTAIN}


def table_of(exceptions: Mapping[str, Any] | None) -> Table | None:
    """The table a version stores; ``None``: it has none.

    Raises:
        DecisionError: what is stored cannot be read by this release.
    """
    return None if exceptions is None else from_data(exceptions)


def is_sound(exceptions: Mapping[str, Any]) -> bool:
    """Is the stored table certain to give one answer to every contact, and the one its examples expect?"""
    try:
        return check(from_data(exceptions)).sound
    except DecisionError:
        return False


def case_steps(exceptions: Mapping[str, Any] | None) -> Iterator[tuple[int, Step]]:
    """Steps that are done in one case only, with the number of the case they are stored under."""
    table = table_of(exceptions)
    if table is not None:
        for place, case in table.placed_cases():
            yield from ((stored_place(table, place), step) for step in case.steps)


def stored_place(table: Table, place: int | None) -> int:
    """The number a case's steps are stored under; the case for everything else comes after all others."""
    return len(table.cases) if place is None else place


def possible_verdicts(table: Table, answered: Values) -> list[Verdict]:
    """Every verdict that the answers still leave possible.

    Raises:
        DecisionError: an answer is unknown or of the wrong type, or problems leave open what the table says.
    """
    standing = standing_after(table, answered)
    found = {table.cases[region.index].verdict for region in standing.regions}
    if table.otherwise is not None and table.otherwise.verdict not in found:
        try:
            rest = uncovered(standing.box, [region.box for region in standing.regions], Allowance())
        except TooManyPiecesError:
            rest = standing.box
        if rest is not None:
            found.add(table.otherwise.verdict)
    return [verdict for verdict in Verdict if verdict in found]


def cell_of(fact: FactDefinition, condition: Condition | None, language: str) -> str:
    """A condition as it is typed into a cell; empty: the answer may be anything."""
    if condition is None:
        return ""
    return write_condition(fact.kind, condition, fact.choices, language, unit=fact.unit)


def name_of(fact: FactDefinition, language: str) -> str:
    """What stands above a fact's column: its label, or its question."""
    label = in_language(fact.label, fact.label_en, language)
    return label or in_language(fact.question, fact.question_en, language)


def case_name(place: int | None) -> str:
    """How a person names a case."""
    if place is None:
        return str(CasePlace.OTHERWISE.label)
    return str(CasePlace.NUMBERED.label % {"number": place + 1})


def contact_in_words(table: Table, values: Values, language: str) -> str:
    """A contact as the answers to a table's questions."""
    return " · ".join(
        explained(fact, values[fact.key], language) for fact in table.facts if fact.key in values
    )


def conditions_in_words(table: Table, conditions: Iterable[tuple[str, Condition]], language: str) -> str:
    """Conditions as one line; none: every contact."""
    asked = dict(conditions)
    told = [
        f"{name_of(fact, language)} {cell_of(fact, asked[fact.key], language)}"
        for fact in table.facts
        if fact.key in asked
    ]
    return " · ".join(told) or str(ANYTHING)


def findings_of(table: Table, language: str) -> list[Finding]:
    """Everything to be said about a table, what keeps it from being agreed on first."""
    return list(_told(table, check(table), language))


def _told(table: Table, found: Findings, language: str) -> Iterator[Finding]:
    for problem in found.problems:
        yield Finding(FindingKind.PROBLEM, str(problem))
    for place, gap in enumerate(found.gaps):
        yield Finding(
            FindingKind.GAP,
            conditions_in_words(table, gap.conditions, language),
            contact_in_words(table, gap.values, language),
            place,
        )
    for meeting in found.contradictions:
        yield _of_meeting(FindingKind.CONTRADICTION, table, meeting, language)
    if not found.complete and not found.problems:
        yield Finding(FindingKind.UNCERTAIN)
    for meeting in found.overlaps:
        yield _of_meeting(FindingKind.OVERLAP, table, meeting, language)
    for place in found.dead:
        yield Finding(FindingKind.DEAD, case_name(place))
    for key in found.idle_facts:
        yield Finding(FindingKind.IDLE_FACT, name_of(table.fact(key), language))
    if found.idle_otherwise:
        yield Finding(FindingKind.IDLE_OTHERWISE)


def _of_meeting(kind: FindingKind, table: Table, meeting: Meeting, language: str) -> Finding:
    names = f"{case_name(meeting.first)} · {case_name(meeting.second)}"
    return Finding(kind, names, contact_in_words(table, meeting.values, language))
