"""Teams in reading order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.organisation.rules.tree import Node, in_reading_order


def test_a_team_stands_before_what_hangs_below_it_and_figures_count():
    nodes = [
        Node(1, None, "서울"),
        Node(4, 1, "10팀"),
        Node(3, 1, "2팀"),
        Node(5, 3, "야간"),
        Node(2, None, "부산"),
    ]

    assert list(in_reading_order(nodes)) == [(2, 0), (1, 0), (3, 1), (5, 2), (4, 1)]


def test_a_view_from_the_middle_begins_there():
    assert list(in_reading_order([Node(3, 1, "2팀"), Node(5, 3, "야간")])) == [(3, 0), (5, 1)]


names = st.text("가나다12 ", max_size=4)


@settings(deadline=None)
@given(st.lists(names, max_size=12), st.data())
def test_every_team_stands_there_once_and_one_deeper_than_its_parent(given_names, data):
    nodes = [
        Node(pk, data.draw(st.none() | st.integers(1, pk - 1)) if pk > 1 else None, name)
        for pk, name in enumerate(given_names, start=1)
    ]

    order = list(in_reading_order(nodes))

    depths = dict(order)
    places = {pk: place for place, (pk, _depth) in enumerate(order)}
    assert sorted(places) == [node.team_id for node in nodes]
    for node in nodes:
        if node.parent_id is None:
            assert depths[node.team_id] == 0
        else:
            assert depths[node.team_id] == depths[node.parent_id] + 1
            assert places[node.team_id] > places[node.parent_id]
