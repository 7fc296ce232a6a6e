"""Versions in time: at most one in force, and no hole once there was one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.validity import Span, superseded, validity
from gijun.standards.terms import Validity
from tests.make import NOON


def hour(count: int):
    return NOON + timedelta(hours=count)


@pytest.mark.parametrize(
    ("start", "end", "at", "expected"),
    [
        (None, None, 0, Validity.DRAFT),
        (1, None, 0, Validity.SCHEDULED),
        (1, 5, 0, Validity.SCHEDULED),
        (0, None, 0, Validity.IN_FORCE),
        (0, 5, 4, Validity.IN_FORCE),
        (0, 5, 5, Validity.SUPERSEDED),
        (3, 3, 0, Validity.SUPERSEDED),
        (3, 3, 3, Validity.SUPERSEDED),
    ],
)
def test_what_a_version_is_depends_on_the_time(start, end, at, expected):
    given_start = None if start is None else hour(start)
    given_end = None if end is None else hour(end)

    assert validity(given_start, given_end, hour(at)) is expected


@pytest.mark.parametrize(
    ("before", "starts", "changed"),
    [
        ([], 0, []),
        ([(1, 0, None)], 5, [(1, 0, 5)]),
        ([(1, 0, 5), (2, 5, None)], 9, [(2, 5, 9)]),
        ([(1, 0, 9), (2, 9, None)], 5, [(1, 0, 5), (2, 9, 9)]),
        ([(1, 5, None)], 5, [(1, 5, 5)]),
        ([(1, 0, 5), (2, 9, 9), (3, 5, None)], 7, [(3, 5, 7)]),
    ],
    ids=[
        "first",
        "next",
        "only the last ends",
        "the scheduled one never begins",
        "same moment",
        "ended stay",
    ],
)
def test_the_newest_agreement_wins(before, starts, changed):
    spans = [Span(pk, hour(start), None if end is None else hour(end)) for pk, start, end in before]

    assert superseded(spans, hour(starts)) == [Span(pk, hour(start), hour(end)) for pk, start, end in changed]


# Publications as they happen: so many hours after the one before, in force so many hours later.
publications = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), min_size=1, max_size=12)


def history(plan: list[tuple[int, int]]) -> list[Span]:
    spans: dict[int, Span] = {}
    now = 0
    for number, (wait, ahead) in enumerate(plan):
        now += wait
        for ended in superseded(spans.values(), hour(now + ahead)):
            spans[ended.version_id] = ended
        spans[number] = Span(number, hour(now + ahead))
    return list(spans.values())


def in_force(spans: list[Span], at) -> list[int]:
    return [
        one.version_id for one in spans if validity(one.valid_from, one.valid_to, at) is Validity.IN_FORCE
    ]


@given(publications, st.integers(0, 120))
def test_at_any_time_at_most_one_version_is_in_force(plan, at):
    assert len(in_force(history(plan), hour(at))) <= 1


@given(publications, st.integers(0, 120))
def test_once_a_version_was_in_force_there_always_is_one(plan, later):
    spans = history(plan)
    began = min(one.valid_from for one in spans if one.valid_from != one.valid_to)

    assert len(in_force(spans, began + timedelta(hours=later))) == 1


@given(publications)
def test_the_version_published_last_is_the_last_in_force(plan):
    assert in_force(history(plan), hour(1000)) == [len(plan) - 1]


@given(publications, st.integers(0, 60))
def test_what_was_in_force_in_the_past_stays_so(plan, at):
    """A later publication never changes what was in force before it was made."""
    known = 0
    for count, (wait, _ahead) in enumerate(plan):
        known += wait
        if at < known:
            assert in_force(history(plan[:count]), hour(at)) == in_force(history(plan), hour(at))
            return
