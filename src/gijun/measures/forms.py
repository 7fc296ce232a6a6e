"""What people choose and upload, made clean."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms import ChannelKind
from gijun.desk.terms.modes import ModeKind
from gijun.measures import queries
from gijun.measures.queries import LONGEST, Selection
from gijun.measures.terms import Period
from gijun.organisation.models import Person, Team

INDENT = "\N{EM SPACE}"


def day_field(label: Any, *, required: bool = False) -> forms.DateField:
    """A day, picked from the browser's calendar."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


class PeriodForm(forms.Form):
    """Days: a period up to today, or their own."""

    period = forms.ChoiceField(label=_("Period"), choices=Period, required=False)
    first = day_field(_("First day"))
    last = day_field(_("Last day"))

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("period") != Period.OWN:
            return clean
        first, last = clean.get("first"), clean.get("last")
        if first is None or last is None:
            raise forms.ValidationError(_("Give the first and the last day."))
        if last < first:
            raise forms.ValidationError(_("The last day lies before the first."))
        if (last - first).days >= LONGEST:
            raise forms.ValidationError(_("Choose at most 366 days."))
        return clean


class SelectionForm(PeriodForm):
    """Days, channel and team; what is not understood narrows nothing and says so."""

    channel = forms.ChoiceField(
        label=_("Channel"), choices=[("", _("All channels")), *ChannelKind.choices], required=False
    )
    team = forms.TypedChoiceField(label=_("Team"), coerce=int, empty_value=None, required=False)

    mode = forms.ChoiceField(
        label=_("Operating mode"), choices=[("", _("All modes")), *ModeKind.choices], required=False
    )
    compare = forms.BooleanField(label=_("Compare operating modes"), required=False)

    def __init__(self, person: Person, data: Any, *, at: datetime, by_mode: bool = False) -> None:
        super().__init__({"period": Period.FOUR_WEEKS, **{name: data.get(name) for name in data}})
        if not by_mode:  # only measures of contacts know a mode
            del self.fields["mode"], self.fields["compare"]
        self.today = queries.today(person, at)
        teams = [
            (str(one.pk), INDENT * (len(one.lineage) - 1) + one.name) for one in queries.teams_seen_by(person)
        ]
        self.fields["team"].choices = [("", _("All teams")), *teams]  # type: ignore[attr-defined] # a choice field

    def selection(self) -> Selection:
        """What is looked at; four weeks up to today where the days were not understood."""
        self.is_valid()
        first, last = self._days()
        clean = self.cleaned_data
        return Selection(first, last, clean.get("channel") or "", clean.get("team"), clean.get("mode") or "")

    @property
    def wants_modes(self) -> bool:
        """Are the operating modes wanted side by side?"""
        return self.is_valid() and bool(self.cleaned_data.get("compare"))

    def _days(self) -> tuple[date, date]:
        clean = self.cleaned_data
        if clean.get("period") == Period.OWN and not self.errors:
            return clean["first"], clean["last"]
        length = int(clean.get("period") or 0) if clean.get("period") in {"7", "28", "90"} else 28
        return self.today - timedelta(days=length - 1), self.today


class GrowthFileForm(forms.Form):
    """A file of orders, payments, sign-ups or uses."""

    centre = forms.ModelChoiceField(
        label=_("Centre"), queryset=Team.objects.none(), help_text=_("For rows that do not name a centre.")
    )
    file = forms.FileField(label=_("CSV or XLSX file"))

    def __init__(self, person: Person, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        centres = queries.centres_importable_by(person)
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined] # a model choice field
        self.fields["centre"].initial = centres.first()
