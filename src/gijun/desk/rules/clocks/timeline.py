"""Fold a ticket's facts into the runs of its clocks: what runs since when, in which states, until when.

Facts come in the order of the log. Only what they tell counts, so the same facts always give the same runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.terms.clocks import Ending, Metric
from gijun.desk.terms.tickets import Priority, TicketStatus
from gijun.events.facts import Fact

ENDED = (TicketStatus.RESOLVED, TicketStatus.CLOSED)
RESPONSES = (Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE)
TOLD_BY: frozenset[str] = frozenset(
    kind.name
    for kind in (
        events.TicketOpened,
        events.MessageReceived,
        events.ReplyWritten,
        events.TicketAssigned,
        events.ReasonChosen,
        events.sparing.ReplyWithdrawn,
        events.PriorityChanged,
        events.TicketParked,
        events.TicketSolved,
        events.SolveUndone,
        events.TicketReopened,
        events.TicketClosed,
        events.TicketMerged,
        events.sorting.TicketSplit,
        events.sorting.TicketSplitOff,
        events.clocks.CycleStarted,
        events.clocks.ClocksMoved,
        events.clocks.ClockWarned,
        events.clocks.ClockBreached,
        events.clocks.ClockKept,
    )
)
"""The facts that clocks are told by."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What governs a cycle. ``target_permille``: of the normal targets, by the operating mode then."""

    centre_id: int
    policy_version: int
    calendar_id: int | None
    calendar_version: int
    target_permille: int = 1000


@dataclass(slots=True)
class Run:
    """One running of a clock. Times are milliseconds since 1970 UTC.

    ``states``: the ticket's status at the start and each later one, with since when.
    """

    metric: Metric
    turn: int
    cycle: int
    started_ms: int
    states: list[tuple[int, str]]
    terms: Terms | None
    stopped_ms: int | None = None
    ending: str = ""
    warned: bool = False
    breached: bool = False
    kept: bool = False
    priority: int = Priority.NORMAL
    channel: str = ""
    reason_id: int | None = None

    @property
    def is_running(self) -> bool:
        return self.stopped_ms is None


@dataclass(slots=True)
class Replied:
    """What a reply changed, in case it is taken back: how it stood before, and the clocks it stopped."""

    at_ms: int
    answered: bool
    unanswered_ms: int | None
    stopped: list[Run]


@dataclass(slots=True)
class Solved:
    """What a solution changed, in case it is taken back: how it stood before, and the clocks it stopped."""

    at_ms: int
    unanswered_ms: int | None
    stopped: list[Run]


@dataclass(slots=True)
class Timeline:
    """A ticket as its clocks see it."""

    team_id: int
    channel: str
    opened_ms: int
    cycle: int = 1
    cycle_started_ms: int = 0
    terms: Terms | None = None  # of the present cycle
    status: str = TicketStatus.NEW
    agent_id: int | None = None
    priority: int = Priority.NORMAL
    reason_id: int | None = None
    answered: bool = False  # a human has replied
    unanswered_ms: int | None = None  # the customer's first message nobody has answered
    merged: bool = False
    solved: Solved | None = None  # what the last solution changed
    replies: dict[int, Replied] = field(default_factory=dict)  # by message: what each reply changed
    runs: list[Run] = field(default_factory=list)

    def running(self, *metrics: Metric) -> list[Run]:
        return [run for run in self.runs if run.is_running and (not metrics or run.metric in metrics)]

    def govern(self, fact: events.clocks.CycleStarted | events.clocks.ClocksMoved) -> None:
        """Give a cycle its terms. Clocks that run are moved where asked; stopped ones keep theirs."""
        terms = Terms(
            fact.centre_id,
            fact.policy_version,
            fact.calendar_id,
            fact.calendar_version,
            fact.target_permille,
        )
        moved = isinstance(fact, events.clocks.ClocksMoved)
        if fact.cycle == self.cycle:
            self.terms = terms
        for run in self.runs:
            if run.is_running if moved else run.cycle == fact.cycle and run.terms is None:
                run.terms = terms

    def turns_of(self, metric: Metric) -> int:
        """How many clocks of the metric the ticket has had."""
        return max((run.turn for run in self.runs if run.metric == metric), default=0)


def fold(told: Iterable[tuple[int, Fact]]) -> dict[int, Timeline]:
    """Timelines of the tickets the facts are about; each fact comes with when it happened (ms)."""
    known: dict[int, Timeline] = {}
    for at_ms, fact in told:
        apply(known, at_ms, fact)
    return known


