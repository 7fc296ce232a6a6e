"""Tell a ticket's life in facts, without a database. Times are aware datetimes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from gijun.desk import events
from gijun.desk.rules.clocks import Clock, Policy, Run, Target, Terms, Timeline, clock, fold
from gijun.desk.terms.clocks import ClockHours, Metric
from gijun.events import log
from gijun.science.worktime import Calendar, windows_on

SEOUL = ZoneInfo("Asia/Seoul")
CENTRE, TICKET = 1, 7
WHERE = {"team_id": CENTRE, "channel": "email"}


def seoul(text: str) -> datetime:
    """``2026-11-25 12:00`` on a wall in Seoul; seconds may follow."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def ms(text: str) -> int:
    return log.to_ms(seoul(text))


def wall(at_ms: int | None) -> str:
    """What a wall clock in Seoul shows."""
    return "" if at_ms is None else log.from_ms(at_ms).astimezone(SEOUL).strftime("%a %Y-%m-%d %H:%M:%S")


def weekdays(*hours: str, days: range = range(5), **fields: Any) -> Calendar:
    windows = tuple(one for day in days for span in hours for one in windows_on(day, span))
    return Calendar(fields.pop("zone", "Asia/Seoul"), windows, **fields)


def targets(
    *,
    first: int | None = None,
    following: int | None = None,
    resolution: int | None = None,
    hours: ClockHours = ClockHours.WORKING,
    **fields: Any,
) -> Policy:
    """Targets in minutes, the same for every priority."""
    wanted = {
        Metric.FIRST_RESPONSE: first,
        Metric.NEXT_RESPONSE: following,
        Metric.RESOLUTION: resolution,
    }
    rows = tuple(
        Target(metric, dict.fromkeys(range(1, 5), minutes), hours=hours)
        for metric, minutes in wanted.items()
        if minutes is not None
    )
    return Policy(rows, **fields)


class Story:
    """Facts of tickets in the order they were recorded."""

    def __init__(self) -> None:
        self.facts: list[tuple[int, Any]] = []
        self.serial = 0

    def tell(self, at: str | int, fact: Any) -> None:
        self.facts.append((ms(at) if isinstance(at, str) else at, fact))

    def _next(self) -> int:
        self.serial += 1
        return self.serial

    def opened(self, at: str | int, ticket: int = TICKET, *, permille: int = 1000) -> None:
        """A ticket and the targets of its first cycle, without a message."""
        self.tell(at, events.TicketOpened(ticket_id=ticket, customer_id=1, **WHERE))
        self.governed(at, ticket, permille=permille)

    def governed(self, at: str | int, ticket: int = TICKET, *, cycle: int = 1, permille: int = 1000) -> None:
        fact = events.clocks.CycleStarted(
            ticket_id=ticket,
            cycle=cycle,
            centre_id=CENTRE,
            policy_version=1,
            calendar_id=1,
            calendar_version=1,
            target_permille=permille,
            **WHERE,
        )
        self.tell(at, fact)

    def received(self, at: str | int, ticket: int = TICKET, *, automatic: str = "") -> None:
        fact = events.MessageReceived(
            ticket_id=ticket, contact_id=1, message_id=self._next(), automatic=automatic, **WHERE
        )
        self.tell(at, fact)

    def came_in(self, at: str | int, ticket: int = TICKET) -> None:
        """A customer's message opens a ticket."""
        self.opened(at, ticket)
        self.received(at, ticket)

    def replied(self, at: str | int, ticket: int = TICKET) -> None:
        self._by_agent(events.ReplyWritten, at, ticket, message_id=self._next())

    def parked(self, at: str | int, status: str, ticket: int = TICKET) -> None:
        self._by_agent(events.TicketParked, at, ticket, status=status)

    def solved(self, at: str | int, ticket: int = TICKET) -> None:
        self._by_agent(events.TicketSolved, at, ticket, reason_id=1)

    def urged(self, at: str | int, priority: int, ticket: int = TICKET) -> None:
        self._by_agent(events.PriorityChanged, at, ticket, priority=priority)

    def returned(self, at: str | int, ticket: int = TICKET, *, cycle: int = 2) -> None:
        """The customer writes to a solved ticket, which reopens it."""
        self.received(at, ticket)
        self.reopened(at, ticket, by_customer=True)
        self.governed(at, ticket, cycle=cycle)

    def reopened(self, at: str | int, ticket: int = TICKET, *, by_customer: bool = False) -> None:
        self._by_agent(events.TicketReopened, at, ticket, by_customer=by_customer)

    def merged(self, at: str | int, ticket: int, into: int) -> None:
        self.tell(at, events.TicketMerged(ticket_id=ticket, into_ticket_id=into, **WHERE))

    def _by_agent(self, kind: Any, at: str | int, ticket: int, **fields: Any) -> None:
        self.tell(at, kind(ticket_id=ticket, contact_id=1, agent_id=5, **WHERE, **fields))

    def timeline(self, ticket: int = TICKET) -> Timeline:
        return fold(self.facts)[ticket]

    def run(self, metric: Metric, ticket: int = TICKET, *, turn: int = 1) -> Run:
        return next(run for run in self.timeline(ticket).runs if (run.metric, run.turn) == (metric, turn))

    def clock(
        self, metric: Metric, policy: Policy, calendar: Calendar, ticket: int = TICKET, *, turn: int = 1
    ) -> Clock:
        return clock(self.run(metric, ticket, turn=turn), policy, calendar)


TERMS = Terms(CENTRE, 1, 1, 1)
