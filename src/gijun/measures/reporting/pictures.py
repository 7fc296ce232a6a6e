"""Charts as pictures, for papers and letters: drawn on the server from the table that stands beside them."""

from functools import cache
from typing import Any

import vl_convert

from gijun.measures.drawn import Drawn
from gijun.measures.reporting import fonts

WIDTH, HEIGHT = 600, 200
SCALE = 2.0  # letters are read on dense screens
INK, QUIET, BLUE, AMBER = "#1F2937", "#6B7280", "#1D4ED8", "#B54708"  # AA on white


@cache
def _know_font(folder: str) -> None:
    vl_convert.register_font_directory(folder)


def as_png(drawn: Drawn) -> bytes:
    """The chart of a table as PNG.

    Raises:
        MeasuresError: the font is missing.
    """
    _know_font(str(fonts.folder()))
    made: bytes = vl_convert.vegalite_to_png(specification(drawn), scale=SCALE)
    return made


def as_svg(drawn: Drawn) -> str:
    """The chart of a table as SVG; what is written in it stays text.

    Raises:
        MeasuresError: the font is missing.
    """
    _know_font(str(fonts.folder()))
    made: str = vl_convert.vegalite_to_svg(specification(drawn))
    return made


def specification(drawn: Drawn) -> dict[str, Any]:
    """The chart in Vega-Lite's words: the first columns of the table, gaps left open."""
    rows = [
        {"label": row.label, "order": at, "value": _number(row.cells[0].number)}
        | ({"share": _number(row.cells[1].number)} if drawn.kind == "pareto" else {})
        for at, row in enumerate(drawn.rows)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "background": "white",
        "config": {"font": fonts.FAMILY, "axis": {"labelColor": INK, "titleColor": INK}},
        "data": {"values": rows},
        **(_pareto(drawn) if drawn.kind == "pareto" else _single(drawn)),
    }


def _number(written: str) -> float | None:
    return float(written) if written else None


def _along(drawn: Drawn, *, is_slanted: bool) -> dict[str, Any]:
    axis = {"labelAngle": -40 if is_slanted else 0, "labelOverlap": "greedy", "labelLimit": 110}
    return {
        "field": "label",
        "type": "ordinal",
        "sort": {"field": "order"},
        "title": drawn.heads[0],
        "axis": axis,
    }


def _single(drawn: Drawn) -> dict[str, Any]:
    value = {"field": "value", "type": "quantitative", "title": drawn.heads[1]}
    mark = (
        {"type": "bar", "color": BLUE}
        if drawn.kind == "bar"
        else {"type": "line", "color": BLUE, "point": True, "invalid": "break-paths-show-domains"}
    )
    return {"mark": mark, "encoding": {"x": _along(drawn, is_slanted=False), "y": value}}


def _pareto(drawn: Drawn) -> dict[str, Any]:
    share = {
        "field": "share",
        "type": "quantitative",
        "title": drawn.heads[2],
        "scale": {"domain": [0, 100]},
    }
    value = {"field": "value", "type": "quantitative", "title": drawn.heads[1]}
    return {
        "encoding": {"x": _along(drawn, is_slanted=True)},
        "layer": [
            {"mark": {"type": "bar", "color": BLUE}, "encoding": {"y": value}},
            {"mark": {"type": "line", "color": AMBER, "point": {"color": AMBER}}, "encoding": {"y": share}},
        ],
        "resolve": {"scale": {"y": "independent"}},
    }
