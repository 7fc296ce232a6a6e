"""Choose the person for a waiting ticket, or say why it goes on waiting."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gijun.desk.rules.routing.policy import DAY_S, Policy, Queue
from gijun.desk.terms.routing import ChoiceRule, ChosenBy, NewcomerMark, WaitReason

READY = "ready"
IN_CONTACT = "in_contact"
AFTER_WORK = "after_work"
WORKING = frozenset({READY, IN_CONTACT})
NO_TURNS: Mapping[str, int] = {}
NO_RANKS: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent as routing sees them. Times are milliseconds since 1970 UTC."""

    agent_id: int
    state: str
    team_ids: frozenset[int] = frozenset()  # the teams they answer for, and all above those
    skills: Mapping[int, int] = field(default_factory=dict)  # skill → proficiency 1–5
    load: int = 0  # Σ weights of what they hold that waits for us
    capacity: int = 6
    is_newcomer: bool = False
    held_back: bool = False  # a must-read is open
    is_asked: bool = False  # an offer waits for their answer
    idle_since_ms: int = 0  # when they became free, or were given the last ticket

    def fits(self, weight: int) -> bool:
        """Room for one more; somebody free always has room for one."""
        return self.load + weight <= self.capacity or (self.state == READY and self.load == 0)

    def proficiency(self, skill_id: int | None) -> int:
        """In the skill, or without one in whatever they are best at; 0: none."""
        if skill_id is None:
            return max(self.skills.values(), default=0)
        return self.skills.get(skill_id, 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket nobody holds, as routing sees it. Times are milliseconds since 1970 UTC."""

    ticket_id: int
    channel: str
    team_ids: frozenset[int]  # the ticket's team and all above it
    reach: frozenset[int]  # teams whose people may take it
    priority: int = 2
    reason_id: int | None = None
    place_ms: int = 0  # since when the customer waits: the place in the queue
    in_queue_s: float = 0.0
    last_agent_id: int | None = None
    declined: frozenset[int] = frozenset()  # who said no to it, or nothing, a short while ago
    is_open: bool = True  # the centre works
    is_paused: bool = False  # the operating mode puts it off


@dataclass(frozen=True, slots=True)
class Choice:
    """Who gets the ticket and by which rule; or nobody, and why not."""

    agent_id: int | None = None
    by: str = ""
    wait_reason: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a ticket asks of whoever takes it."""

    skill_id: int | None
    minimum: int
    is_claim: bool
    weight: int


def match_queue(policy: Policy, ticket: Waiting) -> Queue:
    """The first queue that takes the ticket; the last one takes every ticket."""
    for queue in policy.queues:
        if (
            (not queue.channels or ticket.channel in queue.channels)
            and (not queue.reason_ids or ticket.reason_id in queue.reason_ids)
            and ticket.priority >= queue.minimum_priority
            and (queue.team_id is None or queue.team_id in ticket.team_ids)
        ):
            return queue
    return policy.queues[-1]


def demand_of(policy: Policy, queue: Queue, ticket: Waiting) -> Demand:
    """Skill, proficiency and room the ticket needs."""
    claims = policy.claims
    is_claim = ticket.reason_id is not None and ticket.reason_id in claims.reason_ids
    weight = policy.weight(ticket.channel)
    if not is_claim:
        return Demand(queue.skill_id, queue.minimum, is_claim=False, weight=weight)
    skill_id = claims.skill_id if claims.skill_id is not None else queue.skill_id
    return Demand(skill_id, max(queue.minimum, claims.minimum), is_claim=True, weight=weight)


def choose(
    ticket: Waiting, candidates: Collection[Candidate], policy: Policy, last: Mapping[str, int] = NO_TURNS
) -> Choice:
    """Choose somebody for the ticket, or say why it waits; ties fall to the lowest id.

    Args:
        last: for each queue, whom it chose last.
    """
    queue = match_queue(policy, ticket)
    if not ticket.is_open:
        return Choice(wait_reason=WaitReason.OUTSIDE_HOURS.value)
    if queue.choice == ChoiceRule.PULL:
        return Choice(wait_reason=WaitReason.BY_HAND.value)
    if ticket.is_paused:
        return Choice(wait_reason=WaitReason.PAUSED_BY_MODE.value)
    demand = demand_of(policy, queue, ticket)
    free, why = eligible(ticket, candidates, demand)
    if any(one.agent_id == ticket.last_agent_id for one in free):
        return Choice(ticket.last_agent_id, ChosenBy.STICKY.value)
    if _is_held(ticket, candidates, policy, demand):
        return Choice(wait_reason=WaitReason.HELD_FOR_STICKY.value)
    if not free:
        return Choice(wait_reason=why)
    chosen = min(free, key=_order(queue, demand, last.get(queue.code, 0)))
    return Choice(chosen.agent_id, queue.choice)


def eligible(ticket: Waiting, candidates: Iterable[Candidate], demand: Demand) -> tuple[list[Candidate], str]:
    """Who may take the ticket now; with nobody, the first condition that left nobody."""
    left = [one for one in candidates if one.state in WORKING and not ticket.reach.isdisjoint(one.team_ids)]
    conditions: Sequence[tuple[WaitReason, Callable[[Candidate], bool]]] = (
        (WaitReason.NO_SKILL, lambda one: one.proficiency(demand.skill_id) >= demand.minimum),
        (WaitReason.NEWCOMERS_ONLY, lambda one: not (demand.is_claim and one.is_newcomer)),
        (WaitReason.MUST_READ, lambda one: not one.held_back),
        (WaitReason.ALL_FULL, lambda one: one.fits(demand.weight) and not one.is_asked),
        (WaitReason.DECLINED, lambda one: one.agent_id not in ticket.declined),
    )
    if not left:
        return [], WaitReason.NOBODY_READY.value
    for reason, holds in conditions:
        left = [one for one in left if holds(one)]
        if not left:
            return [], reason.value
    return left, ""


def _is_held(ticket: Waiting, candidates: Iterable[Candidate], policy: Policy, demand: Demand) -> bool:
    """Is whoever knows the customer here, but busy, and the wait for them not over yet?"""
    if ticket.in_queue_s >= policy.sticky_wait_s or ticket.last_agent_id in ticket.declined:
        return False
    return any(
        one.agent_id == ticket.last_agent_id
        and one.state in WORKING | {AFTER_WORK}
        and not one.held_back
        and not (demand.is_claim and one.is_newcomer)
        and one.proficiency(demand.skill_id) >= demand.minimum
        and not ticket.reach.isdisjoint(one.team_ids)
        for one in candidates
    )


def _order(queue: Queue, demand: Demand, last_id: int) -> Callable[[Candidate], tuple[int, ...]]:
    def longest_idle(one: Candidate) -> tuple[int, ...]:
        return (one.state != READY, one.load, one.idle_since_ms, one.agent_id)

    def in_turn(one: Candidate) -> tuple[int, ...]:
        return (one.agent_id <= last_id, one.agent_id)

    def most_proficient(one: Candidate) -> tuple[int, ...]:
        return (-one.proficiency(demand.skill_id), *longest_idle(one))

    if queue.choice == ChoiceRule.ROUND_ROBIN:
        return in_turn
    return most_proficient if queue.choice == ChoiceRule.BEST_PROFICIENCY else longest_idle


def in_order(tickets: Iterable[Waiting], rank: Mapping[int, int] = NO_RANKS) -> list[Waiting]:
    """Urgent first, within that by the operating mode's rank, then whoever has waited longest.

    Args:
        rank: for each ticket what the mode says, lower first; the same for all where it says nothing.
    """
    return sorted(
        tickets, key=lambda one: (-one.priority, rank.get(one.ticket_id, 0), one.place_ms, one.ticket_id)
    )


def is_newcomer(policy: Policy, mark: str, joined_ms: int, at_ms: int) -> bool:
    """Protected still: by what somebody decided, else by the days since joining."""
    if mark != NewcomerMark.BY_DATE:
        return mark == NewcomerMark.YES
    return at_ms - joined_ms < policy.newcomer_days * DAY_S * 1000


def capacity_of(policy: Policy, own: int | None, *, newcomer: bool) -> int:
    """How much somebody may hold at once: their own figure, less while they are new."""
    full = policy.capacity if own is None else own
    return min(full, policy.newcomer_capacity) if newcomer else full
