"""A table of exceptions as one form: questions, cases and examples as rows, which the buttons change.

Rows come as parallel lists (``fact_question``, ``case_verdict``, ``example_name`` …); the cells of all cases
and of all examples are one list each, as many for a row as there are questions. So are the steps of all
cases: ``step_of`` says to which case a step belongs.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gijun.standards.rules.sheet import OTHERWISE, CaseRow, ExampleRow, FactRow, Read, Sheet
from gijun.standards.rules.steps import Step
from gijun.standards.terms.decisions import MOST_CASES, MOST_FACTS, FactKind, Unit, Verdict

FACT_FIELDS = ("key", "kind", "question", "question_en", "label", "label_en", "unit", "choices")
CASE_FIELDS = ("verdict", "sentence", "sentence_en", "reason", "reason_en", "approval")
MOST_STEPS = 1_000  # of all cases together
UNITS = {"", Unit.DAYS, Unit.HOURS, Unit.MINUTES}


class ExceptionsForm(forms.Form):
    """What stands on the form beside the rows."""

    no_exceptions = forms.BooleanField(label=gettext_lazy("There are no exceptions"), required=False)
    seen_hash = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)

    def sheet(self) -> Sheet:
        """Everything on the form as it is typed, empty rows too."""
        data = self.data
        if not isinstance(data, QueryDict):
            return Sheet()
        facts = tuple(map(_fact, rows_of(data, "fact", FACT_FIELDS)[:MOST_FACTS]))
        cases = rows_of(data, "case", CASE_FIELDS)[:MOST_CASES]
        examples = rows_of(data, "example", ("name", "expected"))[:MOST_CASES]
        width = len(facts)
        otherwise = rows_of(data, "otherwise", CASE_FIELDS)
        steps = steps_of(data)
        return Sheet(
            facts=facts,
            cases=tuple(
                _case(row, cells, steps.get(str(place), ()))
                for place, (row, cells) in enumerate(
                    zip(cases, cells_of(data, "case", width, len(cases)), strict=True)
                )
            ),
            otherwise=_case(otherwise[0], (), steps.get(OTHERWISE, ())) if otherwise else None,
            examples=tuple(
                ExampleRow(name, cells, _known(expected, Verdict.values))
                for (name, expected), cells in zip(
                    examples, cells_of(data, "example", width, len(examples)), strict=True
                )
            ),
            no_exceptions=data.get("no_exceptions") == "on",
            tried=cells_of(data, "tried", width, 1)[0],
        )


def rows_of(data: QueryDict, kind: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Parallel lists as rows; one that is not whole is left out."""
    return list(zip(*(data.getlist(f"{kind}_{name}") for name in names), strict=False))


def cells_of(data: QueryDict, kind: str, width: int, rows: int) -> list[tuple[str, ...]]:
    """The one list of cells cut into rows; what is missing is empty."""
    cells = data.getlist(f"{kind}_cell")[: width * rows]
    cells += [""] * (width * rows - len(cells))
    return [tuple(cells[start : start + width]) for start in range(0, width * rows, width or 1)] or [
        ()
    ] * rows


def steps_of(data: QueryDict) -> Mapping[str, Sequence[Step]]:
    """Steps by the case they belong to; ``step_critical`` is ``1`` or nothing."""
    found: dict[str, list[Step]] = defaultdict(list)
    for of, text, why, critical in rows_of(data, "step", ("of", "text", "why", "critical"))[:MOST_STEPS]:
        found[of].append(Step(text, why, critical == "1"))
    return found


def _fact(row: tuple[str, ...]) -> FactRow:
    key, kind, question, question_en, label, label_en, unit, choices = row
    return FactRow(
        key,
        _known(kind, FactKind.values),
        question,
        question_en,
        label,
        label_en,
        unit if unit in UNITS else "",
        choices,
    )


def _case(row: tuple[str, ...], cells: tuple[str, ...], steps: Sequence[Step]) -> CaseRow:
    verdict, sentence, sentence_en, reason, reason_en, approval = row
    return CaseRow(
        cells,
        _known(verdict, Verdict.values),
        sentence,
        sentence_en,
        reason,
        reason_en,
        approval,
        tuple(steps),
    )


def _known(value: str, values: Sequence[str]) -> str:
    return value if value in values else values[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is drawn: what was typed, and how it was understood or why not."""

    id: str
    kind: str
    label: str
    text: str
    note: str
    error: str


@dataclass(frozen=True, slots=True)
class CaseDrawn:
    """A case with its cells."""

    typed: CaseRow
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class ExampleDrawn:
    """An example with its cells."""

    typed: ExampleRow
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything with cells, ready to be drawn."""

    heads: list[str]
    cases: list[CaseDrawn]
    examples: list[ExampleDrawn]
    tried: list[Cell]

    @property
    def cells(self) -> list[Cell]:
        """Every cell there is."""
        rows = [*(one.cells for one in self.cases), *(one.cells for one in self.examples), self.tried]
        return [cell for row in rows for cell in row]


def drawn(sheet: Sheet, read: Read) -> Drawn:
    """The rows of a sheet with what there is to say about each cell."""
    heads = [
        fact.label or fact.question or _("Question %(number)d") % {"number": number}
        for number, fact in enumerate(sheet.facts, start=1)
    ]

    def cells(row: str, texts: Sequence[str]) -> list[Cell]:
        columns = enumerate(zip(sheet.facts, heads, texts, strict=False))
        ids = ((f"{row}-{place}", *column) for place, column in columns)
        return [
            Cell(one, fact.kind, head, text, read.notes.get(one, ""), read.errors.get(one, ""))
            for one, fact, head, text in ids
        ]

    return Drawn(
        heads,
        [CaseDrawn(row, cells(f"case-{n}", row.cells)) for n, row in enumerate(sheet.cases)],
        [ExampleDrawn(row, cells(f"example-{n}", row.cells)) for n, row in enumerate(sheet.examples)],
        cells("tried", sheet.tried or ("",) * len(sheet.facts)),
    )
