"""Pages as a view would write them, with nothing but what docs/front.md asks for."""

from pathlib import Path

HERE = Path(__file__).parent / "pages"
TICKET, FOUND, LIST, OVERTAKEN = (
    (HERE / f"{name}.html").read_text() for name in ("ticket", "found", "list", "overtaken")
)
