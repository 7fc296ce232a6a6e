"""An index on disk that changes while others read it.

A folder holds segments and a small manifest that names them, with the ids that later segments have replaced.
Publishing writes a segment of the changed documents alone and exchanges the manifest; readers notice by
looking at the manifest. Many small segments are folded into one as they come, all of them when somebody asks.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Self, TypeAlias
from uuid import uuid4

import numpy as np

from gijun.science.search import container, segment
from gijun.science.search.errors import IndexFileError
from gijun.science.search.reader import Reader
from gijun.science.search.segment import Document, Plan, Segment, Tokenise
from gijun.science.search.tally import Mask

MANIFEST, LOCK, ENDING = "manifest.json", "writer.lock", ".index"
FORMAT = 1
MOST_SEGMENTS = 8  # that a search goes through; what would be more is folded
ATTEMPTS = 5  # to open what a manifest names while a writer takes it away

Stamp: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of the library and the documents in it that no longer count."""

    name: str
    documents: int
    removed: tuple[int, ...] = ()


class Library:
    """Searches the segments of a folder as one index; opened once, refreshed before it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: dict[str, Segment] = {}
        self._living: list[Mask] = []
        self._stamp: Stamp | None = None
        self.reader = Reader(
            [segment.build([], Plan({segment.TITLE: 1.0}))]
        )  # of one moment, for masks to fit
        self.refresh()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The library as it was published last; empty where nothing has been.

        Raises:
            IndexFileError: the manifest or a segment is damaged or of another version.
        """
        return cls(folder)

    def refresh(self) -> bool:
        """Take in what has been published since; was there anything? Costs one look at a file if not."""
        stamp = _stamp(self.folder)
        if stamp == self._stamp or (self._stamp is None and stamp is None):
            return False
        parts, opened = self._open()
        living = [_living(opened[part.name], part) for part in parts]
        if parts:
            self.reader = Reader([opened[part.name] for part in parts], living)
            self._living = living
        self._opened, self._stamp = (
            opened,
            stamp,
        )  # the stamp is of before: what came meanwhile is seen next time
        return True

    def with_changes(
        self, changed: Iterable[Document], removed: Collection[int], weights: Mapping[str, float]
    ) -> Reader:
        """The library as if these had been published too, in memory alone.

        Args:
            weights: of the fields, where nothing has been published yet.
        """
        documents = list(changed)
        opened = list(self._opened.values()) if self._living else []
        gone = np.array(sorted({one.id for one in documents} | set(removed)), np.int64)
        living = [alive & ~np.isin(one.ids, gone) for one, alive in zip(opened, self._living, strict=True)]
        plan = opened[0].plan if opened else Plan(weights)
        added = segment.build(documents, plan)
        return Reader([*opened, added], [*living, np.ones(len(added.ids), bool)])

    def _open(self) -> tuple[Sequence[Part], dict[str, Segment]]:
        """The segments that the manifest names; those that are open already stay so."""
        for attempt in range(ATTEMPTS):
            parts = _read_manifest(self.folder)
            try:
                return parts, {
                    part.name: self._opened.get(part.name) or Segment.open(self.folder / part.name)
                    for part in parts
                }
            except FileNotFoundError as error:  # the manifest was exchanged after it was read
                if attempt + 1 == ATTEMPTS:
                    raise IndexFileError(f"The search index lacks {error.filename}.") from error
        raise AssertionError  # the last attempt returns or raises


class Writer:
    """Publishes into a folder; writers wait for one another, readers never wait."""

    def __init__(self, folder: Path, *, tokenise: Tokenise | None = None) -> None:
        self._folder = folder
        self._tokenise = tokenise
        folder.mkdir(parents=True, exist_ok=True)

    def rebuild(self, documents: Iterable[Document], weights: Mapping[str, float]) -> None:
        """Replace everything by these documents; see ``Index.build``."""
        with self._alone():
            whole = segment.build(documents, Plan(weights), self._tokenise)
            self._exchange([self._written(whole)])

    def publish(self, *, changed: Iterable[Document] = (), removed: Collection[int] = ()) -> None:
        """Let readers find changed and new documents as they are now, and removed ones no more.

        Raises:
            IndexFileError: nothing has been built yet, or the manifest is damaged.
        """
        with self._alone():
            parts = _read_manifest(self._folder)
            if not parts:
                raise IndexFileError("Nothing can be published before the index has been built.")
            documents = list(changed)
            gone = {document.id for document in documents} | set(removed)
            parts = [self._without(part, gone) for part in parts]
            if documents:
                plan = self._opened(parts[0]).plan
                parts.append(self._written(segment.build(documents, plan, self._tokenise)))
            self._exchange(self._few(parts))

    def fold(self) -> None:
        """Make one segment of all; takes seconds at 100,000 documents and is never needed for readers."""
        with self._alone():
            parts = _read_manifest(self._folder)
            if len(parts) > 1 or any(part.removed for part in parts):
                self._exchange([self._folded(parts)])

    def _few(self, parts: list[Part]) -> list[Part]:
        """The parts themselves, or the first and one of all that came after it."""
        return parts if len(parts) <= MOST_SEGMENTS else [parts[0], self._folded(parts[1:])]

    def _folded(self, parts: Sequence[Part]) -> Part:
        opened = [self._opened(part) for part in parts]
        living = [_living(one, part) for one, part in zip(opened, parts, strict=True)]
        return self._written(segment.merged(opened, living))

    def _without(self, part: Part, gone: Collection[int]) -> Part:
        ids = self._opened(part).ids
        wanted = np.array(sorted(gone), np.int64)
        at = np.searchsorted(ids, wanted)
        here = wanted[at < len(ids)]
        here = here[ids[at[at < len(ids)]] == here]
        return replace(part, removed=tuple(sorted({*part.removed, *here.tolist()})))

    def _opened(self, part: Part) -> Segment:
        return Segment.open(self._folder / part.name, verify=False)  # readers verify; a writer reads little

    def _written(self, one: Segment) -> Part:
        name = f"{uuid4().hex}{ENDING}"
        one.save(self._folder / name)
        return Part(name, len(one.ids))

    def _exchange(self, parts: Sequence[Part]) -> None:
        """Name these parts, and take away the files that nobody names any more.

        A reader that has them open keeps them until it lets go.
        """
        content = {
            "format": FORMAT,
            "parts": [
                {"name": part.name, "documents": part.documents, "removed": part.removed} for part in parts
            ],
        }
        container.replace(self._folder / MANIFEST, json.dumps(content).encode())
        named = {part.name for part in parts}
        for path in self._folder.glob(f"*{ENDING}"):
            if path.name not in named:
                path.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / LOCK).open("w") as file:
            flock(file, LOCK_EX)
            yield


def _stamp(folder: Path) -> Stamp | None:
    """What changes whenever the manifest is exchanged; nothing before there is one."""
    try:
        about = os.stat(folder / MANIFEST)
    except FileNotFoundError:
        return None
    return (about.st_ino, about.st_mtime_ns, about.st_size)


def _read_manifest(folder: Path) -> list[Part]:
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        if content["format"] != FORMAT:
            raise IndexFileError(
                f"The search index is of format {content['format']}; this is format {FORMAT}."
            )
        return [Part(one["name"], one["documents"], tuple(one["removed"])) for one in content["parts"]]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        raise IndexFileError(f"The {MANIFEST} of the search index is unreadable.") from error


def _living(one: Segment, part: Part) -> Mask:
    living: Mask = ~np.isin(one.ids, np.array(part.removed, np.int64))
    return living
