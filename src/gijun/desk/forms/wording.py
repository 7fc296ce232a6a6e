"""What people write of templates and procedures, made clean; the rules say what is wrong with it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.desk.actions.wording.flags import Sentence
from gijun.desk.actions.wording.governing import About
from gijun.desk.actions.wording.templates import Matter
from gijun.desk.queries.wording.templates import GOVERN
from gijun.desk.rules.wording.procedures import Choice, Step
from gijun.desk.rules.wording.templates import Saying, Text
from gijun.desk.terms.wording import (
    ALIAS_LENGTH,
    END,
    MOST_STEPS,
    NAME_LENGTH,
    NOTE_LENGTH,
    FlagState,
    Situation,
    Stage,
    StepKind,
)
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.queries import reasons_tree
from gijun.standards.queries.linking import linkable
from gijun.standards.terms import Language, SentenceChannel

TO_SIGN = "→"
LONGEST = 8_000  # of a text as it is typed; the rule says how long it may be


SHORT = pgettext_lazy("of a template", "Short form for a peak")
FULL = pgettext_lazy("what was said", "Text")


class AboutForm(forms.Form):
    """What templates and procedures have in common."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH, required=False)
    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    reason = forms.TypedChoiceField(label=_("Contact reason"), coerce=int, required=False, empty_value=None)
    standard = forms.TypedChoiceField(
        label=_("Linked standard"), coerce=int, required=False, empty_value=None
    )
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int)
    change_reason = forms.CharField(label=_("Why it changes"), max_length=NOTE_LENGTH, required=False)
    seen_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, person: Person, owner: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = organisation.team_tree(person, GOVERN)
        people = organisation.people_of(frozenset(one.team.pk for one in teams)).order_by("name")
        owners = {one.pk: one.name for one in [person, *([owner] if owner else []), *people]}
        none = [("", _("none"))]
        self._choose("team", [(one.team.pk, one.indented) for one in teams])
        self._choose("reason", [*none, *reasons_tree()])
        self._choose("standard", [*none, *linkable(person)])
        self._choose("owner", list(owners.items()))

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field

    def about(self) -> About:
        """What the template or procedure belongs to."""
        given = self.cleaned_data
        return About(
            name=given.get("name", ""),
            owner_id=given["owner"],
            reason_id=given.get("reason"),
            standard_id=given.get("standard"),
        )


