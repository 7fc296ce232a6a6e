"""What people type in the organisation, made clean."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from gijun.organisation.queries.audit import KINDS, Asked
from gijun.organisation.queries.own import Preferences
from gijun.organisation.queries.teams import Branch
from gijun.organisation.terms import Locale, Role, RowHeight

NO_CHOICE = ("", _("Choose"))
ALL = ("", _("All"))
NOBODY = ("", _("Nobody"))
TIME_OF_DAY = re.compile(r"\A([01]?\d|2[0-3]):([0-5]\d)\Z")  # Django searches, it does not match
MORE_KEYS = 2  # empty rows to choose further shortcuts in


def _teams(branches: Iterable[Branch], first: tuple[str | int, Any] = NO_CHOICE) -> list[tuple[Any, Any]]:
    return [first, *((branch.team.pk, branch.indented) for branch in branches)]


class PeopleFilterForm(forms.Form):
    """The list's address line; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Name, sign-in name or mail address"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[ALL, *Role.choices])
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    everyone = forms.BooleanField(label=_("Also people who may not sign in"), required=False)

    def __init__(self, data: Mapping[str, Any], branches: Iterable[Branch]) -> None:
        super().__init__(data)
        self.fields["team"].choices = _teams(branches, ALL)  # type: ignore[attr-defined] # a choice field

    def wanted(self) -> dict[str, Any]:
        """The arguments of ``queries.people.matching``."""
        self.is_valid()
        clean = self.cleaned_data
        return {
            "words": clean.get("q") or "",
            "role": clean.get("role") or "",
            "team_id": clean.get("team"),
            "active": not clean.get("everyone"),
        }


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=64)
    email = forms.EmailField(label=_("Mail address"), required=False)
    locale = forms.ChoiceField(label=_("Language"), choices=Locale.choices, initial=Locale.KOREAN)
    active = forms.BooleanField(label=_("May sign in"), required=False, initial=True)


