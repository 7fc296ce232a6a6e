"""What people type on the desk, made clean."""

from gijun.desk.forms.tickets import (
    AssignForm,
    DraftForm,
    FilterForm,
    JudgingForm,
    MergeForm,
    ParkForm,
    PriorityForm,
    ReasonForm,
    ReplyForm,
    TickForm,
)

__all__ = [
    "AssignForm",
    "DraftForm",
    "FilterForm",
    "JudgingForm",
    "MergeForm",
    "ParkForm",
    "PriorityForm",
    "ReasonForm",
    "ReplyForm",
    "TickForm",
]
