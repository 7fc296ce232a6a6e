"""Bytes to text: what a charset's name really means, and what to do where it means nothing."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gijun.integrations.email.rules.japanese import decode_iso_2022_jp

# Programs name a charset and write its superset: Windows sends CP949 and calls it euc-kr.
MEANT = {
    "cp949": "euc-kr euckr x-euc-kr cseuckr ks-c-5601 ks-c-5601-1987 ks-c-5601-1989 ks-c5601 ksc-5601 ksc5601"
    " ksc5601-1987 ksc5601-1992 ks-x-1001 ksx1001 csksc56011987 iso-ir-149 korean cp949 cp-949 949 ms949 uhc"
    " windows-949 x-windows-949 ks-c-5601-1992",
    "gb18030": "gb2312 gb-2312 gb2312-80 gb-2312-80 gbk x-gbk gb18030 cp936 ms936 euc-cn x-euc-cn chinese",
    "iso2022_jp": "iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-ext csiso2022jp cp50220"
    " cp50221 x-iso-2022-jp",
    "cp932": "shift-jis shift-jisx0213 sjis x-sjis ms-kanji windows-31j cp932 cswindows31j",
    "big5hkscs": "big5 big5-hkscs x-x-big5 cn-big5",
    "hz": "hz-gb-2312",
    "utf-8": "utf-8 utf8 utf-8-sig utf8mb3 utf8mb4 unicode-1-1-utf-8 x-unicode-2-0-utf-8 cp65001 u8",
    "utf-7": "unicode-1-1-utf-7 utf-7",
    "cp1252": "iso-8859-1 iso8859-1 latin1 latin-1 l1 windows-1252 cp1252 x-ansi",
    "cp874": "tis-620 iso-8859-11",
    "cp1254": "iso-8859-9",
}
CODECS = {name: codec for codec, names in MEANT.items() for name in names.split()}
NAME = re.compile(r"[a-z0-9][a-z0-9.:+-]{0,39}")
OF_TEXT = re.compile(
    r"ascii|utf|iso|cp\d|koi8|mac|big5|gb|hz|euc|shift|johab|tis|ptcp|kz"
)  # not hex, idna, zip
WIDE = re.compile(r"utf-(?:16|32)")
BYTE_ORDER = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
HIGH = bytes(range(0x80, 0x100))
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
UNREADABLE = "\N{REPLACEMENT CHARACTER}"
HANGUL = re.compile(r"[가-힣]")
KOREAN_ESCAPE = b"\x1b$)C"
JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")
LITTLE = 0.1  # share of the bytes above ASCII that may be lost before the charset is not believed
SOME = 0.25  # the same for charsets nobody named


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and whether it is certain that its letters are those that were written."""

    text: str
    is_certain: bool


def decode(content: bytes, name: str) -> Decoded:
    """The text of bytes in a named charset, guessed where the name is wrong or unknown. Never raises."""
    codec = _believed(content, codec_of(name)) if name.strip() else _unnamed(content)
    text = _strict(content, codec) if codec else None
    if text is not None and not (codec == "cp1252" and _is_korean(content)):
        return Decoded(storable(text), is_certain=True)
    return Decoded(storable(next(_guesses(content, codec))), is_certain=False)


def _unnamed(content: bytes) -> str | None:
    """The codec of text that names none: what its escapes say, or UTF-8, which nothing else is by chance."""
    return _believed(content, None) or (None if _strict(content, "utf-8") is None else "utf-8")


def _believed(content: bytes, codec: str | None) -> str | None:
    """The codec of the name, unless a look at the bytes is enough to know better."""
    if codec in {None, "ascii"}:
        if KOREAN_ESCAPE in content:
            return "iso2022_kr"
        if JAPANESE_ESCAPE.search(content):
            return "iso2022_jp"
        return "ascii" if content.isascii() else None
    is_wide = b"\0" in content or content.startswith(BYTE_ORDER)
    return None if codec and WIDE.match(codec) and not is_wide else codec


def codec_of(name: str) -> str | None:
    """Python's codec for a charset's name, none where there is no such charset."""
    plain = re.sub(r"[_\s]+", "-", name.strip(" \t\r\n\"'").lower())
    if plain in CODECS:
        return CODECS[plain]
    if not NAME.fullmatch(plain):
        return None
    try:
        codec = codecs.lookup(plain).name
    except LookupError:
        return None
    return codec if OF_TEXT.match(codec) else None


def storable(text: str) -> str:
    """The text without NULs and halves of characters, which no database takes."""
    return LONE_SURROGATE.sub(UNREADABLE, text.replace("\0", ""))


def _strict(content: bytes, codec: str) -> str | None:
    """The text if every byte of it can be read."""
    if codec == "iso2022_jp":
        text = decode_iso_2022_jp(content)
        return None if UNREADABLE in text else text
    if codec == "iso2022_kr" and KOREAN_ESCAPE not in content:
        content = KOREAN_ESCAPE + content
    try:
        return content.decode("utf-8-sig" if codec == "utf-8" else codec)
    except UnicodeError:
        return None


def _guesses(content: bytes, codec: str | None) -> Iterator[str]:
    """Readings from the likeliest on; the last one always works."""
    if codec and codec != "ascii" and content.isascii():
        yield _lossy(content, codec)  # a charset of escape sequences
    attempts = (
        _strict(content, "utf-8"),
        _mostly(content, codec, LITTLE) if codec else None,
        _strict(content, "cp949"),
        _mostly(content, "utf-8", SOME),
        _mostly(content, "cp949", SOME),
    )
    yield from (text for text in attempts if text is not None)
    yield _lossy(content, codec or "cp1252")


def _lossy(content: bytes, codec: str) -> str:
    return decode_iso_2022_jp(content) if codec == "iso2022_jp" else content.decode(codec, "replace")


def _mostly(content: bytes, codec: str, may_lose: float) -> str | None:
    """The text if hardly any of the bytes above ASCII is unreadable: a cut at the end, a stray byte."""
    if codec == "cp1252":
        return None  # it can read anything
    text = _lossy(content, codec)
    high = len(content) - len(content.translate(None, HIGH))
    return text if text.count(UNREADABLE) <= may_lose * (high or len(content)) else None


def _is_korean(content: bytes) -> bool:
    """Is it Korean that was sent as Western text? Western letters hardly ever make two syllables of CP949."""
    if _strict(content, "utf-8") is not None:
        return not content.isascii()
    text = _strict(content, "cp949") or ""
    foreign = [letter for letter in text if not letter.isascii()]
    return len(foreign) > 1 and len(HANGUL.findall(text)) * 2 > len(foreign)
