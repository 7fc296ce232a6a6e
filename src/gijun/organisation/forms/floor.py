"""What people type about states, breaks, skills and floor rules, made clean."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gijun.organisation.forms.administration import TIME_OF_DAY
from gijun.organisation.models import Person
from gijun.organisation.rules.floor_rules import RANGES, REASONS_ASKED_FOR
from gijun.organisation.terms import BreakApproval, FloorField

UNLIMITED = "-"


class StateForm(forms.Form):
    """A state somebody chooses: ``ready``, or ``away:meal`` with its reason."""

    state = forms.RegexField(r"\A[a-z_]{1,16}(:[a-z]{1,16})?\Z")

    def wanted(self) -> tuple[str, str]:
        """State and reason; what is no choice is no state."""
        kind, _colon, reason = (self.cleaned_data["state"] if self.is_valid() else "").partition(":")
        return kind, reason


class BreakForm(forms.Form):
    """A break somebody wants. Without a time: now."""

    reason = forms.ChoiceField(label=_("Why"), choices=[(one.value, one.label) for one in REASONS_ASKED_FOR])
    minutes = forms.IntegerField(label=_("Minutes"), initial=10, min_value=1)
    at = forms.RegexField(
        TIME_OF_DAY,
        label=_("From"),
        required=False,
        help_text=_("For example 14:30. Empty: now."),
        error_messages={"invalid": _("Write the time as 14:30.")},
    )

    def wanted(self, now: datetime) -> dict[str, Any]:
        """Reason, minutes and when, the next time the wall clock shows it."""
        clean = self.cleaned_data
        begins = None
        if clean["at"]:
            hours, _colon, minutes = clean["at"].partition(":")
            local = timezone.localtime(now)
            begins = local.replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)
            if begins <= local - timedelta(minutes=1):
                begins += timedelta(days=1)
        return {"reason": clean["reason"], "minutes": clean["minutes"], "wanted_from": begins}


class AnswerForm(forms.Form):
    """A lead's answer to a break."""

    approve = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    note = forms.CharField(required=False, max_length=200)


class SkillForm(forms.Form):
    """A new skill."""

    code = forms.CharField(
        label=_("Code"), max_length=32, help_text=_("Small Latin letters, figures and -; it never changes.")
    )
    name = forms.CharField(label=_("Name"), max_length=64)


class SkillChangeForm(forms.Form):
    name = forms.CharField(max_length=64)
    retired = forms.BooleanField(required=False)


class FloorRulesForm(forms.Form):
    """Floor rules, a field each; a channel without a tick has no after-contact work.

    Args:
        channels: kinds of channels, code → word.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    stay_number = forms.IntegerField(label=FloorField.STAY_NUMBER.label)
    stay_percent = forms.IntegerField(label=FloorField.STAY_PERCENT.label)
    break_approval = forms.ChoiceField(label=FloorField.APPROVAL.label, choices=BreakApproval.choices)
    longest_break_min = forms.IntegerField(label=FloorField.LONGEST_BREAK.label)
    away_limit_min = forms.IntegerField(
        label=FloorField.AWAY_LIMIT.label, required=False, help_text=_("Empty: as long as it takes.")
    )
    silent_after_s = forms.IntegerField(
        label=FloorField.SILENT_AFTER.label, required=False, help_text=_("Empty: never.")
    )

    def __init__(self, *args: Any, channels: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channels = channels
        for code, label in channels.items():
            self.fields[f"after_{code}"] = forms.CharField(
                label=_("After-contact work: %(channel)s") % {"channel": label},
                required=False,
                max_length=6,
                help_text=_("Seconds; “-” is without limit, empty is none."),
            )

    @staticmethod
    def starting_with(content: Mapping[str, Any], version: int) -> dict[str, Any]:
        """Initial values."""
        limits = {
            f"after_{code}": "-" if limit is None else limit
            for code, limit in content["after_work_s"].items()
        }
        return {**content, **limits, "version": version}

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        for code in self.channels:
            typed = clean.get(f"after_{code}", "")
            if typed and typed != UNLIMITED and not typed.isdecimal():
                self.add_error(f"after_{code}", _("Write seconds, or “-” for no limit."))
        return clean

    def content(self) -> dict[str, Any]:
        """The rules as the action takes them."""
        clean = self.cleaned_data
        typed = {code: clean[f"after_{code}"] for code in self.channels}
        limits = {code: None if text == UNLIMITED else int(text) for code, text in typed.items() if text}
        return {"after_work_s": limits, "break_approval": clean["break_approval"]} | {
            name: clean[name] for name in RANGES
        }


class LedgerForm(forms.Form):
    """Which days, and whose state time."""

    since = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    whose = forms.ChoiceField(label=_("Whose"), required=False)

    OWN, ALL = "", "all"

    def __init__(self, *args: Any, people: Iterable[Person], longest_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.longest_days = longest_days
        choices = [(self.OWN, _("My own")), (self.ALL, _("Everybody I lead"))]
        self.fields["whose"].choices = [  # type: ignore[attr-defined] # a choice field
            *choices, *((str(one.pk), one.name) for one in people)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        since, until = clean.get("since"), clean.get("until")
        if since and until and not timedelta(0) <= until - since < timedelta(days=self.longest_days):
            raise forms.ValidationError(
                _("Choose a first and a last day in order, %(days)s days at most.")
                % {"days": self.longest_days}
            )
        return clean
