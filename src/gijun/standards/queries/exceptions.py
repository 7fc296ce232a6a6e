"""Exceptions as a page shows them: the table in words, and what changed from version to version."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from gijun.standards.rules.content import Content
from gijun.standards.rules.decisions import (
    Case,
    Change,
    DecisionError,
    DecisionPart,
    Example,
    FactDefinition,
    Table,
    Verdict,
    differences,
    from_data,
)
from gijun.standards.rules.decisions.explaining import in_language
from gijun.standards.rules.difference import Piece, between_texts
from gijun.standards.rules.exceptions import (
    case_name,
    cell_of,
    conditions_in_words,
    contact_in_words,
    name_of,
)
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Language
from gijun.standards.terms.publishing import Label

ANYTHING = "–"


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A row: a cell for each question, and what is said and done."""

    name: str
    cells: tuple[str, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example that was agreed with the table."""

    name: str
    contact: str
    expected: Verdict


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table to read; ``refusal`` says why a stored one cannot be read."""

    heads: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    cases: tuple[ShownCase, ...] = ()
    examples: tuple[ShownExample, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A question, case or example that came, went or changed."""

    name: str
    kind: str
    pieces: list[Piece]


def shown_table(exceptions: Mapping[str, Any] | None) -> ShownTable | None:
    """The table in the reader's language; none: there is none."""
    if exceptions is None:
        return None
    try:
        table = from_data(exceptions)
    except DecisionError as error:
        return ShownTable(refusal=str(error))
    language = reading()
    return ShownTable(
        heads=tuple(name_of(fact, language) for fact in table.facts),
        questions=tuple(in_language(fact.question, fact.question_en, language) for fact in table.facts),
        cases=tuple(_row(table, place, case, language) for place, case in table.placed_cases()),
        examples=tuple(
            ShownExample(one.name, contact_in_words(table, one.values, language), one.expected)
            for one in table.tests
        ),
    )


def reading() -> str:
    """The language of the page."""
    return Language.ENGLISH if get_language() == Language.ENGLISH else Language.KOREAN


def _row(table: Table, place: int | None, case: Case, language: str) -> ShownCase:
    cells = (cell_of(fact, case.condition(fact.key), language) or ANYTHING for fact in table.facts)
    return ShownCase(case_name(place), tuple(cells), case)


def shown_changes(before: Content | None, after: Content) -> list[ShownChange]:
    """What changed in the exceptions; nothing for the first version, or where a table cannot be read."""
    if before is None or before.exceptions == after.exceptions:
        return []
    try:
        old, new = (from_data(one.exceptions) if one.exceptions else Table((), ()) for one in (before, after))
    except DecisionError:
        return []
    language = reading()
    return [_change(one, old, new, language) for one in differences(old, new)]


def _change(change: Change, old: Table, new: Table, language: str) -> ShownChange:
    place = change.place_before if change.after is None else change.place_after
    part = change.after or change.before
    match change.part, part:
        case DecisionPart.FACT, FactDefinition():
            name = name_of(part, language)
        case DecisionPart.EXAMPLE, Example():
            name = part.name
        case _:
            name = case_name(place)
    texts = (_text(change.before, old, language), _text(change.after, new, language))
    return ShownChange(f"{change.part.label} · {name}", str(change.kind.label), between_texts(*texts))


def _step_text(step: Step) -> str:
    told = f"{step.text} ({Label.CRITICAL.label})" if step.is_critical else step.text
    return f"{told} — {step.why}" if step.why else told


def _text(part: Case | FactDefinition | Example | None, table: Table, language: str) -> str:
    """A part of a table as one line."""
    match part:
        case FactDefinition():
            labels = [in_language(one.label, one.label_en, language) for one in part.choices]
            told = [in_language(part.question, part.question_en, language), part.kind.label, *labels]
        case Example():
            told = [contact_in_words(table, part.values, language), part.expected.label]
        case Case():
            told = [
                conditions_in_words(table, part.conditions, language),
                part.verdict.label,
                part.sentence,
                part.sentence_en,
                in_language(part.reason, part.reason_en, language),
                *map(_step_text, part.steps),
                part.approval,
            ]
        case _:
            told = []
    return " · ".join(str(text) for text in told if text)
