"""What becomes of a candidate."""

from django import forms

from gijun.standards.terms import TITLE_LENGTH


class SettleForm(forms.Form):
    act = forms.ChoiceField(choices=[("begin", ""), ("join", ""), ("decline", "")])
    title = forms.CharField(required=False, max_length=TITLE_LENGTH)
    standard = forms.IntegerField(required=False)
