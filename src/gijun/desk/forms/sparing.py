"""What people type about taking back, automatic answers, flags and the right to end."""

from itertools import product
from typing import Any

from django import forms

from gijun.desk.rules.sparing.answering import AnswerRules
from gijun.desk.rules.sparing.policy import LANGUAGES, STEPS, WAYS, Content, Ending, Risk, Sending
from gijun.desk.terms.sparing import PolicyKind

NO_NUMBER = -1  # what was typed is no number: no rule allows it


class PolicyForm(forms.Form):
    """One matter of a centre, as it was typed."""

    kind = forms.ChoiceField(choices=PolicyKind.choices)
    undo_s = forms.IntegerField(required=False)
    alone_days = forms.IntegerField(required=False)
    rest_min = forms.IntegerField(required=False)

    def _number(self, name: str) -> int:
        value = self.cleaned_data.get(name)
        return NO_NUMBER if value is None else int(value)

    def content(self) -> Content:
        """What was typed."""
        self.is_valid()
        match self.cleaned_data.get("kind"):
            case PolicyKind.RISK:
                return Risk(self._number("alone_days"))
            case PolicyKind.ENDING:
                names = [".".join(one) for one in product(STEPS, WAYS, LANGUAGES)]
                return Ending(self._number("rest_min"), {name: self.data.get(name, "") for name in names})
            case _:
                return Sending(self._number("undo_s"))


class AnswersForm(forms.Form):
    """How a door answers by itself, as it was typed."""

    outside_hours = forms.BooleanField(required=False)
    outside_hours_ko = forms.CharField(required=False)
    outside_hours_en = forms.CharField(required=False)
    first_contact = forms.BooleanField(required=False)
    first_contact_ko = forms.CharField(required=False)
    first_contact_en = forms.CharField(required=False)
    mode = forms.BooleanField(required=False)
    period_h = forms.IntegerField(required=False)
    cap = forms.IntegerField(required=False)

    def rules(self) -> AnswerRules:
        """What was typed; a number that is none is 0, which no rule allows."""
        self.is_valid()
        given: dict[str, Any] = {}
        for name, field in self.fields.items():
            nothing: Any = 0 if isinstance(field, forms.IntegerField) else ""
            nothing = False if isinstance(field, forms.BooleanField) else nothing
            given[name] = self.cleaned_data.get(name) or nothing
        return AnswerRules(**given)


class FlagForm(forms.Form):
    """A flag on a customer, as it was typed; the action says what is missing."""

    kind = forms.CharField(required=False, max_length=12)
    evidence = forms.CharField(required=False)
    days = forms.IntegerField(required=False)

    def wanted(self) -> dict[str, Any]:
        """The flag."""
        self.is_valid()
        given = self.cleaned_data
        pointed = self.data.getlist("message") if hasattr(self.data, "getlist") else []
        return {
            "kind": given.get("kind", ""),
            "evidence": given.get("evidence", ""),
            "days": given.get("days") or 0,
            "message_ids": [int(one) for one in pointed if one.isdigit()],
        }


class TextForm(forms.Form):
    text = forms.CharField(required=False)
