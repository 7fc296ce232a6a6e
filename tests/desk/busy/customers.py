"""Customers of a busy day: who writes when and where, who writes twice, who answers, who comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gijun.desk import actions as desk
from gijun.desk.terms import ChannelKind
from gijun.practice.demand import BY_HOUR
from tests.desk.busy.centre import AFTER, BEFORE, SHARES

if TYPE_CHECKING:
    from tests.desk.busy.day import Day

CURVE = BY_HOUR[7:22]  # from before the opening to after closing, stretched over the day
WRITES_ON_DURING_WORK = 0.06
ANSWERS = 0.6
COMES_BACK = 0.04


@dataclass(slots=True)
class Customers:
    """Everything that comes in. ``sent``: message → ticket it landed on, as told when it was received."""

    day: Day
    sent: dict[int, int] = field(default_factory=dict)
    came_by: dict[int, tuple[ChannelKind, str]] = field(default_factory=dict)  # ticket → door, address
    doubles: dict[int, int] = field(default_factory=dict)  # second ticket of the same matter → first
    contacts: int = 0

    def announce(self) -> None:
        """Put every first message of the day on the clock."""
        random, plan = self.day.random, self.day.plan
        hours = range(len(CURVE))
        whole = 1 + BEFORE + AFTER
        for _contact in range(plan.contacts):
            place = (random.choices(hours, CURVE)[0] + random.random()) / len(CURVE)
            kind = random.choices(list(SHARES), list(SHARES.values()))[0]
            who = f"c{random.randrange(plan.contacts * 4 // 5)}@example.com"
            self.day.at(
                plan.after(place * whole - BEFORE),
                lambda kind=kind, who=who: self.write(kind, who, is_first=True),
            )

    def write(
        self, kind: ChannelKind, who: str, ticket_id: int | None = None, *, is_first: bool = False
    ) -> int:
        """A message comes in; returns its ticket."""
        number = len(self.sent)
        got = desk.receive(
            desk.Inbound(
                account_id=self.day.there.doors[kind].pk,
                address=who,
                subject=f"문의 {number}",
                body_full="환불은 언제 되나요?",
                body_new="환불은 언제 되나요?",
                dedupe_key=f"m{number}",
                ticket_id=ticket_id,
            ),
            at=self.day.now,
        )
        self.day.tried["received"] += 1
        self.sent[got.message_id] = got.ticket_id
        if got.ticket_id not in self.came_by:
            self.came_by[got.ticket_id] = (kind, who)
        if is_first:
            self.contacts += 1
            self._go_on_writing(kind, who, got.ticket_id)
        return got.ticket_id

    def _go_on_writing(self, kind: ChannelKind, who: str, ticket_id: int) -> None:
        chance, twice = self.day.random.random(), self.day.plan.twice
        if chance < twice:
            self.day.after(self.day.spread(60), lambda: self._again(who, ticket_id))
        elif chance < twice + WRITES_ON_DURING_WORK:
            self.day.after(self.day.spread(200), lambda: self.write(kind, who, ticket_id))

    def _again(self, who: str, first_id: int) -> None:
        """The same matter once more, by mail: somebody will have to merge the two."""
        second_id = self.write(ChannelKind.EMAIL, who)
        self.doubles[second_id] = first_id

    def is_answered(self, ticket_id: int, *, solved: bool) -> None:
        """Some customers write back to an answer, fewer to a solution."""
        if self.day.random.random() < (COMES_BACK if solved else ANSWERS):
            kind, who = self.came_by[ticket_id]
            self.day.after(self.day.spread(900), lambda: self.write(kind, who, ticket_id))
