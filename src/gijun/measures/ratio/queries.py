"""The contact ratio of a centre, why it changed, and how its goals stand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from gijun.measures import lake
from gijun.measures.centre_days import (
    CentreDays,
    asked,
    business_today,
    centre_days,
    days_between,
    growth_by_day,
)
from gijun.measures.lake import Lake
from gijun.measures.models import ContactGoal, ReasonSuccession
from gijun.measures.ratio import rules
from gijun.measures.ratio.rules import Course
from gijun.measures.ratio.terms import Against, GoalStanding
from gijun.measures.terms import DayKind
from gijun.science.decomposition import Effects, Method, Period, decompose, period, remapped, together
from gijun.standards.queries.reasons import reason_names

NO_REASON = 0
A_YEAR = timedelta(days=364)  # the same weekdays
Counts = dict[tuple[date, int], int]  # contacts by day and reason


@dataclass(frozen=True, slots=True)
class Asked:
    """A centre, what it is measured against, and which days are compared with which.

    ``reason_id``: the line shows only contacts about it; none: about anything.
    """

    centre_id: int
    kind: str
    first: date
    last: date
    against: Against = Against.BEFORE
    reason_id: int | None = None

    @property
    def before(self) -> tuple[date, date]:
        """The days compared with: as many, right before or a year before."""
        length = (self.last - self.first) + timedelta(days=1)
        back = A_YEAR if self.against == Against.YEAR else length
        return self.first - back, self.last - back


@dataclass(frozen=True, slots=True)
class RatioDay:
    """A day's contacts, and what the centre had to be contacted about; none: not known, or nothing."""

    day: date
    contacts: int
    growth: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days taken together. Only days with growth count; ``gaps``: how many have none."""

    first: date
    last: date
    contacts: int
    growth: int
    gaps: int

    @property
    def ratio(self) -> Fraction | None:
        return Fraction(self.contacts, self.growth) if self.growth else None


@dataclass(frozen=True, slots=True)
class ReasonChange:
    """A reason then and now, and what each factor did to it. ``reason_id`` 0: none was chosen."""

    reason_id: int
    name: str
    before: int
    after: int
    effects: Effects


@dataclass(frozen=True, slots=True)
class PartChange:
    """A kind of day then and now."""

    kind: DayKind
    growth_before: int
    growth_after: int
    contacts_before: int
    contacts_after: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """What the page of the contact ratio shows."""

    days: list[RatioDay]
    before: Span
    after: Span
    effects: dict[Method, Effects]
    reasons: list[ReasonChange]
    parts: list[PartChange]
    as_of_ms: int


def ratio(asked_for: Asked, method: Method) -> Ratio:
    """The ratio day by day, and its change against the days before. Contacts stand under today's reasons.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    first, last = asked_for.before
    with lake.opened() as opened:
        counts = _under_todays_reasons(contacts_by_reason(opened, asked_for.centre_id, first, asked_for.last))
        as_of_ms = opened.manifest.as_of_ms
    growth = growth_by_day(asked_for.centre_id, asked_for.kind, first, asked_for.last)
    days = centre_days(asked_for.centre_id, first, asked_for.last)
    drawn = _by_day(counts, asked_for.reason_id)
    then = _Side(days_between(first, last), counts, growth, days)
    now = _Side(days_between(asked_for.first, asked_for.last), counts, growth, days)
    reasons = sorted({reason for side in (then, now) for reason in side.by_reason})
    periods = then.period(reasons), now.period(reasons)
    found = {each: decompose(*periods, each) for each in Method}
    return Ratio(
        days=[RatioDay(day, drawn[day], growth.get(day) or None) for day in now.days],
        before=then.span(),
        after=now.span(),
        effects={each: together(effects.values()) for each, effects in found.items()},
        reasons=_changes(then, now, found[method]),
        parts=[
            PartChange(kind, then.volumes[kind], now.volumes[kind], then.on(kind), now.on(kind))
            for kind in DayKind
            if then.volumes[kind] or now.volumes[kind]
        ],
        as_of_ms=as_of_ms,
    )


def _by_day(counts: Counts, reason_id: int | None = None) -> Counter[date]:
    found: Counter[date] = Counter()
    for (day, about), count in counts.items():
        if reason_id in {None, about}:
            found[day] += count
    return found


class _Side:
    """One of two periods that are compared."""

    def __init__(
        self, days: list[date], counts: Counts, growth: Mapping[date, int], kinds: CentreDays
    ) -> None:
        self.days = days
        self.by_reason: Counter[int] = Counter()
        self.cells: Counter[tuple[DayKind, int]] = Counter()
        self.volumes: Counter[DayKind] = Counter()
        told = {day: kinds.kind_of(day) for day in days if growth.get(day)}
        for day, kind in told.items():
            self.volumes[kind] += growth[day]
        for (day, reason_id), count in counts.items():
            if day in told:
                self.cells[told[day], reason_id] += count
                self.by_reason[reason_id] += count
        self.gaps = len(days) - len(told)

    def period(self, reasons: Iterable[int]) -> Period[tuple[DayKind, int]]:
        return period(self.volumes, self.cells, reasons)

    def on(self, kind: DayKind) -> int:
        return sum(count for (one, _reason), count in self.cells.items() if one == kind)

    def span(self) -> Span:
        contacts, growth = sum(self.by_reason.values()), sum(self.volumes.values())
        return Span(self.days[0], self.days[-1], contacts, growth, self.gaps)


