"""ISO-2022-JP as mail programs write it: with the vendors' characters that the standard leaves out."""

import re

ESCAPE = re.compile(rb"\x1b(\$\([A-Z]|\$[@AB]|\([A-Z])")
DOUBLE = re.compile(rb"[\x21-\x7e]{2}")
TWO_BYTES = {b"$@", b"$B"}
SUPPLEMENT = b"$(D"  # JIS X 0212
KATAKANA = b"(I"


def decode_iso_2022_jp(content: bytes) -> str:
    """The text; what stands for nothing becomes a replacement sign. Never raises.

    Python's own codecs stop at the characters of NEC and IBM (①, ㈱, 髙). CP932 has them, and its double
    bytes are the same table in another arrangement.
    """
    first, *rest = ESCAPE.split(content)
    told = zip(rest[::2], rest[1::2], strict=True)
    return _single(first) + "".join(_piece(escape, piece) for escape, piece in told)


def _piece(escape: bytes, piece: bytes) -> str:
    if escape in TWO_BYTES:
        return DOUBLE.sub(_shifted, piece).decode("cp932", "replace")
    if escape == SUPPLEMENT:
        return DOUBLE.sub(lambda pair: b"\x8f" + _high(pair[0]), piece).decode("euc_jp", "replace")
    if escape == KATAKANA:
        return _high(piece).decode("cp932", "replace")
    if escape.startswith(b"("):
        return _single(piece)
    return (b"\x1b" + escape + piece).decode(
        "iso2022_jp_2004", "replace"
    )  # JIS X 0213 and what else there is


def _single(piece: bytes) -> str:
    return piece.decode("cp932", "replace")


def _high(piece: bytes) -> bytes:
    """The letters with their highest bit set; line ends and spaces as they were."""
    return bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece)


def _shifted(pair: re.Match[bytes]) -> bytes:
    """Row and cell of JIS X 0208 as the lead and trail byte of Shift JIS (JIS X 0208:1997, Annex 1)."""
    row, cell = pair[0]
    lead = (row - 0x21) // 2 + 0x81
    trail = cell + 0x1F + (cell >= 0x60) if row % 2 else cell + 0x7E
    return bytes((lead if lead < 0xA0 else lead + 0x40, trail))
