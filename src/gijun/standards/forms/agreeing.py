"""Approving, sending back, verifying, handing over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import EXPLANATION_LENGTH, Side


class SideForm(forms.Form):
    """One side agrees to what the person read, named by its hash, or takes that back."""

    side = forms.ChoiceField(choices=Side.choices)
    seen_hash = forms.RegexField(r"^[0-9a-f]{64}$", required=False)


class SendBackForm(forms.Form):
    side = forms.ChoiceField(choices=Side.choices)
    reason = forms.CharField(
        label=_("What has to change"),
        max_length=EXPLANATION_LENGTH,
        error_messages={"required": _("Say what has to change.")},
    )


class VerifyForm(forms.Form):
    """Still right, until the next review."""

    review_on = forms.DateField(
        label=_("Next review on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say when it is to be reviewed next.")},
    )


class HandOverForm(forms.Form):
    """Standards and policy documents of somebody who left, for somebody else to answer for."""

    from_owner = forms.IntegerField(widget=forms.HiddenInput)
    to_owner = forms.TypedChoiceField(
        label=_("Who answers for them"),
        coerce=int,
        error_messages={"required": _("Choose who answers for them from now on.")},
    )
    standards = forms.TypedMultipleChoiceField(label=_("Standards"), coerce=int, required=False)
    documents = forms.TypedMultipleChoiceField(label=_("Policy documents"), coerce=int, required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        owned: Sequence[int],
        documents: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_owner"].choices = people  # type: ignore[attr-defined] # a choice field
        self.fields["standards"].choices = [  # type: ignore[attr-defined] # a choice field
            (pk, str(pk)) for pk in owned
        ]
        self.fields["documents"].choices = [  # type: ignore[attr-defined] # a choice field
            (pk, str(pk)) for pk in documents
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kinds = ("standards", "documents")
        if not any(given.get(kind) or kind in self.errors for kind in kinds):
            self.add_error(None, _("Choose at least one standard or document."))
        return given
