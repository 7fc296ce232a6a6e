"""Fold facts into the state of saved views and bulk changes."""

from dataclasses import dataclass, field

from gijun.desk.events import views as facts
from gijun.events.facts import Fact


@dataclass(slots=True)
class ViewHistory:
    """A view as the log tells it."""

    owner_id: int
    team_id: int | None
    edition: int
    removed: bool = False


@dataclass(slots=True)
class BulkHistory:
    """A bulk change as the log tells it: how many tickets, and what became of them."""

    person_id: int
    act: str
    rows: int
    changed: int | None = None  # none: not finished
    unchanged: int | None = None
    failed: int | None = None
    undo_asked: bool = False
    undone: int | None = None
    kept: int | None = None


@dataclass(slots=True)
class ViewsHistory:
    """What the log knows of views and bulk changes. ``pins``: (person, view) → place."""

    views: dict[int, ViewHistory] = field(default_factory=dict)
    pins: dict[tuple[int, int], int] = field(default_factory=dict)
    changes: dict[int, BulkHistory] = field(default_factory=dict)


def apply(history: ViewsHistory, at_ms: int, fact: Fact) -> None:  # noqa: ARG001 -- every area takes a time
    """Apply one fact."""
    match fact:
        case facts.ViewSaved():
            known = history.views.get(fact.view_id)
            removed = known.removed if known else False
            history.views[fact.view_id] = ViewHistory(fact.agent_id, fact.team_id, fact.edition, removed)
        case facts.ViewRemoved():
            history.views[fact.view_id].removed = True
        case facts.ViewBroughtBack():
            history.views[fact.view_id].removed = False
        case facts.ViewPinned():
            history.pins[fact.agent_id, fact.view_id] = fact.place
        case facts.ViewUnpinned():
            history.pins.pop((fact.agent_id, fact.view_id), None)
        case facts.BulkRequested():
            history.changes[fact.change_id] = BulkHistory(fact.agent_id, fact.act, fact.rows)
        case facts.BulkChanged():
            change = history.changes[fact.change_id]
            change.changed, change.unchanged, change.failed = fact.changed, fact.unchanged, fact.failed
        case facts.BulkUndoRequested():
            history.changes[fact.change_id].undo_asked = True
        case facts.BulkUndone():
            change = history.changes[fact.change_id]
            change.undone, change.kept = fact.undone, fact.kept
