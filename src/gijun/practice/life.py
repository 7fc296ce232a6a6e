"""What happens to the contacts, in the order of the clock: agents take, answer, solve; customers return."""

import heapq
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist

from gijun.desk import actions as desk
from gijun.desk.errors import DeskError
from gijun.desk.queries import practice as desk_queries
from gijun.events import log
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import Person
from gijun.practice.agreeing import Standards
from gijun.practice.demand import SEOUL, Arrival
from gijun.practice.floor import shift_of
from gijun.practice.people import AGENTS_A_TEAM, Crew, korean_name
from gijun.practice.texts import (
    ANSWERED_BACK,
    ASKED,
    CAME_BACK,
    NOTES,
    OUTAGE,
    PRODUCTS,
    REASONS,
)

UNTOUCHED = timedelta(minutes=155)  # what came since then waits for whoever signs in
OPENS, CLOSES = 9, 21  # the floor's hours; what comes later waits until morning
REFUSED = (DeskError, OrganisationError, ObjectDoesNotExist)  # as it happens to people: then it is not done
Happening = Callable[[datetime], object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who writes, why, and to which door."""

    name: str
    address: str
    reason: str
    door_id: int


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket in an agent's hands."""

    ticket_id: int
    agent: Person
    who: Customer


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an answer, and what of it was inserted."""

    body: str
    used: Sequence[desk.UsedSentence | desk.UsedSnippet | desk.UsedTemplate]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and whether it solved the matter."""

    held: Held
    message_id: int
    solved: bool


@dataclass(slots=True)
class Companions:
    """Parts of the practice centre that do their own with what happens."""

    written: list[Callable[[datetime, int], None]] = field(default_factory=list)  # of each message
    taken: list[Callable[[datetime, Held], None]] = field(default_factory=list)
    answered: list[Callable[[datetime, Answered], None]] = field(default_factory=list)


class Life:
    """Runs practice contacts until a moment; what would happen later does not happen.

    Whatever happens at one moment is one transaction.
    """

    def __init__(
        self,
        crew: Crew,
        standards: Standards,
        random: Random,
        until: datetime,
        say: Callable[[Held], Said],
    ) -> None:
        self.crew, self.standards, self.random, self.until, self.say = crew, standards, random, until, say
        self.agenda: list[tuple[datetime, int, Happening]] = []
        self.serial = count(1)
        self.busy_until: dict[int, datetime] = {}
        self.comes_back = {reason.code: reason.comes_back for reason in REASONS}
        self.companions = Companions()
        self.refund_door: tuple[int, datetime] | None = None  # and since when customers know it

    def plan(self, at: datetime, happening: Happening) -> None:
        if at <= self.until:
            heapq.heappush(self.agenda, (at, next(self.serial), happening))

    def run(self, until: datetime) -> None:
        """Let everything happen that is planned up to ``until``."""
        while self.agenda and self.agenda[0][0] <= until:
            at, _serial, happening = heapq.heappop(self.agenda)
            with suppress(*REFUSED), log.writing():
                happening(at)

    def arrive(self, arrival: Arrival) -> None:
        """A new customer writes."""
        address = f"c{next(self.serial)}@customers.example"
        who = Customer(korean_name(self.random), address, arrival.reason, self.door_for(arrival))
        subject, body = OUTAGE if arrival.outage else self.random.choice(ASKED[arrival.reason])
        text = body.format(product=self.random.choice(PRODUCTS), days=self.random.randint(2, 9))
        self.plan(arrival.at, lambda at: self.write(at, who, subject, text))

    def door_for(self, arrival: Arrival) -> int:
        """Some who want money back write to the door of those who see to refunds."""
        if self.refund_door and arrival.reason.startswith("refund") and arrival.at > self.refund_door[1]:
            return self.refund_door[0] if self.random.random() < 0.35 else self.crew.mailbox_id
        return self.crew.mailbox_id

    def write(
        self, at: datetime, who: Customer, subject: str, body: str, ticket_id: int | None = None
    ) -> None:
        """A mail of a customer comes in; somebody will take it when the floor is open."""
        serial = next(self.serial)
        landed = desk.receive(
            desk.Inbound(
                account_id=who.door_id,
                address=who.address,
                address_as_typed=who.address,
                sender_name=who.name,
                subject=subject,
                body_full=body,
                body_new=body,
                sent_at=at,
                dedupe_key=f"practice-{serial}",
                external_ids=[("message-id", f"<practice-{serial}@customers.example>")],
                ticket_id=ticket_id,
            ),
            at=at,
        )
        on, message_id = landed.ticket_id, landed.message_id
        if on is None or message_id is None:
            return
        tell(self.companions.written, at, message_id)
        if at < self.until - UNTOUCHED:
            agent, start = self.somebody(at, desk_queries.holder_of(on), who)
            self.plan(start, lambda when: self.handle(when, on, agent, who))

    def somebody(self, at: datetime, holder: Person | None, who: Customer) -> tuple[Person, datetime]:
        """Who takes it, and when: the holder, else whoever is free first among a few at hand."""
        start = self.floor_open(at) + timedelta(seconds=self.random.expovariate(1 / 900))
        if holder:
            at_hand = [holder]
        elif who.door_id == self.crew.mailbox_id:
            at_hand = self.random.sample(self.on_duty(start), 6)
        else:
            at_hand = self.crew.agents[:AGENTS_A_TEAM]
        agent = min(at_hand, key=lambda one: self.busy_until.get(one.pk, at))
        return agent, self.floor_open(max(start, self.busy_until.get(agent.pk, at)))

    def on_duty(self, at: datetime) -> list[Person]:
        """Agents whose shift it is; all where it is nobody's."""
        hour, agents = at.astimezone(SEOUL).hour, self.crew.agents
        shifts = [shift_of(number, len(agents)) for number in range(len(agents))]
        here = [one for one, (comes, goes) in zip(agents, shifts, strict=True) if comes <= hour < goes]
        return here or agents

    def floor_open(self, at: datetime) -> datetime:
        """The moment itself while the floor is open, else a little after it opens."""
        local = at.astimezone(SEOUL)
        late = timedelta(seconds=self.random.randrange(5_400))
        morning = local.replace(hour=OPENS, minute=0, second=0) + late
        if local.hour < OPENS:
            return morning
        return morning + timedelta(days=1) if local.hour >= CLOSES else at

    def handle(self, at: datetime, ticket_id: int, agent: Person, who: Customer) -> None:
        """Take the ticket and work on it; the answer follows when the work is done."""
        worked = timedelta(seconds=min(self.random.lognormvariate(5.6, 0.5), 1_500))
        self.busy_until[agent.pk] = at + worked
        try:
            desk.take(ticket_id, by=agent, at=at)
            desk.be_present(ticket_id, by=agent, at=at)
            if self.random.random() < 0.06:
                desk.write_note(ticket_id, body=self.random.choice(NOTES), by=agent, at=at)
        except REFUSED:
            return  # a colleague was quicker
        held = Held(ticket_id, agent, who)
        tell(self.companions.taken, at, held)
        self.plan(at + worked, lambda when: self.answer(when, held))

    def answer(self, at: datetime, held: Held) -> None:
        """Say the agreed words, tick a step, solve; or wait for a customer who asks once more."""
        asks_again = self.random.random() < 0.14
        step_id = self.random.choice(self.standards.in_force[held.who.reason]).step_id
        said = self.say(held)
        try:
            if self.random.random() < 0.5:
                desk.tick(held.ticket_id, item_id=step_id, done=True, by=held.agent, at=at)
            message = desk.reply(
                held.ticket_id,
                body=said.body,
                by=held.agent,
                at=at,
                used=said.used,
                then_solve=not asks_again,
                reason_id=self.standards.reasons[held.who.reason],
            )
            desk.leave(held.ticket_id, by=held.agent, at=at)
        except REFUSED:
            return  # solved meanwhile, or in other hands
        self.deliver(message.pk, at)
        tell(self.companions.answered, at, Answered(held, message.pk, not asks_again))
        self.may_return(at, held.ticket_id, held.who, asks_again=asks_again)

    def may_return(self, at: datetime, ticket_id: int, who: Customer, *, asks_again: bool) -> None:
        """The customer asks once more on the ticket, or comes back days later, or is content."""
        if asks_again:
            later = at + timedelta(minutes=self.random.uniform(15, 600))
            text = self.random.choice(ANSWERED_BACK)
            self.plan(later, lambda when: self.write(when, who, "Re: 문의", text, ticket_id))
        elif self.random.random() < self.comes_back[who.reason]:
            later = at + timedelta(days=self.random.uniform(0.6, 6.0))
            text = self.random.choice(CAME_BACK)
            same = ticket_id if self.random.random() < 0.5 else None
            self.plan(later, lambda when: self.write(when, who, "다시 문의드립니다", text, same))

    def deliver(self, message_id: int, at: datetime) -> None:
        """The reply reached the customer's server; practice mail never leaves the house."""
        outbox = desk_queries.outbox_of(message_id)
        if outbox:
            outbox_id, key = outbox
            desk.note_sent(outbox_id, at=at, external_ids=[("message-id", f"<{key}@practice.example>")])


def tell(companions: Sequence[Callable[[datetime, T], None]], at: datetime, what: T) -> None:
    """Let every companion do its own; what one is refused stops no other."""
    for one in companions:
        with suppress(*REFUSED):
            one(at, what)
