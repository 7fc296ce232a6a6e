from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    DecisionError,
    DecisionRefusal,
    FactKind,
    Is,
    Table,
    Verdict,
    Within,
    asking,
    check,
    checking,
    disagreeing,
    disagreement,
    judge,
    next_question,
)
from gijun.standards.rules.decisions.boxes import (
    Allowance,
    TooManyPiecesError,
    apart_on,
    overlap,
    subtract,
    uncovered,
    volume,
    without,
)
from tests.standards.decisions.tables import case, fact

CELLS = 3
AXES = 3
cells = st.integers(1, 2**CELLS - 1)
boxes = st.tuples(*[cells] * AXES)
OPENED = fact("opened", FactKind.BOOLEAN)
DAYS = fact("days", FactKind.DURATION)
TABLE = Table(
    (OPENED, DAYS),
    (case(opened=Is(value=True), days=Within(None, 8)), case(opened=Is(value=True), days=Within(8, None))),
    otherwise=case(Verdict.DENIED),
)


def points(box):
    """The points of a box, each as the number of its cell on every axis."""
    return {
        point
        for point in product(range(CELLS), repeat=AXES)
        if all(of >> cell & 1 for of, cell in zip(box, point, strict=True))
    }


@given(boxes, boxes)
@settings(deadline=None)
def test_boxes_overlap_in_the_points_they_share(one, other):
    common = overlap(one, other)

    assert (points(common) if common else set()) == points(one) & points(other)
    assert (common is None) == bool(apart_on(one, other))


@given(boxes)
@settings(deadline=None)
def test_the_volume_of_a_box_is_the_number_of_its_points(box):
    assert volume(box) == len(points(box))


@given(boxes, st.lists(boxes, max_size=4))
@settings(deadline=None)
def test_what_is_left_of_a_box_lies_in_pieces_that_do_not_overlap(whole, others):
    pieces = without(whole, others)

    assert sum(map(volume, pieces)) == len(set().union(*map(points, pieces)))
    assert set().union(*map(points, pieces)) == points(whole).difference(*map(points, others))


@given(boxes, boxes)
@settings(deadline=None)
def test_a_part_is_taken_out_of_a_box_in_one_piece_an_axis_at_the_most(whole, other):
    part = overlap(whole, other)
    if part is not None:
        assert len(list(subtract(whole, part))) == sum(a != b for a, b in zip(whole, part, strict=True))


@given(boxes, st.lists(boxes, max_size=6))
@settings(deadline=None)
def test_an_uncovered_part_is_found_if_and_only_if_there_is_one(whole, others):
    left = points(whole).difference(*map(points, others))
    found = uncovered(whole, others, Allowance())

    assert (found is not None) == bool(left)
    assert found is None or points(found) <= left


def test_no_more_pieces_are_looked_at_than_allowed():
    halves = [(0b01, 0b11), (0b10, 0b11)]

    assert uncovered((0b11, 0b11), halves, Allowance(2)) is None
    with pytest.raises(TooManyPiecesError):
        uncovered((0b11, 0b11), halves, Allowance(1))


def test_a_check_that_had_to_stop_says_that_it_is_not_complete(monkeypatch):
    whole = Table((OPENED,), (case(opened=Is(value=True)), case(opened=Is(value=False))))
    assert check(whole).complete

    monkeypatch.setattr(checking, "PIECES", 0)
    found = check(whole)

    assert (found.gaps, found.complete, found.sound) == ((), False, False)


def test_where_it_is_too_intricate_to_be_certain_a_question_is_asked_rather_than_left_out(monkeypatch):
    everything = Table((OPENED, DAYS), (case(opened=Is(value=True)), case(opened=Is(value=False))))
    assert next_question(everything, {}) is None

    monkeypatch.setattr(asking, "PIECES", 0)

    assert next_question(everything, {}) == OPENED
    assert judge(everything, {"opened": True, "days": 3}).index == 0
    assert next_question(TABLE, {"opened": False}) is None


def test_tables_too_intricate_to_be_compared_for_certain_are_not_said_to_agree(monkeypatch):
    other = Table((OPENED,), (case(opened=Is(value=True)),), otherwise=case(Verdict.DENIED))
    assert disagreement(TABLE, other) is None

    monkeypatch.setattr(disagreeing, "PIECES", 0)

    with pytest.raises(DecisionError) as refused:
        disagreement(TABLE, other)
    assert refused.value.code == DecisionRefusal.TOO_INTRICATE
