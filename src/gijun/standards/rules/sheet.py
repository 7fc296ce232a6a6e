"""A table of exceptions as it is typed: texts in cells, read into a table and written back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import TypeVar

from gijun.standards.rules.content import clean
from gijun.standards.rules.decisions.reading import read_condition, read_value
from gijun.standards.rules.decisions.table import (
    KEY,
    Case,
    Choice,
    Condition,
    DecisionError,
    Example,
    FactDefinition,
    Table,
    Value,
)
from gijun.standards.rules.decisions.wording import written_value
from gijun.standards.rules.exceptions import cell_of
from gijun.standards.rules.steps import Step
from gijun.standards.terms.decisions import FactKind, Verdict

Row = TypeVar("Row")
OTHERWISE = "otherwise"  # where a step belongs to the case for everything else


@dataclass(frozen=True, slots=True)
class FactRow:
    """A question as it is typed; ``choices`` one a line: label, "label / English", "code = label"."""

    key: str = ""
    kind: str = FactKind.BOOLEAN
    question: str = ""
    question_en: str = ""
    label: str = ""
    label_en: str = ""
    unit: str = ""
    choices: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it is typed; a cell for each question, a row for each step."""

    cells: tuple[str, ...] = ()
    verdict: str = Verdict.ALLOWED
    sentence: str = ""
    sentence_en: str = ""
    reason: str = ""
    reason_en: str = ""
    approval: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """An example as it is typed; a cell for each question, empty where it does not matter."""

    name: str = ""
    cells: tuple[str, ...] = ()
    expected: str = Verdict.ALLOWED


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the form of a table of exceptions."""

    facts: tuple[FactRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    otherwise: CaseRow | None = None
    examples: tuple[ExampleRow, ...] = ()
    no_exceptions: bool = False
    tried: tuple[str, ...] = ()  # a cell for each question, to try the table with

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.cases or self.otherwise or self.examples)


@dataclass(slots=True)
class Read:
    """A sheet that was read; ``notes`` and ``errors`` belong to cells, named like ``case-0-1``.

    ``table`` is none where a cell could not be understood, or where there is nothing to read.
    """

    table: Table | None = None
    notes: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def sheet_of(table: Table | None, language: str, *, no_exceptions: bool = False) -> Sheet:
    """A table as it is typed, in the words of a language."""
    if table is None:
        return Sheet(no_exceptions=no_exceptions)
    return Sheet(
        facts=tuple(map(_fact_row, table.facts)),
        cases=tuple(_case_row(table, case, language) for case in table.cases),
        otherwise=None if table.otherwise is None else _case_row(table, table.otherwise, language),
        examples=tuple(_example_row(table, example, language) for example in table.tests),
        no_exceptions=no_exceptions,
        tried=("",) * len(table.facts),
    )


def read_sheet(sheet: Sheet, language: str, today: date) -> Read:
    """Read every cell; what is understood stands in the notes, what is not in the errors."""
    read = Read()
    if sheet.is_empty:
        return read
    facts = tuple(_fact(row, place) for place, row in enumerate(sheet.facts))
    reader = _Reader(facts, language, today, read)
    cases = tuple(_case(row, reader.conditions(f"case-{n}", row.cells)) for n, row in enumerate(sheet.cases))
    examples = tuple(
        Example(clean(row.name), reader.values(f"example-{n}", row.cells), Verdict(row.expected))
        for n, row in enumerate(sheet.examples)
    )
    if not read.errors:
        otherwise = None if sheet.otherwise is None else _case(sheet.otherwise, ())
        read.table = Table(facts, cases, otherwise, examples)
    return read


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the cells of rows and keeps what there is to say about each."""

    facts: Sequence[FactDefinition]
    language: str
    today: date
    read: Read

    def conditions(self, row: str, cells: Sequence[str]) -> tuple[tuple[str, Condition], ...]:
        found = []
        for place, (fact, text) in enumerate(zip(self.facts, cells, strict=False)):
            try:
                condition = read_condition(fact.kind, text, fact.choices, unit=fact.unit)
            except DecisionError as error:
                self.read.errors[f"{row}-{place}"] = str(error)
                continue
            if condition is not None:
                found.append((fact.key, condition))
                self.read.notes[f"{row}-{place}"] = cell_of(fact, condition, self.language)
        return tuple(found)

    def values(self, row: str, cells: Sequence[str]) -> dict[str, Value]:
        found = {}
        for place, (fact, text) in enumerate(zip(self.facts, cells, strict=False)):
            if not clean(text):
                continue
            try:
                value = read_value(fact.kind, text, fact.choices, today=self.today, unit=fact.unit)
            except DecisionError as error:
                self.read.errors[f"{row}-{place}"] = str(error)
                continue
            found[fact.key] = value
            self.read.notes[f"{row}-{place}"] = answer_text(fact, value, self.language)
        return found


