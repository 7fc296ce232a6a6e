"""A solution taken back counts as if it had never been: checked against the same life without it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.desk import events
from gijun.desk.rules.clocks import fold
from gijun.desk.terms.clocks import Metric
from tests.desk.clocks.told import TICKET, WHERE, Story

MINUTE = 60_000
ACTS = ("received", "automatic", "replied", "parked", "urged", "again")
WHILE_SOLVED = ("automatic", "urged")


def act(story: Story, what: str, at_ms: int) -> None:
    match what:
        case "received":
            story.received(at_ms)
        case "automatic":
            story.received(at_ms, automatic="auto")
        case "replied":
            story.replied(at_ms)
        case "parked":
            story.parked(at_ms, "waiting_internal")
        case "urged":
            story.urged(at_ms, at_ms // MINUTE % 4 + 1)
        case "again":  # solved and reopened for good
            story.solved(at_ms)
            story.reopened(at_ms + 1)
            story.governed(at_ms + 1, cycle=2)


def undone(story: Story, at_ms: int, *, solved_ms: int, status: str, waiting_ms: int | None) -> None:
    fact = events.SolveUndone(
        ticket_id=TICKET, contact_id=1, agent_id=5, solved_ms=solved_ms, status=status,
        waiting_ms=waiting_ms, **WHERE,
    )  # fmt: skip
    story.tell(at_ms, fact)


def kept(story: Story, at_ms: int, metric: Metric, turn: int) -> None:
    fact = events.clocks.ClockKept(
        ticket_id=TICKET, agent_id=5, metric=metric.value, turn=turn, reason_id=1, due_ms=None, used_ms=0,
        **WHERE,
    )  # fmt: skip
    story.tell(at_ms, fact)


@settings(max_examples=300, deadline=None)
@given(
    before=st.lists(st.sampled_from(ACTS), max_size=6),
    between=st.lists(st.sampled_from(WHILE_SOLVED), max_size=3),
    after=st.lists(st.sampled_from(ACTS), max_size=4),
)
def test_a_life_with_a_solution_taken_back_is_the_life_without_it(before, between, after):
    with_it, without = Story(), Story()
    for story in (with_it, without):
        story.came_in(0)
        for number, what in enumerate(before, 1):
            act(story, what, number * MINUTE)
    stood = without.timeline()
    solved_ms = 20 * MINUTE
    with_it.solved(solved_ms)
    for run in stood.running():
        kept(with_it, solved_ms, run.metric, run.turn)
    for story in (with_it, without):
        for number, what in enumerate(between, 21):
            act(story, what, number * MINUTE)
    undone(with_it, 30 * MINUTE, solved_ms=solved_ms, status=stood.status, waiting_ms=stood.unanswered_ms)
    for story in (with_it, without):
        for number, what in enumerate(after, 31):
            act(story, what, number * MINUTE)

    told, plain = fold(with_it.facts)[TICKET], fold(without.facts)[TICKET]

    assert told.runs == plain.runs
    assert (told.status, told.unanswered_ms, told.cycle, told.answered) == (
        plain.status,
        plain.unanswered_ms,
        plain.cycle,
        plain.answered,
    )


def test_a_solution_of_another_moment_is_not_taken_back():
    story = Story()
    story.came_in(0)
    story.solved(MINUTE)
    undone(story, 2 * MINUTE, solved_ms=0, status="open", waiting_ms=0)

    assert story.timeline().running() == []
