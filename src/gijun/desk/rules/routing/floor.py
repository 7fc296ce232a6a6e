"""The floor as the log tells it: who could have taken what, at any position."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gijun.desk import events as desk
from gijun.desk.events import routing as facts
from gijun.desk.rules.history import routing as routing_history
from gijun.desk.rules.history import tickets as ticket_history
from gijun.desk.rules.history.routing import RoutingHistory
from gijun.desk.rules.history.tickets import TicketHistory
from gijun.desk.rules.routing.choosing import Candidate, Waiting, capacity_of, is_newcomer
from gijun.desk.rules.routing.policy import Policy
from gijun.desk.terms import ACTIVE, Priority, TicketStatus
from gijun.desk.terms.routing import LIVE, OfferAnswer
from gijun.events.facts import Fact
from gijun.organisation import events as organisation
from gijun.organisation.terms import FLOOR

ANSWERING = "desk.reply"
Policies = Mapping[tuple[int, int], Policy]  # (centre, version) → what it said


def answers_for(homes: Iterable[tuple[int, ...]], lineages: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """Teams whose tickets somebody may be given: their own, all below, and all above.

    Args:
        homes: the teams they answer in, each as ids from the centre down.
    """
    found: set[int] = set()
    for home in homes:
        found.update(home)
        found.update(pk for pk, lineage in lineages.items() if lineage[: len(home)] == home)
    return frozenset(found)


@dataclass(slots=True)
class Agent:
    """What the log knows of one person."""

    joined_ms: int = 0
    is_active: bool = True
    roles: set[tuple[int, str]] = field(default_factory=set)  # (team, role)
    state: str = "offline"
    since_ms: int = 0
    skills: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Floor:
    """Folded from every fact; asks nobody but the log and the versions of the policies."""

    agents: dict[int, Agent] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    lineages: dict[int, tuple[int, ...]] = field(default_factory=dict)
    retired_skills: set[int] = field(default_factory=set)
    answering: set[str] = field(default_factory=lambda: {role.value for role in FLOOR})
    tickets: dict[int, TicketHistory] = field(default_factory=dict)
    routing: RoutingHistory = field(default_factory=RoutingHistory)
    priorities: dict[int, int] = field(default_factory=dict)
    loads: dict[int, dict[int, str]] = field(default_factory=dict)  # agent → ticket → channel
    holders: dict[int, int] = field(default_factory=dict)  # ticket → agent it counts for
    asked: dict[int, int] = field(default_factory=dict)  # agent → offer
    declined: dict[int, dict[int, int]] = field(default_factory=dict)  # ticket → agent → when (ms)
    given_up: dict[int, tuple[int, int]] = field(default_factory=dict)  # ticket → last agent, when (ms)
    teams_of: dict[int, frozenset[int]] = field(default_factory=dict)  # cleared when anybody moves

    def apply(self, at_ms: int, fact: Fact) -> None:
        """Apply one fact."""
        if fact.name.startswith("organisation."):
            self._organised(at_ms, fact)
        elif fact.name.startswith("desk."):
            ticket_history.apply(self.tickets, at_ms, fact)
            routing_history.apply(self.routing, at_ms, fact)
            self._desk(at_ms, fact)

    def policy(self, centre_id: int, policies: Policies) -> Policy | None:
        """The centre's policy in force; none where it has decided nothing."""
        version = self.routing.policies.get(centre_id)
        return None if version is None else policies[centre_id, version]

    def candidates(self, centre_id: int, policy: Policy, at_ms: int) -> list[Candidate]:
        """Everybody who answers for a team of the centre, by id."""
        found = []
        for agent_id, agent in sorted(self.agents.items()):
            team_ids = self._teams_of(agent_id, centre_id) if agent.is_active else frozenset()
            if team_ids:
                found.append(self._candidate(agent_id, agent, team_ids, policy, at_ms))
        return found

    def waiting(self, ticket_id: int, policy: Policy, at_ms: int) -> Waiting:
        """The ticket as routing sees it at ``at_ms``, the centre being open."""
        ticket, stay = self.tickets[ticket_id], self.routing.queued[ticket_id]
        return Waiting(
            ticket_id=ticket_id,
            channel=ticket.channel,
            team_ids=frozenset(self.lineages[stay.home_team_id]),
            reach=frozenset({ticket.team_id, stay.home_team_id}),
            priority=self.priorities.get(ticket_id, Priority.NORMAL),
            reason_id=ticket.reason_id,
            place_ms=stay.place_ms,
            in_queue_s=(at_ms - stay.queued_ms) / 1000,
            last_agent_id=stay.last_agent_id,
            declined=self.declined_by(ticket_id, at_ms - policy.again_after_s * 1000),
        )

    def declined_by(self, ticket_id: int, since_ms: int) -> frozenset[int]:
        """Who refused it, did not answer, or gave it up after ``since_ms``."""
        said = [*self.declined.get(ticket_id, {}).items()]
        if ticket_id in self.given_up:
            said.append(self.given_up[ticket_id])
        return frozenset(agent_id for agent_id, when_ms in said if when_ms > since_ms)

    def _candidate(
        self, agent_id: int, agent: Agent, team_ids: frozenset[int], policy: Policy, at_ms: int
    ) -> Candidate:
        own, mark = self.routing.profiles.get(agent_id, (None, ""))
        newcomer = is_newcomer(policy, mark, agent.joined_ms, at_ms)
        return Candidate(
            agent_id=agent_id,
            state=agent.state,
            team_ids=team_ids,
            skills={pk: level for pk, level in agent.skills.items() if pk not in self.retired_skills},
            load=sum(policy.weight(channel) for channel in self.loads.get(agent_id, {}).values()),
            capacity=capacity_of(policy, own, newcomer=newcomer),
            is_newcomer=newcomer,
            held_back=agent_id in self.routing.held_back,
            is_asked=agent_id in self.asked,
            idle_since_ms=agent.since_ms,
        )

    def _teams_of(self, agent_id: int, centre_id: int) -> frozenset[int]:
        known = self.teams_of.get(agent_id)
        if known is None:
            roles = self.agents[agent_id].roles
            homes = [self.lineages[team_id] for team_id, role in roles if role in self.answering]
            known = self.teams_of[agent_id] = answers_for(homes, self.lineages)
        return known if centre_id in known else frozenset()

    def _organised(self, at_ms: int, fact: Fact) -> None:
        match fact:
            case organisation.StateEntered():
                agent = self.agents.setdefault(fact.agent_id, Agent())
                agent.state, agent.since_ms = fact.state, at_ms
            case organisation.SkillGiven():
                self.agents.setdefault(fact.agent_id, Agent()).skills[fact.skill_id] = fact.proficiency
            case organisation.SkillTaken():
                self.agents.setdefault(fact.agent_id, Agent()).skills.pop(fact.skill_id, None)
            case organisation.SkillChanged():
                (self.retired_skills.add if fact.retired else self.retired_skills.discard)(fact.skill_id)
            case organisation.PersonAdded():
                self.agents.setdefault(fact.person_id, Agent()).joined_ms = at_ms
            case organisation.PersonChanged():
                self.agents.setdefault(fact.person_id, Agent()).is_active = fact.active
            case _:
                self._placed(fact)

    def _placed(self, fact: Fact) -> None:
        match fact:
            case organisation.RoleGiven():
                self.agents.setdefault(fact.person_id, Agent()).roles.add((fact.team_id, fact.role))
            case organisation.RoleTaken():
                self.agents.setdefault(fact.person_id, Agent()).roles.discard((fact.team_id, fact.role))
            case organisation.TeamAdded() | organisation.TeamChanged():
                self.parents[fact.team_id] = fact.parent_id
                self.lineages = {pk: self._lineage(pk) for pk in self.parents}
            case organisation.AuthorityChanged() if fact.power == ANSWERING:
                (self.answering.add if fact.allowed else self.answering.discard)(fact.role)
            case _:
                return
        self.teams_of.clear()

    def _lineage(self, team_id: int) -> tuple[int, ...]:
        parent_id = self.parents.get(team_id)
        return (team_id,) if parent_id is None else (*self._lineage(parent_id), team_id)

    def _desk(self, at_ms: int, fact: Fact) -> None:
        match fact:
            case desk.PriorityChanged():
                self.priorities[fact.ticket_id] = int(fact.priority)
            case facts.TicketQueued():
                self.priorities[fact.ticket_id] = fact.priority
            case facts.TicketOffered():
                self.asked[fact.agent_id] = fact.offer_id
            case facts.OfferAnswered():
                self.asked.pop(fact.agent_id, None)
                if fact.answer in {OfferAnswer.REFUSED, OfferAnswer.EXPIRED}:
                    self.declined.setdefault(fact.ticket_id, {})[fact.agent_id] = at_ms
            case desk.TicketReleased():
                self.given_up[fact.ticket_id] = (fact.agent_id, at_ms)
            case desk.TicketMerged():
                self._count(fact.into_ticket_id)
        ticket_id = getattr(fact, "ticket_id", None)
        if ticket_id in self.tickets:
            self._count(ticket_id)

    def _count(self, ticket_id: int) -> None:
        """Book the ticket under whoever holds it, as long as it waits for us."""
        ticket = self.tickets[ticket_id]
        agent_id = ticket.agent_id if weighs(ticket) else None
        before = self.holders.get(ticket_id)
        if before == agent_id:
            return
        if before is not None:
            self.loads[before].pop(ticket_id, None)
        if agent_id is None:
            self.holders.pop(ticket_id, None)
            return
        self.holders[ticket_id] = agent_id
        self.loads.setdefault(agent_id, {})[ticket_id] = ticket.channel


def weighs(ticket: TicketHistory) -> bool:
    """Does the ticket take room at its holder's: it waits for us, or its call or chat is open?"""
    if ticket.status not in ACTIVE:
        return False
    waits = ticket.waiting_since_ms is not None and ticket.status in {TicketStatus.NEW, TicketStatus.OPEN}
    return waits or (ticket.channel in LIVE and bool(ticket.open_contacts))


def waits(ticket: TicketHistory) -> bool:
    """Does a customer wait for anybody at all to take it?"""
    return ticket.status in ACTIVE and ticket.agent_id is None and ticket.waiting_since_ms is not None
