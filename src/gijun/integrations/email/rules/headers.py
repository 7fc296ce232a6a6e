"""Mail headers out of their bytes: encoded words, addresses, message ids, dates. Nothing here ever raises."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from gijun.integrations.email.rules.charsets import Decoded, codec_of, decode
from gijun.integrations.email.rules.transfer import base64_bytes

WORD = re.compile(rb"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
ID = re.compile(r"<[^<>]+>")
PIECE = re.compile(
    rb"""(?P<word>=\?[^?\s]+\?[bBqQ]\?[^?]*\?=) | (?P<quoted>"(?:\\.|[^"\\])*") | <(?P<angle>[^<>]*)>
    | \((?P<comment>[^()]*)\) | (?P<end>[,;]) | (?P<group>:) | (?P<other>[^"<>(),;:=]+|.)""",
    re.DOTALL | re.VERBOSE,
)
ADDRESS = re.compile(r'(?:"[^"\s]+"|(?<![^\s<>()\[\],;:"@])[^\s<>()\[\],;:"@]+)@[^\s<>(),;:"@]+')


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address and the name that stood beside it."""

    address: str  # lower case
    name: str = ""
    typed: str = ""  # the address as it stood there


def header_text(raw: bytes) -> Decoded:
    """A header as a reader should see it: on one line, its encoded words decoded.

    Neighbouring words in one charset are joined as bytes first, since programs cut them in the middle of a
    letter. Bytes that are not encoded at all are UTF-8 (RFC 6532), or guessed and then uncertain.
    """
    pieces = [decode(content, charset or "") for charset, content in _joined(raw)]
    text = CONTROL.sub(" ", "".join(piece.text for piece in pieces)).strip()
    return Decoded(text, all(piece.is_certain for piece in pieces))


def _joined(raw: bytes) -> list[tuple[str | None, bytes]]:
    """The header's pieces as (charset, bytes), charset none for what was not encoded."""
    pieces: list[tuple[str | None, bytes]] = []
    for charset, content in _words(re.sub(rb"[\r\n]+[ \t]*", b" ", raw)):
        if charset is not None and len(pieces) > 1 and pieces[-1][0] is None and not pieces[-1][1].strip():
            pieces.pop()  # the space between two encoded words is none
        is_one = charset is not None and bool(pieces) and _is_same(pieces[-1][0], charset)
        before = pieces.pop()[1] if is_one else b""
        pieces.append((charset, before + content))
    return pieces


def _is_same(earlier: str | None, charset: str) -> bool:
    return earlier is not None and (earlier == charset or codec_of(earlier) == codec_of(charset) is not None)


def _words(raw: bytes) -> Iterator[tuple[str | None, bytes]]:
    place = 0
    for word in WORD.finditer(raw):
        if word.start() > place:
            yield None, raw[place : word.start()]
        charset = (
            word[1].partition(b"*")[0].decode("latin-1").lower()
        )  # after the star: a language (RFC 2231)
        is_base64 = word[2] in b"bB"
        yield charset, base64_bytes(word[3]) if is_base64 else binascii.a2b_qp(word[3], header=True)
        place = word.end()
    if place < len(raw):
        yield None, raw[place:]


def message_ids(raw: bytes) -> tuple[str, ...]:
    """The ids in a header, in order and whole, each in its angle brackets; anything else is left out.

    Where nothing has brackets, the words with an @ are taken as they are.
    """
    text = header_text(raw).text
    found = ["".join(one.split()) for one in ID.findall(text)] or [one for one in text.split() if "@" in one]
    return tuple(dict.fromkeys(found))


def moment(raw: bytes) -> datetime | None:
    """The time of a Date header in UTC; none when it cannot be read."""
    try:
        told = parsedate_to_datetime(header_text(raw).text)
        return told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def addresses(raw: bytes) -> tuple[Address, ...]:
    """The addresses of a header, in order. It is taken apart before it is decoded: names hold commas."""
    found = tuple(_addresses(raw))
    if found or not WORD.search(raw):
        return found
    return tuple(_addresses(header_text(raw).text.encode()))  # the whole list was encoded as one


def _addresses(raw: bytes) -> Iterator[Address]:
    name: list[bytes] = []
    comment, has_at = b"", False
    for piece in PIECE.finditer(raw):
        kind = piece.lastgroup
        if kind == "angle":
            if address := _address(piece["angle"], name, comment):
                yield address
            name, comment, has_at = [], b"", False
        elif kind == "comment":
            comment = piece["comment"]
        elif kind == "group":
            name, has_at = [], False
        elif kind == "end" and (has_at or not name):
            yield from _bare(name, comment)
            name, comment, has_at = [], b"", False
        else:
            name.append(piece[0])  # also a comma in a name that nobody quoted
            has_at |= b"@" in piece[0]
    yield from _bare(name, comment)


def _address(angle: bytes, name: list[bytes], comment: bytes) -> Address | None:
    """An address that stood in angle brackets, with the name before them or else the comment behind."""
    found = ADDRESS.search(header_text(angle).text)
    return _named(found[0], _name(name) or _name([comment])) if found else None


def _bare(pieces: list[bytes], comment: bytes) -> Iterator[Address]:
    """An address without brackets; a name may stand before it, or in a comment."""
    text = header_text(b"".join(pieces)).text
    if found := ADDRESS.search(text):
        yield _named(found[0], text[: found.start()].strip(' "<') or _name([comment]))


def _named(typed: str, name: str) -> Address:
    address = typed.lower()
    return Address(address, "" if name.lower() == address else name, typed)


def _name(pieces: list[bytes]) -> str:
    plain = (
        re.sub(rb"\\(.)", rb"\1", piece[1:-1]) if piece.startswith(b'"') and len(piece) > 1 else piece
        for piece in pieces
    )
    return header_text(b"".join(plain)).text.strip(" ,;'")
