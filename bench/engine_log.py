"""A made-up log that gives every measure something to count: what ``bench.engines`` compares engines over."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2026, 8, 24, tzinfo=UTC)
DAY_MS, HOUR_MS, MINUTE_MS = 86_400_000, 3_600_000, 60_000
AGENTS, REASONS = 40, 30
SEOUL_MS = 9 * HOUR_MS
CHUNK = 5_000
CHANNELS = ("email", "chat", "kakao", "phone", "web")
Told = tuple[int, str, dict[str, Any]]  # ms since the start, name, fields


@dataclass
class Numbers:
    """The next number of each kind of thing."""

    last: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> int:
        self.last[kind] = self.last.get(kind, 0) + 1
        return self.last[kind]


@dataclass
class Matter:
    """A ticket from its first contact on, told fact by fact."""

    chance: random.Random
    numbers: Numbers
    teams: list[int]
    days: int

    def __post_init__(self) -> None:
        self.ticket = self.numbers.next("ticket")
        self.contact = self.numbers.next("contact")
        self.channel = self.chance.choice(CHANNELS)
        self.team = self.chance.choice(self.teams)
        self.agent = self.chance.randrange(1, AGENTS + 1)
        self.at = self.chance.randrange(self.days) * DAY_MS + self.chance.randrange(24 * 60) * MINUTE_MS
        self.customer = self.chance.randrange(1, self.ticket + 2)

    def later(self, mean_ms: int) -> int:
        self.at += int(self.chance.expovariate(1 / mean_ms))
        return self.at

    def might(self, share: float) -> bool:
        return self.chance.random() < share

    def fact(self, name: str, *, by: int | None = None, contact: bool = True, **data: Any) -> Told:
        where = {
            "ticket_id": self.ticket,
            "contact_id": self.contact if contact else None,
            "team_id": self.team,
            "channel": self.channel,
            "agent_id": by,
        }
        return self.at, name, where | {"data": data}

    def life(self) -> Iterator[Told]:
        yield self.fact("desk.ticket_opened", contact=False, customer_id=self.customer)
        yield from self.approach()
        if self.might(0.15):
            self.contact = self.numbers.next("contact")
            self.later(2 * DAY_MS)
            yield self.fact("desk.ticket_reopened", by=self.agent, by_customer=True)
            yield from self.approach()
        if self.might(0.02) and self.ticket > 1:
            self.later(HOUR_MS)
            yield self.fact("desk.ticket_merged", contact=False, into_ticket_id=self.ticket - 1)
        if self.might(0.3):
            self.later(DAY_MS)
            yield self.fact("desk.ticket_closed", contact=False)

    def approach(self) -> Iterator[Told]:
        yield self.fact("desk.contact_opened", customer_id=self.customer, account_id=1)
        if self.might(0.02):
            self.later(MINUTE_MS)
            yield self.fact("desk.contact_voided")
        yield self.fact("desk.message_received", message_id=self.numbers.next("message"), automatic="")
        if self.channel == "phone":
            yield from self.call()
        elif self.might(0.5):
            yield from self.offer()
        self.later(15 * MINUTE_MS)
        yield self.fact("desk.ticket_assigned", by=self.agent, from_agent_id=None, waited_s=1.0)
        if self.might(0.1):
            yield from self.hand_over()
        if self.might(0.9):
            yield from self.reply()
        yield from self.extras()
        if self.might(0.93):
            yield from self.solve()

    def offer(self) -> Iterator[Told]:
        offer = self.numbers.next("offer")
        yield self.fact("desk.ticket_offered", by=self.agent, contact=False, offer_id=offer)
        self.later(20_000)
        answer = self.chance.choice(("accepted", "accepted", "refused", "expired", "withdrawn"))
        yield self.fact("desk.offer_answered", by=self.agent, contact=False, offer_id=offer, answer=answer)

    def hand_over(self) -> Iterator[Told]:
        self.later(5 * MINUTE_MS)
        if self.might(0.3):
            yield self.fact("desk.ticket_released", by=self.agent, from_team_id=self.team)
        before, self.agent = self.agent, self.chance.randrange(1, AGENTS + 1)
        self.team = self.chance.choice(self.teams)
        yield self.fact("desk.ticket_assigned", by=self.agent, from_agent_id=before, waited_s=2.0)

    def reply(self) -> Iterator[Told]:
        self.later(4 * MINUTE_MS)
        message = self.numbers.next("message")
        automatic = {"automatic": "bot"} if self.might(0.05) else {}
        yield self.fact(
            "desk.reply_written", by=None if automatic else self.agent, message_id=message, **automatic
        )
        if self.might(0.6):
            found = int(self.chance.expovariate(1 / 15_000)) if self.might(0.8) else None
            standard = self.chance.randrange(1, 60)
            yield self.fact(
                "desk.standard_used", by=self.agent, message_id=message, standard_id=standard,
                version_id=standard, edited_share=0.0 if self.might(0.7) else 0.5, found_ms=found,
            )  # fmt: skip
        if self.might(0.02):
            yield self.fact("desk.reply_withdrawn", by=self.agent, message_id=message, solve_undone=False)
        worked = int(self.chance.expovariate(1 / 300_000))
        self.at += worked
        yield self.fact("desk.work_ended", by=self.agent, work_id=message, worked_ms=worked)

    def solve(self) -> Iterator[Told]:
        self.later(20 * MINUTE_MS)
        reason = self.chance.randrange(1, REASONS) if self.might(0.9) else None
        solved_at = self.at
        yield self.fact("desk.ticket_solved", by=self.agent, reason_id=reason)
        if self.might(0.02):
            self.later(10_000)
            yield self.fact("desk.solve_undone", by=self.agent, solved_ms=ms(solved_at))
            return
        if self.might(0.7):
            yield self.fact(
                "desk.wrapped_up", by=self.agent, reason_id=reason or 1, fields_asked=4, fields_auto=2,
                fields_by_hand=2, clicks=3, took_ms=int(self.chance.expovariate(1 / 30_000)),
            )  # fmt: skip
        for metric in ("first_response", "resolution"):
            kept = "desk.clock_kept" if self.might(0.85) else "desk.clock_breached"
            yield self.fact(
                kept, by=self.agent, contact=False, metric=metric, turn=1, reason_id=reason,
                due_ms=ms(self.at), used_ms=self.chance.randrange(HOUR_MS),
            )  # fmt: skip
        if self.might(0.3):
            self.later(HOUR_MS)
            yield self.fact(
                "desk.satisfaction_given", by=self.agent, solved_ms=ms(solved_at),
                score=self.chance.randrange(1, 6), resolved=True, changed=False,
            )  # fmt: skip

    def call(self) -> Iterator[Told]:
        call = {"call_id": self.numbers.next("call"), "leg": 1}
        if self.might(0.1):
            yield self.fact(
                "telephony.menu_left", **call, served="self" if self.might(0.5) else "", why="hung_up"
            )
            return
        yield self.fact("telephony.call_queued", **call, within_ms=20_000, short_ms=5_000)
        self.later(12_000)
        if self.might(0.15):
            yield self.fact("telephony.call_abandoned", **call)
            return
        if self.might(0.05):
            yield self.fact("telephony.call_left_queue", **call, why="overflow")
            call["leg"] = 2
            yield self.fact("telephony.call_queued", **call, within_ms=20_000, short_ms=5_000)
            self.later(8_000)
        yield self.fact("telephony.call_offered", by=self.agent, **call)
        self.later(4_000)
        if self.might(0.1):
            yield self.fact("telephony.call_missed", by=self.agent, **call)
            yield self.fact("telephony.call_offered", by=self.agent, **call)
            self.later(4_000)
        yield self.fact("telephony.call_answered", by=self.agent, **call)
        held = int(self.chance.expovariate(1 / 20_000)) if self.might(0.3) else 0
        talk = int(self.chance.expovariate(1 / 180_000))
        self.at += held + talk
        if held:
            yield self.fact("telephony.call_held", by=self.agent, **call, held_ms=held)
        told = None if self.might(0.02) else talk
        why = "transfer" if self.might(0.1) else "customer"
        yield self.fact("telephony.call_ended", by=self.agent, **call, talk_ms=told, why=why)
        wrap = int(self.chance.expovariate(1 / 30_000))
        self.at += wrap
        yield self.fact("telephony.wrap_ended", by=self.agent, **call, wrap_ms=wrap)

    def extras(self) -> Iterator[Told]:
        if self.might(0.1):
            yield from self.promise()
        if self.might(0.05):
            consult = self.numbers.next("consult")
            yield self.fact("desk.consult_asked", by=self.agent, consult_id=consult, department_id=1)
            took = int(self.chance.expovariate(1 / HOUR_MS))
            self.at += took
            yield self.fact(
                "desk.consult_answered", by=self.agent, consult_id=consult, took_ms=took, late=False
            )
        if self.might(0.04):
            took = int(self.chance.expovariate(1 / HOUR_MS))
            yield self.fact(
                "desk.approval_decided", by=self.agent, approval_id=self.numbers.next("approval"),
                by_id=1, approved=True, power="refund", amount=10_000, took_ms=took,
            )  # fmt: skip
        if self.might(0.03):
            waited = int(self.chance.expovariate(1 / HOUR_MS))
            yield self.fact(
                "desk.escalation_picked_up", by=self.agent, escalation_id=1, mode="up", waited_ms=waited
            )
        if self.might(0.01):
            yield self.fact("desk.contact_ended_by_right", by=self.agent, run_id=1, reason="abuse")
        if self.might(0.05):
            yield from self.signal()

    def promise(self) -> Iterator[Told]:
        promise, due = self.numbers.next("promise"), self.at + 4 * HOUR_MS
        kind = "callback" if self.might(0.5) else "answer"
        said = {"promise_id": promise, "kind": kind, "due_ms": ms(due)}
        avoidable = self.chance.choice(("", "yes", "no"))
        yield self.fact("desk.promise_made", by=self.agent, **said, callback_reason="", avoidable=avoidable)
        if self.might(0.1):
            due += DAY_MS
            said["due_ms"] = ms(due)
            yield self.fact(
                "desk.promise_moved",
                by=self.agent,
                **said,
                move_reason=self.chance.choice(("customer", "us")),
            )
        if self.might(0.05):
            yield self.fact("desk.promise_withdrawn", by=self.agent, **said)
        elif self.might(0.85):
            self.later(HOUR_MS)
            yield self.fact(
                "desk.promise_kept", by=self.agent, **said, late=self.at > due, avoidable=avoidable
            )
        else:
            self.at = max(self.at, due)
            yield self.fact("desk.promise_broken", by=self.agent, **said)

    def signal(self) -> Iterator[Told]:
        number = self.numbers.next("signal")
        raised, settled, key = self.chance.choice((
            ("standards.standard_not_found", "standards.not_found_settled", "query_id"),
            ("desk.sentence_flagged", "desk.flag_settled", "flag_id"),
            ("standards.candidate_kept", "standards.candidate_settled", "candidate_id"),
        ))  # fmt: skip
        yield self.fact(raised, by=self.agent, **{key: number})
        if self.might(0.7):
            self.later(5 * DAY_MS)
            yield self.fact(settled, by=self.agent, **{key: number})


def ms(at: int) -> int:
    """Milliseconds since 1970 of a time since the start."""
    return int(START.timestamp() * 1000) + at


def states(agent: int, team: int, days: int, chance: random.Random) -> Iterator[Told]:
    """What an agent was doing, all the days long."""
    before, since = "", None
    for day in range(days):
        at = day * DAY_MS
        for state in (
            "ready",
            "in_contact",
            "after_work",
            "ready",
            "away",
            "preparing",
            "other_duties",
            "offline",
        ):
            data = {
                "state": state, "reason": "lunch" if state == "away" else "", "from_state": before,
                "from_reason": "", "since_ms": since,
            }  # fmt: skip
            yield at, "organisation.state_entered", {"agent_id": agent, "team_id": team, "data": data}
            before, since = state, ms(at)
            at += int(chance.expovariate(1 / HOUR_MS))


def rare(centre: int, days: int, customers: int, chance: random.Random) -> Iterator[Told]:
    """Growth figures, operating modes, merged customers."""
    first = (START.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    for day in range(days):
        for kind in ("orders", "payments", "signups", "uses", "labour_cost"):
            data = {"kind": kind, "day_number": first + day, "amount": chance.randrange(50, 5_000)}
            yield day * DAY_MS + 10 * HOUR_MS, "measures.growth_recorded", {"team_id": centre, "data": data}
    for period in range(1, 4):
        at = period * days * DAY_MS // 4
        said = {
            "period_id": period,
            "mode": chance.choice(("peak", "outage")),
            "ends_by_ms": ms(at + 4 * HOUR_MS),
        }
        yield at, "desk.mode_entered", {"team_id": centre, "data": said}
        ended = said | {"ended_ms": ms(at + 3 * HOUR_MS)}
        yield at + 3 * HOUR_MS, "desk.mode_ended", {"team_id": centre, "data": ended}
    for customer in chance.sample(range(2, customers), min(50, customers // 4)):
        data = {"customer_id": customer, "into_customer_id": customer - 1}
        yield days * DAY_MS // 2, "desk.customers_merged", {"data": data}


def log_of(events: int, centre: int, teams: list[int], days: int) -> list[Told]:
    """At least so many facts, in the order in which they happened; the same each time."""
    chance, numbers = random.Random(5), Numbers()
    told = [
        fact
        for agent in range(1, AGENTS + 1)
        for fact in states(agent, teams[agent % len(teams)], days, chance)
    ]
    while len(told) < events:
        told += Matter(chance, numbers, teams, days).life()
    told += rare(centre, days, numbers.last["contact"], chance)
    return sorted((fact for fact in told if fact[0] < days * DAY_MS), key=lambda fact: fact[0])


def write(told: list[Told]) -> None:
    """Put the facts into the log."""
    from gijun.events.models import Event

    for begin in range(0, len(told), CHUNK):
        Event.objects.bulk_create(_row(*fact) for fact in told[begin : begin + CHUNK])


def _row(at: int, name: str, fields: dict[str, Any]) -> Any:
    from gijun.events.models import Event

    local = START + timedelta(milliseconds=at + SEOUL_MS)
    slot = (local.hour * 60 + local.minute) // 30
    return Event(
        name=name, version=1, happened_at_ms=ms(at), recorded_at_ms=ms(at), business_day=local.date(),
        slot=slot, **fields,
    )  # fmt: skip
