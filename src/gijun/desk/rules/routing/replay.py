"""Make every choice again from the log, and compare it with what was recorded."""

from collections.abc import Iterable
from dataclasses import dataclass

from gijun.desk import events as desk
from gijun.desk.events import routing as facts
from gijun.desk.rules.routing.choosing import Choice, choose
from gijun.desk.rules.routing.floor import Floor, Policies
from gijun.desk.terms.routing import ChosenBy
from gijun.events.facts import Fact

Told = tuple[int, int, Fact]  # position, when it happened (ms), what


@dataclass(frozen=True, slots=True)
class Replayed:
    """A recorded choice beside the one the rule makes from the facts before it."""

    position: int
    ticket_id: int
    recorded: Choice
    again: Choice

    @property
    def agrees(self) -> bool:
        return self.recorded == self.again


def choices(told: Iterable[Told], policies: Policies) -> list[Replayed]:
    """Every choice of routing in the log, made again with the policy version of its time."""
    floor, found = Floor(), []
    for position, at_ms, fact in told:
        recorded = _recorded(fact)
        if recorded is not None:
            again = chosen_at(floor, fact.ticket_id, at_ms, policies)  # type: ignore[attr-defined] # of a ticket
            found.append(Replayed(position, fact.ticket_id, recorded, again))  # type: ignore[attr-defined] # as above
        floor.apply(at_ms, fact)
    return found


def chosen_at(floor: Floor, ticket_id: int, at_ms: int, policies: Policies) -> Choice:
    """Whom the rule chooses for a queued ticket on this floor."""
    stay = floor.routing.queued[ticket_id]
    policy = floor.policy(stay.centre_id, policies)
    if policy is None:
        return Choice()
    last = {
        queue: agent for (centre, queue), agent in floor.routing.turns.items() if centre == stay.centre_id
    }
    ticket = floor.waiting(ticket_id, policy, at_ms)
    return choose(ticket, floor.candidates(stay.centre_id, policy, at_ms), policy, last)


def _recorded(fact: Fact) -> Choice | None:
    match fact:
        case facts.TicketOffered():
            return Choice(fact.agent_id, fact.choice)
        case desk.TicketAssigned() if fact.by_routing and fact.choice != ChosenBy.ACCEPTED:
            return Choice(fact.agent_id, fact.choice)
        case _:
            return None
