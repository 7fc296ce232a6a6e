"""The pages of the desk beside the list, by who may open them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the desk.

    ``group``: "day" for what is worked on, "floor" for what is led, "rules" for what governs it.
    """

    name: str  # of the url
    label: Any
    power: str
    group: str = "day"


PLACES = (
    Place("desk:queue", _("Tickets"), "desk.view_tickets"),
    Place("desk:my_day", _("My day"), "desk.view_tickets"),
    Place("desk:queues", _("Queues"), "desk.see_queues"),
    Place("desk:takeovers", _("Going up"), "desk.assist"),
    Place("desk:approvals", _("Approvals"), "desk.approve"),
    Place("desk:consults", _("Consults"), "desk.answer_consult"),
    Place("desk:promises", _("Promises"), "desk.reply"),
    Place("desk:callbacks", _("Calls to make"), "desk.reply"),
    Place("desk:promotions", _("Delegation"), "desk.govern_asking", "rules"),
    Place("desk:asking_policy", _("Way up"), "desk.govern_asking", "rules"),
    Place("desk:flags", _("Odd sentences"), "desk.view_tickets"),
    Place("desk:templates", _("Reply templates"), "desk.view_tickets", "rules"),
    Place("desk:procedures", _("Procedures"), "desk.view_tickets", "rules"),
    Place("desk:targets", _("Targets"), "desk.view_tickets", "rules"),
    Place("desk:routing", _("Routing"), "desk.manage_routing", "rules"),
    Place("desk:promise_policy", _("Customers' page"), "desk.govern_promises", "rules"),
    Place("desk:auto_answers", _("Automatic answers"), "desk.govern_sparing", "rules"),
    Place("desk:sparing_rules", _("Taking back and sparing"), "desk.govern_sparing", "rules"),
    Place("desk:tags", _("Tags"), "desk.govern_tags", "rules"),
    Place("desk:fields", _("Fields"), "desk.govern_fields", "rules"),
    Place("desk:drift", _("Other words"), "standards.write", "rules"),
    Place("desk:quota", _("Contacts of one's own"), "desk.see_queues"),
    Place("desk:broadcasts", _("Broadcasts"), "desk.view_tickets"),
    Place("desk:views", _("Views"), "desk.view_tickets"),
    Place("desk:floor", _("Live floor"), "desk.view_floor", "floor"),
    Place("desk:team_live", _("Team live"), "desk.view_floor", "floor"),
    Place("desk:risk_customers", _("Careful customers"), "desk.decide_flags", "floor"),
    Place("desk:endings", _("Right to end"), "desk.see_endings", "floor"),
    Place("desk:lookups", _("Outside systems"), "desk.see_lookups", "floor"),
    Place("desk:modes", _("Operating mode"), "desk.view_floor", "floor"),
)
_added: list[Place] = []


def register(place: Place) -> None:
    """Let a page of an outside system stand among those of the desk; called from an ``AppConfig.ready``."""
    if place not in _added:
        _added.append(place)


def known() -> tuple[Place, ...]:
    """Every page there is."""
    return (*PLACES, *_added)
