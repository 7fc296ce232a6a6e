"""Tables that are drawn: what a page shows as a chart with its table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gijun.measures.presentation import Cell, number


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its label, and its numbers as they are read and drawn."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table of which the first so many columns are drawn. Empty rows: ``empty`` says what is missing."""

    title: str
    kind: str  # of g-chart
    drawn: int
    heads: list[str]
    rows: list[Line]
    empty: str = ""
    note: str = ""


def cell(value: float | None, places: int = 0, *, mark: str = "", signed: bool = False) -> Cell:
    """A number as the reader writes it, and as a chart draws it; none: a gap."""
    if value is None:
        return Cell("–", "", mark)
    text = number(value, places)
    return Cell(f"+{text}" if signed and value > 0 else text, f"{value:.{places}f}", mark)


def no_figures() -> str:
    """What is missing where a ratio has no denominator."""
    return _("There are no growth figures for these days. Import them to see how many contacts they bring.")
