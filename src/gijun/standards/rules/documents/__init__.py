"""Policy documents: from bytes to clauses, and from one edition to the next."""

from gijun.science import spreadsheet
from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents import sheets, text, web, word
from gijun.standards.rules.documents.editions import Match, matched
from gijun.standards.rules.documents.lines import Line
from gijun.standards.rules.documents.splitting import Clause, joined, split, subject_of
from gijun.standards.terms import DocumentKind
from gijun.standards.terms.documents import (
    DOCUMENT_BYTES,
    DOCUMENT_CHARACTERS,
    DOCUMENT_CLAUSES,
    Doubt,
    Unreadable,
)

__all__ = [
    "Clause",
    "Match",
    "clauses_of",
    "joined",
    "kind_of",
    "look_through",
    "matched",
    "read",
    "split",
    "subject_of",
]

ENDINGS = {
    "txt": DocumentKind.TEXT,
    "docx": DocumentKind.WORD,
    "xlsx": DocumentKind.SHEET,
    "html": DocumentKind.WEB,
    "htm": DocumentKind.WEB,
    "md": DocumentKind.MARKDOWN,
    "markdown": DocumentKind.MARKDOWN,
}
OLD_ENDINGS = {"doc", "xls"}
OTHER_KINDS = (b"PK\x03\x04", b"%PDF-")  # how files begin that are no text


def kind_of(file_name: str) -> DocumentKind:
    """The kind a file's name ends in.

    Raises:
        UnreadableDocumentError: nobody reads files of that kind here.
    """
    ending = file_name.rpartition(".")[2].casefold()
    if ending in OLD_ENDINGS:
        raise UnreadableDocumentError(Unreadable.OLD_FORMAT)
    if ending not in ENDINGS:
        raise UnreadableDocumentError(Unreadable.UNKNOWN_KIND)
    return ENDINGS[ending]


def read(raw: bytes, kind: DocumentKind) -> tuple[Clause, ...]:
    """The clauses of a document, in its order.

    Raises:
        UnreadableDocumentError: it is not of that kind, protected, damaged, empty, or too large.
    """
    return clauses_of(lines_of(raw, kind))


def look_through(raw: bytes, kind: DocumentKind) -> tuple[tuple[Clause, ...], tuple[Doubt, ...]]:
    """The same, and what of the document could not be read beside its text.

    Raises:
        UnreadableDocumentError: it is not of that kind, protected, damaged, empty, or too large.
    """
    if kind is not DocumentKind.WORD:
        return read(raw, kind), ()
    _require_size(raw)
    lines, doubts = word.read(raw)
    return clauses_of(lines), doubts


def clauses_of(lines: list[Line]) -> tuple[Clause, ...]:
    """The same, from what a reader found.

    Raises:
        UnreadableDocumentError: there is nothing, or too much.
    """
    if sum(len(line.text) for line in lines) > DOCUMENT_CHARACTERS:
        raise UnreadableDocumentError(Unreadable.TOO_LARGE)
    clauses = split(lines)
    if not clauses:
        raise UnreadableDocumentError(Unreadable.EMPTY)
    if len(clauses) > DOCUMENT_CLAUSES:
        raise UnreadableDocumentError(Unreadable.TOO_MANY)
    return clauses


def lines_of(raw: bytes, kind: DocumentKind) -> list[Line]:
    """Headings, items and texts of a document.

    Raises:
        UnreadableDocumentError: it cannot be read as that kind.
    """
    _require_size(raw)
    match kind:
        case DocumentKind.WORD:
            return word.lines_of(raw)
        case DocumentKind.SHEET:
            return sheets.lines_of(raw)
        case DocumentKind.WEB:
            return web.lines_of_html(_decoded(raw))
        case DocumentKind.MARKDOWN:
            return web.lines_of_markdown(_decoded(raw))
        case _:
            return text.lines_of(_decoded(raw))


def _require_size(raw: bytes) -> None:
    if len(raw) > DOCUMENT_BYTES:
        raise UnreadableDocumentError(Unreadable.TOO_LARGE)
    if not raw.strip():
        raise UnreadableDocumentError(Unreadable.EMPTY)


def _decoded(raw: bytes) -> str:
    """The text of bytes that are text and nothing else."""
    if b"\0" in raw or raw.startswith(OTHER_KINDS):
        raise UnreadableDocumentError(Unreadable.NOT_THAT_KIND)
    found = spreadsheet.decoded(raw)
    if found is None:
        raise UnreadableDocumentError(Unreadable.NOT_TEXT)
    return found[0]
