"""What people type when they sort tickets, made clean."""

from typing import Any

from django import forms
from django.http import QueryDict

from gijun.desk.actions.sorting.fields import Choice
from gijun.desk.rules.sorting.fields import Rule
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.sorting import MEMO_LENGTH, NAME_LENGTH, Cause, FieldKind, Source

FIELD = "field_"


class PutTagForm(forms.Form):
    """A tag by id, or by what was typed; ``create``: as a new one, though others fit."""

    tag = forms.IntegerField(required=False, min_value=1)
    name = forms.CharField(required=False, max_length=200)
    create = forms.BooleanField(required=False)


class MemoForm(forms.Form):
    text = forms.CharField(required=False, max_length=MEMO_LENGTH * 2, strip=False)
    pinned = forms.BooleanField(required=False)
    about = forms.ChoiceField(required=False, choices=[("ticket", ""), ("customer", "")])


class WrapUpForm(forms.Form):
    """Reason, cause and fields; ``opened_ms``: when the panel was drawn, ``clicks``: what it took since."""

    reason = forms.IntegerField(required=False)
    cause = forms.ChoiceField(required=False, choices=[("", ""), *Cause.choices])
    opened_ms = forms.IntegerField(required=False, min_value=0)
    clicks = forms.IntegerField(required=False, min_value=0)

    def cause_named(self) -> Cause | None:
        code = self.cleaned_data.get("cause") or ""
        return Cause(code) if code else None


def typed_fields(posted: QueryDict) -> dict[int, str]:
    """What was typed into fields: ``field_<id>``."""
    return {
        int(name.removeprefix(FIELD)): str(posted[name])
        for name in posted
        if name.startswith(FIELD) and name.removeprefix(FIELD).isdecimal()
    }


class NewTagForm(forms.Form):
    name = forms.CharField(required=False, max_length=200)


class FieldForm(forms.Form):
    """A field; its choices stand one a line: code, Korean name, English name, parted by ``|`` or a tab."""

    code = forms.CharField(required=False, max_length=100)
    name_ko = forms.CharField(required=False, max_length=NAME_LENGTH)
    name_en = forms.CharField(required=False, max_length=NAME_LENGTH)
    kind = forms.ChoiceField(required=False, choices=FieldKind.choices)
    personal = forms.BooleanField(required=False)
    retired = forms.BooleanField(required=False)
    choices = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea)

    def given_choices(self) -> list[Choice]:
        lines = (self.cleaned_data.get("choices") or "").splitlines()
        parted = [
            [part.strip() for part in line.replace("\t", "|").split("|")] for line in lines if line.strip()
        ]
        return [Choice(code, *names[:2]) if names else Choice(code, code) for code, *names in parted]


class RulesForm:
    """Rules as the page sends them: one group of inputs a field."""

    def __init__(self, posted: QueryDict, field_ids: list[int]) -> None:
        self.posted, self.field_ids = posted, field_ids

    def rules(self) -> list[Rule]:
        """A field that is neither asked for nor filled has no rule."""
        made = [self._rule(pk) for pk in self.field_ids]
        return [rule for rule in made if rule.required or rule.source]

    def _rule(self, pk: int) -> Rule:
        posted = self.posted
        source = posted.get(f"source_{pk}", "")
        return Rule(
            field_id=pk,
            required=posted.get(f"required_{pk}") == "on",
            reasons=tuple(int(one) for one in posted.getlist(f"reasons_{pk}") if one.isdecimal()),
            channels=tuple(one for one in posted.getlist(f"channels_{pk}") if one in ChannelKind.values),
            source=source if source in Source.values else "",
            key=posted.get(f"key_{pk}", "").strip() if source == Source.JUDGING else "",
        )


class SplitForm(forms.Form):
    subject = forms.CharField(required=False, max_length=300)

    def message_ids(self) -> list[int]:
        data: Any = self.data
        return [int(one) for one in data.getlist("message") if one.isdecimal()]


class MergeCustomerForm(forms.Form):
    """The other record, whose name stays, and the memos that need not stand on top any more."""

    other = forms.IntegerField(required=False, min_value=1)
    name_of = forms.IntegerField(required=False, min_value=1)

    def unpinned(self, pinned_ids: list[int]) -> list[int]:
        data: Any = self.data
        kept = {int(one) for one in data.getlist("pinned") if one.isdecimal()}
        return [pk for pk in pinned_ids if pk not in kept]
