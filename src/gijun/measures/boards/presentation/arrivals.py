"""Arrivals in words and numbers."""

from collections.abc import Iterable

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gijun.measures.boards.queries.arrivals import Arrivals
from gijun.measures.boards.rules import Clock
from gijun.measures.boards.terms import FEW, LEAST_DAYS
from gijun.measures.drawn import Drawn, Line, cell
from gijun.science import spreadsheet


def heat(found: Arrivals) -> Drawn:
    """Mean arrivals: a row for each weekday, a column for each half-hour."""
    week = found.week
    return Drawn(
        title=_("Mean contacts in a half-hour, by weekday"),
        kind="heatmap",
        drawn=len(week.minutes),
        heads=[
            pgettext("board", "Weekday"),
            *(Clock(one).label for one in week.minutes),
            pgettext("board", "Days"),
        ],
        rows=[_weekday(found, weekday) for weekday in range(7) if week.days.get(weekday)],
        empty=_("No contact is known in these days. Choose other days, or fewer filters."),
        note=_weekday_note(found),
    )


def _weekday(found: Arrivals, weekday: int) -> Line:
    week = found.week
    days = week.days[weekday]
    cells = []
    for minute in week.minutes:
        mean = week.cells.get((weekday, minute))
        if mean is None:
            cells.append(cell(None))
            continue
        mark = "" if mean.times == days else _("n = %(n)s") % {"n": mean.times}
        cells.append(cell(float(mean.value), 1, mark=mark))
    few = days < LEAST_DAYS
    mark = ngettext("%(n)s more day needed", "%(n)s more days needed", LEAST_DAYS - days) if few else ""
    cells.append(cell(days, mark=f"{FEW} {mark % {'n': LEAST_DAYS - days}}" if few else ""))
    return Line(str(WEEKDAYS[weekday]), cells)


def _weekday_note(found: Arrivals) -> str:
    told = [
        _("The sum of each half-hour divided by how often it was: a half-hour the clock skips was not there,"
          " one it shows twice was there twice."),
        _("A day is the centre's business day; the half-hour that still runs is left out."),
    ]  # fmt: skip
    if any(days < LEAST_DAYS for days in found.week.days.values()):
        told.append(
            _("%(sign)s Fewer than %(n)s such days: chance rather than a pattern.")
            % {"sign": FEW, "n": LEAST_DAYS}
        )
    return " ".join(told)


def heat_csv(found: Arrivals) -> bytes:
    """Every half-hour of the week, a line each."""
    heads = [
        pgettext("board", "Weekday"),
        _("Half-hour"),
        _("Mean contacts"),
        _("Contacts"),
        _("Half-hours"),
        pgettext("board", "Days"),
    ]
    week = found.week
    lines: Iterable[list[spreadsheet.Cell]] = (
        [
            str(WEEKDAYS[weekday]),
            Clock(minute).label,
            round(float(mean.value), 4),
            mean.total,
            mean.times,
            week.days[weekday],
        ]
        for weekday in range(7)
        for minute in week.minutes
        if (mean := week.cells.get((weekday, minute))) is not None
    )
    return spreadsheet.as_csv(heads, lines)
