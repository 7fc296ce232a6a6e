"""What people type on the desk, made clean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.actions import UsedSentence, UsedSnippet, UsedTemplate
from gijun.desk.queries.lists import VIEWS, Filter
from gijun.desk.rules.views import read
from gijun.desk.terms import ChannelKind, Priority, TicketStatus
from gijun.standards.terms import Language

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
        more = read(self._joined()).more
        return (
            Filter(
                view=clean.get("view") or "mine",
                status="" if more.statuses else clean.get("status") or "",
                channel="" if more.channels else clean.get("channel") or "",
                words=(clean.get("q") or "").strip(),
                more=more,
            ),
            clean.get("page") or 1,
        )

    def _joined(self) -> dict[str, str]:
        """Several values of one name, as boxes send them, are one list."""
        data: Any = self.data
        return {name: ",".join(data.getlist(name)) for name in data} if data else {}


class ReplyForm(forms.Form):
    """An answer or a note, with the agreed sentences and the personal scripts inserted while writing.

    Sentences come as parallel lists: ``used_version``, ``used_text``, ``used_found_ms``; scripts as
    ``used_snippet``, ``used_snippet_text``, ``used_snippet_found_ms``; templates as ``used_template`` with
    the same endings, and ``_short``, ``_standard`` and ``_sentence`` for what came with them.
    """

    body = forms.CharField(widget=forms.Textarea, required=False, max_length=100_000, strip=False)
    base_message_id = forms.IntegerField(required=False, min_value=0)
    then_solve = forms.BooleanField(required=False)
    reason = forms.IntegerField(required=False)

    def used(self) -> list[UsedSentence | UsedSnippet | UsedTemplate]:
        """What was inserted; an entry that is not whole is left out."""
        sentences = self._inserted("used_version", "used_text", "used_found_ms")
        scripts = self._inserted("used_snippet", "used_snippet_text", "used_snippet_found_ms")
        return [
            *(UsedSentence(*one) for one in sentences),
            *(UsedSnippet(*one) for one in scripts),
            *self._templates(),
        ]

    def _templates(self) -> list[UsedTemplate]:
        names = ("used_template", "used_template_text", "used_template_found_ms")
        data: Any = self.data
        more = zip(
            *(data.getlist(f"used_template_{name}") for name in ("short", "standard", "sentence")),
            strict=False,
        )
        rest = [*more, *[("", "", "")] * len(data.getlist(names[0]))]
        return [
            UsedTemplate(*one, short == "on", int(standard) if standard.isdigit() else None, sentence)
            for one, (short, standard, sentence) in zip(self._inserted(*names), rest, strict=False)
        ]

    def _inserted(self, *names: str) -> list[tuple[int, str, int | None]]:
        data: Any = self.data
        ids, texts, times = (data.getlist(name) for name in names)
        times += [""] * (len(ids) - len(times))
        return [
            (int(pk), text, int(time) if time.isdigit() else None)
            for pk, text, time in zip(ids, texts, times, strict=False)
            if pk.isdigit()
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
    """Answers to the questions of a table, as parallel lists: ``key`` and ``answer``.

    ``language``: what the sentence is said in; empty: what the customer writes in.
    """

    took_ms = forms.IntegerField(required=False, min_value=0, max_value=86_400_000)
    language = forms.ChoiceField(required=False, choices=Language.choices)

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
