"""The map as a picture: what to write into the SVG, place by place."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from unicodedata import east_asian_width

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gijun.measures.presentation import duration, number
from gijun.measures.process import rules
from gijun.measures.process.mapping import Edge, ProcessMap
from gijun.science import layered_graph
from gijun.science.layered_graph import Point, Sizes

START, END = "\x02", "\x03"  # no activity is called so
MOST_NODES = 60
ROUTED = 60
ROOM = 20  # letters of a node's label; a Korean one takes the room of two
THICKEST = 8.0
SIZES = Sizes()
MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its upper left corner, and what it says."""

    x: float
    y: float
    label: str
    full: str
    count: str
    is_end: bool  # the beginning or the end of cases
    heat: int  # 0 to 4, by how often it happened

    @property
    def middle(self) -> float:
        return self.x + SIZES.width / 2

    @property
    def first_line(self) -> float:
        return self.y + 18

    @property
    def second_line(self) -> float:
        return self.y + 35


@dataclass(frozen=True, slots=True)
class Arrow:
    """An edge. ``level``: from which share of edges on it is shown; ``pair``: none at beginning and end."""

    path: str
    width: str
    level: int
    label: str
    x: float
    y: float
    says: str
    pair: tuple[str, str] | None
    is_back: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn map. ``left_out``: activities that are too rare to be drawn among so many."""

    width: float
    height: float
    boxes: list[Box]
    arrows: list[Arrow]
    left_out: int

    @property
    def box_width(self) -> float:
        return SIZES.width

    @property
    def box_height(self) -> float:
        return SIZES.height

    @property
    def frame(self) -> str:
        """The view box of the SVG."""
        return f"{-MARGIN} {-MARGIN} {self.width + 2 * MARGIN:.0f} {self.height + 2 * MARGIN:.0f}"

    @property
    def full_width(self) -> int:
        return round(self.width + 2 * MARGIN)

    @property
    def full_height(self) -> int:
        return round(self.height + 2 * MARGIN)


def drawn(of: ProcessMap, *, name: Callable[[str], str], share: int) -> Picture | None:
    """The map with the most frequent ``share`` percent of its edges shown; none where nothing happened.

    Args:
        name: what an activity is called.
    """
    if not of.nodes:
        return None
    kept = of.nodes[:MOST_NODES]
    counts = {one.activity: one.n for one in kept}
    edges = {(one.here, one.there): one for one in of.edges if one.here in counts and one.there in counts}
    outer = {(START, one.activity): one.starts for one in kept if one.starts}
    outer |= {(one.activity, END): one.ends for one in kept if one.ends}
    weights = {pair: one.waits.n for pair, one in edges.items()} | outer
    nodes = {START: of.cases, **counts, END: of.cases}
    found = layered_graph.drawn(nodes, weights, routed=ROUTED, sizes=SIZES)
    levels = rules.levels(weights)
    most = max(weights.values())

    def arrow(pair: tuple[str, str]) -> Arrow:
        return _arrow(pair, edges.get(pair), weights[pair], most, found, levels[pair], share, name)

    order = sorted(weights, key=lambda pair: (weights[pair], pair))  # the thickest are drawn last, on top
    return Picture(
        width=found.width,
        height=found.height,
        boxes=[_box(key, n, most, found.nodes[key], name) for key, n in nodes.items()],
        arrows=[arrow(pair) for pair in order],
        left_out=len(of.nodes) - len(kept),
    )


def _box(key: str, n: int, most: int, centre: Point, name: Callable[[str], str]) -> Box:
    full = {START: pgettext("process", "Begin"), END: pgettext("process", "End")}.get(key) or name(key)
    heat = min(4, int(4 * n / most))
    x, y = centre[0] - SIZES.width / 2, centre[1] - SIZES.height / 2
    return Box(round(x, 1), round(y, 1), _cut(full), full, number(n, 0), key in {START, END}, heat)


def _arrow(
    pair: tuple[str, str],
    edge: Edge | None,
    n: int,
    most: int,
    found: layered_graph.Drawing,
    level: int,
    share: int,
    name: Callable[[str], str],
) -> Arrow:
    points = found.edges[pair]
    is_back = pair in found.back
    x, y = _middle(points, is_back=is_back)
    label = number(n, 0)
    says = ""
    if edge is not None:
        label = f"{label} · {duration(edge.median_ms)}"
        says = _("%(here)s, then %(there)s: %(n)s times, median wait %(median)s") % {
            "here": name(edge.here), "there": name(edge.there), "n": number(n, 0),
            "median": duration(edge.median_ms),
        }  # fmt: skip
    return Arrow(
        path=_sideways(points) if is_back else _downwards(points),
        width=f"{1 + (THICKEST - 1) * sqrt(n / most):.1f}",
        level=level,
        label=label,
        x=round(x, 1),
        y=round(y, 1),
        says=says,
        pair=pair if edge is not None else None,
        is_back=is_back,
        is_shown=level <= share,
    )


def _downwards(points: tuple[Point, ...]) -> str:
    """A smooth line that leaves and arrives upright."""
    (x, y), *others = points
    path = f"M{x:.1f} {y:.1f}"
    for to_x, to_y in others:
        half = (y + to_y) / 2
        path += f" C{x:.1f} {half:.1f} {to_x:.1f} {half:.1f} {to_x:.1f} {to_y:.1f}"
        x, y = to_x, to_y
    return path


def _sideways(points: tuple[Point, ...]) -> str:
    """A line that swings out to the right and comes back."""
    (x1, y1), (out, _y), (x2, y2) = points
    reach = out + (out - max(x1, x2)) / 3
    return f"M{x1:.1f} {y1:.1f} C{reach:.1f} {y1:.1f} {reach:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"


def _middle(points: tuple[Point, ...], *, is_back: bool) -> Point:
    if is_back:
        (x1, y1), (out, _y), (x2, y2) = points
        reach = out + (out - max(x1, x2)) / 3
        return (x1 + x2 + 6 * reach) / 8, (y1 + y2) / 2
    at = len(points) // 2
    if len(points) % 2:
        return points[at]
    (x1, y1), (x2, y2) = points[at - 1 : at + 1]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _cut(label: str) -> str:
    """As much of a label as a node has room for."""
    used, kept = 0, ""
    for letter in label:
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > ROOM:
            return f"{kept.rstrip()}…"
        kept += letter
    return kept
