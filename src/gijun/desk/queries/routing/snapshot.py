"""A centre's floor at one moment, in a constant number of queries: all that one pass decides by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from gijun.desk.models import (
    Assignment,
    HeldBack,
    Offer,
    Queued,
    RoutingPolicy,
    RoutingProfile,
    Ticket,
    Turn,
)
from gijun.desk.queries.modes import plan_now
from gijun.desk.queries.routing.policies import policy_in
from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.rules.routing import Candidate, Policy, Waiting, capacity_of, is_newcomer, match_queue
from gijun.desk.rules.routing.floor import ANSWERING, answers_for
from gijun.desk.terms.routing import OfferAnswer, WaitReason
from gijun.events import log
from gijun.organisation.queries import calendar_for, floor
from gijun.organisation.queries.roster import Roster, roster
from gijun.science.worktime import Calendar, is_open
from gijun.standards.queries.behind import behind_with_reading


@dataclass(frozen=True)
class Snapshot:
    """A centre at one moment; what is not asked for is not read."""

    row: RoutingPolicy
    at: datetime

    @cached_property
    def policy(self) -> Policy:
        return policy_in(self.row)

    @cached_property
    def centre_id(self) -> int:
        return self.row.centre_id

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_for(self.row.centre)

    @cached_property
    def is_open(self) -> bool:
        return is_open(self.calendar, log.to_ms(self.at))

    @cached_property
    def plan(self) -> ModePlan:
        """What the present operating mode wants."""
        return plan_now(self.centre_id, self.at)

    @cached_property
    def roster(self) -> Roster:
        return roster(self.row.centre, ANSWERING)

    @cached_property
    def states(self) -> Mapping[int, floor.StateNow]:
        return floor.state_of(self.roster.people)

    @cached_property
    def tickets(self) -> dict[int, Ticket]:
        """Tickets of the centre nobody holds, with a customer who waits."""
        rows = Ticket.objects.active().filter(
            assignee=None, waiting_since__isnull=False, team__in=self.roster.lineages
        )
        return {ticket.pk: ticket for ticket in rows}

    @cached_property
    def stays(self) -> dict[int, Queued]:
        """Stays that have not ended, by ticket; some of those tickets may not wait any more."""
        return {row.ticket_id: row for row in Queued.objects.waiting().filter(centre=self.centre_id)}

    @cached_property
    def offers(self) -> list[Offer]:
        """Offers nobody has answered, the oldest first."""
        return list(
            Offer.objects.open().filter(centre=self.centre_id).select_related("ticket").order_by("id")
        )

    @cached_property
    def held_back(self) -> dict[int, str]:
        """Whom routing passes over by the rows."""
        return dict(HeldBack.objects.filter(person__in=self.roster.people).values_list("person_id", "reason"))

    @cached_property
    def to_hold_back(self) -> dict[int, str]:
        """Whom routing must pass over now."""
        people = {
            pk: frozenset(team_id for home in one.homes for team_id in home)
            for pk, one in self.roster.people.items()
        }
        return dict.fromkeys(behind_with_reading(people, self.at), WaitReason.MUST_READ.value)

    @cached_property
    def loads(self) -> dict[int, int]:
        """Σ weights each person of the roster holds."""
        held = Ticket.objects.weighing().filter(assignee__in=self.roster.people).order_by()
        loads: dict[int, int] = {}
        for person_id, channel, count in held.values_list("assignee_id", "channel").annotate(n=Count("pk")):
            loads[person_id] = loads.get(person_id, 0) + count * self.policy.weight(channel)
        return loads

    @cached_property
    def turns(self) -> dict[str, int]:
        """For each queue, whom it chose last."""
        return dict(Turn.objects.filter(centre=self.centre_id).values_list("queue", "person_id"))

    @cached_property
    def declined(self) -> dict[int, set[int]]:
        """For each waiting ticket, who refused it, did not answer, or gave it up a short while ago."""
        since = self.at - timedelta(seconds=self.policy.again_after_s)
        found: dict[int, set[int]] = {}
        said_no = Offer.objects.filter(
            centre=self.centre_id,
            answered_at__gt=since,
            answer__in=[OfferAnswer.REFUSED, OfferAnswer.EXPIRED],
        )
        for ticket_id, person_id in said_no.values_list("ticket_id", "person_id"):
            found.setdefault(ticket_id, set()).add(person_id)
        last = dict(_given_up(self.tickets, since))
        for ticket_id, person_id in last.items():
            found.setdefault(ticket_id, set()).add(person_id)
        return found

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Everybody of the roster, by id."""
        skills = floor.skills_of(self.roster.people)
        profiles = {
            row.person_id: row for row in RoutingProfile.objects.filter(person__in=self.roster.people)
        }
        asked = {offer.person_id for offer in self.offers}
        return [
            self._candidate(pk, skills[pk], profiles.get(pk), is_asked=pk in asked)
            for pk in self.roster.people
        ]

    def _candidate(
        self, pk: int, skills: Mapping[int, int], profile: RoutingProfile | None, *, is_asked: bool
    ) -> Candidate:
        listed, state = self.roster.people[pk], self.states[pk]
        newcomer = is_newcomer(
            self.policy,
            profile.newcomer if profile else "",
            log.to_ms(listed.joined_at),
            log.to_ms(self.at),
        )
        return Candidate(
            agent_id=pk,
            state=state.kind.value,
            team_ids=answers_for(listed.homes, self.roster.lineages),
            skills=skills,
            load=self.loads.get(pk, 0),
            capacity=capacity_of(self.policy, profile.capacity if profile else None, newcomer=newcomer),
            is_newcomer=newcomer,
            held_back=pk in self.to_hold_back,
            is_asked=is_asked,
            idle_since_ms=log.to_ms(state.since) if state.since else 0,
        )

    def waiting(self, ticket: Ticket, stay: Queued | None) -> Waiting:
        """A waiting ticket as the rule sees it; without a stay it has just come."""
        place = ticket.waiting_since or self.at
        home_id = stay.home_team_id if stay else ticket.team_id
        in_queue_s = (log.to_ms(self.at) - log.to_ms(stay.queued_at)) / 1000 if stay else 0.0
        waiting = Waiting(
            ticket_id=ticket.pk,
            channel=ticket.channel,
            team_ids=frozenset(self.roster.lineages[home_id]),
            reach=frozenset({ticket.team_id, home_id}),
            priority=ticket.priority,
            reason_id=ticket.reason_id,
            place_ms=log.to_ms(place),
            in_queue_s=in_queue_s,
            last_agent_id=stay.last_agent_id if stay else None,
            declined=frozenset(self.declined.get(ticket.pk, ())),
            is_open=self.is_open,
        )
        queue = match_queue(self.policy, waiting)
        return replace(waiting, is_paused=self.plan.pauses(queue.code, waiting.reason_id))


