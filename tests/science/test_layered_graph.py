"""Drawings of flows: everything has its place, heavy edges lead down, nothing overlaps."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gijun.science.layered_graph import Sizes, drawn

SIZES = Sizes()
graphs = st.integers(1, 9).flatmap(
    lambda n: st.dictionaries(
        st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), st.integers(1, 50), max_size=25
    ).map(lambda edges: (n, edges))
)


def draw(nodes, edges, routed=60):
    return drawn(dict.fromkeys(nodes, 1), edges, routed=routed, sizes=SIZES)


def test_a_chain_leads_straight_down():
    found = draw("abc", {("a", "b"): 5, ("b", "c"): 5})

    xs, ys = zip(*(found.nodes[one] for one in "abc"), strict=True)
    assert len(set(xs)) == 1
    assert ys == (22.0, 124.0, 226.0)
    assert found.edges["a", "b"] == ((xs[0], 44.0), (xs[0], 102.0))
    assert found.back == frozenset()


def test_of_a_cycle_the_lightest_edge_leads_back():
    found = draw("abc", {("a", "b"): 5, ("b", "c"): 5, ("c", "a"): 1, ("b", "b"): 9})

    assert found.back == {("c", "a"), ("b", "b")}


def test_a_routed_edge_is_led_round_the_node_it_passes():
    edges = {("a", "b"): 5, ("b", "c"): 5, ("a", "c"): 1}

    around, straight = draw("abc", edges), draw("abc", edges, routed=0)

    bend_x, _y = around.edges["a", "c"][1]
    assert abs(bend_x - around.nodes["b"][0]) >= SIZES.width / 2
    assert len(straight.edges["a", "c"]) == 2


def test_of_nothing_there_is_an_empty_drawing():
    assert (draw("", {}).height, draw("", {}).nodes) == (0.0, {})


@given(graphs)
def test_every_node_and_edge_has_a_place_and_no_two_nodes_overlap(graph):
    n, edges = graph
    found = draw(range(n), edges)

    assert set(found.nodes) == set(range(n))
    assert set(found.edges) == set(edges)
    for one, other in combinations(found.nodes.values(), 2):
        apart = abs(one[0] - other[0]) >= SIZES.width - 0.2, abs(one[1] - other[1]) >= SIZES.height
        assert any(apart)
    for start, end in set(edges) - found.back:
        assert found.nodes[start][1] < found.nodes[end][1]
    for x, y in found.nodes.values():
        assert SIZES.width / 2 <= x <= found.width
        assert SIZES.height / 2 <= y <= found.height


@given(graphs)
def test_the_same_graph_is_drawn_the_same(graph):
    n, edges = graph

    assert draw(range(n), edges) == draw(range(n), dict(reversed(edges.items())))
