"""The worker's sign of life: a file in the home folder that says how its loops fare."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

EVERY_S = 5.0
SILENT_AFTER_S = 30.0


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What the worker last told of itself."""

    at_ms: int
    pid: int
    deaths: dict[str, int] = field(default_factory=dict)  # by loop, since the worker started
    waiting: dict[str, str] = field(
        default_factory=dict
    )  # loops that died and pause now, with the kind of error

    def age_s(self, now_ms: int) -> float:
        return (now_ms - self.at_ms) / 1000

    def is_alive(self, now_ms: int) -> bool:
        return self.age_s(now_ms) <= SILENT_AFTER_S


def path() -> Path:
    return Path(settings.HOME) / "worker.json"


def write(beat: Heartbeat) -> None:
    fresh = path().with_name(f"worker.{os.getpid()}.tmp")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(json.dumps(asdict(beat)))
    fresh.replace(path())


def read() -> Heartbeat | None:
    """The last sign of life; none when no worker ever ran here, or it stopped in order."""
    try:
        return Heartbeat(**json.loads(path().read_text()))
    except FileNotFoundError:
        return None


def end() -> None:
    """The worker stopped in order: no sign of life is expected any more."""
    path().unlink(missing_ok=True)
