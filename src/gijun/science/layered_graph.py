"""Where the nodes and edges of a flow stand when it is drawn from top to bottom.

Source: Sugiyama, Tagawa and Toda (1981), Methods for visual understanding of hierarchical system structures:
cycles broken, layers by longest path, order by barycentres. Equal input gives an equal drawing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

Node: TypeAlias = Any  # hashable
Edge: TypeAlias = tuple[Any, Any]
Point: TypeAlias = tuple[float, float]

SWEEPS = 8
BEND = 14.0  # the room an edge takes where it passes a layer
LOOP = 26.0  # how far a way back or round swings out


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of a node and of the room between nodes and layers."""

    width: float = 148.0
    height: float = 44.0
    across: float = 28.0
    down: float = 58.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Centres of nodes, and for each edge the points it passes, both ends on the border of a node."""

    width: float
    height: float
    nodes: Mapping[Node, Point]
    edges: Mapping[Edge, tuple[Point, ...]]
    back: frozenset[Edge]  # edges that lead upwards or stay in their layer


def drawn(nodes: Mapping[Node, int], edges: Mapping[Edge, int], *, routed: int, sizes: Sizes) -> Drawing:
    """Lay a graph out.

    Args:
        nodes: each with its weight; the order of nodes breaks ties.
        edges: each with its weight; heavy ones decide which way is down.
        routed: how many of the heaviest edges are led round the nodes of the layers they pass; others go
            straight, so that a graph with very many stays narrow.
    """
    by_weight = sorted(edges, key=lambda edge: (-edges[edge], _place(nodes, edge)))
    forward = _without_cycles(nodes, by_weight)
    layer_of = _layers(nodes, forward)
    chains = _chains(set(by_weight[:routed]), forward, layer_of)
    rows = _rows(nodes, layer_of, chains)
    links = [pair for chain in chains.values() for pair in pairwise(chain)]
    _order(rows, links)
    across = _across(rows, links, sizes)
    step = sizes.height + sizes.down
    centres = {
        node: (across[node], at * step + sizes.height / 2) for at, row in enumerate(rows) for node in row
    }
    forwards = set(forward)
    lines = {
        edge: _line(edge, chains.get(edge, list(edge)), centres, sizes, goes_down=edge in forwards)
        for edge in edges
    }
    reach = [x for line in lines.values() for x, _y in line]
    right = max([0.0, *(centres[node][0] + sizes.width / 2 for node in nodes), *reach]) + LOOP / 2
    return Drawing(
        width=right,
        height=len(rows) * step - sizes.down if rows else 0.0,
        nodes={node: centres[node] for node in nodes},
        edges=lines,
        back=frozenset(edges) - forwards,
    )


def _place(nodes: Mapping[Node, int], edge: Edge) -> tuple[int, int]:
    order = {node: at for at, node in enumerate(nodes)}
    return order[edge[0]], order[edge[1]]


def _without_cycles(nodes: Mapping[Node, int], by_weight: list[Edge]) -> list[Edge]:
    """Edges that can all lead down: the heaviest are kept, those that would close a cycle are not."""
    after: dict[Node, set[Node]] = {node: set() for node in nodes}
    kept = []
    for start, end in by_weight:
        if start != end and start not in _reached(after, end):
            after[start].add(end)
            kept.append((start, end))
    return kept


def _reached(after: Mapping[Node, set[Node]], start: Node) -> set[Node]:
    found, waiting = {start}, [start]
    while waiting:
        new = after[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return found


def _layers(nodes: Mapping[Node, int], forward: list[Edge]) -> dict[Node, int]:
    """The longest way down to each node."""
    before: dict[Node, list[Node]] = {node: [] for node in nodes}
    for start, end in forward:
        before[end].append(start)
    layer_of: dict[Node, int] = {}

    def depth(node: Node) -> int:
        if node not in layer_of:
            layer_of[node] = 1 + max((depth(one) for one in before[node]), default=-1)
        return layer_of[node]

    for node in nodes:
        depth(node)
    return layer_of


def _chains(routed: set[Edge], forward: list[Edge], layer_of: Mapping[Node, int]) -> dict[Edge, list[Node]]:
    """What each forward edge passes: its ends and, where it is routed, a bend in every layer between."""
    found: dict[Edge, list[Node]] = {}
    for start, end in forward:
        between = range(layer_of[start] + 1, layer_of[end])
        if (start, end) in routed or not between:
            found[start, end] = [start, *(("bend", start, end, at) for at in between), end]
    return found


def _rows(
    nodes: Mapping[Node, int], layer_of: Mapping[Node, int], chains: Mapping[Edge, list[Node]]
) -> list[list[Node]]:
    rows: list[list[Node]] = [[] for _ in range(1 + max(layer_of.values(), default=-1))]
    for node in sorted(nodes, key=lambda one: -nodes[one]):
        rows[layer_of[node]].append(node)
    for (start, _end), chain in chains.items():
        for at, bend in enumerate(chain[1:-1], start=layer_of[start] + 1):
            rows[at].append(bend)
    return rows


def _order(rows: list[list[Node]], links: list[Edge]) -> None:
    """Sort each row by where its neighbours stand, down and up in turn."""
    up, down = defaultdict(list), defaultdict(list)
    for start, end in links:
        down[start].append(end)
        up[end].append(start)
    for sweep in range(SWEEPS):
        near, order = (up, rows[1:]) if sweep % 2 == 0 else (down, rows[-2::-1])
        place = {node: at / len(row) for row in rows for at, node in enumerate(row)}
        for row in order:
            at = {node: _mean([place[one] for one in near[node]], place[node]) for node in row}
            row.sort(key=at.__getitem__)
            place |= {node: number / len(row) for number, node in enumerate(row)}


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _across(rows: list[list[Node]], links: list[Edge], sizes: Sizes) -> dict[Node, float]:
    """Every node near the middle of its neighbours, none nearer to the next than it may be."""
    near = defaultdict(list)
    for start, end in links:
        near[start].append(end)
        near[end].append(start)
    across = {node: x for row in rows for node, x in zip(row, _packed(row, sizes), strict=True)}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_mean([across[one] for one in near[node]], across[node]) for node in row]
            across |= zip(row, _apart(row, wanted, sizes), strict=True)
    left = min((across[node] - _room(node, sizes) / 2 for row in rows for node in row), default=0.0)
    return {node: round(x - left + LOOP / 2, 1) for node, x in across.items()}


def _room(node: Node, sizes: Sizes) -> float:
    return BEND if isinstance(node, tuple) and node[:1] == ("bend",) else sizes.width


def _gap(one: Node, following: Node, sizes: Sizes) -> float:
    """How far the middles of two neighbours are apart at least; two bends may come close."""
    rooms = _room(one, sizes), _room(following, sizes)
    between = BEND if max(rooms) == BEND else sizes.across
    return sum(rooms) / 2 + between


def _packed(row: list[Node], sizes: Sizes) -> list[float]:
    found = [0.0]
    for one, following in pairwise(row):
        found.append(found[-1] + _gap(one, following, sizes))
    return [x - found[-1] / 2 for x in found]


def _apart(row: list[Node], wanted: list[float], sizes: Sizes) -> list[float]:
    """The wanted places moved apart: the mean of pushing everything right and pushing everything left."""
    gaps = [_gap(one, following, sizes) for one, following in pairwise(row)]
    right, left = list(wanted), list(wanted)
    for at, gap in enumerate(gaps):
        right[at + 1] = max(right[at + 1], right[at] + gap)
    for at in range(len(gaps) - 1, -1, -1):
        left[at] = min(left[at], left[at + 1] - gaps[at])
    return [(one + other) / 2 for one, other in zip(right, left, strict=True)]


def _line(
    edge: Edge, chain: list[Node], centres: Mapping[Node, Point], sizes: Sizes, *, goes_down: bool
) -> tuple[Point, ...]:
    start, end = edge
    (x1, y1), (x2, y2) = centres[start], centres[end]
    half = sizes.height / 2
    if goes_down:
        return ((x1, y1 + half), *(centres[bend] for bend in chain[1:-1]), (x2, y2 - half))
    side = sizes.width / 2
    if start == end:
        return (x1 + side, y1 - half / 2), (x1 + side + LOOP, y1), (x1 + side, y1 + half / 2)
    out = max(x1, x2) + side + LOOP
    return (x1 + side, y1), (out, (y1 + y2) / 2), (x2 + side, y2)
