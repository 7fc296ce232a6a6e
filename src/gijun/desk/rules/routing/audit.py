"""Check from the log what routing promises: none lost, none to the wrong person, nobody waits in vain."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gijun.desk import events as desk
from gijun.desk.events import routing as facts
from gijun.desk.rules.routing.choosing import WORKING, Candidate, choose, demand_of, eligible, match_queue
from gijun.desk.rules.routing.floor import Floor, Policies, waits
from gijun.desk.rules.routing.policy import Policy
from gijun.desk.rules.routing.replay import Told
from gijun.desk.terms.routing import ChosenBy, WaitReason
from gijun.events.facts import Fact

UNAVAILABLE = "assigned_to_unavailable"
UNFIT = "assigned_to_unfit"
TWICE = "assigned_twice"
IN_VAIN = "waits_while_somebody_is_free"
LOST = "lost"
HOLDS = frozenset(  # an offer, a calendar or a mode wants these to wait, whoever is free
    {WaitReason.OFFERED, WaitReason.OUTSIDE_HOURS, WaitReason.PAUSED_BY_MODE}
)


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise routing broke.

    ``lasted_ms``: how long somebody waited while the agent was free. ``why``: what the agent lacked.
    """

    kind: str
    position: int
    ticket_id: int
    agent_id: int
    lasted_ms: int = 0
    why: str = ""


@dataclass(slots=True)
class _Watch:
    """Which tickets wait, and since when each of them has had somebody free."""

    queued: set[int] = field(default_factory=set)
    free_since: dict[int, tuple[int, int]] = field(default_factory=dict)  # ticket → (since ms, agent)
    told: set[int] = field(default_factory=set)  # tickets whose present wait in vain is reported
    given: set[int] = field(
        default_factory=set
    )  # agents whom routing gave or offered something at this moment
    is_stale: bool = False

    def note(self, fact: Fact) -> None:
        match fact:
            case facts.TicketQueued():
                self.queued.add(fact.ticket_id)
            case facts.TicketLeftQueue():
                self.queued.discard(fact.ticket_id)
            case facts.TicketOffered() | desk.TicketAssigned(by_routing=True):
                self.given.add(fact.agent_id)
        self.is_stale = self.is_stale or not fact.name.startswith("standards.")


def violations(told: Iterable[Told], policies: Policies, *, patience_ms: int) -> list[Violation]:
    """Every broken promise, in the order of the log.

    What happened at one moment counts as one: nobody is free between two facts of the same action.

    Args:
        patience_ms: how long a ticket may wait while somebody eligible is free: one pass of routing.
    """
    floor, watch, found, now_ms = Floor(), _Watch(), [], 0
    for position, at_ms, fact in told:
        if at_ms > now_ms:
            if watch.is_stale:
                _look(floor, policies, now_ms, watch)
            found += _in_vain(watch, position, at_ms, patience_ms)
            now_ms = at_ms
        if isinstance(fact, desk.TicketAssigned | facts.TicketOffered):
            kind, why = _fault_of(floor, policies, at_ms, fact)
            if kind:
                found.append(Violation(kind, position, fact.ticket_id, fact.agent_id, why=why))
        floor.apply(at_ms, fact)
        watch.note(fact)
    return found


def lost(told: Iterable[Told]) -> list[Violation]:
    """Customers who wait, and whose matter neither a person has nor a queue with its reason."""
    floor, heard = Floor(), dict[int, int]()
    for position, at_ms, fact in told:
        floor.apply(at_ms, fact)
        if isinstance(fact, desk.MessageReceived) and not fact.automatic:
            heard[fact.ticket_id] = position
    return [
        Violation(LOST, position, ticket_id, 0)
        for ticket_id, position in heard.items()
        if not _is_cared_for(floor, ticket_id)
    ]


def _is_cared_for(floor: Floor, ticket_id: int) -> bool:
    ticket = floor.tickets.get(ticket_id)
    while ticket and ticket.merged_into_id:
        ticket_id, ticket = ticket.merged_into_id, floor.tickets.get(ticket.merged_into_id)
    return ticket is not None and (not waits(ticket) or _is_queued(floor, ticket_id))


def _is_queued(floor: Floor, ticket_id: int) -> bool:
    stay = floor.routing.queued.get(ticket_id)
    return stay is not None and stay.left_ms is None and bool(stay.reason)


