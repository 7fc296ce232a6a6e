"""What people type about finding standards, made clean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import SettledAs


class SynonymsForm(forms.Form):
    """Lines such as ``돈 돌려받기, 환불``."""

    lines = forms.CharField(
        label=_("What customers say, and what the standards call it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=50_000,
        help_text=_("One pair a line, with a comma between: 돈 돌려받기, 환불"),
    )


class OfficeWordsForm(forms.Form):
    """Lines such as ``기결제, 이미 결제하신``."""

    lines = forms.CharField(
        label=_("What the office says, and what customers are told"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=50_000,
        help_text=_("One pair a line, with a comma between: 기결제, 이미 결제하신"),
    )


class SettleForm(forms.Form):
    """What became of a search in vain."""

    outcome = forms.ChoiceField(choices=SettledAs.choices)
    standard = forms.IntegerField(required=False, min_value=1)