def apply(known: dict[int, Timeline], at_ms: int, fact: Fact) -> None:
    """Apply one fact to the tickets it touches."""
    match fact:
        case events.TicketOpened():
            ticket = Timeline(fact.team_id, fact.channel, at_ms)
            known[fact.ticket_id] = ticket
            _begin_cycle(ticket, at_ms)
        case events.TicketMerged() if fact.ticket_id in known and fact.into_ticket_id in known:
            _merge(known[fact.ticket_id], known[fact.into_ticket_id], at_ms)
        case _ if fact.name in TOLD_BY and (about := known.get(getattr(fact, "ticket_id", 0))):
            _apply(about, at_ms, fact)


def _apply(ticket: Timeline, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.MessageReceived():
            if not fact.automatic:
                _received(ticket, at_ms)
        case events.ReplyWritten():
            if not getattr(fact, "automatic", ""):
                _replied(ticket, at_ms, fact.message_id)
        case events.sparing.ReplyWithdrawn():
            _withdrawn(ticket, at_ms, fact)
        case events.TicketAssigned():
            ticket.agent_id, ticket.team_id = fact.agent_id, fact.team_id
            if ticket.status == TicketStatus.NEW:
                _enter(ticket, TicketStatus.OPEN, at_ms)
        case events.TicketParked():
            _enter(ticket, fact.status, at_ms)
        case events.TicketSolved():
            _solved(ticket, at_ms)
        case events.SolveUndone():
            _unsolved(ticket, fact)
        case events.TicketReopened():
            ticket.cycle += 1
            ticket.terms = None
            ticket.status = TicketStatus.OPEN
            _begin_cycle(ticket, at_ms)
        case events.TicketClosed():
            ticket.status = TicketStatus.CLOSED
        case events.sorting.TicketSplit() | events.sorting.TicketSplitOff():
            _split(ticket, fact.waiting_ms, at_ms)
        case _:
            _noted(ticket, fact)


def _noted(ticket: Timeline, fact: Fact) -> None:
    """What changes or tells of clocks without starting or stopping one."""
    match fact:
        case events.PriorityChanged():
            ticket.priority = fact.priority
            _describe(ticket)
        case events.ReasonChosen():
            ticket.reason_id = fact.reason_id
            _describe(ticket)
        case events.clocks.CycleStarted() | events.clocks.ClocksMoved():
            ticket.govern(fact)
        case events.clocks.ClockWarned() | events.clocks.ClockBreached() | events.clocks.ClockKept():
            for run in ticket.runs:
                if (run.metric, run.turn) == (fact.metric, fact.turn):
                    _mark(run, fact)


def _mark(run: Run, fact: Fact) -> None:
    match fact:
        case events.clocks.ClockWarned():
            run.warned = True
        case events.clocks.ClockBreached():
            run.breached = True
        case events.clocks.ClockKept():
            run.kept = True


def _begin_cycle(ticket: Timeline, at_ms: int) -> None:
    ticket.cycle_started_ms = at_ms
    _start(ticket, Metric.RESOLUTION, at_ms)
    if ticket.unanswered_ms is not None:  # the message that reopened the ticket
        _start(ticket, _response(ticket), ticket.unanswered_ms)


def _response(ticket: Timeline) -> Metric:
    """The first answer governs until a human has replied; after that every further one."""
    return Metric.NEXT_RESPONSE if ticket.answered else Metric.FIRST_RESPONSE


def _start(ticket: Timeline, metric: Metric, at_ms: int) -> None:
    if ticket.running(metric):
        return
    ticket.runs.append(
        Run(
            metric=metric,
            turn=ticket.turns_of(metric) + 1,
            cycle=ticket.cycle,
            started_ms=at_ms,
            states=[(at_ms, ticket.status)],
            terms=ticket.terms,
            priority=ticket.priority,
            channel=ticket.channel,
            reason_id=ticket.reason_id,
        )
    )


def _stop(run: Run, at_ms: int, ending: Ending) -> None:
    run.stopped_ms, run.ending = max(at_ms, run.started_ms), ending.value


def _received(ticket: Timeline, at_ms: int) -> None:
    """The customer wrote: the first message nobody has answered starts a clock."""
    is_first = ticket.unanswered_ms is None
    if is_first:
        ticket.unanswered_ms = at_ms
    if ticket.status in {TicketStatus.WAITING_CUSTOMER, TicketStatus.WAITING_INTERNAL}:
        _enter(ticket, TicketStatus.OPEN, at_ms)
    if is_first and ticket.status not in ENDED and not ticket.running(*RESPONSES):
        _start(ticket, _response(ticket), at_ms)


def _replied(ticket: Timeline, at_ms: int, message_id: int) -> None:
    responses = ticket.running(*RESPONSES)
    ticket.replies[message_id] = Replied(at_ms, ticket.answered, ticket.unanswered_ms, responses)
    ticket.answered, ticket.unanswered_ms = True, None
    for run in ticket.running(*RESPONSES):
        _stop(run, at_ms, Ending.MET)
    if ticket.status in {TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.WAITING_INTERNAL}:
        _enter(ticket, TicketStatus.WAITING_CUSTOMER, at_ms)


def _withdrawn(ticket: Timeline, at_ms: int, fact: events.sparing.ReplyWithdrawn) -> None:
    """The customer never saw the reply: its clocks run as if it had not been, or until the reply after it."""
    gone = ticket.replies.pop(fact.message_id, None)
    if gone is None:
        return
    later = min((one for one in ticket.replies if one > fact.message_id), default=None)
    if fact.stands and later is not None:
        _hand_on(gone, ticket.replies[later])
    elif not fact.stands:
        ticket.answered = gone.answered
        if fact.status not in ENDED:
            _run_on(ticket, gone)
    if fact.solve_undone:
        for run in ticket.runs:
            if run.metric == Metric.RESOLUTION and run.cycle == ticket.cycle and run.stopped_ms == gone.at_ms:
                _go_on(run)
    _enter(ticket, fact.status, at_ms)


def _hand_on(gone: Replied, later: Replied) -> None:
    """The next reply is the one that answered."""
    later.answered, later.unanswered_ms = gone.answered, gone.unanswered_ms
    for run in gone.stopped:
        run.stopped_ms = max(later.at_ms, run.started_ms)
    later.stopped = gone.stopped + later.stopped


def _run_on(ticket: Timeline, gone: Replied) -> None:
    """The clocks that the reply stopped run on; one that a later message began is part of that wait."""
    waits = [ms for ms in (gone.unanswered_ms, ticket.unanswered_ms) if ms is not None]
    ticket.unanswered_ms = min(waits, default=None)
    if not gone.stopped:
        return
    for run in ticket.running(*RESPONSES):
        _stop(run, run.started_ms, Ending.JOINED)
    for run in gone.stopped:
        _go_on(run)


def _go_on(run: Run) -> None:
    run.stopped_ms, run.ending = None, ""
    run.kept = False  # the clock was not kept after all; one that was breached stays so


def _split(ticket: Timeline, waiting_ms: int | None, at_ms: int) -> None:
    """Messages went to another ticket: what waits here waits since its own oldest message."""
    if waiting_ms == ticket.unanswered_ms:
        return
    for run in ticket.running(*RESPONSES):
        _stop(run, at_ms, Ending.JOINED)
    ticket.unanswered_ms = waiting_ms
    if waiting_ms is not None:
        _start(ticket, _response(ticket), waiting_ms)


def _solved(ticket: Timeline, at_ms: int) -> None:
    ticket.solved = Solved(at_ms, ticket.unanswered_ms, ticket.running())
    ticket.unanswered_ms = None
    for run in ticket.running():
        _stop(run, at_ms, Ending.MET if run.metric == Metric.RESOLUTION else Ending.UNANSWERED)
    ticket.status = TicketStatus.RESOLVED


def _unsolved(ticket: Timeline, fact: events.SolveUndone) -> None:
    """The solution counts as if it had never been: what it stopped has run all the time."""
    gone = ticket.solved
    if gone is None or gone.at_ms != fact.solved_ms:
        return
    ticket.solved = None
    ticket.status, ticket.unanswered_ms = fact.status, gone.unanswered_ms
    for run in gone.stopped:
        _go_on(run)
    _describe(ticket)


def _enter(ticket: Timeline, status: str, at_ms: int) -> None:
    ticket.status = status
    for run in ticket.running():
        run.states.append((max(at_ms, run.states[-1][0]), status))


def _describe(ticket: Timeline) -> None:
    """Running clocks follow the ticket's priority and reason; stopped ones keep what held then."""
    for run in ticket.running():
        run.priority, run.reason_id, run.channel = ticket.priority, ticket.reason_id, ticket.channel


def _merge(loser: Timeline, winner: Timeline, at_ms: int) -> None:
    """The loser's clocks go on in the winner; of two that measure the same, the earlier one does."""
    for run in loser.running():
        rivals = winner.running(run.metric)
        if any(rival.started_ms <= run.started_ms for rival in rivals):
            _stop(run, at_ms, Ending.JOINED)
            continue
        for rival in rivals:
            _stop(rival, at_ms, Ending.JOINED)
        loser.runs.remove(run)
        run.turn = winner.turns_of(run.metric) + 1
        run.cycle, run.terms = winner.cycle, run.terms or winner.terms
        winner.runs.append(run)
    waits = [ms for ms in (loser.unanswered_ms, winner.unanswered_ms) if ms is not None]
    winner.unanswered_ms = min(waits, default=None)
    winner.answered = winner.answered or loser.answered
    waits_again = loser.unanswered_ms is not None and winner.status == TicketStatus.WAITING_CUSTOMER
    _enter(winner, TicketStatus.OPEN if waits_again else winner.status, at_ms)
    _describe(winner)
    loser.status, loser.unanswered_ms, loser.merged = TicketStatus.CLOSED, None, True
    loser.agent_id = None