def _changes(then: _Side, now: _Side, effects: Mapping[tuple[DayKind, int], Effects]) -> list[ReasonChange]:
    """Every reason that came in one of the periods, the largest change first."""
    names = reason_names()
    changes = [
        ReasonChange(
            reason_id=reason_id,
            name=names.get(reason_id, "" if reason_id == NO_REASON else str(reason_id)),
            before=then.by_reason[reason_id],
            after=now.by_reason[reason_id],
            effects=together(one for (_kind, about), one in effects.items() if about == reason_id),
        )
        for reason_id in {*then.by_reason, *now.by_reason}
    ]
    return sorted(changes, key=lambda one: (-abs(one.after - one.before), one.reason_id))


def contacts_by_reason(opened: Lake, centre_id: int, first: date, last: date) -> Counts:
    """Contacts of a centre by business day and reason (0: none was chosen)."""
    rows = asked(opened, "ratio", "contacts_by_reason", centre_id, first=first, last=last)
    return {(day, reason_id): count for day, reason_id, count in rows}


def successions() -> list[ReasonSuccession]:
    """Reasons whose contacts count under another one."""
    return list(ReasonSuccession.objects.select_related("reason", "successor").order_by("reason_id"))


def _under_todays_reasons(counts: Counts) -> Counts:
    table = dict(ReasonSuccession.objects.values_list("reason_id", "successor_id"))
    by_day: dict[date, dict[int, int]] = {}
    for (day, reason_id), count in counts.items():
        by_day.setdefault(day, {})[reason_id] = count
    return {
        (day, reason_id): count
        for day, of_day in by_day.items()
        for reason_id, count in remapped(of_day, table).items()
    }


@dataclass(frozen=True, slots=True)
class GoalWeek:
    """A week of a goal, in contacts a day. None: no day of it has what is needed."""

    first: date
    contacts: Fraction | None
    planned: Fraction
    adjusted: Fraction | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and how it stands. ``factor``: what the ratio must shrink to, to reach it as written."""

    row: ContactGoal
    course: Course
    standing: GoalStanding
    weeks: list[GoalWeek]
    growth_now: Fraction | None  # a day, over the last four weeks
    factor: Fraction | None


def goals(centre_id: int, at: datetime) -> list[Goal]:
    """The goals a centre pursues, with their course week by week.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    rows = list(ContactGoal.objects.filter(team_id=centre_id, ending="").order_by("to_day", "id"))
    if not rows:
        return []
    today = business_today(centre_id, at)
    with lake.opened() as opened:
        first = min(rules.week_of(row.from_day) for row in rows)
        by_reason = contacts_by_reason(opened, centre_id, min(first, today), today)
    contacts = _by_day(by_reason)
    return [_goal(row, contacts, today) for row in rows]


def course_of(row: ContactGoal) -> Course:
    """The course of a goal as its row has it."""
    base = Fraction(row.base_amount, row.base_days)
    return Course(row.from_value, row.to_value, row.from_day, row.to_day, base)


def _goal(row: ContactGoal, contacts: Mapping[date, int], today: date) -> Goal:
    course = course_of(row)
    since = min(row.from_day, today - timedelta(days=rules.BASE_DAYS))
    growth = growth_by_day(row.team_id, row.kind, since, today)
    lately = [growth[day] for day in growth if day >= today - timedelta(days=rules.BASE_DAYS)]
    growth_now = Fraction(sum(lately), len(lately)) if lately else None
    return Goal(
        row=row,
        course=course,
        standing=rules.standing(course, contacts, growth, today),
        weeks=_weeks(course, contacts, growth, today),
        growth_now=growth_now,
        factor=course.factor_of_ratio(growth_now) if growth_now else None,
    )


def _weeks(
    course: Course, contacts: Mapping[date, int], growth: Mapping[date, int], today: date
) -> list[GoalWeek]:
    weeks: dict[date, list[date]] = {}
    for day in days_between(course.from_day, course.to_day):
        weeks.setdefault(rules.week_of(day), []).append(day)
    found = []
    for first, days in weeks.items():
        over = [day for day in days if day < today]
        told = [day for day in over if growth.get(day)]
        found.append(
            GoalWeek(
                first=first,
                contacts=_mean([Fraction(contacts.get(day, 0)) for day in over]),
                planned=_mean([course.planned(day) for day in days]) or Fraction(),
                adjusted=_mean([course.adjusted(day, growth[day]) for day in told]),
            )
        )
    return found


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


def closed_goals(centre_id: int) -> list[ContactGoal]:
    """Goals that are no longer pursued, the last one first."""
    return list(ContactGoal.objects.filter(team_id=centre_id).exclude(ending="").order_by("-closed_at")[:20])
