"""Cells that a spreadsheet shows and does not carry out."""

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  # Korean input methods write wide ones


def harmless(cell: str) -> str:
    """Text no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
