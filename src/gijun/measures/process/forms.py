"""What people choose about the process, and the logs they upload."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gijun.measures.forms import SelectionForm
from gijun.measures.process.queries import Asked
from gijun.measures.process.terms import ORDERS, USUAL, Activity, Clock
from gijun.measures.process.uploads import LARGEST
from gijun.organisation.models import Person
from gijun.science.event_logs import Columns, DateOrder, guessed
from gijun.standards.queries.reasons import reasons_tree

SHARE = 60  # percent of the edges
STEP = 5


class ShareForm(forms.Form):
    """How many of the edges are shown."""

    share = forms.IntegerField(
        label=_("Share of paths shown (%)"), min_value=0, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"type": "range", "step": STEP}),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__({"share": data.get("share", SHARE)})

    @property
    def chosen(self) -> int:
        """The share in percent; the usual one where it is not understood."""
        self.is_valid()
        share = self.cleaned_data.get("share")
        return SHARE if share is None else int(share)


class ProcessForm(SelectionForm):
    """Contacts, activities and the clock; what is not understood narrows nothing and says so."""

    reason = forms.TypedChoiceField(label=_("Contact reason"), coerce=int, empty_value=None, required=False)
    clock = forms.ChoiceField(label=_("Time counted"), choices=Clock, required=False)
    activity = forms.MultipleChoiceField(
        label=_("Activities"), choices=Activity, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, person: Person, data: Any, *, at: datetime) -> None:
        super().__init__(person, data, at=at, by_mode=True)
        del self.fields["compare"]
        chosen = data.getlist("activity") or [str(one) for one in USUAL]
        self.data = {"clock": Clock.WALL, **self.data, "activity": chosen}
        reasons = [("", gettext("All reasons")), *((str(pk), way) for pk, way in reasons_tree())]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined] # a choice field

    def asked(self) -> Asked:
        """What is looked at; the usual activities where none was understood."""
        selection = self.selection()
        clean = self.cleaned_data
        return Asked(
            selection=selection,
            activities=tuple(clean.get("activity") or USUAL),
            clock=clean.get("clock") or Clock.WALL,
            reason_id=clean.get("reason"),
        )


class LogFileForm(forms.Form):
    """A log of another system."""

    file = forms.FileField(
        label=_("XES or CSV file"),
        help_text=_("At most 30 MB and 500,000 events. Nobody else sees it, and after 7 days it is gone."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 30 MB."))
        return file


class ColumnsForm(forms.Form):
    """Which columns of a CSV file hold what, and how its times are written."""

    case = forms.TypedChoiceField(label=pgettext_lazy("event log", "Case"), coerce=int)
    activity = forms.TypedChoiceField(label=_("Activity"), coerce=int)
    at = forms.TypedChoiceField(label=_("Time"), coerce=int)
    department = forms.TypedChoiceField(label=_("Department"), coerce=int, empty_value=None, required=False)
    resource = forms.TypedChoiceField(
        label=pgettext_lazy("event log", "Person"), coerce=int, empty_value=None, required=False
    )
    order = forms.ChoiceField(label=_("How times are written"), choices=list(ORDERS.items()))

    def __init__(self, heads: Sequence[str], data: Any = None) -> None:
        super().__init__(data, initial=guessed(heads))
        columns = [
            (str(at), head or gettext("Column %(n)s") % {"n": at + 1}) for at, head in enumerate(heads)
        ]
        for name in ("case", "activity", "at"):
            self.fields[name].choices = columns  # type: ignore[attr-defined] # a choice field
        for name in ("department", "resource"):
            none = [("", gettext("None")), *columns]
            self.fields[name].choices = none  # type: ignore[attr-defined] # a choice field

    def columns(self) -> tuple[Columns, DateOrder]:
        """The choice of a valid form."""
        clean = self.cleaned_data
        found = Columns(clean["case"], clean["activity"], clean["at"], clean["department"], clean["resource"])
        return found, DateOrder(clean["order"])
