"""Operating modes, what each changes, and the broadcast schedule: the writers."""

from gijun.desk.actions.modes.broadcasts import (
    check_broadcast,
    plan_broadcast,
    plan_broadcasts,
    remove_broadcast,
)
from gijun.desk.actions.modes.periods import answer_suggestion, end_mode, enter_mode, prolong_mode, revert
from gijun.desk.actions.modes.plans import change_plan
from gijun.desk.actions.modes.watching import sample, watch, watch_modes

__all__ = [
    "answer_suggestion",
    "change_plan",
    "check_broadcast",
    "end_mode",
    "enter_mode",
    "plan_broadcast",
    "plan_broadcasts",
    "prolong_mode",
    "remove_broadcast",
    "revert",
    "sample",
    "watch",
    "watch_modes",
]
