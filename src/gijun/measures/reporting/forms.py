"""What people put into a report and when it is sent, made clean."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gijun.measures import registry
from gijun.measures.forms import INDENT
from gijun.measures.models import Report, ReportTiming
from gijun.measures.reporting import queries
from gijun.measures.reporting.actions import Wanted
from gijun.measures.reporting.rules import Timing
from gijun.measures.reporting.terms import (
    LAST_MONTH_DAY,
    MOST_BLOCKS,
    NOTE_LENGTH,
    TITLE_LENGTH,
    Block,
    BlockKind,
    Rhythm,
    Split,
)
from gijun.organisation.models import Person

SPARE = 2  # empty blocks to fill in
STEP = 10  # between the places of blocks, so that one can be put in between
EARLY = time(8, 0)


class DayForm(forms.Form):
    """Which period of a report is looked at: the one this day lies in."""

    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReportForm(forms.Form):
    """What a report is called, how often it comes and what it covers."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    rhythm = forms.ChoiceField(label=_("Covers"), choices=Rhythm)
    teams = forms.TypedMultipleChoiceField(
        label=_("Teams"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each with everything below it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, person: Person, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["teams"].choices = [  # type: ignore[attr-defined] # a choice field
            (team.pk, INDENT * (len(team.lineage) - 1) + team.name)
            for team in queries.teams_reportable_by(person)
        ]


class BlockForm(forms.Form):
    """One block. What its kind does not need is left aside."""

    place = forms.IntegerField(label=_("Place"), required=False, min_value=0, max_value=9999)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", pgettext_lazy("report", "No block")), *BlockKind.choices],
        required=False,
    )
    measures = forms.MultipleChoiceField(
        label=_("Measures"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("For figures, sentences, a course and tables. Several: Ctrl or ⌘ and click."),
    )
    split = forms.ChoiceField(label=_("Rows of a table"), choices=Split, required=False)
    text = forms.CharField(
        label=_("Words of a note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["measures"].choices = list(measure_choices())  # type: ignore[attr-defined] # a choice field

    def block(self) -> Block | None:
        """The block; none where no kind was chosen."""
        clean = self.cleaned_data
        if not clean.get("kind"):
            return None
        kind = BlockKind(clean["kind"])
        takes_measures = kind in {BlockKind.STORY, BlockKind.TILES, BlockKind.COURSE, BlockKind.TABLE}
        split = Split(clean.get("split") or Split.CHANNEL) if kind == BlockKind.TABLE else Split.CHANNEL
        if split == Split.REASON:
            takes_measures = False
        return Block(
            kind,
            tuple(clean["measures"]) if takes_measures else (),
            split,
            clean["text"].strip() if kind == BlockKind.NOTE else "",
        )


def measure_choices() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every measure under its group, in the reader's language."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in registry.measures():
        groups.setdefault(str(one.group.label), []).append((one.name, one.words(get_language() or "").title))
    yield from groups.items()


class Builder:
    """A report being put together: its form and those of its blocks, with some to spare."""

    def __init__(self, person: Person, report: Report, data: Any = None) -> None:
        kept = queries.blocks_of(report)
        count = min(len(kept) + SPARE, MOST_BLOCKS)
        first = {
            "title": report.title,
            "rhythm": report.rhythm,
            "teams": report.team_ids,
            "version": report.version,
        }
        self.form = ReportForm(person, data, initial=first)
        self.blocks = [
            BlockForm(data, prefix=f"block-{at}", initial=_initial(kept[at]) | {"place": (at + 1) * STEP})
            if at < len(kept)
            else BlockForm(data, prefix=f"block-{at}", initial={"place": (at + 1) * STEP})
            for at in range(count)
        ]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(one.is_valid() for one in self.blocks)])

    def wanted(self) -> Wanted:
        """The report, its blocks by their places; only after ``is_valid``."""
        clean = self.form.cleaned_data
        placed = sorted(
            (one.cleaned_data.get("place") or 0, at, block)
            for at, one in enumerate(self.blocks)
            if (block := one.block()) is not None
        )
        blocks = tuple(block for _place, _at, block in placed)
        return Wanted(clean["title"].strip(), Rhythm(clean["rhythm"]), tuple(clean["teams"]), blocks)


def _initial(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "measures": list(block.measures),
        "split": block.split,
        "text": block.text,
    }


class SendingForm(forms.Form):
    """When a report is sent, and to whom."""

    is_on = forms.BooleanField(label=_("Send it regularly"), required=False)
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    weekday = forms.TypedChoiceField(
        label=_("Weekday"), coerce=int, choices=[(n, WEEKDAYS[n]) for n in range(7)], required=False
    )
    month_day = forms.IntegerField(
        label=_("Day of the month"), min_value=1, max_value=LAST_MONTH_DAY, required=False
    )
    on_working_days = forms.BooleanField(
        label=_("Only on working days of the centre"),
        required=False,
        help_text=_("What falls due on a day off is sent on the next working day, a mail for each period."),
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Send to"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, report: Report, timing: ReportTiming | None, *args: Any, **more: Any) -> None:
        more.setdefault("initial", _initial_timing(report, timing))
        super().__init__(*args, **more)
        people = queries.readers_possible(report)
        self.fields["people"].choices = [(one.pk, _name_of(one)) for one in people]  # type: ignore[attr-defined] # a choice field
        if report.rhythm != Rhythm.WEEKLY:
            del self.fields["weekday"]
        if report.rhythm != Rhythm.MONTHLY:
            del self.fields["month_day"]

    def timing(self) -> Timing:
        """The time; only after ``is_valid``."""
        clean = self.cleaned_data
        at: time = clean["at"]
        return Timing(
            at_min=at.hour * 60 + at.minute,
            weekday=clean.get("weekday") or 0,
            month_day=clean.get("month_day") or 1,
            on_working_days=clean["on_working_days"],
        )


def _name_of(person: Person) -> str:
    return f"{person.name} ({person.email or gettext('no mail address')})"


def _initial_timing(report: Report, timing: ReportTiming | None) -> dict[str, Any]:
    if timing is None:
        return {"is_on": True, "at": EARLY, "month_day": 1, "on_working_days": False}
    return {
        "is_on": timing.is_on,
        "at": time(*divmod(timing.at_min, 60)),
        "weekday": timing.weekday,
        "month_day": timing.month_day,
        "on_working_days": timing.on_working_days,
        "people": queries.reader_ids(report),
    }
