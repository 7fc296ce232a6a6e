"""The only writers of the standards."""

from gijun.standards.actions.reasons import add_reason, change_reason
from gijun.standards.actions.searches import note_not_found
from gijun.standards.actions.standards import Matter, add_standard, change_owner, change_standard
from gijun.standards.actions.tables import bring_in
from gijun.standards.actions.versions import change_draft, discard_draft, draft_version, publish

__all__ = [
    "Matter",
    "add_reason",
    "add_standard",
    "bring_in",
    "change_draft",
    "change_owner",
    "change_reason",
    "change_standard",
    "discard_draft",
    "draft_version",
    "note_not_found",
    "publish",
]
