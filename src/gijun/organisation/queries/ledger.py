"""State time of people, for themselves and for who leads them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import AgentState, Person
from gijun.organisation.queries.calendars import business_day_of
from gijun.organisation.queries.people import home_team_id, people_of
from gijun.organisation.rules.ledger import DayTotal, Stretch, ledger, together
from gijun.organisation.terms import AwayReason, StateKind
from gijun.science.worktime import BusinessDay

LEAD = "organisation.lead_floor"
LONGEST_DAYS = 92  # a quarter on one page


@dataclass(frozen=True, slots=True)
class Line:
    """One person's state time on one business day, or over several where there is no day."""

    person: Person
    total: DayTotal
    day: date | None = None

    @property
    def away(self) -> list[tuple[str, int]]:
        """Time away by reason, in words."""
        return [(str(AwayReason(reason).label), ms) for reason, ms in self.total.away_by_reason.items()]


@dataclass(frozen=True, slots=True)
class Ledger:
    """State time of people over a span of business days: by day, and each person's sum."""

    since: date
    until: date
    lines: list[Line]
    sums: list[Line]


def people_in_ledger(reader: Person) -> QuerySet[Person]:
    """People whose state time the reader may see beside their own."""
    below, _above = authority.teams_with(reader, LEAD)
    return people_of(below)


def stretches_of(
    person_ids: Collection[int], *, since: datetime, until: datetime, at: datetime
) -> dict[int, list[Stretch]]:
    """Stretches of each person that touch the span, oldest first; the open one ends now."""
    rows = AgentState.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=since), person_id__in=person_ids, started_at__lt=until
    ).order_by("started_at", "id")
    found: dict[int, list[Stretch]] = {}
    for row in rows:
        ended = max(row.ended_at or at, row.started_at)
        stretch = Stretch(row.kind, row.reason, log.to_ms(row.started_at), log.to_ms(ended))
        found.setdefault(row.person_id, []).append(stretch)
    return found


def state_time(
    people: Collection[Person], *, since: date, until: date, at: datetime, day: BusinessDay
) -> Ledger:
    """State time of these people from one business day to another, both included.

    Days on which somebody was offline throughout have no line.
    """
    from_ms, to_ms = day.bounds(since)[0], day.bounds(until)[1]
    found = stretches_of(
        [person.pk for person in people], since=log.from_ms(from_ms), until=log.from_ms(to_ms), at=at
    )
    lines, sums = [], []
    for person in people:
        totals = ledger(found.get(person.pk, ()), day, from_ms=from_ms, to_ms=to_ms)
        own = [Line(person, one, one.day) for one in totals if one.present_ms]
        lines += own
        if own:
            sums.append(Line(person, DayTotal(since, dict(together(one.total for one in own)))))
    return Ledger(since, until, sorted(lines, key=_by_day), sums)


def _by_day(line: Line) -> tuple[date, str, int]:
    return line.total.day, line.person.name, line.person.pk


def day_rule_for(reader: Person) -> BusinessDay:
    """How the reader's centre books days."""
    return business_day_of(home_team_id(reader))


def columns() -> Iterator[tuple[str, str]]:
    """States that a ledger shows, code and word, in order; offline is no state of work."""
    for kind in StateKind:
        if kind is not StateKind.OFFLINE:
            yield kind.value, str(kind.label)
