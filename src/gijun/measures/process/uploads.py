"""Logs of other systems that a person uploaded to look at. They are files of the lake, never part of the log.

Each lies in a folder of its own below the person's; a week later it is gone.
"""

import json
import re
import shutil
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from threading import Event as Stop
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from gijun.events import log
from gijun.measures.process import importing
from gijun.organisation.models import Person
from gijun.science.event_logs import (
    Columns,
    DateOrder,
    EventLogError,
    Fault,
    Reading,
    Refused,
    heads_of,
    read_csv,
    read_xes,
)

LARGEST = 30 * 1024 * 1024  # bytes
MOST_EVENTS = 500_000
MOST_FILES = 5  # of a person; the oldest goes first
KEPT = timedelta(days=7)
LOOK_S = 3_600.0
TOKEN = re.compile(r"[0-9a-f]{24}")
SNIFFED = 4_096


@dataclass(frozen=True, slots=True)
class Upload:
    """A file somebody uploaded. ``events``: how many were taken; none: its columns are not chosen yet."""

    token: str
    name: str
    is_xes: bool
    uploaded_ms: int
    zone: str
    events: int | None = None
    refused_count: int = 0
    refused: tuple[Refused, ...] = ()
    cut: bool = False  # there were more events than are looked at

    @property
    def uploaded_at(self) -> datetime:
        return log.from_ms(self.uploaded_ms)

    @property
    def gone_at(self) -> datetime:
        return self.uploaded_at + KEPT


class NoUploadError(LookupError):
    """There is none, it is over, or it is somebody else's: the same answer for all."""


def take(file: "UploadedFile[Any]", *, person: Person, zone: str, at: datetime) -> Upload:
    """Keep a file for a week; a XES file is read at once, the columns of a CSV file are chosen first.

    Raises:
        EventLogError: it is no such file; nothing is kept.
    """
    for old in of(person, at=at)[MOST_FILES - 1 :]:
        drop(old.token, person=person)
    token = token_hex(12)
    folder = _folder(person, token)
    folder.mkdir(parents=True)
    try:
        with (folder / "raw").open("wb") as into:
            for chunk in file.chunks():
                into.write(chunk)
        with (folder / "raw").open("rb") as raw:
            is_xes = _is_xml(raw)
            made = Upload(token, (file.name or "")[:120], is_xes, log.to_ms(at), zone)
            if is_xes:
                return _read(made, person, raw, columns=None, order=DateOrder.YEAR_FIRST)
            heads_of(raw)
        return _keep(made, person)
    except EventLogError:
        shutil.rmtree(folder)
        raise


def choose_columns(upload: Upload, columns: Columns, order: DateOrder, *, person: Person) -> Upload:
    """Read a CSV file by its columns.

    Raises:
        EventLogError: it cannot be read.
    """
    with (_folder(person, upload.token) / "raw").open("rb") as raw:
        return _read(upload, person, raw, columns=columns, order=order)


def of(person: Person, *, at: datetime) -> list[Upload]:
    """The person's files that are not over, the newest first."""
    sweep(at)
    found = [one for path in _home(person).glob("*/about.json") if (one := _about(path))]
    return sorted(found, key=lambda one: (-one.uploaded_ms, one.token))


def find(token: str, *, person: Person, at: datetime) -> Upload:
    """One of the person's files.

    Raises:
        NoUploadError: there is none, it is over, or it is somebody else's.
    """
    if TOKEN.fullmatch(token):
        found = _about(_folder(person, token) / "about.json")
        if found is not None and found.gone_at > at:
            return found
    raise NoUploadError(token)


def heads(upload: Upload, *, person: Person) -> tuple[list[str], list[list[str]]]:
    """The first row of a CSV file and a few after it."""
    with (_folder(person, upload.token) / "raw").open("rb") as raw:
        return heads_of(raw)


def occurrences(upload: Upload, *, person: Person) -> pa.Table:
    """The events that were taken."""
    return pq.read_table(_folder(person, upload.token) / "events")


def drop(token: str, *, person: Person) -> None:
    """Forget one of the person's files."""
    if TOKEN.fullmatch(token):
        shutil.rmtree(_folder(person, token), ignore_errors=True)


def sweep(at: datetime) -> int:
    """Forget files of anybody that are over; returns how many."""
    over = [path for path in _root().glob("*/*") if _is_over(path, at)]
    for folder in over:
        shutil.rmtree(folder, ignore_errors=True)
    return len(over)


def _is_over(folder: Path, at: datetime) -> bool:
    told = _about(folder / "about.json")
    if told is not None:
        return told.gone_at <= at
    return folder.stat().st_mtime * 1000 < log.to_ms(at - KEPT)  # what an interrupted upload left behind


def keep_swept(stop: Stop) -> None:
    """Forget files that are over, until the stop."""
    while not stop.is_set():
        sweep(timezone.now())
        stop.wait(LOOK_S)


def _read(
    upload: Upload, person: Person, raw: BinaryIO, *, columns: Columns | None, order: DateOrder
) -> Upload:
    reading = Reading()
    if columns is None:
        events = read_xes(raw, reading, zone=upload.zone)
    else:
        events = read_csv(raw, columns, reading, zone=upload.zone, order=order)
    found = importing.table(events, most=MOST_EVENTS + 1)
    cut = found.num_rows > MOST_EVENTS
    pq.write_table(found.slice(0, MOST_EVENTS), _folder(person, upload.token) / "events", compression="zstd")
    return _keep(
        replace(
            upload, events=min(found.num_rows, MOST_EVENTS), cut=cut,
            refused_count=reading.count, refused=tuple(reading.refused),
        ),
        person,
    )  # fmt: skip


def _is_xml(raw: BinaryIO) -> bool:
    begin = raw.read(SNIFFED)
    raw.seek(0)
    return begin.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")


def _keep(upload: Upload, person: Person) -> Upload:
    about = _folder(person, upload.token) / "about.json"
    aside = about.with_suffix(".new")
    aside.write_text(json.dumps(asdict(upload)))
    aside.replace(about)
    return upload


def _about(path: Path) -> Upload | None:
    try:
        told = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return None
    refused = tuple(Refused(line, Fault(fault), cell) for line, fault, cell in told["refused"])
    return Upload(**(told | {"refused": refused}))


def _folder(person: Person, token: str) -> Path:
    return _home(person) / token


def _home(person: Person) -> Path:
    return _root() / str(person.pk)


def _root() -> Path:
    return Path(settings.LAKE) / "uploads"
