"""What people type about promises; the actions say what is missing."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gijun.desk.actions.promises.making import Wanted
from gijun.desk.errors import DeskError
from gijun.desk.rules.promises.policy import Policy
from gijun.desk.terms.promises import Avoidable

LOCAL = "%Y-%m-%dT%H:%M"
FORMATS = [LOCAL, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class WhenForm(forms.Form):
    """A time as a browser gives it; ``instead`` is one that was offered and chosen."""

    due = forms.CharField(required=False, max_length=40)
    instead = forms.CharField(required=False, max_length=40)
    outside_ok = forms.BooleanField(required=False)

    def due_at(self) -> datetime | None:
        """The time chosen; none where none was.

        Raises:
            DeskError: it is no time.
        """
        self.is_valid()
        given = self.cleaned_data.get("instead") or self.cleaned_data.get("due", "")
        if not given.strip():
            return None
        try:
            at: datetime = forms.DateTimeField(input_formats=FORMATS).clean(given.strip())
        except forms.ValidationError as error:
            raise DeskError(
                _("“%(value)s” is no date and time. Write 2026-12-03 15:00.") % {"value": given.strip()}
            ) from error
        return at


class PromiseForm(WhenForm):
    """A promise somebody gives."""

    kind = forms.CharField(required=False, max_length=12)
    note = forms.CharField(required=False)
    why = forms.CharField(required=False, max_length=16)
    owner = forms.IntegerField(required=False)
    message = forms.IntegerField(required=False)
    callback_reason = forms.CharField(required=False, max_length=20)
    avoidable = forms.CharField(required=False, max_length=8)
    handle = forms.IntegerField(required=False)

    def wanted(self) -> Wanted:
        """The promise.

        Raises:
            DeskError: no time was chosen, or it is none.
        """
        due_at = self.due_at()
        if due_at is None:
            raise DeskError(_("Choose until when."))
        given = self.cleaned_data
        return Wanted(
            kind=given.get("kind", ""),
            due_at=due_at,
            note=given.get("note", ""),
            why=given.get("why", ""),
            owner_id=given.get("owner"),
            message_id=given.get("message"),
            callback_reason=given.get("callback_reason", ""),
            avoidable=given.get("avoidable") or Avoidable.UNKNOWN.value,
            handle_id=given.get("handle"),
            outside_ok=given.get("outside_ok", False),
        )


class MoveForm(WhenForm):
    reason = forms.CharField(required=False, max_length=12)


class CallForm(WhenForm):
    outcome = forms.CharField(required=False, max_length=16)
    avoidable = forms.CharField(required=False, max_length=8)


class PolicyForm(forms.Form):
    """Rules of the customers' page, as they were typed."""

    address = forms.CharField(required=False, max_length=200)
    append_link = forms.BooleanField(required=False)
    open_days = forms.IntegerField(required=False)
    warn_min = forms.IntegerField(required=False)

    def policy(self) -> Policy:
        """What was typed; a number that is none is 0, which no rule allows."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        return Policy(
            address=given.get("address", ""),
            append_link=given.get("append_link", False),
            open_days=given.get("open_days") or 0,
            warn_min=given.get("warn_min") or 0,
        )


class SatisfactionForm(forms.Form):
    """What a customer says of a solution."""

    score = forms.IntegerField(min_value=1, max_value=5)
    resolved = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    comment = forms.CharField(required=False, max_length=1_000)
    solved = forms.IntegerField()
