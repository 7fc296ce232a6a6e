"""Targets as somebody types them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms import ChannelKind, Priority, TicketStatus
from gijun.desk.terms.clocks import PAUSABLE, ClockHours, Metric
from gijun.standards import queries as standards

MOST_ROWS = 60
USUAL_PAUSES = {Metric.RESOLUTION: [TicketStatus.WAITING_CUSTOMER.value]}
USUAL_DAYS = 30


class TargetForm(forms.Form):
    """A row of the table. Minutes stay text here: what is wrong with them is said with the row's number."""

    metric = forms.ChoiceField(label=_("What is measured"), choices=Metric)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    reason_id = forms.TypedChoiceField(
        label=_("Contact reason"), required=False, coerce=int, empty_value=None
    )
    hours = forms.ChoiceField(label=_("Counts"), choices=ClockHours, initial=ClockHours.WORKING)

    def __init__(self, *args: Any, reasons: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [("", _("every channel")), *ChannelKind.choices]  # type: ignore[attr-defined] # it has
        self.fields["reason_id"].choices = [("", _("every reason")), *reasons]  # type: ignore[attr-defined] # it has
        for priority in reversed(Priority):
            self.fields[f"minutes_{priority.value}"] = forms.CharField(
                label=priority.label,
                required=False,
                max_length=12,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
            )
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)

    @property
    def minutes(self) -> list[forms.BoundField]:
        """The fields of minutes, the most urgent first."""
        return [self[f"minutes_{priority.value}"] for priority in reversed(Priority)]

    def row(self) -> dict[str, Any] | None:
        """The row as content; none where nothing was typed, or it is to be removed."""
        clean = self.cleaned_data
        minutes = {str(one.value): clean.get(f"minutes_{one.value}", "").strip() for one in Priority}
        narrowed = clean["channel"] or clean["reason_id"]
        if clean.get("DELETE") or not (any(minutes.values()) or narrowed):
            return None
        return {
            "metric": clean["metric"],
            "channel": clean["channel"],
            "reason_id": clean["reason_id"],
            "hours": clean["hours"],
            "minutes": minutes,
        }


TargetFormSet = forms.formset_factory(
    TargetForm, extra=3, can_delete=True, max_num=MOST_ROWS, validate_max=True
)


class PolicyForm(forms.Form):
    """What holds for the whole table, and the ticket to try it with."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    warn_percent = forms.IntegerField(
        label=_("Warn when this share of the time is left (%)"), min_value=0, max_value=90, initial=25
    )
    when = forms.DateTimeField(
        label=_("A ticket that comes in at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    channel = forms.ChoiceField(label=_("through"), choices=ChannelKind, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(status.value, status.label) for status in PAUSABLE]
        for metric in Metric:
            self.fields[f"pauses_{metric.value}"] = forms.MultipleChoiceField(
                label=metric.label,
                choices=states,
                required=False,
                initial=USUAL_PAUSES.get(metric, []),
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def pauses(self) -> list[forms.BoundField]:
        return [self[f"pauses_{metric.value}"] for metric in Metric]


class PeriodForm(forms.Form):
    """Business days of a report, both included; what is not understood shows the last 30 days."""

    since = forms.DateField(label=_("from"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("to"), widget=forms.DateInput(attrs={"type": "date"}))

    def days(self, today: date) -> tuple[date, date]:
        """The period asked for, in order."""
        if not self.is_valid():
            return today - timedelta(days=USUAL_DAYS - 1), today
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        return min(since, until), max(since, until)


class Typed:
    """The forms of the table together: shown from a version, or as they were typed."""

    def __init__(self, data: Any, content: dict[str, Any], version: int) -> None:
        reasons = standards.reasons_tree()
        self.rows = TargetFormSet(
            data, initial=_initial_rows(content), prefix="row", form_kwargs={"reasons": reasons}
        )
        self.policy = PolicyForm(data, initial=_initial(content, version))

    def is_valid(self) -> bool:
        return self.rows.is_valid() and self.policy.is_valid()

    def content(self) -> dict[str, Any]:
        """What was typed, as the content of a version."""
        clean = self.policy.cleaned_data
        rows = [form.row() for form in self.rows.forms if form.has_changed() or form.initial]
        return {
            "targets": [row for row in rows if row is not None],
            "pauses": {metric.value: clean[f"pauses_{metric.value}"] for metric in Metric},
            "warn_percent": clean["warn_percent"],
        }


def _initial_rows(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "metric": row["metric"],
            "channel": row["channel"],
            "reason_id": row["reason_id"],
            "hours": row["hours"],
            **{f"minutes_{priority}": minutes for priority, minutes in row["minutes"].items()},
        }
        for row in content.get("targets", [])
    ]


def _initial(content: dict[str, Any], version: int) -> dict[str, Any]:
    kept: dict[str, Any] = {"seen_version": version}
    if content:
        kept["warn_percent"] = content["warn_percent"]
        kept |= {f"pauses_{metric.value}": content["pauses"].get(metric.value, []) for metric in Metric}
    return kept
