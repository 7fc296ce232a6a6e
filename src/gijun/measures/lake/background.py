"""The worker's loop that keeps the lake fresh."""

from pathlib import Path
from threading import Event as Stop
from time import monotonic

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from gijun.events import log
from gijun.measures.lake import manifest
from gijun.measures.lake.refresher import refresh

LOOK_S = 10.0
QUIET_MS = 60_000  # with nothing new, the time of the figures moves on this often
SHARE = 5.0  # rests at least five times as long as a refresh took


def keep_fresh(stop: Stop) -> None:
    """Refresh the lake until the stop."""
    while not stop.is_set():
        close_old_connections()
        began = monotonic()
        if is_due():
            refresh(timezone.now, is_stopped=stop.is_set)
        stop.wait(max(LOOK_S, SHARE * (monotonic() - began)))


def is_due() -> bool:
    """Is there something to copy, or has the time of the figures stood still?"""
    published = manifest.read(Path(settings.LAKE))
    return (
        published is None
        or published.position != log.head()
        or log.to_ms(timezone.now()) - published.as_of_ms > QUIET_MS
    )
