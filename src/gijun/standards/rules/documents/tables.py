"""Tables in documents: a row is a clause, its columns say what is heading and what is text."""

import re
from collections.abc import Sequence

from gijun.standards.rules.documents.lines import HEADING_LENGTH, Line, tidy

Row = Sequence[str]
LOOK_FOR_HEADS = 15  # rows; what stands above the heads is a title or a note
HEAD_LENGTH = 30
TEXT_HEADS = {
    "내용", "조항내용", "정책내용", "세부내용", "상세내용", "기준", "처리기준", "정책",
    "규정", "본문", "조문", "설명",
    "text", "clause", "content", "contents", "policy", "rule", "description",
}  # fmt: skip
PLACE_HEADS = {
    "번호", "조항", "조항번호", "구분", "대분류", "중분류", "소분류", "분류", "항목", "제목", "유형",
    "조", "항",
    "no", "no.", "#", "section", "article", "heading", "title", "category", "item",
}  # fmt: skip


def lines_of(rows: Sequence[Row]) -> list[Line]:
    """Every row as a line of its own; without recognisable heads each is its cells side by side."""
    filled = [[tidy(cell) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    heads_at = _heads_at(filled)
    if heads_at is None:
        return [_plain(row) for row in filled]
    above = [_plain(row) for row in filled[:heads_at]]
    heads = filled[heads_at]
    below = filled[heads_at + 1 :]
    return [*above, *(_line(heads, row) for row in below)] or [_plain(heads)]


def _known(cell: str) -> str:
    return re.sub(r"\s+", "", cell).casefold()


def _heads_at(rows: Sequence[Row]) -> int | None:
    """The row of heads: one that names known columns, else the first if all its words are short."""
    top = rows[:LOOK_FOR_HEADS]
    for place, row in enumerate(top[:-1] if len(top) == len(rows) else top):
        if sum(_known(cell) in TEXT_HEADS | PLACE_HEADS for cell in row) >= min(2, sum(map(bool, row))) > 0:
            return place
    if len(rows) > 1:
        first = [cell for cell in rows[0] if cell]
        widest = max(sum(map(bool, row)) for row in rows)
        if len(first) == widest > 1 and all(_is_head(cell) for cell in first):
            return 0
    return None


def _is_head(cell: str) -> bool:
    return len(cell) <= HEAD_LENGTH and not re.search(r"\d|[.?!]$", cell)


def _plain(row: Row) -> Line:
    return Line("\n".join(filter(None, row)), is_whole=True)


def _line(heads: Row, row: Row) -> Line:
    """The text column as it is, place columns as heading, everything else with its head before it."""
    named = [(heads[at] if at < len(heads) else "", cell) for at, cell in enumerate(row) if cell]
    texts = [cell for head, cell in named if _known(head) in TEXT_HEADS]
    if not texts:
        return Line("\n".join(f"{head}: {cell}" if head else cell for head, cell in named), is_whole=True)
    places = [cell for head, cell in named if _known(head) in PLACE_HEADS]
    under = " ".join(places)
    if len(under) > HEADING_LENGTH or "\n" in under:
        texts, under = [*places, *texts], ""
    others = [
        f"{head}: {cell}" if head else cell
        for head, cell in named
        if _known(head) not in TEXT_HEADS | PLACE_HEADS
    ]
    return Line("\n".join([*texts, *others]), is_whole=True, under=under)
