"""Solved contacts, week by week, and how many came back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow as pa

from gijun.measures import compute, lake
from gijun.measures.boards.queries import asking, teams
from gijun.measures.boards.terms import HORIZONS, Return
from gijun.measures.queries import Selection
from gijun.organisation.models import Person, Team

A_WEEK = timedelta(weeks=1)
WEEKS = [
    ("week_team_id", pa.int64()), ("week", pa.date32()), ("since_ms", pa.int64()), ("until_ms", pa.int64()),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Back:
    """Of contacts solved in a week: so many are old enough to tell, and so many of these came back."""

    solved: int
    mature: int
    back: int

    @property
    def immature(self) -> int:
        return self.solved - self.mature


@dataclass(frozen=True, slots=True)
class Returns:
    """Weeks by their Monday, each with its cells by days after the solution."""

    weeks: dict[date, dict[int, Back]]
    selection: Selection
    as_of: datetime
    position: int


def returns(person: Person, selection: Selection, what: Return) -> Returns:
    """How many contacts came back, of those solved in the weeks that the selection touches.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    chosen = teams.picked(person, selection.team_id)
    mondays = _mondays(selection)
    told = [row for team in chosen.values() for row in _weeks(team, mondays)]
    with lake.opened() as opened:
        compute.put(opened.duck, "weeks", WEEKS, told)
        compute.put(opened.duck, "horizons", [("horizon", pa.int64())], [(days,) for days in HORIZONS])
        rows = asking.rows(
            opened,
            "returns",
            begin_ms=min((row[2] for row in told), default=0),
            end_ms=max((row[3] for row in told), default=0),
            known_ms=opened.manifest.as_of_ms,
            returned=what.value,
            channels=[selection.channel] if selection.channel else [],
        )
        found: dict[date, dict[int, Back]] = {monday: {} for monday in mondays}
        for week, days, solved, mature, back in rows:
            found[week][days] = Back(solved, mature, back)
        return Returns(found, selection, asking.as_of(opened), opened.manifest.position)


def _mondays(selection: Selection) -> list[date]:
    first = selection.first - timedelta(days=selection.first.weekday())
    return [first + n * A_WEEK for n in range((selection.last - first).days // 7 + 1)]


def _weeks(team: Team, mondays: list[date]) -> list[tuple[int, date, int, int]]:
    rule = asking.rule_of(team)
    return [(team.pk, day, rule.bounds(day)[0], rule.bounds(day + A_WEEK)[0]) for day in mondays]
