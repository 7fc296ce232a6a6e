"""The index of standards on disk: where it is, and up to which fact it knows the log."""

import json
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Written:
    """What the index on disk knows."""

    stamp: tuple[int, int]  # position and recording time of the last fact
    lesson: int  # position of the last lesson from use; 0: none


def written(folder: Path) -> Written | None:
    """What the index knows; none: there is no index to trust."""
    try:
        content = json.loads((folder / STAMP).read_bytes())
        return Written(
            (int(content["position"]), int(content["recorded_at_ms"])), lesson=int(content["lesson"])
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
