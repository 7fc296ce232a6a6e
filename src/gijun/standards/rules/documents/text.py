"""Plain text as lines: pasted, or from a file."""

from gijun.standards.rules.documents.lines import Line, tidy


def lines_of(text: str) -> list[Line]:
    """A line each; one that follows without an empty line between goes on with the paragraph."""
    found: list[Line] = []
    is_joined = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = tidy(raw)
        if line:
            found.append(Line(line, is_joined=is_joined))
        is_joined = bool(line)
    return found
