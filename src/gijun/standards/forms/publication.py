"""What people type about publishing, made clean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.forms.matters import PublishForm
from gijun.standards.rules.content import Comprehension, Publication
from gijun.standards.terms import NOTE_LENGTH, SENTENCE_LENGTH, TITLE_LENGTH
from gijun.standards.terms.publishing import ANSWER_LENGTH, MOST_ANSWERS, QUESTION_LENGTH

TIMES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class PublishAsSeenForm(PublishForm):
    """Now or later, and what the person saw in the preview."""

    seen_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class PublicationForm(forms.Form):
    """What becomes known when a draft comes into force."""

    seen_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    notice = forms.CharField(
        label=_("Notice of the change"),
        required=False,
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Empty: the line that says what changed."),
    )
    must_read = forms.BooleanField(label=_("Everybody has to read it"), required=False)
    question = forms.CharField(label=_("Question"), required=False, max_length=QUESTION_LENGTH)
    answer = forms.CharField(required=False)  # one a field of the same name
    right = forms.IntegerField(required=False, min_value=0, max_value=MOST_ANSWERS - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.data.getlist("answer") if hasattr(self.data, "getlist") else []
        self.typed: list[str] = given or list(self.initial.get("answers", ()))

    def answers(self) -> list[tuple[int, str]]:
        """A row for every possible answer: its place and its text."""
        return list(enumerate((self.typed + [""] * MOST_ANSWERS)[:MOST_ANSWERS]))

    def right_place(self) -> int:
        """Which answer is marked as the right one; at first the first."""
        chosen = self["right"].value()
        return int(chosen) if str(chosen).isdigit() else 0

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(len(text) > ANSWER_LENGTH for text in self.typed):
            raise forms.ValidationError(
                _("An answer has at most %(most)d characters."), params={"most": ANSWER_LENGTH}
            )
        return given

    def publication(self) -> Publication:
        """What the form says; answers left empty are none."""
        given = self.cleaned_data
        kept = [(place, text) for place, text in enumerate(self.typed[:MOST_ANSWERS]) if text.strip()]
        right = next((new for new, (place, _text) in enumerate(kept) if place == given["right"]), -1)
        asked = Comprehension(given["question"], tuple(text for _place, text in kept), right)
        return Publication(given["notice"], given["must_read"], asked if asked.question or kept else None)


class RollBackForm(forms.Form):
    """Why a version is taken back."""

    reason = forms.CharField(label=_("Why"), required=False, max_length=NOTE_LENGTH)


class AnswerForm(forms.Form):
    """The answer somebody chose, from 0."""

    choice = forms.IntegerField(min_value=0, max_value=MOST_ANSWERS - 1)


class NoticeForm(forms.Form):
    """A notice by itself."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    text = forms.CharField(
        label=_("What is new"), max_length=SENTENCE_LENGTH, widget=forms.Textarea(attrs={"rows": 5})
    )
    team = forms.TypedChoiceField(
        label=_("For"), coerce=int, help_text=_("This team and every team below it.")
    )
    must_read = forms.BooleanField(
        label=_("Everybody has to read it"),
        required=False,
        help_text=_("Whoever has not read it after 30 minutes takes no new tickets."),
    )
    shows_from = forms.DateTimeField(
        label=_("Shown from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=TIMES,
        help_text=_("Empty: now."),
    )
    shows_until = forms.DateTimeField(
        label=_("Shown until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=TIMES,
        help_text=_("Empty: until somebody withdraws it."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = organisation.team_tree(person, "standards.publish")
        self.fields["team"].choices = [(one.team.pk, one.indented) for one in teams]  # type: ignore[attr-defined] # a choice field

    def wanted(self) -> dict[str, Any]:
        """What the action is asked for."""
        given = dict(self.cleaned_data)
        return {"team_id": given.pop("team"), **given}
