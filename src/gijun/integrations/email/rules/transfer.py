"""Content transfer encodings, as tolerant as they have to be."""

import binascii
import re
from dataclasses import dataclass

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
FOREIGN = bytes(byte for byte in range(256) if byte not in ALPHABET + b"=")
LINE_ENDS = b"\r\n\t"
TOO_FOREIGN = 0.05  # share of characters outside the alphabet that makes it no base64 at all
UUENCODED = {"x-uuencode", "uuencode", "uue", "x-uue"}


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes of a part, and whether its encoding was sound."""

    content: bytes
    is_sound: bool = True


def decoded(raw: bytes, encoding: str) -> Content:
    """A part's bytes out of its transfer encoding; as they are where they are not what they claim to be."""
    kind = re.split(r"[\s;(]", encoding.strip().lower(), maxsplit=1)[0]
    if kind == "quoted-printable":
        return Content(binascii.a2b_qp(raw))
    if kind == "base64":
        return _base64(raw)
    if kind in UUENCODED:
        return _uuencoded(raw)
    return Content(raw)


def base64_bytes(raw: bytes) -> bytes:
    """The bytes of base64 text: foreign characters passed over, several texts in a row, padding or none."""
    blocks = raw.translate(None, FOREIGN).split(b"=")
    return b"".join(_block(block) for block in blocks)


def _base64(raw: bytes) -> Content:
    letters = raw.translate(None, LINE_ENDS)
    fitting = letters.translate(None, FOREIGN)
    if len(letters) - len(fitting) > TOO_FOREIGN * len(letters):
        return Content(raw, is_sound=False)
    return Content(base64_bytes(raw), is_sound=len(fitting) % 4 == 0)


def _block(block: bytes) -> bytes:
    whole = block[:-1] if len(block) % 4 == 1 else block
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _uuencoded(raw: bytes) -> Content:
    lines = iter(raw.splitlines())
    if not any(line.startswith(b"begin ") for line in lines):
        return Content(raw, is_sound=False)
    out = []
    for line in lines:
        if line.strip() in {b"end", b"`", b""}:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            return Content(raw, is_sound=False)
    return Content(b"".join(out))
