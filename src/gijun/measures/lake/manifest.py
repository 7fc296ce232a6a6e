"""Which files are valid, and up to where they tell the log."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

SHAPE = 2  # of files and facts; another number builds everything anew
PUBLISHED = "manifest.json"
SKEW_MS = 300_000  # clocks of machines differ: a fact is from the future only beyond it
BEGUN = "begun.json"  # what a refresh has written so far; it goes on there after an interruption


@dataclass(frozen=True, slots=True)
class Part:
    """A file of events of one business day."""

    path: str  # below the lake's folder
    day: date
    first: int  # position
    last: int
    rows: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the lake holds: every fact up to ``position``, as known at ``as_of_ms``."""

    generation: int = 1  # one more for each time everything was built anew
    position: int = 0
    as_of_ms: int = 0
    parts: tuple[Part, ...] = ()
    facts: dict[str, dict[str, str]] = field(default_factory=dict)  # name → ISO day → path; "" is no day's
    ahead: int = 0  # facts said to have happened after ``as_of_ms``: kept, and not counted until then
    tidied: str = ""  # the night whose days were last put into one file each
    teams: dict[str, list[str]] = field(
        default_factory=dict
    )  # team → centre, zone, day start it was folded with
    shape: int = field(default_factory=lambda: SHAPE)

    def with_parts(self, new: list[Part]) -> "Manifest":
        """The same with parts added; one of the same day that begins at the same position is replaced."""
        kept = {(part.day, part.first): part for part in self.parts}
        kept.update({(part.day, part.first): part for part in new})
        position = max([self.position, *(part.last for part in new)])
        return replace(self, parts=tuple(kept[key] for key in sorted(kept)), position=position)

    def with_whole_day(self, whole: Part) -> "Manifest":
        """The same with one part in place of all of its day."""
        others = [part for part in self.parts if part.day != whole.day]
        return replace(self, parts=tuple(sorted([*others, whole], key=lambda part: (part.day, part.first))))

    def last_part_of(self, day: date) -> Part | None:
        return max(
            (part for part in self.parts if part.day == day), key=lambda part: part.first, default=None
        )

    @property
    def present_ms(self) -> int:
        """What happened up to here is counted."""
        return self.as_of_ms + SKEW_MS

    def paths(self) -> Iterator[str]:
        yield from (part.path for part in self.parts)
        for files in self.facts.values():
            yield from files.values()

    def is_whole(self, root: Path) -> bool:
        """Is every file there, at the size it was written with?"""
        facts = all((root / path).is_file() for files in self.facts.values() for path in files.values())
        return facts and all(size_of(root / part.path) == part.size for part in self.parts)


def size_of(path: Path) -> int:
    """Bytes of a file; -1 where there is none."""
    return path.stat().st_size if path.is_file() else -1


def read(root: Path, name: str = PUBLISHED) -> Manifest | None:
    """The manifest; none when there is none, it cannot be read, or its files have another shape."""
    try:
        told = json.loads((root / name).read_text())
        if told["shape"] != SHAPE:
            return None
        parts = tuple(Part(**(part | {"day": date.fromisoformat(part["day"])})) for part in told["parts"])
        return Manifest(**(told | {"parts": parts}))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write_aside(root: Path, manifest: Manifest, name: str) -> Path:
    """Write the manifest next to its place; whoever moves it there publishes it."""
    root.mkdir(parents=True, exist_ok=True)
    aside = root / f"{name}.{os.getpid()}.tmp"
    aside.write_text(json.dumps(asdict(manifest), default=str))
    settle(aside)
    return aside


def write(root: Path, manifest: Manifest, name: str) -> None:
    """Exchange the manifest in one step."""
    os.replace(write_aside(root, manifest, name), root / name)


def settle(path: Path) -> None:
    """Have the disk keep the file before anything names it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
