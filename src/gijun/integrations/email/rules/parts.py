"""The tree of a mail's parts: what is text to be read, and what is a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32, Policy
from functools import cached_property

from gijun.integrations.email.rules.charsets import Decoded, decode
from gijun.integrations.email.rules.parameters import Parameter, parameter
from gijun.integrations.email.rules.transfer import Content, decoded

DEEPEST = 50  # parts within parts
READABLE = {"text/plain", "text/html"}
FOR_MACHINES = {"text/x-amp-html", "text/watch-html"}  # the same text once more


class Part(Message):
    """A part as it came: headers and content are handed out as bytes, and asking never raises."""

    _payload: "str | list[Part] | None"

    def raw(self, name: str) -> bytes:
        """The bytes of a header, the first where it stands twice; empty without it."""
        return next(self.raws(name), b"")

    def raws(self, name: str) -> Iterator[bytes]:
        """The bytes of every header of that name."""
        return (_bytes(value) for key, value in self.raw_items() if key.lower() == name.lower())

    def get_boundary(self, failobj: None = None) -> str | None:  # type: ignore[override] # for the parser only
        """Asked by the parser, whose own way raises at some malformed parameters."""
        found = parameter(self.raw("Content-Type"), "boundary")
        as_it_came = found.raw.decode("ascii", "surrogateescape")
        return (found.text if found.text.isascii() else as_it_came).rstrip() or failobj

    @property
    def parts(self) -> "list[Part]":
        return self._payload if isinstance(self._payload, list) else []

    def everything(self) -> "Iterator[Part]":
        """The part itself and all those inside it, in order."""
        yield self
        for part in self.parts:
            yield from part.everything()

    @property
    def disposition(self) -> str:
        """``attachment``, ``inline`` or whatever the mail invents, in lower case."""
        return self.raw("Content-Disposition").partition(b";")[0].strip().lower().decode("ascii", "replace")

    @property
    def file_name(self) -> Parameter:
        """The name it has as a file; empty without one."""
        named = parameter(self.raw("Content-Disposition"), "filename")
        return named if named.raw else parameter(self.raw("Content-Type"), "name")

    @property
    def is_file(self) -> bool:
        is_readable = self.get_content_type() in READABLE
        return not is_readable or self.disposition == "attachment" or bool(self.file_name.raw)

    @cached_property
    def content(self) -> Content:
        """Its bytes; a mail inside the mail is put together again."""
        encoding = self.raw("Content-Transfer-Encoding").decode("ascii", "replace")
        if isinstance(self._payload, str):
            return decoded(_bytes(self._payload), encoding)
        return decoded(b"\n".join(part.source() for part in self.parts).lstrip(b"\n"), encoding)

    def source(self) -> bytes:
        """The part as it came, headers and all, but for the kind of its line ends."""
        headers = b"".join(b"%s: %s\n" % (_bytes(name), _bytes(value)) for name, value in self.raw_items())
        if isinstance(self._payload, str):
            return headers + b"\n" + _bytes(self._payload)
        if self.get_content_maintype() != "multipart":
            return headers + b"\n" + b"\n".join(part.source() for part in self.parts)
        boundary = _bytes(self.get_boundary() or "")
        inside = b"".join(b"--%s\n%s\n" % (boundary, part.source()) for part in self.parts)
        return headers + b"\n" + inside + b"--%s--\n" % boundary

    def text(self) -> Decoded:
        """Its content as text."""
        return decode(self.content.content, parameter(self.raw("Content-Type"), "charset").text)


AS_IT_CAME: "Policy[Part]" = Compat32(message_factory=Part)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a mail's text."""

    text: str
    is_html: bool


@dataclass(slots=True)
class Contents:
    """What is in a part: the text to be read in order, every HTML text, and the files."""

    pieces: list[Piece] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    is_certain: bool = True  # the letters of the texts are those that were written

    def add(self, other: "Contents") -> None:
        """Take in what is in a part that belongs beside this one."""
        self.pieces += other.pieces
        self.html += other.html
        self.files += other.files
        self.is_certain &= other.is_certain

    def has_text(self, *, plain: bool) -> bool:
        return any(piece.text.strip() and not (plain and piece.is_html) for piece in self.pieces)


def tree(raw: bytes) -> tuple[Part, bool]:
    """A mail's parts; and whether they were nested too deeply to be told apart, so that all is one text."""
    parser = BytesParser(policy=AS_IT_CAME)
    try:
        root = parser.parsebytes(raw)
    except RecursionError:
        return parser.parsebytes(raw, headersonly=True), True
    if _is_too_deep(root):
        return parser.parsebytes(raw, headersonly=True), True
    return root, False


def _is_too_deep(root: Part) -> bool:
    level = [root]
    for _depth in range(DEEPEST):
        level = [inner for part in level for inner in part.parts]
    return bool(level)


def contents(part: Part) -> Contents:
    """What is in a part and the parts inside it. A mail inside the mail is a file."""
    if part.get_content_maintype() == "multipart" and part.parts:
        inner = [contents(one) for one in part.parts]
        return _alternative(inner) if part.get_content_type() == "multipart/alternative" else _together(inner)
    if part.is_file and part.get_content_maintype() != "multipart":
        return Contents(files=[part])
    return _text(part)


def _text(part: Part) -> Contents:
    found = part.text()
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    is_html = part.get_content_type() == "text/html"
    return Contents([Piece(text, is_html)], [text] if is_html else [], [], found.is_certain)


def _together(inner: list[Contents]) -> Contents:
    whole = Contents()
    for one in inner:
        whole.add(one)
    return whole


def _alternative(inner: list[Contents]) -> Contents:
    """One text in several forms: the first plain one that says anything, else the first of any kind."""
    plain = (one for one in inner if one.has_text(plain=True))
    chosen = next(plain, None) or next((one for one in inner if one.has_text(plain=False)), Contents())
    whole = _together(inner)
    whole.pieces, whole.is_certain = chosen.pieces, chosen.is_certain
    whole.files = [file for file in whole.files if file.get_content_type() not in FOR_MACHINES]
    return whole
