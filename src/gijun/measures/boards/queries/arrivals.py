"""When contacts come in: by weekday and half-hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gijun.measures import lake
from gijun.measures.boards import rules
from gijun.measures.boards.queries import asking, teams
from gijun.measures.boards.rules import Week
from gijun.measures.centre_days import days_between
from gijun.measures.lake import Lake
from gijun.measures.queries import Selection
from gijun.organisation.models import Person
from gijun.standards.queries.reasons import reasons_below


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Mean arrivals of a week. ``first``: the first day that counts; none: nothing is known."""

    week: Week
    selection: Selection
    first: date | None
    as_of: datetime
    position: int

    @property
    def days(self) -> int:
        """Days that were looked at."""
        return sum(self.week.days.values())


def arrivals(person: Person, selection: Selection, reason_id: int | None) -> Arrivals:
    """Mean arrivals of the teams the person may see. Days before the first contact known are no days without.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    chosen = teams.picked(person, selection.team_id)
    with lake.opened() as opened:
        known = asking.group_by_rule(opened, chosen)
        asking.choose_reasons(opened, reasons_below(reason_id) if reason_id else ())
        firsts = dict(asking.rows(opened, "first_days"))
        counts = dict(_counts(opened, selection, by_reason=reason_id is not None))
        weeks = []
        for at, rule in enumerate(known):
            if at in firsts:
                days = days_between(max(selection.first, firsts[at]), selection.last)
                weeks.append(rules.week(counts.get(at, {}), rule, days, opened.manifest.as_of_ms))
        return Arrivals(
            week=rules.together(weeks) if weeks else Week(),
            selection=selection,
            first=max(selection.first, min(firsts.values())) if firsts else None,
            as_of=asking.as_of(opened),
            position=opened.manifest.position,
        )


def _counts(
    opened: Lake, selection: Selection, *, by_reason: bool
) -> Iterator[tuple[int, dict[tuple[date, int], int]]]:
    rows = asking.rows(
        opened,
        "arrivals",
        first=selection.first,
        last=selection.last,
        channels=[selection.channel] if selection.channel else [],
        by_reason=by_reason,
    )
    found: dict[int, dict[tuple[date, int], int]] = {}
    for group, day, slot, came in rows:
        found.setdefault(group, {})[day, slot] = came
    yield from found.items()
