"""The only writers of the standards."""

from gijun.standards.actions.agreement import approve, send_back, verify, withdraw_approval
from gijun.standards.actions.consistency import clear_conflict, reopen_conflict, supersede_standard
from gijun.standards.actions.exceptions import change_exceptions
from gijun.standards.actions.learning import learn
from gijun.standards.actions.office_words import add_office_word, add_office_words, withdraw_office_word
from gijun.standards.actions.reasons import add_reason, change_reason
from gijun.standards.actions.review import HandedOver, hand_over, hand_over_documents
from gijun.standards.actions.searches import note_not_found
from gijun.standards.actions.standards import Matter, add_standard, change_owner, change_standard
from gijun.standards.actions.synonyms import (
    add_synonym,
    add_synonyms,
    remove_synonym,
    settle_not_found,
)
from gijun.standards.actions.tables import bring_in
from gijun.standards.actions.versions import change_draft, discard_draft, draft_version, publish
from gijun.standards.actions.workshop import decide, note_dissent, open_workshop, propose, vote

__all__ = [
    "HandedOver",
    "Matter",
    "add_office_word",
    "add_office_words",
    "add_reason",
    "add_standard",
    "add_synonym",
    "add_synonyms",
    "approve",
    "bring_in",
    "change_draft",
    "change_exceptions",
    "change_owner",
    "change_reason",
    "change_standard",
    "clear_conflict",
    "decide",
    "discard_draft",
    "draft_version",
    "hand_over",
    "hand_over_documents",
    "learn",
    "note_dissent",
    "note_not_found",
    "open_workshop",
    "propose",
    "publish",
    "remove_synonym",
    "reopen_conflict",
    "send_back",
    "settle_not_found",
    "supersede_standard",
    "verify",
    "vote",
    "withdraw_approval",
    "withdraw_office_word",
]
