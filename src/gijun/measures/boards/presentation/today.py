"""A day beside what is usual, in words and numbers."""

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gijun.measures.boards.queries.today import Day, HalfHour
from gijun.measures.boards.rules import Clock, Usual
from gijun.measures.boards.terms import LEAST_DAYS
from gijun.measures.drawn import Drawn, Line, cell
from gijun.measures.presentation import IMMATURE, Cell, number
from gijun.organisation.terms import StateKind


@dataclass(frozen=True, slots=True)
class ShownDay:
    """The three tables of a day, its headline, and which days told what is usual."""

    so_far: str
    usual_so_far: str
    basis: str
    left_out: list[str]
    special: str
    tables: list[Drawn]


def day(found: Day) -> ShownDay:
    """A day in the reader's language."""
    so_far, n = found.so_far, len(found.used)
    known = {"n": number(so_far.arrivals, 0), "time": _clock(so_far.until) if so_far.until else ""}
    if so_far.until:
        headline = _("%(n)s contacts until %(time)s") % known
    else:
        headline = _("%(n)s contacts on the whole day") % known
    weekday = str(WEEKDAYS[found.asked.day.weekday()])
    basis = {"n": n, "weekday": weekday, "days": ", ".join(date_of(one) for one in sorted(found.used))}
    return ShownDay(
        so_far=headline,
        usual_so_far=_usual_words(so_far.usual, n),
        basis=_("Usual is told from %(n)s days (%(weekday)s): %(days)s") % basis if found.used else "",
        left_out=[f"{date_of(one)} · {reason.label}" for one, reason in found.left_out],
        special=str(found.special.label) if found.special else "",
        tables=[_arrivals(found), _service(found), _people(found)],
    )


def _usual_words(usual: Usual | None, days: int) -> str:
    if usual is None:
        needed = max(0, LEAST_DAYS - days)
        if not needed:
            return ""
        return ngettext(
            "Not enough data to say what is usual: %(n)s more such day needed.",
            "Not enough data to say what is usual: %(n)s more such days needed.",
            needed,
        ) % {"n": needed}
    told = {name: number(getattr(usual, name), 0) for name in ("median", "low", "high", "n")}
    return _("Usual until then: %(median)s (10–90%%: %(low)s–%(high)s, n = %(n)s days)") % told


def _arrivals(found: Day) -> Drawn:
    return Drawn(
        title=_("Contacts that came in, and what is usual"),
        kind="line",
        drawn=4,
        heads=[
            _("Half-hour"),
            _("Came in"),
            _("Usual (median)"),
            _("Usual (10%)"),
            _("Usual (90%)"),
            pgettext("board", "Days"),
        ],
        rows=[
            Line(
                _clock(one.clock),
                [
                    _counted(one, one.arrivals),
                    cell(one.usual.median if one.usual else None),
                    cell(one.usual.low if one.usual else None),
                    cell(one.usual.high if one.usual else None),
                    cell(one.usual.n if one.usual else None),
                ],
            )
            for one in found.half_hours
        ],
        note=_(
            "Median and band are real days (nearest rank): of eight days, the smallest and the largest."
            " %(sign)s still running: told, not drawn."
        )
        % {"sign": IMMATURE},
    )  # fmt: skip


def _service(found: Day) -> Drawn:
    return Drawn(
        title=_("Answered, and waiting at the end of the half-hour"),
        kind="line",
        drawn=2,
        heads=[_("Half-hour"), pgettext("board", "Answered"), _("Waiting at the end")],
        rows=[
            Line(_clock(one.clock), [_counted(one, one.answered), _counted(one, one.waiting)])
            for one in found.half_hours
        ],
        note=_(
            "Answered: a person's first answer in this half-hour, whenever the contact came."
            " Waiting: contacts that nobody has answered or solved by its end."
        ),
    )


def _people(found: Day) -> Drawn:
    return Drawn(
        title=_("People ready and in contact"),
        kind="line",
        drawn=2,
        heads=[_("Half-hour"), str(StateKind.READY.label), str(StateKind.IN_CONTACT.label)],
        rows=[
            Line(_clock(one.clock), [_counted(one, one.ready, 1), _counted(one, one.in_contact, 1)])
            for one in found.half_hours
        ],
        note=_("People on average over the half-hour, from the states they chose, whatever the channel."),
    )


def _counted(one: HalfHour, value: float | None, places: int = 0) -> Cell:
    """A number of a half-hour; while it runs it is told but not drawn."""
    if value is None:
        return cell(None)
    shown = cell(value, places)
    return Cell(shown.text, "", IMMATURE) if one.is_running else shown


def _clock(clock: Clock) -> str:
    if not clock.nth:
        return clock.label
    return _("%(time)s (again)") % {"time": clock.label}


def date_of(one: date) -> str:
    """A day as the reader writes it."""
    return str(formats.date_format(one, "SHORT_DATE_FORMAT"))
