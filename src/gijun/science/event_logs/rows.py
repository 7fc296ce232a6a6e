"""Events of a log, and rows that could not become one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

LONGEST_NAME = 200  # characters of a case or an activity
FAULTS_KEPT = 200


class Event(NamedTuple):
    """Something that happened in a case; ``order``: its place in the file."""

    case: str
    activity: str
    at_ms: int
    order: int
    department: str = ""
    resource: str = ""


class Fault(StrEnum):
    """Why a row was not taken."""

    NO_CASE = "no_case"
    NO_ACTIVITY = "no_activity"
    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    TOO_LONG = "too_long"
    TOO_FEW = "too_few"  # cells
    BROKEN = "broken"


class Refused(NamedTuple):
    """A row that was not taken. ``line``: of the file, from 1; ``cell``: what stands there."""

    line: int
    fault: Fault
    cell: str


class Unreadable(StrEnum):
    """Why a whole file cannot be read."""

    NO_TEXT = "no_text"  # neither UTF-8 nor CP949
    EMPTY = "empty"
    NO_XML = "no_xml"
    DOCUMENT_TYPE = "document_type"  # it could declare entities
    NO_LOG = "no_log"


class EventLogError(ValueError):
    """A file that cannot be read at all. ``line``: where, from 1; 0 where it is no single place."""

    def __init__(self, why: Unreadable, line: int = 0) -> None:
        super().__init__(f"{why.value}, line {line}")
        self.why = why
        self.line = line


@dataclass(slots=True)
class Reading:
    """The rows that were not taken: all are counted, the first are kept."""

    refused: list[Refused] = field(default_factory=list)
    count: int = 0

    def refuse(self, line: int, fault: Fault, cell: str = "") -> None:
        self.count += 1
        if len(self.refused) < FAULTS_KEPT:
            self.refused.append(Refused(line, fault, cell[:80]))


class Told(NamedTuple):
    """What a row says before it is understood."""

    case: str
    activity: str
    at: str

    def event(
        self, order: int, more: list[str], when: Callable[[str], int | None]
    ) -> Event | tuple[Fault, str]:
        if not self.case:
            return Fault.NO_CASE, self.activity
        if not self.activity:
            return Fault.NO_ACTIVITY, self.case
        if not self.at.strip():
            return Fault.NO_TIME, self.case
        for cell in (self.case, self.activity, *more):
            if len(cell) > LONGEST_NAME:
                return Fault.TOO_LONG, cell
        at_ms = when(self.at)
        if at_ms is None:
            return Fault.BAD_TIME, self.at
        return Event(self.case, self.activity, at_ms, order, *more)
