"""What holds for whatever calls come, and however people's time lies."""

from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.measures.calls import Call
from tests.measures.test_properties import SLOW
from tests.measures.told import Story, measured, rolled_back

CALLS = st.lists(
    st.tuples(
        st.sampled_from(["answered", "abandoned", "passed_on", "waiting", "overflowed"]),
        st.integers(0, 60),  # seconds waited
        st.integers(0, 300),  # seconds talked
        st.integers(1, 2),  # agent
    ),
    max_size=8,
)
CHATS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60), st.integers(1, 2)), max_size=8)
COUNTS = ("calls_answered", "calls_abandoned", "calls_abandoned_short", "calls_passed_on")
SHARES = (
    "abandon_rate", "abandon_rate_with_menu", "service_level", "service_level_without_abandons",
    "service_level_abandons_kept", "service_level_all_against", "service_level_event_ignore",
    "service_level_event_negative", "service_level_event_positive", "ring_answered_in_time",
)  # fmt: skip


def tell(phone, calls):
    for number, (ending, waited_s, talked_s, agent) in enumerate(calls, start=1):
        call = Call(phone, number, number)
        call.come(number)
        left = number + waited_s / 60
        if ending == "abandoned":
            call.abandon(left)
        elif ending == "passed_on":
            call.leave(left, why="callback")
        elif ending in {"answered", "overflowed"}:
            leg = 1
            if ending == "overflowed":
                leg = 2
                call.leave(left, why="overflow")
                call.queue(left, leg=leg)
            call.ring(left, agent=agent, leg=leg)
            call.answer(left, agent=agent, leg=leg)
            call.hang_up(left + talked_s / 60, agent=agent, talk_min=talked_s / 60, leg=leg)


def nearest_rank(values, percent):
    ranked = sorted(values)
    return ranked[(len(ranked) * percent + 99) // 100 - 1] if ranked else None


@SLOW
@given(calls=CALLS)
def test_every_call_ends_in_one_way_and_every_figure_is_what_a_list_of_them_says(
    team, manager, settings, calls
):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        tell(Story(team.pk, "phone"), calls)

        found = measured(manager, at_min=600)

    waiting = sum(ending == "waiting" for ending, *_rest in calls)
    ended = sum(int(found[name].total.value) for name in COUNTS)
    assert ended + waiting == found["calls_offered"].total.value == len(calls)
    waits = [wait for ending, wait, *_rest in calls if ending in {"answered", "overflowed"}]
    left = [wait for ending, wait, *_rest in calls if ending == "abandoned"]
    speed = found["speed_of_answer"].total
    assert (speed.numerator, speed.n) == (1000 * sum(waits), len(waits))
    for name, percent in (("speed_of_answer_median", 50), ("speed_of_answer_p90", 90)):
        rank = nearest_rank(waits, percent)
        assert found[name].total.value == (None if rank is None else 1000 * rank)
    level = found["service_level"].total
    in_time = sum(wait <= 20 for wait in waits)
    assert (level.numerator, level.n) == (in_time, len(waits) + sum(wait > 20 for wait in left))
    assert found["service_level_event_negative"].total.n == len(calls) - sum(
        ending == "passed_on" and wait <= 20 for ending, wait, *_rest in calls
    )
    for name in SHARES:
        figure = found[name].total
        assert figure.value is None or 0 <= figure.low <= figure.value <= figure.high <= 1


@SLOW
@given(calls=CALLS, chats=CHATS)
def test_time_at_once_is_the_sum_over_the_union_minute_by_minute(team, manager, settings, calls, chats):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        chat = Story(team.pk, "chat")
        for number, (start, length, agent) in enumerate(chats, start=100):
            chat.begin(number, number, start)
            chat.assign(number, start, agent=agent)
            chat.solve(number, number, start + length)
        tell(Story(team.pk, "phone"), calls)

        found = measured(manager, at_min=600)

    minutes = [(agent, start + n) for start, length, agent in chats for n in range(length)]
    at_once = found["chat_concurrency"].total
    assert (at_once.numerator, at_once.n) == (60_000 * len(minutes), 60_000 * len(set(minutes)))
    assert at_once.value is None or at_once.value >= 1
    busy = found["occupancy"].total
    assert busy.numerator == busy.n  # nobody said they were ready: all of the time was busy


@SLOW
@given(calls=CALLS)
def test_one_call_more_that_was_answered_at_once_never_lowers_the_service_level(
    team, manager, settings, calls
):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        phone = Story(team.pk, "phone")
        tell(phone, calls)
        before = measured(manager, at_min=600)["service_level"].total.value

        more = Call(phone, 99, 99)
        more.come(99)
        more.answer(99, agent=1)
        after = measured(manager, at_min=600)["service_level"].total.value

    assert after >= (before or 0)
