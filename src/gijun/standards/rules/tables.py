"""Files people bring along: from bytes to rows with known headings."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from gijun.science import spreadsheet
from gijun.standards.errors import UnreadableTableError
from gijun.standards.rules.content import clean
from gijun.standards.terms import Outcome, Problem

DELIMITERS = ",\t;"
MOST_ROWS = 5_000

CHANNELS = {"email": "메일", "chat": "채팅", "phone": "전화", "kakao": "카카오톡", "form": "웹폼"}
REASON_HEADS = {
    "code": "code", "코드": "code",
    "name_ko": "name_ko", "name": "name_ko", "이름": "name_ko",
    "name_en": "name_en", "영문이름": "name_en",
    "parent": "parent", "상위코드": "parent",
}  # fmt: skip
STANDARD_HEADS = {
    "code": "code", "코드": "code",
    "title": "title", "제목": "title",
    "reason": "reason", "상담유형": "reason",
    "team": "team", "팀": "team",
    "owner": "owner", "담당자": "owner",
    "questions": "questions", "예시질문": "questions",
    "sentence": "sentence_any_ko", "기준문장": "sentence_any_ko",
    "sentence_en": "sentence_any_en", "기준문장_영어": "sentence_any_en",
    "steps": "steps", "체크리스트": "steps",
    "explanation": "explanation", "설명": "explanation",
    "change_note": "change_note", "변경내용": "change_note",
    "review_on": "review_on", "점검일": "review_on",
} | {
    head: f"sentence_{channel}_{language}"
    for channel, label in CHANNELS.items()
    for language, heads in {
        "ko": (f"sentence_{channel}", f"기준문장_{label}"),
        "en": (f"sentence_{channel}_en", f"기준문장_{label}_영어"),
    }.items()
    for head in heads
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: the line it begins on (the headings stand on 1) and its cells by known heading."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, head: str) -> str:
        return self.cells.get(head, "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row, and why it is left out if it is."""

    line: int
    code: str
    outcome: Outcome
    problem: Problem | None = None


def decoded(raw: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding it was written in: UTF-8 with or without mark, or CP949.

    Raises:
        UnreadableTableError: it is neither.
    """
    found = spreadsheet.decoded(raw)
    if found is None:
        raise UnreadableTableError
    return found


def rows_of(text: str, heads: Mapping[str, str]) -> list[Row]:
    """Rows that are not empty, by known heading; columns nobody knows are passed over.

    Raises:
        UnreadableTableError: no heading is ``code``, a quote is never closed, or there are too many rows.
    """
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [heads.get("".join(head.split()).casefold(), "") for head in next(reader, [])]
        if "code" not in names:
            raise UnreadableTableError
        found, line = [], reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                given = zip(names, cells, strict=False)
                found.append(Row(line, {name: clean(cell) for name, cell in given if name}))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableTableError from error
    if len(found) > MOST_ROWS:
        raise UnreadableTableError
    return found
