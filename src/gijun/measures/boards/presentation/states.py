"""The states of a day in words and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from gijun.measures.boards import drawing
from gijun.measures.boards.queries.states import PersonDay, TeamDay
from gijun.measures.drawn import cell
from gijun.measures.presentation import Cell
from gijun.organisation.terms import StateKind

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class StateLine:
    """A person's minutes by state, and every stretch in words."""

    name: str
    minutes: list[Cell]
    over: Cell
    spans: list[str]


@dataclass(frozen=True, slots=True)
class ShownStates:
    """The picture of a day and its table."""

    picture: drawing.Timeline | None
    heads: list[str]
    lines: list[StateLine]
    unnamed: str


def states(found: TeamDay) -> ShownStates:
    """A day's states in the reader's language; only states that somebody was in have a column."""
    kinds = [kind for kind in StateKind if any(one.spent_ms(kind) for one in found.people)]
    return ShownStates(
        picture=drawing.drawn(found),
        heads=[str(kind.label) for kind in kinds],
        lines=[_state_line(one, kinds, found) for one in found.people],
        unnamed=ngettext(
            "%(n)s person who has left these teams is not shown.",
            "%(n)s people who have left these teams are not shown.",
            found.unnamed,
        )
        % {"n": found.unnamed}
        if found.unnamed
        else "",
    )


def _state_line(one: PersonDay, kinds: Sequence[StateKind], found: TeamDay) -> StateLine:
    return StateLine(
        name=one.name,
        minutes=[_minutes(one.spent_ms(kind)) for kind in kinds],
        over=_minutes(one.over_ms),
        spans=[drawing.says(span, found) for span in one.spans],
    )


def _minutes(ms: int) -> Cell:
    return cell(round(ms / MINUTE_MS)) if ms else cell(None)
