"""What people choose to look at on a board."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms import ChannelKind
from gijun.measures.boards.queries import today
from gijun.measures.boards.terms import Return
from gijun.measures.forms import INDENT, SelectionForm
from gijun.measures.terms import Period
from gijun.organisation.models import Person, Team
from gijun.standards.queries.reasons import reasons_tree


class ArrivalsForm(SelectionForm):
    """Days, channel, team and contact reason."""

    reason = forms.TypedChoiceField(label=_("Contact reason"), coerce=int, empty_value=None, required=False)

    def __init__(self, person: Person, data: Any, *, at: datetime) -> None:
        super().__init__(person, data, at=at)
        reasons = [("", _now("All reasons")), *((str(pk), way) for pk, way in reasons_tree())]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined] # a choice field

    @property
    def reason_id(self) -> int | None:
        """The chosen reason of a form that was read; none: all."""
        chosen: int | None = self.cleaned_data.get("reason")
        return chosen


class ReturnsForm(SelectionForm):
    """Days, channel, team, and how contacts come back; a quarter unless something else is asked for."""

    returned = forms.ChoiceField(label=_("How they came back"), choices=Return, required=False)

    def __init__(self, person: Person, data: Any, *, at: datetime) -> None:
        usual = {"period": Period.QUARTER.value, "returned": Return.ANY.value}
        super().__init__(person, usual | {name: data.get(name) for name in data}, at=at)

    @property
    def what(self) -> Return:
        """The chosen way of coming back of a form that was read."""
        return Return(self.cleaned_data.get("returned") or Return.ANY)


class GoalsForm(SelectionForm):
    """Days and channel; the team is one's own."""

    def __init__(self, person: Person, data: Any, *, at: datetime) -> None:
        super().__init__(person, data, at=at)
        del self.fields["team"]


class DayForm(forms.Form):
    """A team and one of its days; today where nothing else was understood."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int, empty_value=None, required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, teams: Sequence[Team], data: Mapping[str, Any], *, at: datetime) -> None:
        first = teams[0]
        usual = {"team": str(first.pk), "day": today.default_day(first, at).isoformat()}
        super().__init__(usual | {name: data.get(name) for name in data if data.get(name)})
        self.teams, self.at = teams, at
        choices = [(str(one.pk), INDENT * (len(one.lineage) - 1) + one.name) for one in teams]
        self.fields["team"].choices = choices  # type: ignore[attr-defined] # a choice field
        self.is_valid()

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day > max(today.default_day(one, self.at) for one in self.teams):
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @property
    def team_chosen(self) -> Team:
        wanted = self.cleaned_data.get("team")
        return next((one for one in self.teams if one.pk == wanted), self.teams[0])

    @property
    def day_chosen(self) -> date:
        return self.cleaned_data.get("day") or today.default_day(self.team_chosen, self.at)


class TodayForm(DayForm):
    """A team, one of its days and a channel."""

    channel = forms.ChoiceField(
        label=_("Channel"), choices=[("", _("All channels")), *ChannelKind.choices], required=False
    )

    def asked(self) -> today.Asked:
        """What is looked at."""
        return today.Asked(self.team_chosen, self.day_chosen, self.cleaned_data.get("channel") or "")