def answer_text(fact: FactDefinition, value: Value, language: str) -> str:
    """An answer as it is typed."""
    return written_value(fact.kind, value, fact.choices, language, unit=fact.unit)


def tried_values(sheet: Sheet, table: Table, language: str, today: date) -> tuple[dict[str, Value], Read]:
    """The answers the table is tried with."""
    read = Read()
    return _Reader(table.facts, language, today, read).values("tried", sheet.tried), read


def _fact(row: FactRow, place: int) -> FactDefinition:
    question = clean(row.question)
    kind = FactKind(row.kind)
    return FactDefinition(
        key=clean(row.key) or (f"q{_digest(question)}" if question else f"q{place + 1}"),
        kind=kind,
        question=question,
        question_en=clean(row.question_en),
        choices=choices_of(row.choices) if kind == FactKind.CHOICE else (),
        unit=row.unit if kind == FactKind.DURATION else "",
        label=clean(row.label),
        label_en=clean(row.label_en),
    )


def _fact_row(fact: FactDefinition) -> FactRow:
    texts = (fact.question, fact.question_en, fact.label, fact.label_en, fact.unit)
    return FactRow(fact.key, fact.kind.value, *texts, choices_text(fact.choices))


def choices_of(text: str) -> tuple[Choice, ...]:
    """Choices one a line; without a code they have one made of their label, the same for the same label."""
    return tuple(_choice(line) for line in map(clean, text.splitlines()) if line)


def _choice(line: str) -> Choice:
    before, sign, after = (part.strip() for part in line.partition("="))
    code, words = (before, after) if sign and KEY.fullmatch(before) else ("", line)
    label, _slash, label_en = (part.strip() for part in words.partition(" / "))
    return Choice(code or _code(label), label, label_en)


def choices_text(choices: Sequence[Choice]) -> str:
    """Choices as they are typed, one a line."""
    lines = []
    for choice in choices:
        code = "" if choice.code == _code(choice.label) else f"{choice.code} = "
        lines.append(f"{code}{choice.label}{f' / {choice.label_en}' if choice.label_en else ''}")
    return "\n".join(lines)


def _code(label: str) -> str:
    return f"c{_digest(label)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def _case(row: CaseRow, conditions: tuple[tuple[str, Condition], ...]) -> Case:
    return Case(
        conditions=conditions,
        verdict=Verdict(row.verdict),
        sentence=clean(row.sentence),
        sentence_en=clean(row.sentence_en),
        reason=clean(row.reason),
        reason_en=clean(row.reason_en),
        steps=tuple(
            replace(step, text=clean(step.text), why=clean(step.why))
            for step in row.steps
            if clean(step.text)
        ),
        approval=clean(row.approval),
    )


def _case_row(table: Table, case: Case, language: str) -> CaseRow:
    return CaseRow(
        cells=tuple(cell_of(fact, case.condition(fact.key), language) for fact in table.facts),
        verdict=case.verdict.value,
        sentence=case.sentence,
        sentence_en=case.sentence_en,
        reason=case.reason,
        reason_en=case.reason_en,
        steps=case.steps,
        approval=case.approval,
    )


