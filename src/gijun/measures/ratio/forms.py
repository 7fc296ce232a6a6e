"""Which ratio is looked at, goals, and reasons that came after others."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.measures.centre_days import business_today, centres_seen_whole
from gijun.measures.forms import PeriodForm, day_field
from gijun.measures.ratio.actions import MOST, SET_GOAL, Wanted
from gijun.measures.ratio.queries import NO_REASON, Asked
from gijun.measures.ratio.terms import Against, Grain, Sharing
from gijun.measures.terms import GrowthKind, Period
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.science.decomposition import Method
from gijun.standards.queries.reasons import reason_names, reasons_tree

USUAL_DAYS = 28


def _every_reason() -> list[tuple[str, Any]]:
    return [(str(pk), name) for pk, name in reason_names().items()]


def _lines() -> list[tuple[str, Any]]:
    return [("", _("All reasons")), (str(NO_REASON), _("No reason chosen")), *_every_reason()]


def _successors() -> list[tuple[str, Any]]:
    return [("", _("Itself again")), *((str(pk), name) for pk, name in reasons_tree())]


class CentreForm(PeriodForm):
    """A centre the person sees whole, and days; what is not understood narrows nothing and says so."""

    field_order = ("centre", "period", "first", "last")

    centre = forms.TypedChoiceField(label=_("Centre"), coerce=int, empty_value=None, required=False)

    def __init__(self, person: Person, data: Any, *, at: datetime) -> None:
        super().__init__({**self.usual(), **{name: data.get(name) for name in data}})
        self.centres = list(centres_seen_whole(person))
        choices = [(str(one.pk), one.name) for one in self.centres]
        self.fields["centre"].choices = choices  # type: ignore[attr-defined] # a choice field
        self.at = at
        self.is_valid()

    def usual(self) -> dict[str, str]:
        """What is looked at unless something else is asked for."""
        return {"period": str(USUAL_DAYS)}

    @property
    def centre_chosen(self) -> Team | None:
        """The centre that is looked at; none where the person sees none whole."""
        wanted = self.cleaned_data.get("centre")
        return next((one for one in self.centres if one.pk == wanted), None) or next(iter(self.centres), None)

    def days(self, centre: Team) -> tuple[date, date]:
        """The first and the last day, up to today where the days were not understood."""
        clean = self.cleaned_data
        first, last = clean.get("first"), clean.get("last")
        if clean.get("period") == Period.OWN and first and last and not self.non_field_errors():
            return first, last
        length = int(clean["period"]) if str(clean.get("period")).isdigit() else USUAL_DAYS
        today = business_today(centre.pk, self.at)
        return today - timedelta(days=length - 1), today


class RatioForm(CentreForm):
    """Which ratio of which days, against which, and how its change is shared out."""

    kind = forms.ChoiceField(label=_("Measured against"), choices=GrowthKind, required=False)
    against = forms.ChoiceField(label=_("Compared with"), choices=Against, required=False)
    grain = forms.ChoiceField(label=_("A point for each"), choices=Grain, required=False)
    method = forms.ChoiceField(label=_("Way of sharing out"), choices=Sharing, required=False)
    reason = forms.TypedChoiceField(
        label=_("Line of"), choices=_lines, coerce=int, empty_value=None, required=False
    )

    def usual(self) -> dict[str, str]:
        return {
            "period": str(USUAL_DAYS),
            "kind": GrowthKind.ORDERS.value,
            "against": Against.BEFORE.value,
            "grain": Grain.DAY.value,
            "method": Sharing.SHAPLEY.value,
        }

    def asked(self, centre: Team) -> Asked:
        """What is looked at; the usual where something was not understood."""
        first, last = self.days(centre)
        clean = self.cleaned_data
        return Asked(
            centre_id=centre.pk,
            kind=clean.get("kind") or GrowthKind.ORDERS.value,
            first=first,
            last=last,
            against=Against(clean.get("against") or Against.BEFORE),
            reason_id=clean.get("reason"),
        )

    @property
    def method_chosen(self) -> Method:
        return Method(self.cleaned_data.get("method") or Method.SHAPLEY)

    @property
    def grain_chosen(self) -> Grain:
        return Grain(self.cleaned_data.get("grain") or Grain.DAY)


class GoalForm(forms.Form):
    """From so many contacts a day to so many, by a day."""

    centre = forms.ModelChoiceField(label=_("Centre"), queryset=Team.objects.none())
    kind = forms.ChoiceField(
        label=_("Measured against"),
        choices=GrowthKind,
        help_text=_("The goal is shown beside what it becomes when this grows."),
    )
    from_value = forms.IntegerField(label=_("Contacts a day now"), min_value=1, max_value=MOST)
    to_value = forms.IntegerField(label=_("Contacts a day to come to"), min_value=1, max_value=MOST)
    from_day = day_field(_("From day"), required=True)
    to_day = day_field(_("To day"), required=True)

    def __init__(self, person: Person, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        may, _above = authority.teams_with(person, SET_GOAL)
        centres = Team.objects.filter(pk__in=may, parent=None).order_by("name", "id")
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined] # a model choice field
        self.fields["centre"].initial = centres.first()

    def wanted(self) -> Wanted:
        """The goal, in clean values."""
        names = ("kind", "from_value", "to_value", "from_day", "to_day")
        return Wanted(**{name: self.cleaned_data[name] for name in names})


class SuccessionForm(forms.Form):
    """A reason and the one its contacts count under."""

    reason = forms.TypedChoiceField(label=_("Contacts about"), choices=_every_reason, coerce=int)
    successor = forms.TypedChoiceField(
        label=_("Count under"), choices=_successors, coerce=int, empty_value=None, required=False
    )
