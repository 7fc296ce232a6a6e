"""What people type about standards, made clean."""

from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.actions.standards import Matter
from gijun.standards.queries import reasons_tree
from gijun.standards.queries.lists import Filter
from gijun.standards.rules.content import Content, Said, clean
from gijun.standards.rules.steps import Step
from gijun.standards.terms import (
    CODE_LENGTH,
    EXPLANATION_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    TITLE_LENGTH,
    Language,
    SentenceChannel,
    Table,
    Validity,
)

Choices = list[tuple[Any, Any]]
MOST_ROWS = 100  # of sentences or steps on one form
MOST_BYTES = 5 * 1024 * 1024  # of a file


def reason_choices() -> Choices:
    return [("", _("None")), *reasons_tree()]


def _teams(person: Person) -> Choices:
    """Teams the person may write standards for, as a tree."""
    return [(branch.team.pk, branch.indented) for branch in organisation.team_tree(person, "standards.write")]


def _owners(person: Person, kept_id: int | None) -> Choices:
    """People who may answer for a standard, and whoever does now."""
    seen = organisation.people_seen_by(person, "standards.view").filter(is_active=True)
    names = dict(seen.values_list("pk", "name"))
    if kept_id is not None:
        names |= dict(Person.objects.filter(pk=kept_id).values_list("pk", "name"))
    return sorted(names.items(), key=lambda one: (one[1], one[0]))


class FilterForm(forms.Form):
    """The list's address line; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    reason = forms.IntegerField(label=_("Contact reason"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            *((one.value, one.label) for one in (Validity.IN_FORCE, Validity.SCHEDULED, Validity.DRAFT)),
        ],
    )
    owner = forms.IntegerField(label=_("Owner"), required=False)
    review = forms.ChoiceField(
        label=_("Review"),
        required=False,
        choices=[("", _("All")), ("overdue", _("Overdue")), ("soon", _("Due in 30 days"))],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def wanted(self) -> tuple[Filter, int]:
        """The filter and the page number."""
        self.is_valid()
        given = self.cleaned_data
        wanted = Filter(
            words=clean(given.get("q") or ""),
            reason_id=given.get("reason"),
            state=given.get("state") or "",
            owner_id=given.get("owner"),
            review=given.get("review") or "",
        )
        return wanted, given.get("page") or 1


class FindForm(forms.Form):
    """What the finder is asked; ids nobody knows narrow to nothing."""

    q = forms.CharField(required=False, max_length=2000)
    ticket = forms.IntegerField(required=False, min_value=1)
    team = forms.IntegerField(required=False, min_value=1)
    reason = forms.IntegerField(required=False, min_value=1)
    channel = forms.CharField(required=False, max_length=16)
    language = forms.ChoiceField(required=False, choices=[("", ""), *Language.choices])


class NotFoundForm(forms.Form):
    """Words looked for in vain, where, and for how long."""

    q = forms.CharField(max_length=2000)
    ticket = forms.IntegerField(required=False, min_value=1)
    team = forms.IntegerField(required=False, min_value=1)
    channel = forms.SlugField(required=False, max_length=16)
    took_ms = forms.IntegerField(required=False, min_value=0, max_value=86_400_000)
    next = forms.CharField(required=False, max_length=500)


class StandardForm(forms.Form):
    """What a standard is about, who answers for it, where it holds."""

    title = forms.CharField(
        label=_("Title"), max_length=TITLE_LENGTH, help_text=_("As customers would call the matter.")
    )
    team = forms.TypedChoiceField(
        label=_("In force for"), coerce=int, help_text=_("This team and every team below it.")
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=CODE_LENGTH,
        required=False,
        help_text=_("Empty: the next free one, such as S014."),
    )
    reason = forms.TypedChoiceField(label=_("Contact reason"), coerce=int, required=False, empty_value=None)
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int)
    example_questions = forms.CharField(
        label=_("What customers ask"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=EXPLANATION_LENGTH,
        help_text=_("One question a line, in the customers' own words. The standard is found by them too."),
    )

    def __init__(self, *args: Any, person: Person, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reason_choices()  # type: ignore[attr-defined] # a choice field
        self.fields["owner"].choices = _owners(person, self.initial.get("owner"))  # type: ignore[attr-defined] # a choice field
        if is_new:
            self.fields["team"].choices = _teams(person)  # type: ignore[attr-defined] # a choice field
        else:
            del self.fields["team"], self.fields["code"]

    def matter(self) -> Matter:
        given = self.cleaned_data
        return Matter(given["title"], given["reason"], given["example_questions"])


class DraftForm(forms.Form):
    """A draft as one form: sentences and steps as rows, which the buttons add, move and remove.

    Rows come as parallel lists: ``channel``, ``language``, ``sentence``; and ``step``.
    """

    explanation = forms.CharField(
        label=_("Why, and where it comes from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=EXPLANATION_LENGTH,
    )
    change_note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("One line; needed from the second version on."),
    )
    review_on = forms.DateField(
        label=_("Review on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("From then on the standard is marked as overdue for review."),
    )
    seen_hash = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)

    def rows(self) -> Content:
        """Sentences and steps as they stand on the form, empty rows too."""
        data = self.data
        if not isinstance(data, QueryDict):
            return Content()
        columns = (data.getlist(name)[:MOST_ROWS] for name in ("channel", "language", "sentence"))
        said = tuple(
            Said(channel, language, text)
            for channel, language, text in zip(*columns, strict=False)
            if channel in SentenceChannel.values and language in Language.values
        )
        return Content(sentences=said, steps=_steps(data))

    def content(self, over: Content) -> Content:
        """Everything on the form, and what ``over`` says that is not on it; only when it is valid."""
        given, rows = self.cleaned_data, self.rows()
        return replace(
            over,
            sentences=rows.sentences,
            steps=rows.steps,
            explanation=given["explanation"],
            change_note=given["change_note"],
            review_on=given["review_on"],
        )


def _steps(data: QueryDict) -> tuple[Step, ...]:
    """Steps as parallel lists: ``step``, ``why`` and ``critical`` (``1`` or nothing)."""
    texts, whys, critical = (data.getlist(name)[:MOST_ROWS] for name in ("step", "why", "critical"))
    columns = zip_longest(texts, whys[: len(texts)], critical[: len(texts)], fillvalue="")
    return tuple(Step(text, why, flag == "1") for text, why, flag in columns)


def rearranged(content: Content, act: str) -> Content:
    """The rows after a button of the form was pressed: ``add-step``, ``drop-sentence-2``, ``up-step-1``."""
    verb, _dash, rest = act.partition("-")
    kind, _dash, number = rest.partition("-")
    place = int(number) if number.isascii() and number.isdigit() else -1
    said, steps = list(content.sentences), list(content.steps)
    match verb, kind:
        case "add", "sentence":
            said.append(_next_sentence(said))
        case "add", "step":
            steps.append(Step(""))
        case "drop", "sentence" if 0 <= place < len(said):
            del said[place]
        case "drop", "step" if 0 <= place < len(steps):
            del steps[place]
        case "up", "step" if 0 < place < len(steps):
            steps[place - 1], steps[place] = steps[place], steps[place - 1]
    return replace(content, sentences=tuple(said), steps=tuple(steps))


def _next_sentence(said: list[Said]) -> Said:
    """An empty row for the first channel and language that has no words yet."""
    taken = {(one.channel, one.language) for one in said}
    free = (
        (channel, language)
        for language in Language.values
        for channel in SentenceChannel.values
        if (channel, language) not in taken
    )
    channel, language = next(free, (SentenceChannel.ANY.value, Language.KOREAN.value))
    return Said(channel, language, "")


class PublishForm(forms.Form):
    """Now, or from a time in the centre's zone on."""

    when = forms.ChoiceField(choices=[("now", _("Now")), ("later", _("Later"))])
    valid_from = forms.DateTimeField(
        label=_("In force from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("when") == "later" and not given.get("valid_from") and "valid_from" not in self.errors:
            self.add_error("valid_from", _("Say from when on it is in force."))
        return given

    def starts(self) -> datetime | None:
        """From when on; none: now."""
        later: datetime | None = self.cleaned_data["valid_from"]
        return later if self.cleaned_data["when"] == "later" else None


class ReasonForm(forms.Form):
    """A new contact reason."""

    code = forms.CharField(label=_("Code"), max_length=CODE_LENGTH)
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=NAME_LENGTH)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH, required=False)
    parent = forms.TypedChoiceField(
        label=_("Stands below"), coerce=int, required=False, empty_value=None, choices=reason_choices
    )

    def wanted(self) -> dict[str, Any]:
        """What the action is asked for."""
        given = self.cleaned_data
        return {name: given[name] for name in ("code", "name_ko", "name_en")} | {"parent_id": given["parent"]}


