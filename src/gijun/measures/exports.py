"""Measures as files: CSV and a workbook, with what is needed to read them elsewhere."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gijun.measures.compute import Figure, Result
from gijun.measures.queries import Overview
from gijun.measures.registry import TEXTS, Measure
from gijun.measures.terms import Unit
from gijun.science import spreadsheet

Line = list[str | float | int | None]


def heads() -> list[str]:
    return [
        _("measure"), _("name"), _("version"), _("day"), _("value"), _("unit"), _("numerator"), _("n"),
        _("low"), _("high"), _("not mature"), _("as of (UTC)"), _("up to record"),
    ]  # fmt: skip


def lines(overview: Overview) -> Iterator[Line]:
    """For every measure the whole period, then each day. Times in seconds, shares in [0, 1]."""
    fresh: Line = [overview.as_of.strftime("%Y-%m-%d %H:%M:%S"), overview.position]
    for result in overview.results:
        yield _line(result.measure, None, result.total) + fresh
        for day, figure in sorted(result.days.items()):
            yield _line(result.measure, day, figure) + fresh


def _line(measure: Measure, day: date | None, figure: Figure) -> Line:
    in_s = measure.unit == Unit.DURATION
    value = figure.value / 1000 if in_s and figure.value is not None else figure.value
    return [
        measure.name,
        measure.words(get_language() or "").title,
        measure.version,
        day.isoformat() if day else _("whole period"),
        value,
        _("seconds") if in_s else str(measure.unit.label),
        figure.numerator,
        figure.n,
        figure.low,
        figure.high,
        figure.immature,
    ]


def as_csv(overview: Overview) -> bytes:
    """Every value, a line each."""
    return spreadsheet.as_csv(heads(), lines(overview))


def as_workbook(overview: Overview) -> bytes:
    """A sheet of values and a sheet of definitions."""
    language = get_language() or ""
    told = [_("measure"), _("name"), *definition_heads(), _("version"), _("source")]
    definitions = (_definition(result, language) for result in overview.results)
    return spreadsheet.as_workbook(
        {_("Values"): (heads(), lines(overview)), _("Definitions"): (told, definitions)}
    )


def definition_heads() -> list[str]:
    """Names of the parts of a definition, in the order of ``registry.TEXTS``."""
    return [
        _("Counted"), _("Out of"), _("Falls to"), _("Left out"), _("Final"), _("Shown when"),
    ]  # fmt: skip


def _definition(result: Result, language: str) -> Line:
    words = result.measure.words(language)
    told = [getattr(words, text) for text in TEXTS]
    return [result.measure.name, words.title, *told, result.measure.version, result.measure.source]
