"""Text on its way into a spreadsheet and out of one, as Korean offices write them."""

BOM = "\ufeff"  # spreadsheets read Korean right only with it
ENCODINGS = {"utf-8-sig": "utf-8", "cp949": "cp949"}  # how to read it, and what to call it
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # Korean input methods write wide ones


def harmless(cell: str) -> str:
    """Text no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def decoded(raw: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding: UTF-8 with or without mark, CP949, or none."""
    for encoding, name in ENCODINGS.items():
        try:
            return raw.decode(encoding), name
        except UnicodeDecodeError:
            continue
    return None
