"""The only writers of the desk."""

from gijun.desk.actions.customers import erase_customer, merge_customers
from gijun.desk.actions.delivery import claim_due, note_bounce, note_not_sent, note_sent, try_again
from gijun.desk.actions.intake import Inbound, InboundFile, Received, receive
from gijun.desk.actions.judging import judge_exception
from gijun.desk.actions.originals import drop, keep_original, note_sender, retry_original, set_aside
from gijun.desk.actions.replies import (
    UsedSentence,
    UsedSnippet,
    UsedTemplate,
    discard_draft,
    reply,
    save_draft,
    write_note,
)
from gijun.desk.actions.setup import add_account, change_account
from gijun.desk.actions.sparing.taking_back import withdraw_reply
from gijun.desk.actions.standards_in_use import tick
from gijun.desk.actions.tickets import (
    assign,
    choose_reason,
    close,
    merge,
    park,
    release,
    reopen,
    set_priority,
    solve,
    take,
)
from gijun.desk.actions.work import be_present, leave, sweep_work

__all__ = [
    "Inbound",
    "InboundFile",
    "Received",
    "UsedSentence",
    "UsedSnippet",
    "UsedTemplate",
    "add_account",
    "assign",
    "be_present",
    "change_account",
    "choose_reason",
    "claim_due",
    "close",
    "discard_draft",
    "drop",
    "erase_customer",
    "judge_exception",
    "keep_original",
    "leave",
    "merge",
    "merge_customers",
    "note_bounce",
    "note_not_sent",
    "note_sender",
    "note_sent",
    "park",
    "receive",
    "release",
    "reopen",
    "reply",
    "retry_original",
    "save_draft",
    "set_aside",
    "set_priority",
    "solve",
    "sweep_work",
    "take",
    "tick",
    "try_again",
    "withdraw_reply",
    "write_note",
]
