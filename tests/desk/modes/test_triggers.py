"""When figures suggest a mode: limits, hysteresis, quiet after a no."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.modes.plan import HOUSE, ModePlan
from gijun.desk.rules.modes.triggers import Seen, Standing, Step, expected_of, fired, step
from gijun.desk.terms.modes import ModeKind, Trigger

NORMAL, PEAK, OUTAGE = ModeKind.NORMAL, ModeKind.PEAK, ModeKind.OUTAGE
PLAN = ModePlan(service_below=60, arrivals_percent=50, longest_wait_min=30)
MINUTE = 60_000
PLANS = {PEAK: PLAN, OUTAGE: replace(PLAN, service_below=30, arrivals_percent=200, longest_wait_min=0)}
CALM = Seen(in_time=10, decided=10)
BUSY = Seen(in_time=5, decided=10)
BROKEN = Seen(in_time=1, decided=10)


def looked(seen: Seen) -> dict[ModeKind, Seen]:
    return {PEAK: seen, OUTAGE: seen}


def standing(mode=NORMAL, suggested=None, **quiet) -> Standing:
    return Standing(mode, suggested, {ModeKind(name): ms for name, ms in quiet.items()})


@pytest.mark.parametrize(
    ("seen", "triggers"),
    [
        (Seen(), ()),
        (Seen(in_time=6, decided=10), ()),  # at the limit nothing fires
        (Seen(in_time=5, decided=10), (Trigger.SERVICE,)),
        (Seen(in_time=0, decided=4), ()),  # too few to tell
        (Seen(arrivals=15, expected=10.0), ()),
        (Seen(arrivals=16, expected=10.0), (Trigger.ARRIVALS,)),
        (Seen(arrivals=9, expected=1.0), ()),  # a handful is no rush
        (Seen(arrivals=90, expected=None), ()),  # nothing is known of what is usual
        (Seen(longest_wait_ms=30 * MINUTE), ()),
        (Seen(longest_wait_ms=30 * MINUTE + 1), (Trigger.WAIT,)),
        (
            Seen(in_time=0, decided=9, arrivals=40, expected=10.0, longest_wait_ms=31 * MINUTE),
            (Trigger.SERVICE, Trigger.ARRIVALS, Trigger.WAIT),
        ),
    ],
)
def test_a_trigger_fires_beyond_its_limit(seen, triggers):
    assert fired(PLAN, seen) == triggers


def test_a_trigger_set_to_zero_never_fires():
    off = ModePlan(service_below=0, arrivals_percent=0, longest_wait_min=0)

    assert fired(off, Seen(0, 100, 1000, 1.0, 10**9)) == ()


@pytest.mark.parametrize(
    ("weeks", "usual"), [([], None), ([7], None), ([4, 8], 6.0), ([1, 100, 10], 10.0), ([1, 2, 3, 90], 2.5)]
)
def test_what_is_usual_is_the_median_of_earlier_weeks(weeks, usual):
    assert expected_of(weeks) == usual


@pytest.mark.parametrize(
    ("stands", "seen", "expected"),
    [
        (standing(), CALM, Step()),
        (standing(), BUSY, Step(suggest=PEAK, triggers=(Trigger.SERVICE,))),
        (standing(), BROKEN, Step(suggest=OUTAGE, triggers=(Trigger.SERVICE,))),
        (standing(suggested=PEAK), BUSY, Step()),
        (standing(suggested=PEAK), BROKEN, Step(lapse=True, suggest=OUTAGE, triggers=(Trigger.SERVICE,))),
        (standing(suggested=PEAK), Seen(in_time=65, decided=100), Step()),  # not calm enough yet
        (standing(suggested=PEAK), Seen(in_time=70, decided=100), Step(lapse=True)),
        (standing(mode=PEAK), BUSY, Step()),
        (standing(mode=PEAK), BROKEN, Step(suggest=OUTAGE, triggers=(Trigger.SERVICE,))),
        (standing(mode=OUTAGE), BROKEN, Step()),
        (standing(mode=OUTAGE, suggested=PEAK), BROKEN, Step(lapse=True)),
        (standing(peak=1001), BUSY, Step()),
        (standing(peak=1000), BUSY, Step(suggest=PEAK, triggers=(Trigger.SERVICE,))),
        (standing(outage=1001), BROKEN, Step(suggest=PEAK, triggers=(Trigger.SERVICE,))),
    ],
)
def test_only_a_stricter_mode_is_suggested_and_not_while_it_is_quiet(stands, seen, expected):
    assert step(PLANS, looked(seen), stands, 1000) == expected


SEEN = st.builds(
    Seen,
    in_time=st.integers(0, 50),
    decided=st.integers(0, 50),
    arrivals=st.integers(0, 200),
    expected=st.none() | st.floats(0, 100),
    longest_wait_ms=st.integers(0, 120 * MINUTE),
)


@given(SEEN)
def test_what_fires_is_never_calm(seen):
    """Hysteresis: a trigger that fires has not let go, whatever the figures."""
    assert set(fired(PLAN, seen)) <= set(fired(PLAN, seen, calm=True))


@given(st.lists(st.integers(60, 69), min_size=1, max_size=40))
def test_figures_that_swing_behind_the_limit_suggest_once_and_stay(shares):
    """From 50 % in time (suggests) to 60–69 % (between fire and calm): one suggestion, which stays."""
    suggested, changes = None, 0
    for in_time in [50, *shares, 59, *shares]:
        done = step(PLANS, looked(Seen(in_time=in_time, decided=100)), standing(suggested=suggested), 0)
        changes += done != Step()
        suggested = done.suggest or (None if done.lapse else suggested)
    assert (suggested, changes) == (PEAK, 1)


@given(SEEN, st.sampled_from(ModeKind), st.none() | st.sampled_from([PEAK, OUTAGE]), st.integers(0, 10))
def test_nothing_milder_than_the_present_mode_and_nothing_quiet_is_ever_suggested(
    seen, mode, open_one, at_ms
):
    done = step(PLANS, looked(seen), Standing(mode, open_one, {PEAK: 5}), at_ms)

    order = [NORMAL, PEAK, OUTAGE]
    if done.suggest is not None:
        assert order.index(done.suggest) > order.index(mode)
        assert done.suggest != PEAK or at_ms >= 5
        assert open_one is None or done.lapse


@given(SEEN)
def test_the_houses_outage_is_harder_to_reach_than_its_peak(seen):
    if Trigger.SERVICE in fired(HOUSE[OUTAGE], seen):
        assert Trigger.SERVICE in fired(HOUSE[PEAK], seen)
    if Trigger.ARRIVALS in fired(HOUSE[OUTAGE], seen):
        assert Trigger.ARRIVALS in fired(HOUSE[PEAK], seen)
