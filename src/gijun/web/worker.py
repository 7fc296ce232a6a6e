"""The worker process: every loop in a thread of its own, started again when it dies, stopped together."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event as Stop
from threading import Thread
from time import monotonic

from django.db import close_old_connections, connections

from gijun.events import consume, log
from gijun.events.background import Loop
from gijun.web import heartbeat
from gijun.web.heartbeat import Heartbeat

logger = logging.getLogger(__name__)

IDLE_S = 0.5  # between two looks at a log that had nothing new
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
STEADY_S = 60.0  # a loop that ran this long before it died begins again with the first pause
FAREWELL_S = 15.0


def read_the_log(stop: Stop) -> None:
    """Let every consumer read on until the stop."""
    while not stop.is_set():
        close_old_connections()
        passed = 0
        for consumer in consume.registered():
            if stop.is_set():
                return
            passed += consume.run_once(consumer)
        if not passed:
            stop.wait(IDLE_S)


@dataclass
class Kept:
    """A loop that is kept running, and how it fares."""

    name: str
    loop: Loop
    stop: Stop
    deaths: int = 0
    waiting: str = ""  # the kind of error it died of, while it pauses
    pause_s: float = FIRST_PAUSE_S
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = Thread(target=self.keep, name=self.name, daemon=True)

    def keep(self) -> None:
        """Run the loop; when it dies, log why, pause longer each time, and run it again."""
        while not self.stop.is_set():
            began = monotonic()
            try:
                self.loop(self.stop)
            except Exception as error:  # the worker's loop: whatever it was, the next try may go well
                logger.exception("The loop %s died", self.name)
                self.waiting = type(error).__name__
            else:
                if self.stop.is_set():
                    return
                logger.error("The loop %s ended by itself", self.name)
                self.waiting = "ended"
            finally:
                connections.close_all()
            self._pause(ran_s=monotonic() - began)

    def _pause(self, *, ran_s: float) -> None:
        self.deaths += 1
        if ran_s >= STEADY_S:
            self.pause_s = FIRST_PAUSE_S
        self.stop.wait(self.pause_s)
        self.pause_s = min(self.pause_s * 2, LONGEST_PAUSE_S)
        self.waiting = ""


def run(loops: Mapping[str, Loop], stop: Stop, clock: Callable[[], datetime]) -> bool:
    """Keep every loop running until the stop; says whether all of them ended in time."""
    kept = [Kept(name, loop, stop) for name, loop in loops.items()]
    for one in kept:
        one.thread.start()
    while not stop.is_set():
        heartbeat.write(_beat(kept, clock()))
        stop.wait(heartbeat.EVERY_S)
    ended = _farewell(kept)
    heartbeat.end()
    return ended


def _beat(kept: list[Kept], at: datetime) -> Heartbeat:
    return Heartbeat(
        at_ms=log.to_ms(at),
        pid=os.getpid(),
        deaths={one.name: one.deaths for one in kept},
        waiting={one.name: one.waiting for one in kept if one.waiting},
    )


def _farewell(kept: list[Kept]) -> bool:
    until = monotonic() + FAREWELL_S
    for one in kept:
        one.thread.join(max(0.0, until - monotonic()))
        if one.thread.is_alive():
            logger.error("The loop %s did not stop in %s s and is left behind", one.name, FAREWELL_S)
    return not any(one.thread.is_alive() for one in kept)
