"""Write what a telephone system tells about calls, in few words. Times as in ``told``."""

from dataclasses import dataclass, make_dataclass
from typing import Any

from tests.measures.told import Story


def fact(name: str, **fields: Any) -> Any:
    """A fact that no part of the product writes yet, as docs/measures-of-calls.md describes it."""
    kind = make_dataclass(
        "Told", [(key, Any) for key in fields], frozen=True, namespace={"name": name, "version": 1}
    )
    return kind(**fields)


@dataclass(frozen=True)
class Call:
    """A call of a contact; ``story``: the team of the queue it stands in, on the channel phone."""

    story: Story
    call: int
    contact: int

    def tell(self, what: str, minutes: float, *, team: int | None = None, **fields: Any) -> None:
        where = {
            "ticket_id": self.contact, "contact_id": self.contact, "channel": self.story.channel,
            "team_id": team or self.story.team_id,
        }  # fmt: skip
        self.story.tell(fact(f"telephony.{what}", **where, call_id=self.call, **fields), minutes)

    def come(self, minutes: float, **stands: Any) -> None:
        """A contact opens as the call enters its first queue."""
        self.story.begin(self.contact, self.contact, minutes, customer=self.contact)
        self.queue(minutes, **stands)

    def queue(self, minutes: float, *, leg: int = 1, team: int | None = None, **limits: int) -> None:
        self.tell("call_queued", minutes, team=team, leg=leg, **limits)

    def ring(self, minutes: float, *, agent: int, leg: int = 1, team: int | None = None) -> None:
        self.tell("call_offered", minutes, team=team, leg=leg, agent_id=agent)

    def miss(self, minutes: float, *, agent: int, leg: int = 1) -> None:
        self.tell("call_missed", minutes, leg=leg, agent_id=agent, why="no_answer")

    def answer(self, minutes: float, *, agent: int, leg: int = 1, team: int | None = None) -> None:
        self.tell("call_answered", minutes, team=team, leg=leg, agent_id=agent)

    def abandon(self, minutes: float, *, leg: int = 1) -> None:
        self.tell("call_abandoned", minutes, leg=leg)

    def leave(self, minutes: float, *, why: str, leg: int = 1) -> None:
        self.tell("call_left_queue", minutes, leg=leg, why=why)

    def hold(self, minutes: float, *, agent: int, held_min: float, leg: int = 1) -> None:
        self.tell("call_held", minutes, leg=leg, agent_id=agent, held_ms=round(held_min * 60_000))

    def hang_up(
        self,
        minutes: float,
        *,
        agent: int,
        talk_min: float | None,
        leg: int = 1,
        team: int | None = None,
        why: str = "customer",
    ) -> None:
        talk_ms = None if talk_min is None else round(talk_min * 60_000)
        self.tell("call_ended", minutes, team=team, leg=leg, agent_id=agent, talk_ms=talk_ms, why=why)

    def wrap_up(
        self, minutes: float, *, agent: int, wrap_min: float, leg: int = 1, team: int | None = None
    ) -> None:
        wrap_ms = round(wrap_min * 60_000)
        self.tell("wrap_ended", minutes, team=team, leg=leg, agent_id=agent, wrap_ms=wrap_ms)


def leave_menu(story: Story, call: int, minutes: float, *, served: bool) -> None:
    """A call ended in the voice menu."""
    where = {"team_id": story.team_id, "channel": story.channel, "contact_id": None, "ticket_id": None}
    story.tell(fact("telephony.menu_left", **where, call_id=call, served=served), minutes)
