"""What the people of a team were doing on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gijun.measures import lake
from gijun.measures.boards.queries import asking, teams
from gijun.measures.boards.queries.teams import LEAD
from gijun.organisation.models import Person, Team
from gijun.organisation.queries.people import people_of
from gijun.organisation.terms import StateKind
from gijun.science.worktime import BusinessDay

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in a state. ``ends_by_ms``: when it should have ended; ``lasts``: it has not ended yet."""

    kind: StateKind
    reason: str
    from_ms: int
    to_ms: int
    lasts: bool
    ends_by_ms: int | None

    @property
    def lasted_ms(self) -> int:
        return self.to_ms - self.from_ms

    @property
    def over_ms(self) -> int:
        """How long it went on after it should have ended."""
        return 0 if self.ends_by_ms is None else max(0, self.to_ms - max(self.ends_by_ms, self.from_ms))


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A person's day, oldest stretch first."""

    name: str
    spans: list[Span]

    def spent_ms(self, kind: StateKind) -> int:
        return sum(one.lasted_ms for one in self.spans if one.kind == kind)

    @property
    def over_ms(self) -> int:
        return sum(one.over_ms for one in self.spans)


@dataclass(frozen=True, slots=True)
class TeamDay:
    """People by name. ``unnamed``: how many are no longer in a team of the reader, and are not shown."""

    team: Team
    day: date
    rule: BusinessDay
    people: list[PersonDay]
    unnamed: int
    as_of: datetime


def states_of(person: Person, team: Team, day: date) -> TeamDay:
    """A day of a team with all below it: those whom the person leads, and themselves, by name.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    chosen = teams.picked(person, team.pk, LEAD)
    rule = asking.rule_of(team)
    with lake.opened() as opened:
        asking.select_teams(opened, chosen)
        rows = asking.rows(opened, "states", day=day, before=day - ONE_DAY, after=day + ONE_DAY)
        as_of = asking.as_of(opened)
    spans: dict[int, list[Span]] = {}
    for pk, kind, reason, from_ms, to_ms, lasts, ends_by_ms in rows:
        if kind in StateKind.values:
            one = Span(StateKind(kind), reason or "", from_ms, to_ms, lasts, ends_by_ms)
            spans.setdefault(pk, []).append(one)
    names = _names(spans, frozenset(chosen))
    people = sorted(((name, pk) for pk, name in names.items()), key=lambda one: one)
    return TeamDay(
        team=team,
        day=day,
        rule=rule,
        people=[PersonDay(name, spans[pk]) for name, pk in people],
        unnamed=len(spans) - len(names),
        as_of=as_of,
    )


def _names(person_ids: Iterable[int], team_ids: frozenset[int]) -> dict[int, str]:
    rows = people_of(team_ids).filter(pk__in=list(person_ids))
    return dict(rows.values_list("pk", "name"))
