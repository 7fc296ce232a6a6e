"""The index of standards on disk: where it is, and up to which fact it knows the log."""

import json
from pathlib import Path

INDEX, STAMP = "standards", "standards.json"


def index_of(folder: Path) -> Path:
    """The folder of the index itself."""
    return folder / INDEX


def moment_of(folder: Path) -> tuple[int, int] | None:
    """What changes whenever the index was written; none: there is no index."""
    try:
        about = (folder / STAMP).stat()
    except FileNotFoundError:
        return None
    return about.st_ino, about.st_mtime_ns


def stamp_of(folder: Path) -> tuple[int, int] | None:
    """Position and recording time of the last fact the index knows; none: there is no index to trust."""
    try:
        content = json.loads((folder / STAMP).read_bytes())
        return int(content["position"]), int(content["recorded_at_ms"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
