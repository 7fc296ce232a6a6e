"""The facts about outside systems that know customers; nothing of addresses or secrets."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAdded:
    """A system was described; it is not asked until it is switched on."""

    name: ClassVar[str] = "customer_card.source_added"
    version: ClassVar[int] = 1
    source_id: int
    code: str
    team_id: int  # the centre
    source_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged:
    """How a system is asked, or what is shown of its answers, was changed."""

    name: ClassVar[str] = "customer_card.source_changed"
    version: ClassVar[int] = 1
    source_id: int
    team_id: int
    source_version: int
    new_secret: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSwitched:
    """A system is asked from now on, or no more."""

    name: ClassVar[str] = "customer_card.source_switched"
    version: ClassVar[int] = 1
    source_id: int
    team_id: int
    active: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTried:
    """Somebody asked a system about an address they typed, and saw what it said."""

    name: ClassVar[str] = "customer_card.source_tried"
    version: ClassVar[int] = 1
    source_id: int
    team_id: int
    outcome: str
