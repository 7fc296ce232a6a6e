"""Targets, and the clocks that follow the log."""

from gijun.desk.actions.clocks.due import note_due
from gijun.desk.actions.clocks.following import follow_log, keep, rebuild
from gijun.desk.actions.clocks.policy import change_policy, move_clocks, said, with_reasons_below

__all__ = [
    "change_policy",
    "follow_log",
    "keep",
    "move_clocks",
    "note_due",
    "rebuild",
    "said",
    "with_reasons_below",
]
