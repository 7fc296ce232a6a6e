"""What people type on the desk, made clean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.actions import UsedSentence
from gijun.desk.queries.lists import VIEWS, Filter
from gijun.desk.terms import ChannelKind, Priority, TicketStatus

MOST_SIGNS = 200  # of an answer


class FilterForm(forms.Form):
    """The list's address line; what is not understood narrows nothing."""

    view = forms.ChoiceField(choices=[(view, view) for view in VIEWS], required=False)
    status = forms.ChoiceField(choices=[("", ""), *TicketStatus.choices], required=False)
    channel = forms.ChoiceField(choices=[("", ""), *ChannelKind.choices], required=False)
    q = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def wanted(self) -> tuple[Filter, int]:
        """The filter and the page number."""
        self.is_valid()
        clean = self.cleaned_data
        return (
            Filter(
                view=clean.get("view") or "mine",
                status=clean.get("status") or "",
                channel=clean.get("channel") or "",
                words=(clean.get("q") or "").strip(),
            ),
            clean.get("page") or 1,
        )


class ReplyForm(forms.Form):
    """An answer or a note, with the agreed sentences inserted while writing.

    Sentences come as parallel lists: ``used_version``, ``used_text``, ``used_found_ms``.
    """

    body = forms.CharField(widget=forms.Textarea, required=False, max_length=100_000, strip=False)
    base_message_id = forms.IntegerField(required=False, min_value=0)
    then_solve = forms.BooleanField(required=False)
    reason = forms.IntegerField(required=False)

    def used(self) -> list[UsedSentence]:
        """Inserted sentences; an entry that is not whole is left out."""
        data: Any = self.data
        versions, texts, times = (data.getlist(f"used_{name}") for name in ("version", "text", "found_ms"))
        times += [""] * (len(versions) - len(times))
        return [
            UsedSentence(int(version), text, int(time) if time.isdigit() else None)
            for version, text, time in zip(versions, texts, times, strict=False)
            if version.isdigit()
        ]


class DraftForm(forms.Form):
    body = forms.CharField(required=False, max_length=100_000, strip=False)
    base_message_id = forms.IntegerField(required=False, min_value=0)


class ReasonForm(forms.Form):
    reason = forms.IntegerField(error_messages={"required": _("Choose what the contact was about.")})


class TickForm(forms.Form):
    item = forms.IntegerField()
    done = forms.BooleanField(required=False)


class JudgingForm(forms.Form):
    """Answers to the questions of a table, as parallel lists: ``key`` and ``answer``."""

    took_ms = forms.IntegerField(required=False, min_value=0, max_value=86_400_000)

    def answers(self) -> list[tuple[str, str]]:
        """Questions with what was typed; one that has no answer yet is left out."""
        data: Any = self.data
        pairs = zip(data.getlist("key"), data.getlist("answer"), strict=False) if data else ()
        return [(key, text[:MOST_SIGNS]) for key, text in pairs]


class AssignForm(forms.Form):
    to = forms.IntegerField()


class MergeForm(forms.Form):
    number = forms.CharField(max_length=16, label=_("Ticket number"))


class PriorityForm(forms.Form):
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=lambda value: Priority(int(value)))


class ParkForm(forms.Form):
    status = forms.TypedChoiceField(choices=TicketStatus.choices, coerce=TicketStatus)
