"""What people keep as personal scripts, made clean."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.forms.policies import people_to_answer, teams_to_write_for
from gijun.standards.queries.snippets import SnippetFilter
from gijun.standards.rules import snippet_rows
from gijun.standards.rules.content import clean
from gijun.standards.rules.snippet_rows import SnippetRow
from gijun.standards.terms import TITLE_LENGTH, SnippetState
from gijun.standards.terms.documents import SNIPPET_LENGTH

ALL = "all"


class SnippetFilterForm(forms.Form):
    """The list's address line; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*SnippetState.choices, (ALL, _("All"))]
    )
    owner = forms.IntegerField(label=_("Owner"), required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def wanted(self) -> SnippetFilter:
        self.is_valid()
        given = self.cleaned_data
        state = given.get("state") or SnippetState.UNOFFICIAL.value
        return SnippetFilter(
            words=clean(given.get("q") or ""),
            state="" if state == ALL else state,
            owner_id=given.get("owner"),
        )


class SnippetForm(forms.Form):
    """Words of one's own."""

    title = forms.CharField(
        label=_("Title"), max_length=TITLE_LENGTH, required=False, help_text=_("Empty: how the words begin.")
    )
    text = forms.CharField(
        label=pgettext_lazy("of a script", "Words"),
        max_length=SNIPPET_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    team = forms.TypedChoiceField(label=_("Team"), coerce=int)

    def __init__(self, *args: Any, person: Person, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            tree = organisation.team_tree(person, "standards.view")
            self.fields["team"].choices = [(one.team.pk, one.indented) for one in tree]  # type: ignore[attr-defined] # a choice field
        else:
            del self.fields["team"]


class OwnerForm(forms.Form):
    """Who answers from now on."""

    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = people_to_answer(person)  # type: ignore[attr-defined] # a choice field


class SnippetFileForm(forms.Form):
    """A file of scripts; the second time its rows come back as they were shown."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.md,.docx,.html"}),
        help_text=_("A CSV table with title, text and owner, or a text, Markdown or Word file."),
    )
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: Sequence[SnippetRow] = ()
        self.fields["team"].choices = teams_to_write_for(person)  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("carried"):
            self._take_carried(given["carried"])
        elif given.get("file"):
            self._read(given["file"])
        elif "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return given

    def _read(self, file: Any) -> None:
        try:
            self.rows = snippet_rows.read(file.read(), file.name)
        except UnreadableDocumentError as error:
            self.add_error("file", str(error))

    def _take_carried(self, carried: str) -> None:
        try:
            self.rows = [
                SnippetRow(int(line), str(title), str(text), str(owner))
                for line, title, text, owner in json.loads(carried)
            ]
        except (ValueError, TypeError):
            self.add_error(None, _("What was shown did not come back whole. Bring the file in again."))

    def to_carry(self) -> str:
        """The rows, to come back with the next request."""
        rows = [[row.line, row.title, row.text, row.owner] for row in self.rows]
        return json.dumps(rows, ensure_ascii=False)


class RefusedForm(forms.Form):
    """Rows that were left out, each with why, to be taken along as a file."""

    rows = forms.JSONField()

    def lines(self) -> list[list[str]]:
        """Line, title, words, owner, why; whatever else was sent is passed over."""
        given = self.cleaned_data["rows"]
        known = (
            [row for row in given if isinstance(row, list) and len(row) == 5]
            if isinstance(given, list)
            else []
        )
        return [[str(cell) for cell in row] for row in known]
