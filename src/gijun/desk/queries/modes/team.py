"""The team live: who is in which state, how long, with what, and what could help."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from gijun.desk.models import Ticket, Work
from gijun.desk.queries.modes.board import KEEPS_STATE, VIEW
from gijun.desk.rules.modes.floor import OnFloor, help_for
from gijun.desk.terms.modes import HelpKind
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import floor
from gijun.organisation.queries.roster import Listed, roster
from gijun.organisation.terms import StateKind
from gijun.standards.queries.behind import behind_with_reading

LEAD = "organisation.lead_floor"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person on the floor as their lead sees them. No figure compares them with others."""

    person_id: int
    name: str
    team: str
    now: floor.StateNow
    waiting: int
    first_waiting: datetime | None
    open_ticket: Ticket | None  # which they have before them now
    help: list[HelpKind]
    may_lead: bool

    @property
    def is_signed_in(self) -> bool:
        return self.now.kind != StateKind.OFFLINE

    @property
    def is_away(self) -> bool:
        return self.now.kind == StateKind.AWAY

    @property
    def may_leave(self) -> bool:
        """Could a lead send them into a break now?"""
        return self.now.kind in {StateKind.READY, StateKind.AFTER_WORK, StateKind.PREPARING}


@dataclass(frozen=True, slots=True)
class _Floor:
    """All that is read of the people, once for everybody."""

    at: datetime
    states: Mapping[int, floor.StateNow]
    held: Mapping[int, tuple[int, datetime | None]]
    works: Mapping[int, Work]
    behind: Collection[int]
    began: Mapping[int, datetime]  # since when they have had no break
    after_work_s: Mapping[str, int | None]

    def seen(self, pk: int) -> OnFloor:
        now, work = self.states[pk], self.works.get(pk)
        return OnFloor(
            kind=now.kind,
            reason=now.reason,
            for_s=_since(now.since, self.at),
            overdue_s=_since(now.ends_by, self.at),
            waiting=self.held.get(pk, (0, None))[0],
            work_s=_since(work.started_at, self.at) if work else 0.0,
            after_work_limit_s=self.after_work_s.get(work.ticket.channel) if work else None,
            is_behind_with_reading=pk in self.behind,
            without_break_s=_since(self.began.get(pk), self.at),
        )


def seats(person: Person, centre: Team, at: datetime) -> list[Seat]:
    """Everybody else of the person's teams in the centre: who needs help first, then by name."""
    below, _above = authority.teams_with(person, VIEW)
    led, _above = authority.teams_with(person, LEAD)
    listed = {
        pk: one
        for pk, one in roster(centre, KEEPS_STATE).people.items()
        if pk != person.pk and any(home[-1] in below for home in one.homes)
    }
    read = _Floor(
        at=at,
        states=floor.state_of(listed),
        held=_held(listed),
        works=_works(listed),
        behind=behind_with_reading(_teams(listed), at),
        began=floor.working_since(listed),
        after_work_s=floor.rules_of(centre.pk).after_work_s,
    )
    homes = {pk: next(home[-1] for home in one.homes if home[-1] in below) for pk, one in listed.items()}
    names = dict(Team.objects.filter(pk__in=set(homes.values())).values_list("pk", "name"))
    found = [_seat(read, one, names[homes[pk]], may_lead=homes[pk] in led) for pk, one in listed.items()]
    return sorted(found, key=lambda one: (not one.help, not one.is_signed_in, one.name, one.person_id))


def _seat(read: _Floor, one: Listed, team: str, *, may_lead: bool) -> Seat:
    pk = one.person_id
    waiting, first = read.held.get(pk, (0, None))
    work = read.works.get(pk)
    return Seat(
        person_id=pk,
        name=one.name,
        team=team,
        now=read.states[pk],
        waiting=waiting,
        first_waiting=first,
        open_ticket=work.ticket if work else None,
        help=help_for(read.seen(pk)),
        may_lead=may_lead,
    )


def _since(moment: datetime | None, at: datetime) -> float:
    return (at - moment).total_seconds() if moment else 0.0


def _teams(listed: Mapping[int, Listed]) -> dict[int, frozenset[int]]:
    return {pk: frozenset(pk for home in one.homes for pk in home) for pk, one in listed.items()}


def _held(person_ids: Collection[int]) -> dict[int, tuple[int, datetime | None]]:
    """Customers who wait for each person, and since when the first does."""
    rows = (
        Ticket.objects.active()
        .filter(assignee__in=list(person_ids), waiting_since__isnull=False)
        .order_by()
        .values_list("assignee_id")
        .annotate(count=Count("pk"), first=Min("waiting_since"))
    )
    return {pk: (count, first) for pk, count, first in rows}


def _works(person_ids: Collection[int]) -> dict[int, Work]:
    """The ticket each person has before them: of several, the one seen last."""
    rows = Work.objects.filter(person__in=list(person_ids), ended_at=None).select_related("ticket")
    return {row.person_id: row for row in rows.order_by("last_seen_at", "id")}
