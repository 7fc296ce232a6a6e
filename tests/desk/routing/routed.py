"""A centre that routes: its policy, people on the floor, and what the log holds of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gijun.desk.actions import routing
from gijun.desk.models import Queued, RoutingPolicy, Ticket
from gijun.desk.queries import state
from gijun.desk.queries.state import routing as routing_rows
from gijun.desk.queries.state import tickets as ticket_rows
from gijun.desk.rules.routing.replay import Told
from gijun.events import replay
from gijun.events.facts import Fact
from gijun.events.models import Event
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.actions.skills import define_skill, give_skill
from gijun.organisation.models import Person, Team
from tests.make import NOON


def queue(code: str = "all", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "choice": "longest_idle", "asks": False} | more


def content(*queues: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A policy of these queues; without any, one that gives everything at once to whoever is free longest."""
    return {"queues": list(queues) or [queue()], "newcomer_days": 0} | more


def policy(centre: Team, *queues: dict[str, Any], when: datetime = NOON, **more: Any) -> RoutingPolicy:
    return routing.save_policy(centre.pk, content(*queues, **more), by=None, at=when)


def on_the_floor(*people: Person, state: str = "ready", when: datetime = NOON, reason: str = "") -> None:
    for person in people:
        enter_state(person.pk, state, reason=reason, by=None, at=when, by_rule=True)


def skilled(skill_code: str, **levels: int) -> int:
    """A skill that people, by their sign-in name, have at these levels."""
    skill = define_skill(code=skill_code, name=skill_code, by=None, at=NOON)
    for username, level in levels.items():
        person = Person.objects.get(username=username)
        give_skill(person.pk, skill.pk, proficiency=level, by=None, at=NOON)
    return skill.pk


def holder(ticket: Ticket) -> str | None:
    """Who holds the ticket now, by sign-in name."""
    return Ticket.objects.filter(pk=ticket.pk).values_list("assignee__username", flat=True).get()


def reason(ticket: Ticket) -> str:
    """Why the ticket waits."""
    return Queued.objects.get(ticket=ticket).reason


def told() -> list[Told]:
    """The whole log, as replays and audits want it."""
    return [
        (event.position, event.happened_at_ms, fact)
        for event, fact in replay.facts(Event.objects.after(0).iterator())
    ]


def facts_of(kinds: type[Fact] | tuple[type[Fact], ...]) -> list[Fact]:
    return [fact for _position, _at, fact in told() if isinstance(fact, kinds)]


def names(people: Iterable[Person]) -> list[str]:
    return [person.username for person in people]


def require_rows_equal_the_log() -> None:
    """Tickets and routing, folded from the log, are what the tables hold."""
    told = state.from_log()
    assert told.routing == routing_rows.from_rows()
    assert told.tickets == ticket_rows.from_rows()
