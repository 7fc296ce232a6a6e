"""What people type about contacts they answer themselves, made clean."""

from django import forms


class QuotaForm(forms.Form):
    """Whose quota, and how many a day; 0: none any more."""

    person = forms.IntegerField(min_value=1)
    per_day = forms.IntegerField(min_value=0)
