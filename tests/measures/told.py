"""Write facts as the desk would, in few words. Times are minutes after 9:00 on 1 December 2026 in Seoul."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction

from gijun.desk import events as desk
from gijun.events import log
from gijun.measures import compute, lake, queries
from gijun.measures.events import GrowthRecorded
from gijun.measures.queries import Selection
from gijun.organisation.models import Person

NINE = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)  # 9:00 in Seoul
HOUR, DAY = 60, 1440  # minutes
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Voided:
    """A contact that was none: spam, a test."""

    name: ClassVar[str] = "desk.contact_voided"
    version: ClassVar[int] = 1
    contact_id: int


@dataclass(frozen=True)
class BotReplied:
    """A reply that a machine wrote, told like an agent's."""

    name: ClassVar[str] = "desk.reply_written"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int
    team_id: int
    agent_id: int | None
    channel: str
    message_id: int
    automatic: str = "bot"


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@dataclass(frozen=True)
class Story:
    """The desk of one team and channel; ``of`` gives the same desk for another."""

    team_id: int
    channel: str = "email"

    def of(self, **other: Any) -> "Story":
        return replace(self, **other)

    def tell(self, one: Any, minutes: float) -> int:
        with log.writing():
            return log.record(one, at=after(minutes)).position

    def _where(self, ticket: int, contact: int | None) -> dict[str, Any]:
        return {"ticket_id": ticket, "contact_id": contact, "team_id": self.team_id, "channel": self.channel}

    def ticket(self, ticket: int, minutes: float, *, customer: int = 1) -> None:
        fact = desk.TicketOpened(
            ticket_id=ticket, team_id=self.team_id, channel=self.channel, customer_id=customer
        )
        self.tell(fact, minutes)

    def contact(self, contact: int, ticket: int, minutes: float, *, customer: int = 1) -> None:
        where = self._where(ticket, contact)
        self.tell(desk.ContactOpened(**where, customer_id=customer, account_id=1), minutes)

    def begin(self, contact: int, ticket: int, minutes: float, *, customer: int = 1) -> None:
        """A ticket with its first contact."""
        self.ticket(ticket, minutes, customer=customer)
        self.contact(contact, ticket, minutes, customer=customer)

    def written(self, contact: int, ticket: int, minutes: float, *, message: int) -> None:
        """The customer wrote."""
        self.tell(desk.MessageReceived(**self._where(ticket, contact), message_id=message), minutes)

    def assign(
        self,
        ticket: int,
        minutes: float,
        *,
        agent: int,
        before: int | None = None,
        contact: int | None = None,
    ) -> None:
        fact = desk.TicketAssigned(
            **self._where(ticket, contact), agent_id=agent, from_team_id=self.team_id, from_agent_id=before,
            waited_s=0.0,
        )  # fmt: skip
        self.tell(fact, minutes)

    def release(self, ticket: int, minutes: float, *, agent: int) -> None:
        where = self._where(ticket, None)
        self.tell(desk.TicketReleased(**where, agent_id=agent, from_team_id=self.team_id), minutes)

    def reply(
        self, contact: int | None, ticket: int, minutes: float, *, agent: int, message: int = 1
    ) -> None:
        where = self._where(ticket, contact)
        self.tell(desk.ReplyWritten(**where, agent_id=agent, message_id=message), minutes)

    def bot_reply(self, contact: int, ticket: int, minutes: float, *, agent: int | None = None) -> None:
        self.tell(BotReplied(**self._where(ticket, contact), agent_id=agent, message_id=900), minutes)

    def use(
        self,
        contact: int,
        ticket: int,
        minutes: float,
        *,
        message: int,
        found_ms: int | None,
        standard: int = 1,
    ) -> None:
        fact = desk.StandardUsed(
            **self._where(ticket, contact), agent_id=1, message_id=message, standard_id=standard,
            version_id=1,
            edited_share=0.0, found_ms=found_ms,
        )  # fmt: skip
        self.tell(fact, minutes)

    def use_script(
        self,
        contact: int | None,
        ticket: int,
        minutes: float,
        *,
        message: int,
        snippet: int = 1,
        agent: int = 1,
        edited: float = 0.0,
    ) -> None:
        fact = desk.SnippetUsed(
            **self._where(ticket, contact), agent_id=agent, message_id=message, snippet_id=snippet,
            edited_share=edited, found_ms=None,
        )  # fmt: skip
        self.tell(fact, minutes)

    def work(self, contact: int, ticket: int, minutes: float, *, agent: int, worked_min: float) -> None:
        fact = desk.WorkEnded(
            **self._where(ticket, contact), agent_id=agent, work_id=1, worked_ms=round(worked_min * 60_000)
        )
        self.tell(fact, minutes)

    def choose(self, contact: int, ticket: int, minutes: float, *, reason: int) -> None:
        self.tell(desk.ReasonChosen(**self._where(ticket, contact), agent_id=1, reason_id=reason), minutes)

    def solve(self, contact: int | None, ticket: int, minutes: float, *, reason: int | None = 10) -> None:
        where = self._where(ticket, contact)
        self.tell(desk.TicketSolved(**where, agent_id=1, reason_id=reason), minutes)

    def reopen(self, contact: int, ticket: int, minutes: float, *, by_customer: bool = True) -> None:
        where = self._where(ticket, contact)
        self.tell(desk.TicketReopened(**where, agent_id=1, by_customer=by_customer), minutes)

    def merge(self, ticket: int, minutes: float, *, into: int) -> None:
        fact = desk.TicketMerged(
            ticket_id=ticket, team_id=self.team_id, channel=self.channel, into_ticket_id=into
        )
        self.tell(fact, minutes)

    def merge_customers(self, customer: int, minutes: float, *, into: int) -> None:
        self.tell(desk.CustomersMerged(customer_id=customer, into_customer_id=into), minutes)

    def void(self, contact: int, minutes: float) -> None:
        self.tell(Voided(contact), minutes)

    def grow(self, kind: str, day: date, amount: int, minutes: float = 0) -> None:
        number = (day - EPOCH).days
        fact = GrowthRecorded(team_id=self.team_id, kind=kind, day_number=number, amount=amount)
        self.tell(fact, minutes)


def measured(
    person: Person,
    *,
    at_min: float,
    first: date = date(2026, 11, 20),
    last: date = date(2026, 12, 31),
    **narrowed: Any,
) -> dict[str, compute.Result]:
    """Refresh the lake at a time, and every measure by name as the person sees it."""
    assert lake.refresh(lambda: after(at_min))
    found = queries.overview(person, Selection(first, last, **narrowed))
    return {result.measure.name: result for result in found.results}


def contacts() -> list[dict[str, Any]]:
    """The folded contacts, by id."""
    with lake.opened() as opened:
        cursor = opened.duck.execute("SELECT * FROM contacts ORDER BY contact_id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Facts written inside are gone afterwards, though the log is append-only."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
