"""What people type when they ask or answer; the actions say what is missing."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gijun.desk.actions.asking.approvals import Request
from gijun.desk.errors import DeskError
from gijun.desk.rules.asking.policy import Level, Policy
from gijun.desk.terms.asking import MOST_LEVELS
from gijun.organisation.terms import Role

AMOUNT = re.compile(r"(?:(\d{1,8})만)?(\d{1,13})?")


def read_amount(text: str) -> int:
    """KRW as people write it: ``30,000``, ``₩30000``, ``3만원``, ``3만 5000``; nothing is 0.

    Raises:
        DeskError: it is no amount.
    """
    plain = re.sub(r"[\s,₩원]", "", text)
    match = AMOUNT.fullmatch(plain)
    if match is None:
        raise DeskError(_("“%(amount)s” is no amount. Write 30,000 or 3만.") % {"amount": text.strip()[:40]})
    return int(match[1] or 0) * 10_000 + int(match[2] or 0)


class EscalateForm(forms.Form):
    kind = forms.CharField(required=False, max_length=16)
    why = forms.CharField(required=False, max_length=16)
    note = forms.CharField(required=False)


class ApprovalForm(forms.Form):
    """A request beyond the agent's limit."""

    power = forms.CharField(required=False, max_length=64)
    amount = forms.CharField(required=False, max_length=40)
    why = forms.CharField(required=False, max_length=16)
    grounds = forms.CharField(required=False)
    evidence = forms.CharField(required=False)
    message = forms.IntegerField(required=False)
    judgement = forms.IntegerField(required=False)

    def request(self) -> Request:
        """What is asked for.

        Raises:
            DeskError: the amount is none.
        """
        self.is_valid()
        given = self.cleaned_data
        return Request(
            power=given.get("power", ""),
            amount=read_amount(given.get("amount", "")),
            why=given.get("why", ""),
            grounds=given.get("grounds", ""),
            evidence=given.get("evidence", ""),
            message_id=given.get("message"),
            judgement_id=given.get("judgement"),
        )


class ConsultForm(forms.Form):
    department = forms.IntegerField(required=False)
    question = forms.CharField(required=False)
    why = forms.CharField(required=False, max_length=16)
    standard = forms.IntegerField(required=False)


class TextForm(forms.Form):
    """An answer or a whisper."""

    text = forms.CharField(required=False)
    keep = forms.BooleanField(required=False)


class DecideForm(forms.Form):
    act = forms.ChoiceField(choices=[("approve", ""), ("deny", "")])
    note = forms.CharField(required=False)
    say = forms.CharField(required=False)


class DelegateForm(forms.Form):
    """Who stands in, from when until when, on the clock of the centre."""

    to = forms.IntegerField(
        label=gettext_lazy("Who stands in"),
        error_messages={"required": gettext_lazy("Choose a colleague who may approve.")},
    )
    starts_at = forms.DateTimeField(
        label=gettext_lazy("From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def wanted(self) -> tuple[int, datetime, datetime]:
        """Deputy, beginning and end.

        Raises:
            DeskError: something is missing.
        """
        if not self.is_valid():
            raise DeskError(_("Choose who stands in, from when and until when."))
        given = self.cleaned_data
        return given["to"], given["starts_at"], given["ends_at"]


class PolicyForm(forms.Form):
    """The rules of asking: levels as parallel lists ``role`` and ``minutes``; an empty role is no level."""

    approval_min = forms.IntegerField(required=False)
    consult_min = forms.IntegerField(required=False)
    promote_after = forms.IntegerField(required=False)
    promote_days = forms.IntegerField(required=False)
    quiet_days = forms.IntegerField(required=False)

    def policy(self) -> Policy:
        """The rules as typed; a number that is none counts as 0, which the rules refuse."""
        self.is_valid()
        data: Any = self.data
        pairs = zip(data.getlist("role"), data.getlist("minutes"), strict=False)
        levels = tuple(
            Level(Role(role), int(minutes) if minutes.isdecimal() else 0)
            for role, minutes in list(pairs)[: 2 * MOST_LEVELS]
            if role in Role.values
        )
        numbers = {name: self.cleaned_data.get(name) or 0 for name in self.fields}
        return Policy(levels, **numbers)