def _example_row(table: Table, example: Example, language: str) -> ExampleRow:
    cells = tuple(
        answer_text(fact, example.values[fact.key], language) if fact.key in example.values else ""
        for fact in table.facts
    )
    return ExampleRow(example.name, cells, example.expected.value)


def longest(table: Table) -> Iterator[tuple[str, int]]:
    """How long the longest text of each kind is: sentence, reason, step, why, approval."""
    cases = [case for _place, case in table.placed_cases()]
    yield "sentence", max((len(t) for case in cases for t in (case.sentence, case.sentence_en)), default=0)
    yield "reason", max((len(t) for case in cases for t in (case.reason, case.reason_en)), default=0)
    yield "step", max((len(step.text) for case in cases for step in case.steps), default=0)
    yield "why", max((len(step.why) for case in cases for step in case.steps), default=0)
    yield "approval", max((len(case.approval) for case in cases), default=0)


def rearranged(sheet: Sheet, act: str) -> Sheet:
    """The sheet after a button was pressed: ``add-case``, ``drop-fact-2``, ``copy-case-0``, ``up-case-1``.

    Steps are named by their case first: ``add-step-0``, ``drop-step-0-2``, ``up-step-otherwise-1``.
    """
    verb, _dash, rest = act.partition("-")
    kind, _dash, number = rest.partition("-")
    place = _place(number)
    match kind:
        case "step":
            return _with_steps(sheet, verb, number)
        case "fact":
            return _with_facts(sheet, verb, place)
        case "case":
            blank = CaseRow(cells=("",) * len(sheet.facts))
            return replace(sheet, cases=_moved(sheet.cases, verb, place, blank))
        case "example":
            empty = ExampleRow(cells=("",) * len(sheet.facts))
            return replace(sheet, examples=_moved(sheet.examples, verb, place, empty))
        case "otherwise":
            return replace(sheet, otherwise=CaseRow() if verb == "add" else None)
    return sheet


def _place(number: str) -> int:
    return int(number) if number.isascii() and number.isdigit() else -1


def _with_steps(sheet: Sheet, verb: str, named: str) -> Sheet:
    """Steps of one case come, go and move."""
    of, _dash, number = named.partition("-")

    def changed(row: CaseRow) -> CaseRow:
        return replace(row, steps=_moved(row.steps, verb, _place(number), Step("")))

    if of == OTHERWISE:
        return replace(sheet, otherwise=sheet.otherwise and changed(sheet.otherwise))
    cases = (changed(row) if place == _place(of) else row for place, row in enumerate(sheet.cases))
    return replace(sheet, cases=tuple(cases))


def with_case(
    sheet: Sheet, table: Table, conditions: Sequence[tuple[str, Condition]], language: str
) -> Sheet:
    """The sheet with one more case, for exactly these conditions."""
    asked = dict(conditions)
    cells = tuple(cell_of(fact, asked.get(fact.key), language) for fact in table.facts)
    return replace(sheet, cases=(*sheet.cases, CaseRow(cells=cells)))


def _with_facts(sheet: Sheet, verb: str, place: int) -> Sheet:
    """Questions come, go and move together with their columns."""

    def columns(cells: tuple[str, ...]) -> tuple[str, ...]:
        return _moved(cells, verb, place, "")

    return replace(
        sheet,
        facts=_moved(sheet.facts, verb, place, FactRow()),
        cases=tuple(replace(row, cells=columns(row.cells)) for row in sheet.cases),
        examples=tuple(replace(row, cells=columns(row.cells)) for row in sheet.examples),
        tried=columns(sheet.tried),
    )


def _moved(rows: tuple[Row, ...], verb: str, place: int, blank: Row) -> tuple[Row, ...]:
    listed = list(rows)
    match verb:
        case "add":
            listed.append(blank)
        case "drop" if 0 <= place < len(listed):
            del listed[place]
        case "copy" if 0 <= place < len(listed):
            listed.insert(place + 1, listed[place])
        case "up" if 0 < place < len(listed):
            listed[place - 1], listed[place] = listed[place], listed[place - 1]
    return tuple(listed)
