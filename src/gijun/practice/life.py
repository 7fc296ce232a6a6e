"""What happens to the contacts, in the order of the clock: agents take, answer, solve; customers return."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

from django.core.exceptions import ObjectDoesNotExist

from gijun.desk import actions as desk
from gijun.desk.errors import DeskError
from gijun.desk.queries import practice as desk_queries
from gijun.organisation.models import Person
from gijun.practice.agreeing import Standards
from gijun.practice.demand import SEOUL, Arrival
from gijun.practice.people import Crew, korean_name
from gijun.practice.texts import (
    ANSWERED_BACK,
    ASKED,
    CAME_BACK,
    CLOSING,
    GREETING,
    NOTES,
    OUTAGE,
    PRODUCTS,
    REASONS,
)

UNTOUCHED = timedelta(hours=8)  # what came since then waits for whoever signs in
OPENS, CLOSES = 9, 21  # the floor's hours; what comes later waits until morning
Happening = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who writes, and why."""

    name: str
    address: str
    reason: str


class Life:
    """Runs practice contacts until a moment; what would happen later does not happen."""

    def __init__(self, crew: Crew, standards: Standards, random: Random, until: datetime) -> None:
        self.crew, self.standards, self.random, self.until = crew, standards, random, until
        self.agenda: list[tuple[datetime, int, Happening]] = []
        self.serial = count(1)
        self.busy_until: dict[int, datetime] = {}
        self.comes_back = {reason.code: reason.comes_back for reason in REASONS}

    def plan(self, at: datetime, happening: Happening) -> None:
        if at <= self.until:
            heapq.heappush(self.agenda, (at, next(self.serial), happening))

    def run(self, until: datetime) -> None:
        """Let everything happen that is planned up to ``until``."""
        while self.agenda and self.agenda[0][0] <= until:
            at, _serial, happening = heapq.heappop(self.agenda)
            happening(at)

    def arrive(self, arrival: Arrival) -> None:
        """A new customer writes."""
        who = Customer(korean_name(self.random), f"c{next(self.serial)}@customers.example", arrival.reason)
        subject, body = OUTAGE if arrival.outage else self.random.choice(ASKED[arrival.reason])
        text = body.format(product=self.random.choice(PRODUCTS), days=self.random.randint(2, 9))
        self.plan(arrival.at, lambda at: self.write(at, who, subject, text))

    def write(
        self, at: datetime, who: Customer, subject: str, body: str, ticket_id: int | None = None
    ) -> None:
        """A mail of a customer comes in; somebody will take it when the floor is open."""
        serial = next(self.serial)
        landed = desk.receive(
            desk.Inbound(
                account_id=self.crew.mailbox_id,
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
        on = landed.ticket_id
        if on is not None and at < self.until - UNTOUCHED:
            agent, start = self.somebody(at, desk_queries.holder_of(on))
            self.plan(start, lambda when: self.handle(when, on, agent, who))

    def somebody(self, at: datetime, holder: Person | None) -> tuple[Person, datetime]:
        """Who takes it, and when: the holder, else whoever is free first among a few at hand."""
        wait = timedelta(seconds=self.random.expovariate(1 / 900))
        at_hand = [holder] if holder else self.random.sample(self.crew.agents, 6)
        agent = min(at_hand, key=lambda one: self.busy_until.get(one.pk, at))
        return agent, self.floor_open(max(at, self.busy_until.get(agent.pk, at)) + wait)

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
        except (DeskError, ObjectDoesNotExist):
            return  # a colleague was quicker
        self.plan(at + worked, lambda when: self.answer(when, ticket_id, agent, who))

    def answer(self, at: datetime, ticket_id: int, agent: Person, who: Customer) -> None:
        """Say the agreed sentence, tick a step, solve; or wait for a customer who asks once more."""
        asks_again = self.random.random() < 0.14
        standard = self.random.choice(self.standards.in_force[who.reason])
        edited = standard.sentence.replace("드리겠습니다", "드릴게요")
        said = standard.sentence if self.random.random() < 0.8 else edited
        found_ms = int(self.random.lognormvariate(8.9, 0.6))
        try:
            if self.random.random() < 0.5:
                desk.tick(ticket_id, item_id=standard.step_id, done=True, by=agent, at=at)
            message = desk.reply(
                ticket_id,
                body=f"{GREETING.format(name=who.name)}\n\n{said}\n\n{CLOSING}",
                by=agent,
                at=at,
                used=[desk.UsedSentence(standard.version_id, standard.sentence, found_ms)],
                then_solve=not asks_again,
                reason_id=self.standards.reasons[who.reason],
            )
            desk.leave(ticket_id, by=agent, at=at)
        except DeskError:
            return
        self.deliver(message.pk, at)
        self.may_return(at, ticket_id, who, asks_again=asks_again)

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
