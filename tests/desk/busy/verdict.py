"""How the day went, from the log alone: each figure beside its goal."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from gijun.desk.actions import clocks
from gijun.desk.events.routing import TicketLeftQueue, TicketOffered, WaitExplained
from gijun.desk.models import Ticket
from gijun.desk.queries import state as desk_state
from gijun.desk.queries.routing.policies import every_version
from gijun.desk.rules.routing import audit, replay
from gijun.desk.rules.routing.replay import Told
from gijun.desk.terms.routing import WaitReason
from gijun.events.log import to_ms
from gijun.organisation.queries import floor_state
from gijun.standards.queries import state as standards_state
from tests.desk.busy.day import Day
from tests.desk.routing.routed import told

TOLD = (
    "desk.ticket_assigned",
    "desk.ticket_offered",
    "desk.ticket_released",
    "desk.work_taken_back",
    "desk.ticket_overflowed",
    "desk.ticket_parked",
    "desk.ticket_merged",
    "desk.ticket_reopened",
    "desk.ticket_solved",
    "desk.escalation_asked",
    "desk.approval_asked",
    "desk.consult_asked",
    "desk.agent_held_back",
    "desk.clock_breached",
    "organisation.break_begun",
    "organisation.state_entered",
)

EXPECTED = (  # of even a small day, or it shows nothing
    "desk.ticket_offered",
    "desk.ticket_released",
    "desk.work_taken_back",
    "desk.ticket_overflowed",
    "desk.ticket_parked",
    "desk.ticket_merged",
    "desk.ticket_reopened",
    "desk.escalation_asked",
    "desk.approval_asked",
    "desk.consult_asked",
    "organisation.break_begun",
    "passes by two workers that changed something",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and its goal. ``shown``: the first few of what broke it."""

    name: str
    figure: int
    goal: int = 0
    shown: str = ""

    @property
    def holds(self) -> bool:
        return self.figure == self.goal


def bars(day: Day) -> list[Bar]:
    """Everything that must hold after the day."""
    log, policies = told(), every_version()
    heard = {fact.message_id: fact.ticket_id for _p, _at, fact in log if fact.name == "desk.message_received"}
    broken = audit.violations(log, policies, patience_ms=day.plan.tick_s * 1000)
    kinds = Counter(one.kind for one in broken)
    made = replay.choices(log, policies)
    wrong = [one for one in made if not one.agrees]
    lost = audit.lost(log)

    def of(kind: str) -> str:
        return "; ".join(str(one) for one in broken if one.kind == kind)[:600]

    return [
        Bar("messages received, as the log has them", len(heard), len(day.customers.sent)),
        Bar("messages on another ticket than told", _differing(heard, day.customers.sent)),
        Bar("contacts lost", len(lost), shown=str(lost[:3])),
        Bar(
            "given or offered to somebody unavailable", kinds[audit.UNAVAILABLE], shown=of(audit.UNAVAILABLE)
        ),
        Bar("given or offered to somebody without skill or room", kinds[audit.UNFIT], shown=of(audit.UNFIT)),
        Bar("given twice at once", kinds[audit.TWICE], shown=of(audit.TWICE)),
        Bar(
            f"waited longer than one pass ({day.plan.tick_s} s) while somebody eligible was free",
            kinds[audit.IN_VAIN],
            shown=of(audit.IN_VAIN),
        ),
        Bar("waits put down to closing time while the centre was open", _wrongly_closed(day, log)),
        Bar("choices of routing that a replay makes otherwise", len(wrong), shown=str(wrong[:3])),
        *_replays(),
        Bar("clocks that a rebuild changes", *_rebuilt(day)),
    ]


def _differing(heard: dict[int, int], sent: dict[int, int]) -> int:
    return sum(heard.get(message_id) != ticket_id for message_id, ticket_id in sent.items())


def _wrongly_closed(day: Day, log: list[Told]) -> int:
    """Waits explained by closing time between opening and closing, the first pass after the opening apart.

    What is offered to somebody waits for their answer.
    """
    opens, closes = to_ms(day.plan.after(0)) + day.plan.tick_s * 1000, to_ms(day.plan.after(1))
    closed: set[int] = set()
    found: set[int] = set()
    for _position, at_ms, fact in log:
        if opens < at_ms < closes:
            found |= closed
        if isinstance(fact, WaitExplained):
            is_closed = fact.reason == WaitReason.OUTSIDE_HOURS
            (closed.add if is_closed else closed.discard)(fact.ticket_id)
        elif isinstance(fact, TicketLeftQueue | TicketOffered):
            closed.discard(fact.ticket_id)
    return len(found)


def _rebuilt(day: Day) -> tuple[int, int, str]:
    found = list(clocks.rebuild(at=day.now, tell=lambda _done, _total: None))
    return len(found), 0, str(found[:3])


def _replays() -> list[Bar]:
    desk_log, desk_rows = desk_state.from_log(), desk_state.from_rows()
    found = [
        Bar(
            f"replay of the desk's {part} that differs from the rows",
            int(getattr(desk_log, part) != getattr(desk_rows, part)),
        )
        for part in desk_log.__dataclass_fields__
    ]
    others: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("floor", floor_state.from_log, floor_state.from_rows),
        ("standards", standards_state.from_log, standards_state.from_rows),
    ]
    for name, from_log, from_rows in others:
        found.append(Bar(f"replay of the {name} that differs from the rows", int(from_log() != from_rows())))
    return found


def happened(day: Day) -> dict[str, int]:
    """How often each thing happened, from the log; nothing of it is a bar."""
    names = Counter(fact.name for _position, _at, fact in told())
    wanted = {
        "tickets": Ticket.objects.count(),
        "facts": sum(names.values()),
        "actions tried": sum(day.tried.values()),
        "passes of routing": day.passes,
        "refused": sum(day.refused.values()),
        "passes by two workers that changed something": day.raced,
    }
    return wanted | {name: names[name] for name in TOLD}
