"""The numbers Word sets by itself: which list a paragraph stands in, and what number it has there."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from gijun.standards.rules.documents.word_digits import written
from gijun.standards.rules.documents.word_parts import number, value

DEEPEST = 8
_DEPTHS = {str(depth) for depth in range(DEEPEST + 1)}
NOT_IN_A_LIST = "0"  # a paragraph taken out of its list says so


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one depth are numbered."""

    start: int
    kind: str
    text: str  # %1 stands for the number of the outermost level
    is_plain: bool  # numbers of the levels above are written in digits, whatever their kind
    restarts_after: int | None  # levels from the outermost on after which it begins anew; none: all above
    style: str | None  # paragraphs of this style stand in it

    @property
    def is_bullet(self) -> bool:
        return self.kind == "bullet"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and the depth in it, 0 the outermost."""

    list_id: str
    depth: int


@dataclass(slots=True)
class _List:
    family: str  # lists of one family count on
    levels: dict[int, Level]
    starts: dict[int, int]  # levels this list begins anew, and with what


@dataclass(slots=True)
class Numbering:
    """Every list of a document, and how far each has counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    by_style: dict[str, Listed | None] = field(default_factory=dict)
    ordinary_style: str = ""
    is_incomplete: bool = False  # a paragraph stands in a list nothing is known of
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def place_of(self, paragraph: Any) -> Listed | None:
        """The list a paragraph stands in, by itself or by its style; none: in none."""
        about = paragraph.find(qn("w:pPr"))
        style = self.by_style.get(value(about, "w:pStyle") or self.ordinary_style)
        own = about.find(qn("w:numPr")) if about is not None else None
        if own is None:
            return style
        list_id, depth = value(own, "w:numId"), number(own, "w:ilvl")
        if list_id is None:
            return Listed(style.list_id, depth or 0) if style else None
        if list_id == NOT_IN_A_LIST:
            return None
        return Listed(list_id, min(max(depth or 0, 0), DEEPEST))

    def next(self, place: Listed) -> str:
        """Count one further; gives the number, or nothing where there is a bullet or nothing is known."""
        found = self.lists.get(place.list_id)
        level = found.levels.get(place.depth) if found else None
        if found is None or level is None:
            self.is_incomplete = True
            return ""
        counts = self._counts.setdefault(found.family, {})
        if place.list_id not in self._begun:
            self._begun.add(place.list_id)
            for depth in found.starts:
                counts.pop(depth, None)
        counts[place.depth] = counts.get(place.depth, _start(found, place.depth) - 1) + 1
        for depth in [one for one in counts if one > place.depth]:
            if _restarts(found.levels.get(depth), place.depth):
                del counts[depth]
        return "" if level.is_bullet else _text(found, level, counts)


def _start(found: _List, depth: int) -> int:
    return found.starts.get(depth, found.levels[depth].start)


def _restarts(level: Level | None, used: int) -> bool:
    return level is None or level.restarts_after is None or used < level.restarts_after


def _text(found: _List, level: Level, counts: dict[int, int]) -> str:
    def one(sign: re.Match[str]) -> str:
        depth = int(sign[1]) - 1
        if depth not in found.levels:
            return ""
        kind = "decimal" if level.is_plain else found.levels[depth].kind
        return "" if kind == "bullet" else written(counts.get(depth, _start(found, depth)), kind)

    return re.sub(r"%([1-9])", one, level.text).strip()


def numbering_of(part: Any | None, styles: Any | None) -> Numbering:
    """What the document's parts say of its lists; without them nothing is numbered."""
    found = Numbering()
    if part is not None:
        families = {one.get(qn("w:abstractNumId")): one for one in part.iterchildren(qn("w:abstractNum"))}
        linked = {value(one, "w:styleLink"): key for key, one in families.items()}
        for one in part.iterchildren(qn("w:num")):
            family = value(one, "w:abstractNumId") or ""
            named = value(families.get(family), "w:numStyleLink")
            family = linked.get(named, family) if named else family
            found.lists[one.get(qn("w:numId"))] = _list(one, family, families.get(family))
    if styles is not None:
        _read_styles(found, styles)
    return found


def _list(one: Any, family: str, described: Any | None) -> _List:
    levels = _levels(described) if described is not None else {}
    starts: dict[int, int] = {}
    for override in one.iterchildren(qn("w:lvlOverride")):
        levels |= _levels(override)
        start = number(override, "w:startOverride")
        depth = _depth(override)
        if start is not None and depth is not None:
            starts[depth] = start
    return _List(family, levels, starts)


def _depth(element: Any) -> int | None:
    said = element.get(qn("w:ilvl")) or ""
    return int(said) if said in _DEPTHS else None


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for one in element.iterchildren(qn("w:lvl")):
        depth = _depth(one)
        if depth is not None:
            plain = one.find(qn("w:isLgl"))
            found[depth] = Level(
                start=number(one, "w:start", 0) or 0,
                kind=value(one, "w:numFmt") or "decimal",
                text=value(one, "w:lvlText") or "",
                is_plain=plain is not None and plain.get(qn("w:val")) not in {"0", "false"},
                restarts_after=number(one, "w:lvlRestart"),
                style=value(one, "w:pStyle"),
            )
    return found


def _read_styles(found: Numbering, styles: Any) -> None:
    known = {one.get(qn("w:styleId")): one for one in styles.iterchildren(qn("w:style"))}
    for key, one in known.items():
        if one.get(qn("w:type")) == "paragraph" and one.get(qn("w:default")) in {"1", "true"}:
            found.ordinary_style = key
        found.by_style[key] = _of_style(found, known, key)


def _of_style(found: Numbering, known: dict[str, Any], key: str) -> Listed | None:
    """The list of a style, or of the nearest one it is based on that names one."""
    depth: int | None = None
    at, seen = key, set[str]()
    while at in known and at not in seen:
        seen.add(at)
        own = known[at].find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if own is not None:
            depth = number(own, "w:ilvl", depth) if depth is None else depth
            list_id = value(own, "w:numId")
            if list_id is not None:
                if list_id == NOT_IN_A_LIST:
                    return None
                return Listed(list_id, _depth_of_style(found, list_id, seen) if depth is None else depth)
        at = value(known[at], "w:basedOn") or ""
    return None


def _depth_of_style(found: Numbering, list_id: str, styles: set[str]) -> int:
    """The level that names one of these styles; else the outermost."""
    levels = found.lists[list_id].levels if list_id in found.lists else {}
    return next((depth for depth, level in sorted(levels.items()) if level.style in styles), 0)
