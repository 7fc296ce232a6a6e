"""What people bring in and say about policy documents, made clean."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.actions.policies import Brought
from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.queries.policies import OPEN
from gijun.standards.rules import documents
from gijun.standards.terms import NOTE_LENGTH, TITLE_LENGTH, DocumentKind
from gijun.standards.terms.documents import DOCUMENT_CHARACTERS, Doubt

Choices = list[tuple[Any, Any]]
ACCEPTED = ".docx,.xlsx,.html,.htm,.md,.txt"


def teams_to_write_for(person: Person) -> Choices:
    """Teams the person may write standards for, as a tree."""
    return [(branch.team.pk, branch.indented) for branch in organisation.team_tree(person, "standards.write")]


def people_to_answer(person: Person) -> Choices:
    """People who may answer for documents and scripts, by name."""
    seen = organisation.people_seen_by(person, "standards.view").filter(is_active=True)
    return list(seen.values_list("pk", "name"))


class BringInForm(forms.Form):
    """A document as a file or pasted; the second time its clauses come back as they were shown."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    team = forms.TypedChoiceField(
        label=_("In force for"), coerce=int, help_text=_("This team and every team below it.")
    )
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int)
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Word, Excel, web page, Markdown or text, at most 10 MB."),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        max_length=DOCUMENT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    kind = forms.ChoiceField(required=False, choices=DocumentKind.choices, widget=forms.HiddenInput)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, is_newer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.brought_kind = DocumentKind.TEXT
        self.clauses: Sequence[documents.Clause] = ()
        self.doubts: Sequence[Doubt] = ()  # what of a file could not be read beside its text
        if is_newer:
            del self.fields["team"], self.fields["owner"]
        else:
            self.fields["team"].choices = teams_to_write_for(person)  # type: ignore[attr-defined] # a choice field
            self.fields["owner"].choices = people_to_answer(person)  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("carried"):
            self._take_carried(given["carried"], given.get("kind") or DocumentKind.TEXT)
        elif given.get("file"):
            self._read_file(given["file"])
        elif given.get("text"):
            self._read(given["text"].encode(), DocumentKind.TEXT, "text")
        elif "file" not in self.errors and "text" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the text."))
        return given

    def _read_file(self, file: Any) -> None:
        try:
            kind = documents.kind_of(file.name)
        except UnreadableDocumentError as error:
            self.add_error("file", str(error))
        else:
            self._read(file.read(), kind, "file")

    def _read(self, raw: bytes, kind: DocumentKind, field: str) -> None:
        self.brought_kind = kind
        try:
            self.clauses, self.doubts = documents.look_through(raw, kind)
        except UnreadableDocumentError as error:
            self.add_error(field, str(error))

    def _take_carried(self, carried: str, kind: str) -> None:
        self.brought_kind = DocumentKind(kind)
        try:
            rows = json.loads(carried)
            self.clauses = [documents.Clause(str(heading), str(text)) for heading, text in rows]
        except (ValueError, TypeError):
            self.add_error(None, _("What was shown did not come back whole. Bring the document in again."))

    def brought(self, joined: Sequence[str] = ()) -> Brought:
        """The document; clauses at the places ``joined`` (as the page sends them) go to the one before."""
        places = [int(place) for place in joined if place.isascii() and place.isdigit()]
        return Brought(self.cleaned_data["title"], self.brought_kind, documents.joined(self.clauses, places))

    def to_carry(self) -> str:
        """The clauses, to come back with the next request."""
        return json.dumps([[one.heading, one.text] for one in self.clauses], ensure_ascii=False)


class AsideForm(forms.Form):
    reason = forms.CharField(label=_("Why it needs no sentence"), max_length=NOTE_LENGTH)


class PairForm(forms.Form):
    """The standard a clause is tied to."""

    standard = forms.IntegerField(min_value=1)


class SubjectForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)


class OpenForm(forms.Form):
    """The work list's address line; what is not understood narrows nothing."""

    document = forms.IntegerField(label=_("Document"), required=False, min_value=1)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *((one.value, one.label) for one in OPEN)]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        given = self.cleaned_data
        return {"document_id": given.get("document"), "state": given.get("state") or ""}
