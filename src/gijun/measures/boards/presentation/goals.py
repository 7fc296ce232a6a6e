"""Goals in words and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gijun.measures.boards.presentation.today import date_of
from gijun.measures.boards.queries.goals import Cascade, ContactsADay
from gijun.measures.boards.rules import Level
from gijun.measures.boards.terms import Whose
from gijun.measures.drawn import Drawn, Line, cell
from gijun.measures.presentation import Cell, number


@dataclass(frozen=True, slots=True)
class ShownGoals:
    """Contact goals in words, and a table for each goal that goes down to oneself."""

    contacts: list[list[str]]
    tables: list[Drawn]


def goals(contacts: Iterable[ContactsADay], cascades: Iterable[Cascade]) -> ShownGoals:
    """Goals in the reader's language."""
    return ShownGoals([_contact_goal(one) for one in contacts], [_cascade(one) for one in cascades])


def _contact_goal(one: ContactsADay) -> list[str]:
    known = {"from": number(one.from_value, 0), "to": number(one.to_value, 0), "day": date_of(one.to_day)}
    lately = _("not known yet") if one.lately is None else number(float(one.lately), 1)
    return [
        one.centre,
        _("%(from)s to %(to)s contacts a day by %(day)s") % known,
        number(float(one.planned), 1),
        lately,
        one.standing,
    ]


def _cascade(one: Cascade) -> Drawn:
    return Drawn(
        title=str(one.pursued.label),
        kind="bar",
        drawn=2,
        heads=[
            pgettext("board", "Level"),
            _("Share (%)"),
            _("Goal (%)"),
            _("n"),
            _("Interval (95%)"),
            _("Against the goal"),
        ],
        rows=[_level(level) for level in one.levels],
    )


def _level(one: Level) -> Line:
    goal = cell(None) if one.goal is None else cell(100 * one.goal)
    label = str(one.whose.label)
    if one.whose in {Whose.CENTRE, Whose.TEAM}:
        label = f"{label} · {one.name}"
    n = cell(one.n) if one.is_told and not one.is_hidden else cell(None)
    if one.share is None or one.interval is None:
        return Line(label, [Cell("–"), goal, n, Cell("–"), Cell(_silence(one))])
    low, high = one.interval
    interval = Cell(f"{number(100 * low, 1)}–{number(100 * high, 1)}")
    return Line(label, [cell(100 * one.share, 1), goal, n, interval, Cell(_standing(one))])


def _silence(one: Level) -> str:
    """Why a level shows no share."""
    if not one.is_told:
        return _("Not counted for one person: a contact belongs to the team until somebody answers it.")
    if one.is_hidden:
        return _("Not shown: it would tell of one person.")
    return ngettext(
        "Not enough data: %(n)s more needed", "Not enough data: %(n)s more needed", one.needed
    ) % {"n": one.needed}


def _standing(one: Level) -> str:
    if one.goal is None:
        return pgettext("goal", "No common goal")
    if one.reaches is None:
        return "≈ " + pgettext("goal", "Cannot be told apart from the goal")
    return "✓ " + pgettext("goal", "Reached") if one.reaches else "▼ " + pgettext("goal", "Below the goal")
