"""Personal scripts in files: which there are, and what becomes of each."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gijun.science import spreadsheet
from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules import documents
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.rules.documents.lines import Line, told_apart
from gijun.standards.terms import TITLE_LENGTH, DocumentKind
from gijun.standards.terms.documents import DOCUMENT_BYTES, SNIPPET_LENGTH, SnippetProblem, Unreadable

DELIMITERS = ",\t;"
MOST_ROWS = 1_000
SUBJECT_LENGTH = 60
TABLES = {"csv", "tsv"}
HEADS = {
    "title": "title", "제목": "title",
    "text": "text", "words": "text", "내용": "text", "문구": "text", "스크립트": "text", "답변": "text",
    "owner": "owner", "담당자": "owner", "소유자": "owner", "아이디": "owner",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SnippetRow:
    """A script as a file has it; ``owner`` is a sign-in name, empty: whoever brings it in."""

    line: int  # in a table the line it begins on, else its place from 1
    title: str
    text: str
    owner: str = ""

    def words_hash(self) -> str:
        """A name for its words, whatever its title and line ends."""
        return words_hash(self.text)


@dataclass(frozen=True, slots=True)
class SnippetVerdict:
    """A row, whose it will be, and why it is left out if it is."""

    row: SnippetRow
    owner_id: int
    problem: SnippetProblem | None = None


@dataclass(slots=True)
class _Block:
    title: str
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False


def words_hash(text: str) -> str:
    return hash_of(" ".join(clean(text).split()))


def titled(title: str, text: str) -> str:
    """The title, or how the words begin."""
    return clean(title) or clean(text).split("\n", 1)[0][:SUBJECT_LENGTH].strip()


def read(raw: bytes, file_name: str) -> list[SnippetRow]:
    """The scripts of a file: rows of a table (title, text, owner), else headings with what stands below
    them, and paragraphs below none.

    Raises:
        UnreadableDocumentError: it cannot be read, or holds nothing or too much.
    """
    if file_name.rpartition(".")[2].casefold() in TABLES:
        found = _of_table(raw)
    else:
        kind = documents.kind_of(file_name)
        if kind == DocumentKind.SHEET:
            raise UnreadableDocumentError(Unreadable.UNKNOWN_KIND)
        found = _of_blocks(_blocks(documents.lines_of(raw, kind)))
    if not found:
        raise UnreadableDocumentError(Unreadable.EMPTY)
    if len(found) > MOST_ROWS:
        raise UnreadableDocumentError(Unreadable.TOO_MANY)
    return found


def plan(
    rows: Sequence[SnippetRow], owners: Mapping[str, int], known: Collection[str], owner_id: int
) -> list[SnippetVerdict]:
    """Decide about each row.

    Args:
        owners: who may own scripts here, by sign-in name.
        known: hashes of the words that are there already.
        owner_id: whose a row is that names nobody.
    """
    verdicts, seen = [], set[str]()
    for row in rows:
        owner = owners.get(row.owner) if row.owner else owner_id
        problem = _problem(row, owner, known, seen)
        seen.add(row.words_hash())
        verdicts.append(SnippetVerdict(row, owner or 0, problem))
    return verdicts


def _problem(
    row: SnippetRow, owner_id: int | None, known: Collection[str], seen: Collection[str]
) -> SnippetProblem | None:
    if not row.text:
        return SnippetProblem.NO_WORDS
    if len(row.title) > TITLE_LENGTH or len(row.text) > SNIPPET_LENGTH:
        return SnippetProblem.TOO_LONG
    if owner_id is None:
        return SnippetProblem.UNKNOWN_OWNER
    if row.words_hash() in seen:
        return SnippetProblem.TWICE
    if row.words_hash() in known:
        return SnippetProblem.SAME_WORDS
    return None


def _of_table(raw: bytes) -> list[SnippetRow]:
    if len(raw) > DOCUMENT_BYTES:
        raise UnreadableDocumentError(Unreadable.TOO_LARGE)
    found = spreadsheet.decoded(raw)
    if found is None or "\0" in found[0]:
        raise UnreadableDocumentError(Unreadable.NOT_TEXT)
    try:
        return list(_rows(found[0]))
    except csv.Error as error:
        raise UnreadableDocumentError(Unreadable.DAMAGED) from error


def _rows(text: str) -> Iterator[SnippetRow]:
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    heads = [HEADS.get("".join(head.split()).casefold(), "") for head in next(reader, [])]
    if "text" not in heads:
        raise UnreadableDocumentError(Unreadable.NO_TEXT_COLUMN)
    line = reader.line_num + 1
    for cells in reader:
        given = {head: clean(cell) for head, cell in zip(heads, cells, strict=False) if head}
        if any(cell.strip() for cell in cells):
            text = given.get("text", "")
            yield SnippetRow(line, titled(given.get("title", ""), text), text, given.get("owner", ""))
        line = reader.line_num + 1


def _blocks(lines: Iterable[Line]) -> Iterable[_Block]:
    """A heading with everything below it; where there is none, each paragraph and item."""
    block: _Block | None = None
    for part in (part for line in lines for part in told_apart(line)):
        text = f"{part.mark} {part.text}".strip()
        is_more = block is not None and not block.is_whole and (bool(block.title) or part.is_joined)
        if part.level or part.is_whole or not is_more or block is None:
            if block:
                yield block
            below = [] if part.level else [text]
            block = _Block(text if part.level else part.under, below, is_whole=part.is_whole)
        else:
            block.lines.append(text)
    if block:
        yield block


def _of_blocks(blocks: Iterable[_Block]) -> list[SnippetRow]:
    """A heading nothing stands below is a script itself."""
    found = []
    for place, block in enumerate(blocks, start=1):
        text = "\n".join(block.lines) or block.title
        found.append(SnippetRow(place, titled(block.title, text), text))
    return found
