"""How modes, figures of the floor and help are shown."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from gijun.desk.queries.modes.board import Board
from gijun.desk.rules.modes.floor import AT_LEAST, Figure, spark
from gijun.desk.terms.modes import Direction, FigureKind, Level, ModeKind

register = template.Library()

SHARES = AT_LEAST
MODES = {ModeKind.NORMAL: ("○", "ok"), ModeKind.PEAK: ("▲", "warn"), ModeKind.OUTAGE: ("✖", "danger")}
LEVELS = {
    Level.GOOD: ("✓", "ok"),
    Level.NEAR: ("!", "warn"),
    Level.BAD: ("‼", "danger"),
    Level.NONE: ("", ""),
}
DIRECTIONS = {Direction.UP: "↗", Direction.DOWN: "↘", Direction.FLAT: "→"}


@register.inclusion_tag("desk/modes/_mode_mark.html")
def mode_mark(kind: str) -> dict[str, Any]:
    """A mode: sign, word, colour."""
    known = ModeKind(kind)
    sign, tone = MODES[known]
    return {"sign": sign, "tone": tone, "label": known.label}


@register.filter
def as_figure(value: float | None, kind: str) -> str:
    """A value of the floor in its unit."""
    if value is None:
        return "–"
    if kind in SHARES:
        return f"{value:.0%}"
    return _("%(n)d min") % {"n": value} if kind == FigureKind.WAIT else f"{value:,.0f}"


@register.inclusion_tag("desk/modes/_figure.html")
def floor_figure(one: Figure, board: Board) -> dict[str, Any]:
    """A figure: value, target, where it goes, how it stands in words, what to do."""
    sign, tone = LEVELS[one.level]
    url, action = _action(one.kind, board)
    return {
        "one": one,
        "value": as_figure(one.value, one.kind),
        "target": _target(one),
        "sign": sign,
        "tone": tone,
        "arrow": DIRECTIONS[one.direction] if one.direction else "",
        "points": spark(one.trend),
        "url": url,
        "action": action,
    }


@register.inclusion_tag("desk/modes/_figures_table.html")
def floor_table(board: Board) -> dict[str, Any]:
    """The figures as a table, each with what its line draws: where it began, its lowest and highest."""
    return {"lines": [floor_figure(one, board) | _course(one) for one in board.figures]}


def _course(one: Figure) -> dict[str, str]:
    first, lowest, highest = (one.trend[0], min(one.trend), max(one.trend)) if one.trend else (None,) * 3
    return {
        "first": as_figure(first, one.kind),
        "lowest": as_figure(lowest, one.kind),
        "highest": as_figure(highest, one.kind),
    }


def _target(one: Figure) -> str:
    if one.goal is None:
        return ""
    goal = as_figure(one.goal, one.kind)
    if one.kind == FigureKind.ARRIVALS:
        return _("usually %(goal)s") % {"goal": goal}
    if one.kind in AT_LEAST:
        return _("at least %(goal)s") % {"goal": goal}
    return _("at most %(goal)s") % {"goal": goal}


def _action(kind: FigureKind, board: Board) -> tuple[str, str]:
    """Where to act on a figure, and what to do there."""
    match kind:
        case FigureKind.SERVICE:
            return reverse("desk:queue") + "?view=team", _("Answer what is due first")
        case FigureKind.WAITING:
            return reverse("desk:queue") + "?view=waiting", _("Give out what waits")
        case FigureKind.WAIT:
            if board.first_ticket_id is None:
                return reverse("desk:queue") + "?view=waiting", _("See what waits")
            return reverse("desk:ticket", args=[board.first_ticket_id]), _("Open the longest wait")
        case FigureKind.ARRIVALS:
            return f"{reverse('desk:modes')}?centre={board.centre.pk}", _("Look at the operating mode")
        case FigureKind.AT_HAND:
            return f"{reverse('desk:team_live')}?centre={board.centre.pk}", _("See who is where")
        case FigureKind.DONE:
            return reverse("desk:queue") + "?view=team", _("Finish what is open")
