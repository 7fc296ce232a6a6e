"""Promises as people work through them: their own, their team's, the calls to make."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from gijun.desk.models import CallAttempt, Promise
from gijun.desk.queries import visible
from gijun.desk.queries.promises.policy import in_force
from gijun.desk.rules.promises.keeping import Standing, standing
from gijun.desk.terms.promises import Avoidable, PromiseKind, PromiseState
from gijun.events.prepared import counted, prepared
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.organisation.queries import people_of
from gijun.organisation.queries.floor import state_of
from gijun.organisation.terms import StateKind

KEEP = "desk.reply"
LEAD = "desk.assign_ticket"
SHOWN = 200
LATELY = timedelta(days=30)
NOT_HERE = frozenset({StateKind.OFFLINE, StateKind.AWAY})


@dataclass(frozen=True, slots=True)
class Line:
    """A promise of a list."""

    promise: Promise
    standing: Standing
    owner_is_here: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class Lists:
    """What is owed, by when it is due."""

    overdue: list[Line]
    today: list[Line]
    later: list[Line]

    @property
    def any(self) -> bool:
        return bool(self.overdue or self.today or self.later)


@dataclass(frozen=True, slots=True)
class AvoidableShare:
    """Of the callbacks settled lately of which somebody knows, those that could have been avoided."""

    part: int
    n: int
    unknown: int


class Warnings:
    """How long before its time a promise is close, read once a centre."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def of(self, promise: Promise) -> int:
        """Minutes."""
        centre = promise.team.centre_id
        if centre not in self._known:
            self._known[centre] = in_force(promise.team).policy.warn_min
        return self._known[centre]


def _owed() -> QuerySet[Promise]:
    attempts = Prefetch("attempts", queryset=CallAttempt.objects.order_by("id"))
    related = Promise.objects.owed().select_related("ticket__customer", "owner", "team", "handle")
    return related.prefetch_related(attempts)


def mine(person: Person, at: datetime) -> Lists:
    """What the person owes, overdue first."""
    return _grouped(lines(_owed().filter(owner=person)[:SHOWN], at), at)


def of_teams(person: Person, at: datetime) -> Lists:
    """What the teams that the person leads owe."""
    below, _above = authority.teams_with(person, LEAD)
    return _grouped(lines(_owed().filter(team_id__in=below)[:SHOWN], at), at)


def callbacks(person: Person, at: datetime) -> list[Line]:
    """Calls that the person's teams owe, the first due first."""
    return lines(_callbacks(person)[:SHOWN], at)


def _callbacks(person: Person) -> QuerySet[Promise]:
    below, _above = authority.teams_with(person, KEEP)
    return _owed().filter(kind=PromiseKind.CALLBACK, team_id__in=below)


def lines(rows: Iterable[Promise], at: datetime) -> list[Line]:
    """Promises with how they stand and whether whoever keeps them is here."""
    found = list(rows)
    warnings = Warnings()
    states = state_of({row.owner_id for row in found})
    return [
        Line(
            promise=row,
            standing=standing(row.due_at, at, warnings.of(row)),
            owner_is_here=row.owner.is_active and states[row.owner_id].kind not in NOT_HERE,
            attempts=len(row.attempts.all()),
        )
        for row in found
    ]


def _grouped(rows: list[Line], at: datetime) -> Lists:
    today = timezone.localtime(at).date()
    late = [one for one in rows if one.standing.level == "late"]
    ahead = [one for one in rows if one.standing.level != "late"]
    return Lists(
        overdue=late,
        today=[one for one in ahead if timezone.localtime(one.promise.due_at).date() == today],
        later=[one for one in ahead if timezone.localtime(one.promise.due_at).date() != today],
    )


def avoidable_share(person: Person, at: datetime) -> AvoidableShare:
    """How many callbacks of the person's teams, settled within 30 days, could have been avoided."""
    below, _above = authority.teams_with(person, KEEP)
    settled = Promise.objects.filter(
        kind=PromiseKind.CALLBACK,
        team_id__in=below,
        state__in=[PromiseState.KEPT, PromiseState.KEPT_LATE],
        ended_at__gt=at - LATELY,
        ended_at__lte=at,
    )
    said = list(settled.values_list("avoidable", flat=True))
    known = [one for one in said if one != Avoidable.UNKNOWN]
    return AvoidableShare(known.count(Avoidable.YES), len(known), len(said) - len(known))


def seen(person: Person, promise_id: int) -> Promise:
    """One promise with its history: the person's own, or one of a ticket they see.

    Raises:
        Promise.DoesNotExist: there is none that they may see.
    """
    rows = Promise.objects.select_related("ticket__customer", "owner", "team", "made_by", "handle")
    row = rows.prefetch_related("moves__person", "attempts__person").get(pk=promise_id)
    if row.owner_id != person.pk and not visible.tickets(person).filter(pk=row.ticket_id).exists():
        raise Promise.DoesNotExist
    return row


def may_hand_over(person: Person, promise: Promise) -> bool:
    """Is it the person's own, or do they lead its team?"""
    return promise.owner_id == person.pk or authority.allows(person, LEAD, team_id=promise.team_id)


def colleagues(person: Person) -> list[Person]:
    """Who could keep a promise, of the teams in which the person answers customers."""
    below, _above = authority.teams_with(person, KEEP)
    return [one for one in people_of(below) if one.pk != person.pk and authority.allows(one, KEEP)]


def count_overdue(place: str, person: Person, at: datetime) -> int:
    """What stands overdue behind a tab: the person's promises, or the calls of their teams."""
    if place == "desk:callbacks":
        below, _above = authority.teams_with(person, KEEP)
        return sum(_late_calls(below, at))
    return sum(_late_promises(person.pk, at))


@prepared
def _late_calls(team_ids: Collection[int], at: datetime) -> QuerySet[Promise, int]:
    rows = Promise.objects.owed().filter(due_at__lt=at)
    return counted(rows.filter(kind=PromiseKind.CALLBACK, team_id__in=team_ids))


@prepared
def _late_promises(person_id: int, at: datetime) -> QuerySet[Promise, int]:
    return counted(Promise.objects.owed().filter(due_at__lt=at, owner=person_id))
