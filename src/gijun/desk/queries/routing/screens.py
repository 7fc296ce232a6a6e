"""What the screens of routing show: queues, who is free, one's offer, where a ticket would go."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from gijun.desk.models import Offer, Queued, RoutingPolicy, RoutingProfile, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.routing import policies
from gijun.desk.queries.routing.snapshot import Snapshot
from gijun.desk.rules.routing import (
    WORKING,
    Candidate,
    Choice,
    Queue,
    Waiting,
    choose,
    demand_of,
    eligible,
    match_queue,
)
from gijun.desk.terms.routing import ALONE, ChoiceRule, ChosenBy, WaitReason
from gijun.events import log
from gijun.events.prepared import prepared
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import floor, teams_managed_by
from gijun.organisation.terms import StateKind
from gijun.standards.queries import reasons_tree

SEE = "desk.see_queues"
MANAGE = "desk.manage_routing"
LISTED = 100  # tickets of a queue on its page


@dataclass(frozen=True, slots=True)
class Choices:
    """What a policy may name, for lists to choose from."""

    reasons: list[tuple[int, str]]
    teams: list[tuple[int, str]]
    skills: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A queue with what waits in it, the longest wait first; ``more``: tickets beyond those listed."""

    queue: Queue
    stays: list[Queued]
    more: int

    @property
    def count(self) -> int:
        return len(self.stays) + self.more

    @property
    def choice(self) -> str:
        return str(ChoiceRule(self.queue.choice).label)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who may be given work, and how they stand."""

    one: Candidate
    name: str
    since: datetime | None
    offer: Offer | None = None
    why_not: str = ""  # in a simulation: what stands in the way
    profile: RoutingProfile | None = None

    @property
    def state(self) -> str:
        return str(StateKind(self.one.state).label)

    @property
    def is_free(self) -> bool:
        return (
            self.one.state in WORKING and self.one.fits(1) and not (self.one.is_asked or self.one.held_back)
        )


@dataclass(frozen=True, slots=True)
class QueuesPage:
    """A centre's queues and people; without a policy nothing is routed."""

    centre: Team
    policy: RoutingPolicy | None
    queues: list[QueueLine]
    people: list[PersonLine]

    @property
    def waiting(self) -> int:
        return sum(line.count for line in self.queues)

    @property
    def free(self) -> int:
        return sum(line.is_free for line in self.people)


@dataclass(frozen=True, slots=True)
class Simulation:
    """Where a ticket would go now, and why."""

    queue: Queue
    choice: Choice
    people: list[PersonLine]

    @property
    def chosen(self) -> str:
        found = [line.name for line in self.people if line.one.agent_id == self.choice.agent_id]
        return found[0] if found else ""

    @property
    def because(self) -> str:
        if self.choice.agent_id is None:
            return str(WaitReason(self.choice.wait_reason).label)
        return str(ChosenBy(self.choice.by).label)


def centres_of(person: Person, power: str) -> list[Team]:
    """Centres with a team the power reaches, by name."""
    paths = teams_managed_by(person, power).values_list("path", flat=True)
    roots = {int(path.split("/")[1]) for path in paths if path}
    return list(Team.objects.filter(pk__in=roots).select_related("calendar").order_by("name", "id"))


def choices_in(centre: Team) -> Choices:
    """What a policy of the centre may name."""
    teams = Team.objects.below(centre.path or "").order_by("path")
    return Choices(
        reasons=reasons_tree(),
        teams=[(team.pk, team.name) for team in teams],
        skills=[(skill.skill_id, skill.name) for skill in floor.skills()],
    )


def queues_page(person: Person, centre: Team, at: datetime) -> QueuesPage:
    """What waits and who is free, as far as the person sees it."""
    row = policies.row_of(centre.pk)
    if row is None:
        return QueuesPage(centre, None, [], [])
    now = Snapshot(row, at)
    below = set(teams_managed_by(person, SEE).values_list("pk", flat=True))
    asked = {offer.person_id: offer for offer in now.offers}
    stays = _stays(person, now)
    return QueuesPage(
        centre=centre,
        policy=row,
        queues=[_line(now, queue, stays) for queue in now.policy.queues],
        people=[line for line in _people(now, asked) if _works_below(now, line, below)],
    )


def _stays(person: Person, now: Snapshot) -> list[Queued]:
    seen = visible.tickets(person).waiting().filter(waiting_since__isnull=False)
    rows = Queued.objects.waiting().filter(centre=now.centre_id, ticket__in=seen)
    return list(
        rows.select_related("ticket__customer", "ticket__team", "ticket__reason").order_by(
            "-ticket__priority", "place", "ticket_id"
        )
    )


def _line(now: Snapshot, queue: Queue, stays: Iterable[Queued]) -> QueueLine:
    own = [stay for stay in stays if now.policy.queue(stay.queue).code == queue.code]
    return QueueLine(queue, own[:LISTED], max(len(own) - LISTED, 0))


def _works_below(now: Snapshot, line: PersonLine, below: set[int]) -> bool:
    return any(home[-1] in below for home in now.roster.people[line.one.agent_id].homes)


def _people(now: Snapshot, asked: dict[int, Offer]) -> list[PersonLine]:
    """Everybody who was ever on the floor, those free first, then by how long they are in their state."""
    profiles = {row.person_id: row for row in RoutingProfile.objects.filter(person__in=now.roster.people)}
    lines = [
        PersonLine(
            one,
            now.roster.people[one.agent_id].name,
            now.states[one.agent_id].since,
            asked.get(one.agent_id),
            profile=profiles.get(one.agent_id),
        )
        for one in now.candidates
        if now.states[one.agent_id].since is not None
    ]
    return sorted(lines, key=lambda line: (not line.is_free, line.one.state == "offline", line.name))


def simulate(row: RoutingPolicy, ticket: Ticket, at: datetime) -> Simulation:
    """Where an unsaved ticket would go at this moment by this version of the policy."""
    now = Snapshot(row, at)
    waiting = Waiting(
        ticket_id=0,
        channel=ticket.channel,
        team_ids=frozenset(now.roster.lineages[ticket.team_id]),
        reach=frozenset({ticket.team_id}),
        priority=ticket.priority,
        reason_id=ticket.reason_id,
        place_ms=log.to_ms(at),
        is_open=now.is_open,
    )
    queue = match_queue(now.policy, waiting)
    waiting = replace(waiting, is_paused=now.plan.pauses(queue.code, waiting.reason_id))
    demand = demand_of(now.policy, queue, waiting)
    people = [
        PersonLine(
            one,
            now.roster.people[one.agent_id].name,
            now.states[one.agent_id].since,
            why_not=_words(eligible(waiting, [one], demand)[1]),
        )
        for one in now.candidates
    ]
    return Simulation(queue, choose(waiting, now.candidates, now.policy, now.turns), people)


def _words(reason: str) -> str:
    return str(ALONE[WaitReason(reason)]) if reason else ""


def offer_to(person: Person) -> Offer | None:
    """The offer that waits for the person's answer."""
    return next(iter(_open_offers(person.pk)), None)


@prepared
def _open_offers(person_id: int) -> QuerySet[Offer]:
    rows = Offer.objects.open().filter(person=person_id, ticket__assignee=None)
    return rows.select_related("ticket__customer", "ticket__reason").order_by("id")[:1]
