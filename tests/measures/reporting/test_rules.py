"""Which days a report covers, when it is due, and whether two values differ."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.measures.reporting.rules import (
    Span,
    Sums,
    Timing,
    Verdict,
    after,
    amounts_differ,
    before,
    counts_differ,
    due,
    latest,
    shares_differ,
    span_of,
    usual,
)
from gijun.measures.reporting.terms import Rhythm

SEOUL = "Asia/Seoul"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def always(_day) -> bool:
    return True


def weekdays(day) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("rhythm", "today", "first", "last"),
    [
        (Rhythm.DAILY, date(2026, 12, 1), date(2026, 11, 30), date(2026, 11, 30)),
        (Rhythm.WEEKLY, date(2026, 12, 1), date(2026, 11, 23), date(2026, 11, 29)),
        (Rhythm.WEEKLY, date(2026, 11, 29), date(2026, 11, 16), date(2026, 11, 22)),
        (Rhythm.MONTHLY, date(2026, 12, 1), date(2026, 11, 1), date(2026, 11, 30)),
        (Rhythm.MONTHLY, date(2028, 3, 31), date(2028, 2, 1), date(2028, 2, 29)),
        (Rhythm.MONTHLY, date(2027, 1, 5), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_the_latest_period_is_the_last_one_that_is_over(rhythm, today, first, last):
    assert latest(rhythm, today) == Span(first, last)


@given(st.sampled_from(Rhythm), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_periods_follow_each_other_without_gap(rhythm, day):
    span = span_of(rhythm, day)

    assert span.first <= day <= span.last
    assert after(rhythm, before(rhythm, span)) == span
    assert before(rhythm, span).last + timedelta(days=1) == span.first


def test_a_day_is_usually_like_the_same_weekday_of_four_weeks():
    friday = Span(date(2026, 11, 27), date(2026, 11, 27))

    found = usual(Rhythm.DAILY, friday)

    assert [span.first for span in found] == [date(2026, 10, 30), date(2026, 11, 6), date(2026, 11, 13),
                                              date(2026, 11, 20)]  # fmt: skip
    assert {span.first.weekday() for span in found} == {4}
    assert usual(Rhythm.MONTHLY, Span(date(2026, 11, 1), date(2026, 11, 30))) == []


def eight(day: int, month: int = 11) -> datetime:
    """8:00 in Seoul."""
    return datetime(2026, month, day, 8, tzinfo=UTC) - timedelta(hours=9)


def test_a_daily_report_is_due_each_day_after_its_day():
    found = due(Rhythm.DAILY, Timing(480), zone=SEOUL, since=eight(27), until=eight(30), is_working=always)

    assert [(one.at, one.span.first) for one in found] == [
        (eight(28), date(2026, 11, 27)),
        (eight(29), date(2026, 11, 28)),
        (eight(30), date(2026, 11, 29)),
    ]


def test_before_its_time_it_is_not_due():
    until = eight(30) - timedelta(seconds=1)

    assert [one.span.first.day for one in due(
        Rhythm.DAILY, Timing(480), zone=SEOUL, since=eight(28), until=until, is_working=always
    )] == [28]  # fmt: skip


def test_what_falls_on_a_day_off_is_due_on_the_next_working_day():
    timing = Timing(480, on_working_days=True)

    found = due(
        Rhythm.DAILY, timing, zone=SEOUL, since=eight(27), until=eight(30), is_working=weekdays
    )  # Friday to Monday

    assert [(one.at, one.span.first.day) for one in found] == [
        (eight(30), 27),
        (eight(30), 28),
        (eight(30), 29),
    ]


def test_a_weekly_report_comes_on_its_weekday_and_a_monthly_one_on_its_day():
    week = due(Rhythm.WEEKLY, Timing(480, weekday=2), zone=SEOUL, since=eight(20), until=eight(30),
               is_working=always)  # fmt: skip
    month = due(Rhythm.MONTHLY, Timing(480, month_day=3), zone=SEOUL, since=eight(20), until=eight(5, 12),
                is_working=always)  # fmt: skip

    assert [(one.at, one.span) for one in week] == [(eight(25), Span(date(2026, 11, 16), date(2026, 11, 22)))]
    assert [(one.at, one.span) for one in month] == [
        (eight(3, 12), Span(date(2026, 11, 1), date(2026, 11, 30)))
    ]


def test_what_is_older_than_a_month_is_left_alone():
    found = due(Rhythm.DAILY, Timing(480), zone=SEOUL, since=LONG_AGO, until=eight(30), is_working=always)

    assert len(found) == 32
    assert found[0].at == eight(30, 10)


@pytest.mark.parametrize(
    ("now", "then", "verdict"),
    [
        (Sums(160, 1), Sums(100, 1), Verdict.UP),
        (Sums(100, 1), Sums(160, 1), Verdict.DOWN),
        (Sums(110, 1), Sums(100, 1), Verdict.UNSURE),
        (Sums(100, 1), Sums(400, 4), Verdict.SAME),
        (Sums(0, 1), Sums(0, 4), Verdict.SAME),
        (Sums(0, 1), Sums(12, 4), Verdict.UNSURE),
        (Sums(0, 1), Sums(40, 4), Verdict.DOWN),
        (Sums(3000, 30), Sums(3100, 31), Verdict.SAME),
    ],
)
def test_counts_are_compared_by_their_rates(now, then, verdict):
    assert counts_differ(now, then) == verdict


@pytest.mark.parametrize(
    ("now", "then", "verdict"),
    [
        (Sums(56, 70), Sums(48, 80), Verdict.UP),  # Newcombe: 0.0524 to 0.3339
        (Sums(9, 10), Sums(3, 10), Verdict.UP),  # 0.1705 to 0.8090
        (Sums(6, 7), Sums(2, 7), Verdict.UP),  # 0.0582 to 0.8062
        (Sums(5, 56), Sums(0, 29), Verdict.UNSURE),  # -0.0381 to 0.1926
        (Sums(48, 80), Sums(56, 70), Verdict.DOWN),
        (Sums(10, 10), Sums(20, 20), Verdict.SAME),
    ],
)
def test_shares_are_compared_by_newcombes_interval(now, then, verdict):
    """The examples of Newcombe's table II."""
    assert shares_differ(now, then) == verdict


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.integers(1, 500))
def test_comparing_the_other_way_round_says_the_opposite(a, more_a, b, more_b):
    one, other = Sums(a, a + more_a), Sums(b, b + more_b)
    opposite = {Verdict.UP: Verdict.DOWN, Verdict.DOWN: Verdict.UP}

    for differ in (counts_differ, shares_differ):
        assert differ(other, one) == opposite.get(differ(one, other), differ(one, other))


@pytest.mark.parametrize(
    ("now", "then", "verdict"),
    [(2.0, 1.0, Verdict.UP_UNJUDGED), (1.0, 2.0, Verdict.DOWN_UNJUDGED), (1.0, 1.0, Verdict.SAME)],
)
def test_values_without_an_interval_are_never_judged(now, then, verdict):
    assert amounts_differ(now, then) == verdict
