"""A person's own day: from the goal of the business down to their own, what they owe, what is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from gijun.desk.models import Promise, TicketClock
from gijun.desk.queries.modes import figures
from gijun.desk.queries.modes.broadcasts import Shown, schedule, shown
from gijun.desk.queries.modes.now import plan_of
from gijun.desk.rules.modes.floor import level_of
from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.terms.clocks import Metric
from gijun.desk.terms.modes import FigureKind, Level, ModeKind
from gijun.organisation import queries
from gijun.organisation.models import Person, Team
from gijun.organisation.queries.breaks import own_breaks
from gijun.standards.queries import open_must_reads

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Goal:
    """First answers in time of the centre, the team or the person, today."""

    whose: str  # centre, team or me
    name: str
    in_time: int
    decided: int
    goal: float | None
    level: Level

    @property
    def share(self) -> float | None:
        return self.in_time / self.decided if self.decided else None


@dataclass
class OwnDay:
    """Everything of one person's day; what is not shown is not read."""

    person: Person
    at: datetime

    @cached_property
    def team(self) -> Team | None:
        """Where they work."""
        pk = queries.home_team_id(self.person)
        return Team.objects.filter(pk=pk).first() if pk else None

    @cached_property
    def centre(self) -> Team | None:
        if self.team is None:
            return None
        return Team.objects.select_related("calendar").get(pk=self.team.centre_id)

    @cached_property
    def plan(self) -> ModePlan | None:
        """The plan of a normal day: goals hold whatever the mode."""
        return plan_of(self.centre.pk, ModeKind.NORMAL, self.at) if self.centre else None

    @cached_property
    def goals(self) -> Sequence[Goal]:
        """The centre's goal, the team's and one's own, in this order."""
        if self.centre is None or self.team is None or self.plan is None:
            return []
        since = figures.day_began(self.centre, self.at)
        goal = self.plan.service_goal / 100 or None
        told = [
            ("centre", self.centre.name, *figures.service(figures.teams_of(self.centre), since, self.at)),
            ("team", self.team.name, *figures.service(_below(self.team), since, self.at)),
            ("me", self.person.name, *self._own(since)),
        ]
        if self.team == self.centre:
            told.pop(1)
        return [
            Goal(
                whose,
                name,
                in_time,
                decided,
                goal,
                level_of(FigureKind.SERVICE, in_time / decided if decided else None, goal),
            )
            for whose, name, in_time, decided in told
        ]

    def _own(self, since: datetime) -> tuple[int, int]:
        rows = TicketClock.objects.filter(
            metric=Metric.FIRST_RESPONSE,
            target_ms__isnull=False,
            ticket__assignee=self.person,
            stopped_at__gt=since,
            stopped_at__lte=self.at,
        ).values_list("kept", "breached")
        decided = [(kept, breached) for kept, breached in rows if kept or breached]
        return sum(kept and not breached for kept, breached in decided), len(decided)

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """What they owe customers today and what is late, the first due first."""
        until = self.at + timedelta(hours=24)
        rows = Promise.objects.owed().filter(owner=self.person, due_at__lt=until).select_related("ticket")
        return list(rows[:SHOWN])

    @cached_property
    def must_reads(self) -> Sequence[object]:
        return list(open_must_reads(self.person, self.at).select_related("version")[:SHOWN])

    @cached_property
    def breaks(self) -> QuerySet[Any]:
        """Their breaks of the business day."""
        since = figures.day_began(self.centre, self.at) if self.centre else self.at - timedelta(days=1)
        return own_breaks(self.person, self.at).filter(wanted_from__gte=since)

    @cached_property
    def broadcasts(self) -> Sequence[Shown]:
        """What is on air today."""
        if self.centre is None:
            return []
        began = figures.day_began(self.centre, self.at)
        return [shown(row, self.at) for row in schedule(self.centre.pk, began, began + timedelta(days=1))]


def _below(team: Team) -> list[int]:
    return list(Team.objects.below(team.path or "").values_list("pk", flat=True))
