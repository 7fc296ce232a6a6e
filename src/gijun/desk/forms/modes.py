"""What people type about modes and broadcasts, made clean."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.rules.modes.broadcasts import NOTES_LENGTH, PRODUCT_LENGTH, TITLE_LENGTH, Line
from gijun.desk.rules.modes.plan import RANGES, TEXT_LENGTH, ModePlan
from gijun.desk.terms.modes import FigureKind, ModeBreaks, ModeKind, PlanField

TRIGGERS = ("service_below", "arrivals_percent", "longest_wait_min", "over_min", "quiet_min", "lasts_min")
GOALS = ("service_goal", "waiting_goal", "wait_goal_min", "at_hand_goal", "done_goal")
ENCODINGS = ("utf-8-sig", "cp949")
LARGEST = 1_000_000  # bytes of a schedule


class EnterForm(forms.Form):
    mode = forms.ChoiceField(choices=[(one.value, one.label) for one in ModeKind if one != ModeKind.NORMAL])
    minutes = forms.IntegerField(min_value=RANGES["lasts_min"][0], max_value=RANGES["lasts_min"][1])


class ProlongForm(forms.Form):
    minutes = forms.IntegerField(
        label=_("Minutes from now"), min_value=RANGES["lasts_min"][0], max_value=RANGES["lasts_min"][1]
    )


class PlanForm(forms.Form):
    """What a mode changes. Queues and figures are put into order by numbers: no mouse is needed."""

    targets_percent = forms.IntegerField(label=PlanField.TARGETS.label)
    break_rule = forms.ChoiceField(label=PlanField.BREAKS.label, choices=ModeBreaks.choices)
    message_ko = forms.CharField(
        label=_("Message to waiting customers, Korean"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    message_en = forms.CharField(
        label=_("Message to waiting customers, English"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    business_goal = forms.CharField(
        label=PlanField.BUSINESS_GOAL.label, required=False, max_length=TEXT_LENGTH
    )
    first_reason_ids = forms.TypedMultipleChoiceField(
        label=PlanField.FIRST_REASONS.label, required=False, coerce=int
    )
    pinned = forms.TypedMultipleChoiceField(label=PlanField.PINNED.label, required=False, coerce=int)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        plan: ModePlan,
        *,
        queues: Sequence[tuple[str, str]],
        reasons: Sequence[tuple[int, str]],
        standards: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(data, initial=_initial(plan))
        self.queues = queues
        self.fields["first_reason_ids"].choices = reasons  # type: ignore[attr-defined] # a choice field
        self.fields["pinned"].choices = standards  # type: ignore[attr-defined] # a choice field
        for name in (*TRIGGERS, *GOALS):
            low, high = RANGES[name]
            self.fields[name] = forms.IntegerField(
                label=PlanField(name).label, min_value=low, max_value=high, initial=getattr(plan, name)
            )
        for place, kind in enumerate(plan.kpi_order, start=1):
            self.fields[f"figure_{kind}"] = _place(FigureKind(kind).label, place)
        for code, name in queues:
            known = plan.queue_order.index(code) + 1 if code in plan.queue_order else None
            self.fields[f"queue_{code}"] = _place(name, known, required=False)
            self.fields[f"paused_{code}"] = forms.BooleanField(
                label=name, required=False, initial=code in plan.paused
            )

    @property
    def triggers(self) -> list[Any]:
        return [self[name] for name in TRIGGERS]

    @property
    def goals(self) -> list[Any]:
        return [self[name] for name in GOALS]

    @property
    def places(self) -> list[Any]:
        return [self[f"figure_{kind}"] for kind in FigureKind.values]

    @property
    def queue_rows(self) -> list[tuple[str, Any, Any]]:
        """Name, place and put-off of each queue."""
        return [(name, self[f"queue_{code}"], self[f"paused_{code}"]) for code, name in self.queues]

    def content(self) -> dict[str, Any]:
        """What ``rules.modes.plan.read`` takes."""
        clean = self.cleaned_data
        order = [code for code, _name in self.queues if clean[f"queue_{code}"] is not None]
        return {
            "queue_order": sorted(order, key=lambda code: clean[f"queue_{code}"]),
            "paused": [code for code, _name in self.queues if clean[f"paused_{code}"]],
            "first_reason_ids": clean["first_reason_ids"],
            "pinned": clean["pinned"],
            "auto_message": {"ko": clean["message_ko"], "en": clean["message_en"]},
            "kpi_order": sorted(FigureKind.values, key=lambda kind: clean[f"figure_{kind}"]),
            **{
                name: clean[name]
                for name in ("targets_percent", "break_rule", "business_goal", *TRIGGERS, *GOALS)
            },
        }


def _place(label: Any, initial: int | None, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=99, initial=initial, required=required)


def _initial(plan: ModePlan) -> dict[str, Any]:
    return {
        "targets_percent": plan.targets_percent,
        "break_rule": plan.break_rule,
        "message_ko": plan.auto_message.get("ko", ""),
        "message_en": plan.auto_message.get("en", ""),
        "business_goal": plan.business_goal,
        "first_reason_ids": list(plan.first_reason_ids),
        "pinned": list(plan.pinned),
        "seen_version": plan.version,
    }


class BroadcastForm(forms.Form):
    """One broadcast; times are of the reader's clock."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    product = forms.CharField(label=_("Product"), max_length=PRODUCT_LENGTH, required=False)
    starts_at = forms.DateTimeField(
        label=_("Starts"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    ends_at = forms.DateTimeField(
        label=_("Ends"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    notes = forms.CharField(
        label=_("What agents must know"),
        max_length=NOTES_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def line(self) -> Line:
        clean = self.cleaned_data
        starts_at: datetime = clean["starts_at"]
        return Line(clean["title"], clean["product"], starts_at, clean["ends_at"], clean["notes"])


class ScheduleForm(forms.Form):
    """A schedule pasted from a sheet, or a file of it."""

    text = forms.CharField(
        label=_("Lines of the schedule"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = forms.FileField(label=_("Or a CSV file"), required=False)
    source = forms.CharField(label=_("Where it comes from"), required=False, max_length=120)

    def clean_file(self) -> str:
        """The file's text, in UTF-8 or as Korean Windows writes it."""
        sent = self.cleaned_data["file"]
        if not sent:
            return ""
        if sent.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB. Send only the days to come."))
        raw: bytes = sent.read()
        for encoding in ENCODINGS:
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        raise forms.ValidationError(_("This file is no CSV. Save it as CSV, then send it again."))

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not self.errors and not (clean.get("text") or clean.get("file")):
            raise forms.ValidationError(_("Paste the lines of the schedule, or choose a file."))
        return clean

    def schedule(self) -> str:
        clean = self.cleaned_data
        return "\n".join(part for part in (clean["text"], clean["file"]) if part)
