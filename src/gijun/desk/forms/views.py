"""What people type about views and bulk changes, made clean."""

from typing import Any
from uuid import uuid4

from django import forms

from gijun.desk.rules.bulk import clean_content
from gijun.desk.terms.views import MOST_AT_ONCE, Act

PARTS = (
    "view", "q", "status", "channel", "team", "assignee", "reason", "priority", "tag", "field", "value",
    "due", "queue", "waiting", "days", "order",
)  # fmt: skip
"""The names of a view's address."""


def params_of(data: Any) -> dict[str, str]:
    """The parts of a view's address, several values of one name joined."""
    return {name: ",".join(filter(None, data.getlist(name))) for name in PARTS if name in data}


class SaveForm(forms.Form):
    name = forms.CharField(required=False, max_length=200)
    share = forms.IntegerField(required=False)


class ChangeForm(forms.Form):
    act = forms.CharField()
    name = forms.CharField(required=False, max_length=200)
    share = forms.IntegerField(required=False)


class MeantForm(forms.Form):
    """Which tickets are meant: those ticked (``t``), or with ``all`` the whole list of the address."""

    all = forms.BooleanField(required=False)

    def ticket_ids(self) -> list[int]:
        """What was ticked, one more than may be changed at once at most."""
        data: Any = self.data
        ticked = [int(value) for value in data.getlist("t") if value.isdecimal() and len(value) <= 15]
        return ticked[: MOST_AT_ONCE + 1]


class BulkForm(MeantForm):
    """An act with what it needs, and the key of the page it is sent from."""

    act = forms.TypedChoiceField(choices=Act.choices, coerce=Act)
    key = forms.UUIDField(required=False)
    sure = forms.BooleanField(required=False)

    def content(self) -> dict[str, str | int] | None:
        """What the act needs; none where it is missing."""
        data: Any = self.data
        return clean_content(self.cleaned_data["act"], {name: data.get(name, "") for name in data})

    @property
    def sent_key(self) -> str:
        return str(self.cleaned_data.get("key") or uuid4())
