"""Facts of saved views and bulk changes: ids, numbers and codes, never a name."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewSaved:
    """A view was saved, anew or otherwise. ``team_id``: with whom it is shared; ``agent_id``: its owner."""

    name: ClassVar[str] = "desk.view_saved"
    version: ClassVar[int] = 1
    team_id: int | None
    agent_id: int
    view_id: int
    edition: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRemoved:
    """A view is no longer offered."""

    name: ClassVar[str] = "desk.view_removed"
    version: ClassVar[int] = 1
    team_id: int | None
    view_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewBroughtBack:
    """A removed view is offered again."""

    name: ClassVar[str] = "desk.view_brought_back"
    version: ClassVar[int] = 1
    team_id: int | None
    view_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPinned:
    """A view stands over somebody's list, at a place."""

    name: ClassVar[str] = "desk.view_pinned"
    version: ClassVar[int] = 1
    agent_id: int
    view_id: int
    place: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewUnpinned:
    """A view no longer stands over somebody's list."""

    name: ClassVar[str] = "desk.view_unpinned"
    version: ClassVar[int] = 1
    agent_id: int
    view_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRequested:
    """Somebody asked for one act on many tickets."""

    name: ClassVar[str] = "desk.bulk_requested"
    version: ClassVar[int] = 1
    agent_id: int
    change_id: int
    act: str
    rows: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChanged:
    """A bulk change went through; each ticket's own facts stand beside."""

    name: ClassVar[str] = "desk.bulk_changed"
    version: ClassVar[int] = 1
    agent_id: int
    change_id: int
    act: str
    changed: int
    unchanged: int
    failed: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkUndoRequested:
    """Somebody asked to take a bulk change back."""

    name: ClassVar[str] = "desk.bulk_undo_requested"
    version: ClassVar[int] = 1
    agent_id: int
    change_id: int
    rows: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkUndone:
    """A bulk change was taken back, as far as that was possible."""

    name: ClassVar[str] = "desk.bulk_undone"
    version: ClassVar[int] = 1
    agent_id: int
    change_id: int
    undone: int
    kept: int
