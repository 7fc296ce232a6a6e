"""Parameters of MIME headers: boundaries, charsets, file names (RFC 2045, RFC 2231, and what is sent)."""

import re
from dataclasses import dataclass

from gijun.integrations.email.rules.charsets import decode
from gijun.integrations.email.rules.headers import header_text

PARAMETER = re.compile(rb'(?<=[;\s])([^\s=;"]+)\s*=\s*("(?:\\.|[^"\\])*"|[^;]*)', re.DOTALL)
SECTION = re.compile(rb"([^*]+)(?:\*(\d{1,4}))?(\*?)")
ESCAPED = re.compile(rb'\\(["\\])')
PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter's value: the bytes that stood there, and what they say."""

    raw: bytes = b""
    text: str = ""


def parameter(header: bytes, name: str) -> Parameter:
    """A parameter of a header, put together from its pieces; empty when it has none of that name."""
    sections: dict[int, tuple[bytes, bool]] = {}
    alone: list[tuple[bytes, bool]] = []
    for found, value in PARAMETER.findall(header):
        section = SECTION.fullmatch(found)
        if section is None or section[1].lower() != name.encode():
            continue
        piece = (_unquoted(value), bool(section[3]))
        if section[2] is None:
            alone.append(piece)
        else:
            sections.setdefault(int(section[2]), piece)
    extended = [piece for piece in alone if piece[1]]
    pieces = extended[:1] or [sections[number] for number in sorted(sections)] or alone[:1]
    return Parameter(b"".join(value for value, _is_extended in pieces), _text(pieces))


def _unquoted(value: bytes) -> bytes:
    value = value.strip()
    if value.startswith(b'"'):
        value = value[1:-1] if len(value) > 1 and value.endswith(b'"') else value[1:]
    return ESCAPED.sub(rb"\1", value)


def _text(pieces: list[tuple[bytes, bool]]) -> str:
    """The pieces' text: those marked with a star are in percent signs, and the first names the charset."""
    if not any(is_extended for _value, is_extended in pieces):
        return header_text(b"".join(value for value, _is_extended in pieces)).text
    charset, content = b"", b""
    for place, (value, is_extended) in enumerate(pieces):
        rest = value
        if place == 0 and is_extended and value.count(b"'") > 1:
            charset, _language, rest = value.split(b"'", 2)
        content += PERCENT.sub(_byte, rest) if is_extended else rest
    return decode(content, charset.decode("latin-1")).text


def _byte(digits: re.Match[bytes]) -> bytes:
    return bytes.fromhex(digits[1].decode())
