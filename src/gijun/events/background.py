"""What the worker process keeps running. Packages add their own loop when their app is ready."""

from collections.abc import Callable
from threading import Event as Stop

Loop = Callable[[Stop], None]  # runs until the stop is set

_loops: dict[str, Loop] = {}


def register(name: str, loop: Loop) -> None:
    _loops[name] = loop


def registered() -> dict[str, Loop]:
    return dict(sorted(_loops.items()))
