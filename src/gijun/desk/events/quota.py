"""The facts of contacts that people who are no agents answer themselves."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactQuotaSet:
    """How many contacts a day somebody answers themselves was decided."""

    name: ClassVar[str] = "desk.contact_quota_set"
    version: ClassVar[int] = 1
    agent_id: int
    per_day: int  # 0: none any more


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedNoteWritten:
    """Somebody wrote down what they learned from contacts they answered."""

    name: ClassVar[str] = "desk.learned_note_written"
    version: ClassVar[int] = 1
    agent_id: int
    note_id: int
