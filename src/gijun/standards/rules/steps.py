"""Steps of checklists: what has to be done, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Something that has to be done, why, and whether leaving it out fails the whole contact."""

    text: str
    why: str = ""
    is_critical: bool = False