class TemplateForm(AboutForm):
    """A template with a text for each channel and language: ``text:email:ko``, ``text:any:en:short``."""

    aliases = forms.CharField(
        label=_("Other names"),
        max_length=ALIAS_LENGTH,
        required=False,
        help_text=_("Separated by commas; the picker finds it by them, too."),
    )
    situation = forms.ChoiceField(label=_("Situation"), choices=Situation.choices, initial=Situation.ORDINARY)
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices, initial=Stage.ANSWER)
    steps = forms.CharField(
        label=_("Required steps"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. They stand among the checklists of every ticket the template is said in."),
    )
    review_on = forms.DateField(
        label=_("Next review"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel, language, is_short in PLACES:
            self.fields[text_field(channel, language, is_short)] = forms.CharField(
                required=False,
                strip=True,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2 if is_short else 4, "lang": language}),
                label=SHORT if is_short else FULL,
            )

    @property
    def rows(self) -> list[tuple[Any, list[tuple[str, list[Any]]]]]:
        """Channels, each with its languages and their two texts."""
        return [
            (
                channel.label,
                [
                    (
                        str(language.label),
                        [self[text_field(channel, language, is_short)] for is_short in (False, True)],
                    )
                    for language in Language
                ],
            )
            for channel in SentenceChannel
        ]

    def matter(self) -> Matter:
        given = self.cleaned_data
        return Matter(self.about(), given["aliases"], given["situation"], given["stage"])

    def saying(self) -> Saying:
        """The texts that were filled in, in the order of channels."""
        given = self.cleaned_data
        texts = (
            Text(channel, language, given[text_field(channel, language, is_short)], is_short)
            for channel, language, is_short in PLACES
        )
        steps = (line.strip() for line in given["steps"].splitlines())
        return Saying(
            texts=tuple(one for one in texts if one.text),
            steps=tuple(step for step in steps if step),
            review_on=given["review_on"],
        )

    @staticmethod
    def typed_from(saying: Saying) -> dict[str, str | date | None]:
        """A version as the fields show it."""
        texts: dict[str, str | date | None] = {text_field(*one.place): one.text for one in saying.texts}
        return texts | {"steps": "\n".join(saying.steps), "review_on": saying.review_on}


PLACES = [
    (channel.value, language.value, is_short)
    for channel in SentenceChannel
    for language in Language
    for is_short in (False, True)
]


def text_field(channel: str, language: str, is_short: bool) -> str:
    """The field of a text by its place."""
    return f"text:{channel}:{language}{':short' if is_short else ''}"


class ProcedureForm(AboutForm):
    """A procedure; its steps come as a table (``StepsTable``)."""


class StepsTable:
    """Steps as typed: parallel lists ``code``, ``kind``, ``text``, ``why``, ``to``, ``choices``.

    Choices stand one a line, ``words → step``. An empty ``to`` goes on at the row below, the last row ends.
    A row with nothing in it is left out.
    """

    NAMES = ("code", "kind", "text", "why", "to", "choices")

    def __init__(self, data: Any) -> None:
        columns = [[str(one) for one in data.getlist(name)] for name in self.NAMES]
        longest = max(map(len, columns), default=0)
        rows = [
            dict(zip(self.NAMES, (column[at] if at < len(column) else "" for column in columns), strict=True))
            for at in range(min(longest, MOST_STEPS + 20))
        ]
        self.rows = [row for row in rows if any(row[name].strip() for name in self.NAMES if name != "kind")]

    def steps(self) -> list[Step]:
        """The steps, each with where it goes on."""
        codes = [row["code"].strip() or str(at) for at, row in enumerate(self.rows, start=1)]
        return [_step(row, codes, at) for at, row in enumerate(self.rows)]


def _step(row: Mapping[str, str], codes: Sequence[str], at: int) -> Step:
    below = codes[at + 1] if at + 1 < len(codes) else END
    kind = row["kind"] if row["kind"] in StepKind.values else StepKind.DO.value
    choices = tuple(_choice(line, below) for line in row["choices"].splitlines() if line.strip())
    return Step(
        code=codes[at],
        kind=kind,
        text=row["text"].strip(),
        why=row["why"].strip(),
        to=END if kind == StepKind.CHOOSE else row["to"].strip() or below,
        choices=choices,
    )


def _choice(line: str, below: str) -> Choice:
    text, _sign, to = line.replace("->", TO_SIGN).partition(TO_SIGN)
    return Choice(text.strip(), to.strip() or below)


def rows_of(steps: Sequence[Step]) -> list[dict[str, str]]:
    """Steps as the table shows them."""
    return [
        {
            "code": step.code,
            "kind": step.kind,
            "text": step.text,
            "why": step.why,
            "to": "" if step.kind == StepKind.CHOOSE else step.to,
            "choices": "\n".join(f"{one.text} {TO_SIGN} {one.to}" for one in step.choices),
        }
        for step in steps
    ]


class FlagForm(forms.Form):
    """A sentence that is odd, with its words as they stand there."""

    version = forms.IntegerField(required=False)
    template = forms.IntegerField(required=False)
    message = forms.IntegerField(required=False)
    text = forms.CharField(required=False, max_length=100_000)
    note = forms.CharField(required=False)

    def sentence(self) -> Sentence:
        return Sentence(self.cleaned_data.get("version"), self.cleaned_data.get("template"))


class SettleForm(forms.Form):
    """What the owner says to a flag."""

    settled_as = forms.ChoiceField(choices=FlagState.choices, required=False)
    fixed_in = forms.IntegerField(required=False)
    answer = forms.CharField(required=False)


class MoveForm(forms.Form):
    """A move in a procedure."""

    turn = forms.IntegerField(min_value=0)
    choice = forms.IntegerField(required=False, min_value=1, max_value=9)


class TemplateFilterForm(forms.Form):
    """The list's address line; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", pgettext_lazy("templates", "Offered")),
            ("due", pgettext_lazy("templates", "Review due")),
            ("retired", pgettext_lazy("templates", "Retired")),
        ],
    )
