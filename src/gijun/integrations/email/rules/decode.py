"""Bytes of a mail into text, the way Korean mail really is written.

Labels lie: ``euc-kr`` usually means CP949, no label means CP949 or UTF-8. Decoding never raises.
"""

import re
import unicodedata
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator
from quopri import decodestring

ALIASES = {
    **dict.fromkeys(
        (
            "euc-kr", "euckr", "x-euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "ks_c_5601", "ksc5601",
            "ksc_5601", "ksc-5601", "ks-c-5601", "korean", "windows-949", "x-windows-949", "cp-949",
            "cp949", "ms949", "uhc",
        ),
        "cp949",
    ),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "euc-cn", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("iso-2022-jp", "iso-2022-jp-ms", "iso2022jp", "cp50220", "cp50221"), "iso2022_jp_ext"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "ansi_x3.4-1968"), "cp1252"),
    **dict.fromkeys(("utf8mb4", "utf8", "unicode-1-1-utf-8"), "utf-8"),
}  # fmt: skip
ENDINGS = {"plain": "txt", "jpeg": "jpg", "octetstr": "bin"}
GUESSES = ("utf-8", "cp949")
ENCODED_WORD = re.compile(rb"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
UNSURE = frozenset({"", "us-ascii", "ascii", "ansi_x3.4-1968", "default", "x-user-defined", "unknown-8bit"})


def text_of(content: bytes, label: str | None) -> tuple[str, bool]:
    """The text, and whether the letters are certain.

    The labelled charset first (in its real, wider form), then UTF-8, then CP949; what fits none of them is
    shown with replacement signs. NULs are removed: no database takes them.
    """
    named = (label or "").strip().strip("\"'").lower()
    wanted = ALIASES.get(named, named)
    for charset in () if named in UNSURE else (wanted,):
        try:
            return _clean(content.decode(charset)), True
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    for charset in GUESSES:
        try:
            return _clean(content.decode(charset)), named in UNSURE
        except UnicodeDecodeError:
            pass
    known = wanted if _is_charset(wanted) and named not in UNSURE else "utf-8"
    return _clean(content.decode(known, errors="replace")), False


def header_text(raw: bytes) -> str:
    """A header's text: folded lines joined, encoded words decoded, raw 8-bit letters guessed, NFC.

    Neighbouring encoded words of one charset are joined as bytes first, so that a syllable cut in two between
    them becomes whole again.
    """
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", raw).strip()
    pieces = [text_of(content, label)[0] for content, label in _joined(_words(unfolded))]
    return unicodedata.normalize("NFC", "".join(pieces)).strip()


def _words(raw: bytes) -> Iterator[tuple[bytes, str | None]]:
    """Encoded words with their charset, and the plain stretches between (no charset)."""
    end = 0
    follows_word = False
    for match in ENCODED_WORD.finditer(raw):
        between = raw[end : match.start()]
        if between and not (follows_word and not between.strip()):
            yield between, None
        yield _word_bytes(match[2], match[3]), match[1].decode("ascii", "replace").partition("*")[0]
        end, follows_word = match.end(), True
    if rest := raw[end:]:
        yield rest, None


def _word_bytes(kind: bytes, content: bytes) -> bytes:
    if kind in b"qQ":
        return decodestring(content.replace(b"_", b" "), header=False)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    try:
        return b64decode(letters + b"=" * (-len(letters) % 4))
    except Base64Error:
        return content


def _joined(words: Iterable[tuple[bytes, str | None]]) -> Iterator[tuple[bytes, str | None]]:
    held: tuple[bytes, str | None] | None = None
    for content, label in words:
        if held and label and held[1] and held[1].lower() == label.lower():
            held = (held[0] + content, label)
            continue
        if held:
            yield held
        held = (content, label)
    if held:
        yield held


def _is_charset(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _clean(text: str) -> str:
    return text.replace("\x00", "")


def file_name(raw: str | bytes | None, content_type: str, place: int) -> str:
    """A name for display: decoded, NFC, base name only; one made up from the type where there is none."""
    decoded = header_text(raw if isinstance(raw, bytes) else (raw or "").encode("utf-8", "surrogateescape"))
    base = re.split(r"[\\/]", decoded)[-1]
    name = "".join(letter for letter in base if unicodedata.category(letter)[0] != "C").strip(". ")
    if name:
        return name[-255:]
    kind = re.sub(r"[^a-z0-9]", "", content_type.partition("/")[2].lower())[:8] or "bin"
    return f"attachment-{place}.{ENDINGS.get(kind, kind)}"