def _fault_of(
    floor: Floor, policies: Policies, at_ms: int, fact: desk.TicketAssigned | facts.TicketOffered
) -> tuple[str, str]:
    """What is wrong with giving or offering it to them: kind, and what they lacked; empty: nothing.

    What was accepted was offered before; what people give each other is no promise of routing.
    """
    if isinstance(fact, desk.TicketAssigned):
        holder = floor.tickets[fact.ticket_id].agent_id
        if holder != fact.from_agent_id or (fact.by_routing and holder is not None):
            return TWICE, ""
        if not fact.by_routing or fact.choice == ChosenBy.ACCEPTED:
            return "", ""
    agent = floor.agents.get(fact.agent_id)
    if agent is None or agent.state not in WORKING:
        return UNAVAILABLE, ""
    stay = floor.routing.queued[fact.ticket_id]
    policy = policies[stay.centre_id, floor.routing.policies[stay.centre_id]]
    ticket = floor.waiting(fact.ticket_id, policy, at_ms)
    them = [one for one in floor.candidates(stay.centre_id, policy, at_ms) if one.agent_id == fact.agent_id]
    _free, why = eligible(ticket, them, demand_of(policy, match_queue(policy, ticket), ticket))
    return (UNFIT, why) if why else ("", "")


def _in_vain(watch: _Watch, position: int, at_ms: int, patience_ms: int) -> list[Violation]:
    late = [
        Violation(IN_VAIN, position, ticket_id, agent_id, at_ms - since_ms)
        for ticket_id, (since_ms, agent_id) in watch.free_since.items()
        if at_ms - since_ms > patience_ms and ticket_id not in watch.told
    ]
    watch.told.update(one.ticket_id for one in late)
    return late


def _look(floor: Floor, policies: Policies, at_ms: int, watch: _Watch) -> None:
    """Note for each waiting ticket whether somebody is free for it now.

    Whoever was given something at this very moment and has lost it again is free from now on, not before; a
    ticket may still be held for them.
    """
    free: dict[int, tuple[int, int]] = {}
    people: dict[int, tuple[Policy, list[Candidate]]] = {}
    known: dict[tuple[object, ...], int | None] = {}
    known_again: dict[tuple[object, ...], int | None] = {}
    for ticket_id in watch.queued:
        stay = floor.routing.queued[ticket_id]
        policy = floor.policy(stay.centre_id, policies)
        if policy is None or stay.reason in HOLDS or not waits(floor.tickets[ticket_id]):
            continue
        if stay.centre_id not in people:
            people[stay.centre_id] = (policy, floor.candidates(stay.centre_id, policy, at_ms))
        policy, everybody = people[stay.centre_id]
        others = [replace(one, is_asked=one.is_asked or one.agent_id in watch.given) for one in everybody]
        agent_id = _somebody_free(floor, ticket_id, (policy, others), at_ms, known)
        if agent_id is not None:
            free[ticket_id] = watch.free_since.get(ticket_id, (at_ms, agent_id))
            continue
        agent_id = _somebody_free(floor, ticket_id, (policy, everybody), at_ms, known_again)
        if agent_id is not None:
            free[ticket_id] = (at_ms, agent_id)
    watch.free_since, watch.is_stale = free, False
    watch.given.clear()
    watch.told &= free.keys()


def _somebody_free(
    floor: Floor,
    ticket_id: int,
    people: tuple[Policy, list[Candidate]],
    at_ms: int,
    known: dict[tuple[object, ...], int | None],
) -> int | None:
    """Somebody the ticket could go to; tickets alike are looked at once."""
    policy, candidates = people
    ticket, stay = floor.tickets[ticket_id], floor.routing.queued[ticket_id]
    own = (
        ticket.team_id,
        stay.home_team_id,
        ticket.channel,
        ticket.reason_id,
        floor.priorities.get(ticket_id),
    )
    may_be_held = at_ms - stay.queued_ms < policy.sticky_wait_s * 1000
    declined = floor.declined_by(ticket_id, at_ms - policy.again_after_s * 1000)
    kind = (stay.centre_id, *own, declined, stay.last_agent_id if may_be_held else None)
    if kind not in known:
        known[kind] = choose(floor.waiting(ticket_id, policy, at_ms), candidates, policy).agent_id
    return known[kind]