class RoleForm(forms.Form):
    """A role in one of the teams given."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    role = forms.ChoiceField(label=_("Role"), choices=[NO_CHOICE, *Role.choices])

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = _teams(branches)  # type: ignore[attr-defined] # a choice field


class ColleagueForm(RoleForm):
    """A new person with their first role."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=64,
        help_text=_("Latin letters, figures and . _ @ + - only."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    name = forms.CharField(label=_("Name"), max_length=64)
    email = forms.EmailField(label=_("Mail address"), required=False)
    locale = forms.ChoiceField(label=_("Language"), choices=Locale.choices, initial=Locale.KOREAN)

    field_order = ("name", "username", "email", "locale", "team", "role")


class TeamForm(forms.Form):
    """A team's name, and which of the teams given it stands below.

    Args:
        first: what stands before the teams: a choice of its own, or the demand to choose.
    """

    name = forms.CharField(label=_("Name"), max_length=64)
    parent = forms.TypedChoiceField(label=_("Below"), coerce=int, empty_value=None)

    CENTRE = ("", _("Nothing: a centre of its own"))

    def __init__(
        self,
        *args: Any,
        branches: Iterable[Branch],
        first: tuple[str | int, Any] = NO_CHOICE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].required = first == NO_CHOICE
        self.fields["parent"].choices = _teams(branches, first)  # type: ignore[attr-defined] # a choice field


class DayForm(forms.Form):
    """Where a centre lives, and when its business day begins."""

    zone = forms.CharField(label=_("Time zone"), max_length=64, help_text=_("For example Asia/Seoul."))
    starts_at = forms.RegexField(
        TIME_OF_DAY,
        label=_("Business day begins at"),
        help_text=_("24-hour clock, for example 06:00 where night shifts belong to the day before."),
        error_messages={"invalid": _("Write the time as 06:00.")},
    )

    def clean_starts_at(self) -> int:
        """The minute of the day."""
        hours, _colon, minutes = str(self.cleaned_data["starts_at"]).partition(":")
        return int(hours) * 60 + int(minutes)


class DecisionForm(forms.Form):
    """What one role may do alone."""

    role = forms.ChoiceField(choices=Role.choices, widget=forms.HiddenInput)
    allowed = forms.BooleanField(label=_("Allowed"), required=False)
    limit_amount = forms.IntegerField(
        label=_("Up to (₩)"), required=False, widget=forms.NumberInput(attrs={"min": 0})
    )
    approver = forms.ChoiceField(
        label=_("Approves beyond it"), required=False, choices=[NOBODY, *Role.choices]
    )


class CalendarForm(forms.Form):
    """Name, zone and the seven lines of a week. ``version``: the one the page showed."""

    name = forms.CharField(label=_("Name"), max_length=64)
    zone = forms.CharField(label=_("Time zone"), max_length=64, initial="Asia/Seoul")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, label in WEEKDAYS.items():
            self.fields[f"day_{weekday}"] = forms.CharField(label=label, required=False, max_length=100)

    def days(self) -> list[forms.BoundField]:
        """The fields of the week, Monday first."""
        return [self[f"day_{weekday}"] for weekday in WEEKDAYS]

    @staticmethod
    def lines(week: Iterable[str]) -> dict[str, str]:
        """Initial values of the week's fields."""
        return {f"day_{weekday}": line for weekday, line in enumerate(week)}

    def wanted(self) -> dict[str, Any]:
        """Name, zone and week as the actions take them."""
        clean = self.cleaned_data
        week = [clean[f"day_{weekday}"] for weekday in WEEKDAYS]
        return {"name": clean["name"], "zone": clean["zone"], "week": week}


class ExceptionForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hours = forms.CharField(
        label=_("Working hours"), required=False, max_length=100, help_text=_("Empty: closed all day.")
    )
    label = forms.CharField(label=_("Why"), required=False, max_length=64)


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"))


class CentreForm(forms.Form):
    """One of the centres given."""

    centre = forms.TypedChoiceField(label=_("Centre"), coerce=int)

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centres = (branch for branch in branches if branch.team.parent_id is None)
        self.fields["centre"].choices = _teams(centres)  # type: ignore[attr-defined] # a choice field


class AuditForm(forms.Form):
    """The audit's address line; what is not understood narrows nothing."""

    person = forms.CharField(label=_("Person"), required=False, max_length=64)
    kind = forms.ChoiceField(label=_("What"), required=False, choices=[ALL, *KINDS.items()])
    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def wanted(self) -> Asked:
        self.is_valid()
        clean = self.cleaned_data
        return Asked(
            person=clean.get("person") or "",
            kind=clean.get("kind") or "",
            day=clean.get("day"),
            before=clean.get("before"),
        )


class PreferencesForm(forms.Form):
    """How a person arranges Gijun. Shortcuts come as parallel lists: ``key`` and ``instead``."""

    locale = forms.ChoiceField(label=_("Language"), choices=Locale.choices)
    row_height = forms.ChoiceField(label=_("Row height"), choices=RowHeight.choices)
    shortcuts_on = forms.BooleanField(label=_("Use shortcuts"), required=False)
    enter_sends = forms.BooleanField(
        label=_("Enter sends an answer; Shift+Enter starts a new line"), required=False
    )

    @staticmethod
    def starting_with(preferences: Preferences, locale: str) -> dict[str, Any]:
        """Initial values."""
        names = ("row_height", "shortcuts_on", "enter_sends")
        return {"locale": locale} | {name: getattr(preferences, name) for name in names}

    def keys(self) -> dict[str, str]:
        """What a page declares → what is pressed instead; a row with an empty side is no choice."""
        data: Any = self.data
        pairs = zip(data.getlist("key"), data.getlist("instead"), strict=False)
        cleaned = ((_as_key(key), _as_key(instead)) for key, instead in pairs)
        return {key: instead for key, instead in cleaned if key and instead}

    @staticmethod
    def key_rows(keys: Mapping[str, str]) -> list[tuple[str, str]]:
        """The rows to show, with empty ones to add to."""
        return [*keys.items(), *[("", "")] * MORE_KEYS]


def _as_key(typed: str) -> str:
    """A key the way pages declare it: ``R`` is ``r``, ``shift+E`` is ``Shift+e``, ``f8`` is ``F8``."""
    text = typed.strip().lower()
    if text.startswith("shift+"):
        return "Shift+" + text.removeprefix("shift+")
    return text.upper() if re.fullmatch(r"f\d+", text) else text


class TokenForm(forms.Form):
    label = forms.CharField(
        label=_("What it is for"), max_length=64, help_text=_("For example: nightly report.")
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Locale.choices)