def _given_up(ticket_ids: Iterable[int], since: datetime) -> QuerySet[Assignment, tuple[int, int]]:
    """(ticket, who held it last), the latest last, of those given up after ``since``."""
    rows = Assignment.objects.filter(ticket__in=list(ticket_ids), ended_at__gt=since)
    return rows.order_by("ended_at", "id").values_list("ticket_id", "person_id")


def last_agents(tickets: Iterable[Ticket], since: datetime) -> dict[int, int]:
    """For each ticket, who dealt with its customer last; whoever gave up this very matter does not count."""
    asked = list(tickets)
    by_customer: dict[int, list[tuple[int, int]]] = {}
    rows = (
        Assignment.objects.filter(
            ticket__customer__in={ticket.customer_id for ticket in asked}, started_at__gt=since
        )
        .order_by("-started_at", "-id")
        .values_list("ticket__customer_id", "ticket_id", "person_id")
    )
    for customer_id, ticket_id, person_id in rows:
        by_customer.setdefault(customer_id, []).append((ticket_id, person_id))
    found: dict[int, int] = {}
    for ticket in asked:
        dealt = by_customer.get(ticket.customer_id, [])
        gave_up = {person_id for ticket_id, person_id in dealt if ticket_id == ticket.pk}
        last = next((person_id for _ticket, person_id in dealt if person_id not in gave_up), None)
        if last is not None:
            found[ticket.pk] = last
    return found


def leavers(now: Snapshot) -> dict[int, str]:
    """People of the roster who are away or offline, with their state: their waiting work may go back."""
    gone = {"away", "offline"}
    return {pk: state.kind.value for pk, state in now.states.items() if state.kind in gone and state.since}


def held_by(person_ids: Iterable[int], team_ids: Iterable[int]) -> QuerySet[Ticket]:
    """Tickets that wait for us at these people, or at somebody who may not sign in any more."""
    gone = Q(assignee__in=list(person_ids)) | Q(assignee__is_active=False)
    waits = Ticket.objects.weighing().filter(gone, waiting_since__isnull=False, team__in=list(team_ids))
    return waits.select_related("assignee").order_by("id")
