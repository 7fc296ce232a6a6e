"""State time: each millisecond counts once, on the business day it belongs to."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from gijun.organisation.rules.ledger import DayTotal, Stretch, ledger, together
from gijun.science.worktime import BusinessDay

HOUR_MS = 3_600_000
ZONES = ("Asia/Seoul", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")
KINDS = ("ready", "in_contact", "after_work", "away", "coaching", "offline")


def ms(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=UTC).timestamp() * 1000)


def test_a_night_shift_is_cut_where_the_business_day_begins():
    six = BusinessDay("Asia/Seoul", 360)
    night = Stretch("ready", "", ms(2026, 11, 24, 20), ms(2026, 11, 24, 23))  # 05:00 to 08:00 in Seoul

    assert ledger([night], six, from_ms=0, to_ms=ms(2027, 1, 1)) == [
        DayTotal(date(2026, 11, 24), {("ready", ""): HOUR_MS}),
        DayTotal(date(2026, 11, 25), {("ready", ""): 2 * HOUR_MS}),
    ]


def test_a_day_on_which_the_clock_goes_back_has_25_hours():
    whole = Stretch("project", "", ms(2026, 11, 1, 4), ms(2026, 11, 2, 5))

    assert ledger([whole], BusinessDay("America/New_York"), from_ms=0, to_ms=ms(2027, 1, 1)) == [
        DayTotal(date(2026, 11, 1), {("project", ""): 25 * HOUR_MS})
    ]


def test_only_what_lies_within_the_span_counts():
    long = Stretch("away", "meal", ms(2026, 11, 25, 0), ms(2026, 11, 25, 6))

    told = ledger([long], BusinessDay("UTC"), from_ms=ms(2026, 11, 25, 1), to_ms=ms(2026, 11, 25, 3))

    assert [one.away_by_reason for one in told] == [{"meal": 2 * HOUR_MS}]


def test_credited_work_and_occupancy():
    spent = {
        ("ready", ""): 1 * HOUR_MS,
        ("in_contact", ""): 2 * HOUR_MS,
        ("after_work", ""): 1 * HOUR_MS,
        ("coaching", ""): 1 * HOUR_MS,
        ("meeting", ""): 2 * HOUR_MS,
        ("away", "meal"): 1 * HOUR_MS,
        ("offline", ""): 9 * HOUR_MS,
    }
    day = DayTotal(date(2026, 11, 25), spent)

    assert (day.present_ms, day.credited_ms, day.handling_ms) == (8 * HOUR_MS, 3 * HOUR_MS, 3 * HOUR_MS)
    assert day.occupancy == 0.75
    assert DayTotal(date(2026, 11, 25), {("meeting", ""): 1}).occupancy is None


@st.composite
def chains(draw):
    """Stretches one after the other, as one person's are."""
    at = draw(st.integers(ms(2026, 1, 1), ms(2026, 12, 31)))
    made = []
    for _number in range(draw(st.integers(0, 12))):
        until = at + draw(st.integers(0, 40 * HOUR_MS))
        kind = draw(st.sampled_from(KINDS))
        made.append(
            Stretch(kind, draw(st.sampled_from(["meal", "break"])) if kind == "away" else "", at, until)
        )
        at = until
    return made


@given(chains(), st.sampled_from(ZONES), st.integers(0, 1439), st.integers(0, 60), st.integers(0, 200))
def test_states_add_up_to_the_time_covered_in_every_zone(chain, zone, starts_at, after_h, span_h):
    day = BusinessDay(zone, starts_at)
    from_ms = (chain[0].from_ms if chain else 0) + after_h * HOUR_MS
    to_ms = from_ms + span_h * HOUR_MS

    told = ledger(chain, day, from_ms=from_ms, to_ms=to_ms)

    covered = {}
    for one in chain:
        spent = max(min(one.to_ms, to_ms) - max(one.from_ms, from_ms), 0)
        key = (one.kind, one.reason)
        covered[key] = covered.get(key, 0) + spent
    assert dict(together(told)) == {key: spent for key, spent in covered.items() if spent}
    for one in told:
        begin, end = day.bounds(one.day)
        assert sum(one.spent.values()) <= end - begin
    assert [one.day for one in told] == sorted({one.day for one in told})
