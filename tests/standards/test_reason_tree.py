import pytest

from gijun.standards.rules.reasons import Node, below, in_order, is_code, level_of

PARENTS = {1: None, 2: 1, 3: 2, 4: 1, 5: None}


@pytest.mark.parametrize(("reason_id", "level"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 1)])
def test_a_reason_stands_one_deeper_than_the_one_above(reason_id, level):
    assert level_of(reason_id, PARENTS) == level


@pytest.mark.parametrize(("reason_id", "found"), [(1, {1, 2, 3, 4}), (2, {2, 3}), (5, {5})])
def test_a_reason_holds_everything_under_it(reason_id, found):
    assert below(reason_id, PARENTS) == found


def test_the_tree_is_read_from_the_top_down():
    rows = [(5, None, "배송"), (1, None, "환불"), (4, 1, "부분"), (2, 1, "지연"), (3, 2, "카드")]

    assert in_order(rows) == [
        Node(5, ("배송",)),
        Node(1, ("환불",)),
        Node(4, ("환불", "부분")),
        Node(2, ("환불", "지연")),
        Node(3, ("환불", "지연", "카드")),
    ]


def test_what_hangs_below_a_missing_reason_is_left_out():
    assert in_order([(2, 1, "지연"), (5, None, "배송")]) == [Node(5, ("배송",))]


@pytest.mark.parametrize(
    ("code", "good"),
    [("refund.late-2", True), ("S01", True), ("", False), ("환불", False), ("a b", False), ("x" * 33, False)],
)
def test_codes_may_stand_in_facts(code, good):
    assert is_code(code) == good
