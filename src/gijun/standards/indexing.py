"""The worker's loop that keeps on disk what the finder reads: the index, with morphemes, and its marks."""

import json
import logging
from datetime import datetime
from pathlib import Path
from threading import Event as Stop

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from gijun.events.models import Event
from gijun.science.korean import morphemes
from gijun.science.search import IndexFileError, Writer, container
from gijun.standards.events import LearnedFromUse
from gijun.standards.models import StandardVersion
from gijun.standards.queries import consistency, marks, shelf
from gijun.standards.queries.catalogue import LOOK_BACK, changed_standards, last_change
from gijun.standards.queries.documents import WEIGHTS, findable

logger = logging.getLogger(__name__)
LOOK_S = 1.0


def keep_indexed(stop: Stop) -> None:
    """Write what changed until the stop."""
    is_first = True  # what an older release kept may say what its rules found
    while not stop.is_set():
        close_old_connections()
        write(Path(settings.SEARCH), timezone.now())
        compare(Path(settings.SEARCH), timezone.now(), anew=is_first)
        is_first = False
        stop.wait(LOOK_S)


def write(folder: Path, at: datetime) -> bool:
    """Bring the index up to the log; was there anything to write?"""
    before, now = shelf.written(folder), shelf.Written(last_change(), _last_lesson())
    if before == now:
        return False
    writer = Writer(shelf.index_of(folder), tokenise=morphemes.of_text)
    changed = changed_standards(before.stamp) if before and before.lesson == now.lesson else None
    try:
        if changed is None:
            writer.rebuild((one.document for one in findable(at - LOOK_BACK)), WEIGHTS)
        else:
            _publish(writer, at, changed)
    except IndexFileError:
        logger.exception("The index of standards is damaged and is written anew")
        writer.rebuild((one.document for one in findable(at - LOOK_BACK)), WEIGHTS)
    position, recorded_at_ms = now.stamp
    content = {"position": position, "recorded_at_ms": recorded_at_ms, "lesson": now.lesson}
    container.replace(folder / shelf.STAMP, json.dumps(content).encode())
    return True


def _publish(writer: Writer, at: datetime, changed: frozenset[int]) -> None:
    documents = [one.document for one in findable(at - LOOK_BACK, changed)]
    kept = {one.id for one in documents}
    versions = StandardVersion.objects.published().filter(standard__in=changed)
    gone = set(versions.values_list("pk", flat=True)) - kept
    if documents or gone:
        writer.publish(changed=documents, removed=gone)


def compare(folder: Path, at: datetime, *, anew: bool = False) -> bool:
    """Keep for the finder which versions contradict each other; was there anything to compare anew?"""
    before, stamp = marks.written(folder), consistency.last_change()
    if before and before.stamp == stamp and not anew:
        return False
    found = [marks.Mark.of(pair) for pair in consistency.all_pairs(at)]
    content = marks.to_keep(stamp, at - consistency.LOOK_BACK, found)
    folder.mkdir(parents=True, exist_ok=True)
    container.replace(folder / marks.FILE, content)
    return True


def _last_lesson() -> int:
    last = Event.objects.filter(name=LearnedFromUse.name).order_by("-position")
    return last.values_list("position", flat=True).first() or 0