class RenameForm(forms.Form):
    """Names of a contact reason, and whether it is used."""

    name_ko = forms.CharField(label=_("Name in Korean"), max_length=NAME_LENGTH)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH, required=False)
    active = forms.BooleanField(label=_("In use"), required=False)


class ImportForm(forms.Form):
    """A file to look through; after that its text comes back to be brought in."""

    table = forms.ChoiceField(label=_("What it holds"), choices=Table.choices)
    file = forms.FileField(label=_("File (CSV)"), required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    team = forms.TypedChoiceField(
        label=_("In force for"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Where a row names no team."),
    )
    publish = forms.BooleanField(
        label=_("Publish at once"), required=False, help_text=_("Otherwise the rows become drafts.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = _teams(person)  # type: ignore[attr-defined] # a choice field
        tables = [
            (Table.STANDARDS, "standards.write"),
            (Table.REASONS, "standards.manage_reasons"),
        ]
        self.fields["table"].choices = [  # type: ignore[attr-defined] # a choice field
            (table.value, table.label) for table, power in tables if authority.allows(person, power)
        ]
        self.fields["publish"].disabled = not authority.allows(person, "standards.publish")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if not file and not given.get("text"):
            self.add_error("file", _("Choose a file."))
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 5 MB. Divide it."))
        return given

    def raw(self) -> bytes:
        """The file's bytes, or those of the text that was looked through."""
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        return bytes(file.read()) if file else text.encode()
