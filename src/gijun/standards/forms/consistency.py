"""What people type about contradictions, made clean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import NOTE_LENGTH


class ClearForm(forms.Form):
    """Why two versions are both right."""

    first = forms.IntegerField(widget=forms.HiddenInput)
    second = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=NOTE_LENGTH, label=_("why both are right"))


class SupersedeForm(forms.Form):
    """Which standard is to stand for which, and why."""

    standard = forms.IntegerField(widget=forms.HiddenInput)
    by = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=NOTE_LENGTH, label=_("why"))
