"""The pages of the measures, by who may open them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VIEW = "measures.view"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the measures."""

    name: str  # of the url
    label: Any
    power: str = VIEW


PLACES = (
    Place("measures:overview", _("Overview")),
    Place("measures:boards", pgettext_lazy("measures", "Boards")),
    Place("measures:ratio", _("Contact ratio")),
    Place("measures:radar", _("Contact radar")),
    Place("measures:standards", _("Standards in use")),
    Place("measures:wrap_up", _("Wrapping up")),
    Place("measures:process", pgettext_lazy("measures", "Process")),
    Place("measures:reports", pgettext_lazy("measures", "Reports")),
    Place("measures:growth", _("Growth figures"), "measures.import"),
    Place("measures:definitions", _("How they are counted")),
)
