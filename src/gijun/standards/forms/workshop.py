"""What people write in a workshop."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.standards.queries.workshop import CandidateLine
from gijun.standards.rules.workshop import KEY_LENGTH
from gijun.standards.terms import EXPLANATION_LENGTH, NOTE_LENGTH, SENTENCE_LENGTH

NONE_OF_THEM = "none"
SHOWN = 60  # letters of a candidate where one is chosen from a list
KEY = rf"^[0-9a-f]{{{KEY_LENGTH}}}$"


class OpenForm(forms.Form):
    """A workshop begins with what is to get better."""

    purpose = forms.CharField(
        label=_("What gets better for customers"),
        max_length=NOTE_LENGTH,
        help_text=_("One line. It stands above the candidates, so that everybody judges by it."),
    )


class ProposalForm(forms.Form):
    text = forms.CharField(
        label=_("Your sentence"),
        widget=forms.Textarea(attrs={"rows": 3, "data-shortcut": "p"}),
        max_length=SENTENCE_LENGTH,
        help_text=_("Write what the customer is told. Nobody sees who proposed it before the decision."),
    )


class VoteForm(forms.Form):
    """A vote names a candidate by its blind key."""

    candidate = forms.RegexField(KEY, error_messages={"required": _("Choose a sentence to vote for.")})


class DissentForm(forms.Form):
    text = forms.CharField(
        label=_("What you disagree with, and why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=EXPLANATION_LENGTH,
        help_text=_("It is kept beside the decision for good, and shown with your name from then on."),
    )


class DecideForm(forms.Form):
    """The words chosen by their blind key, or none of them; always with a reason."""

    chosen = forms.ChoiceField(label=_("Which sentence is said"))
    reason = forms.CharField(label=_("Why"), max_length=NOTE_LENGTH, help_text=_("One line."))

    def __init__(self, *args: Any, candidates: Sequence[CandidateLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [
            (one.key, f"{number}. {' '.join(one.text.split())[:SHOWN]}")
            for number, one in enumerate(candidates, start=1)
        ]
        self.fields["chosen"].choices = [  # type: ignore[attr-defined] # a choice field
            ("", "–"),
            *numbered,
            (NONE_OF_THEM, _("None of them: close without a sentence")),
        ]

    def key(self) -> str:
        """Of the chosen candidate; empty: none of them."""
        chosen: str = self.cleaned_data["chosen"]
        return "" if chosen == NONE_OF_THEM else chosen
