"""The shell around every page: navigation by what the person may open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gijun.desk.queries.modes.banner import banner
from gijun.organisation import authority, queries
from gijun.organisation.models import Person
from gijun.organisation.queries.own_state import own_state
from gijun.standards.queries import open_must_read_count


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the rail."""

    name: str  # of the url
    label: Any
    icon: str
    power: str
    chord: str  # g, then this letter
    unless: str = ""  # a power whose holders get there another way
    pages: tuple[str, ...] = ()  # urls of this place that lie inside another one


FLOOR = ("desk:floor", "desk:team_live", "desk:modes")
ENTRIES = (
    Entry("desk:queue", _("Desk"), "desk", "desk.view_tickets", "d"),
    Entry("desk:floor", _("Floor"), "floor", "desk.view_floor", "l", pages=FLOOR),
    Entry("desk:consults", _("Consults"), "desk", "desk.answer_consult", "d", "desk.view_tickets"),
    Entry("standards:list", _("Standards"), "standards", "standards.view", "s"),
    Entry("measures:overview", _("Measures"), "measures", "measures.view", "m"),
    Entry("email:inbound", _("Mail"), "mail", "desk.manage_inbound", "b"),
    Entry("customer_card:sources", _("Systems"), "systems", "customer_card.manage", "y", "desk.view_tickets"),
    Entry("organisation:people", _("Organisation"), "organisation", "organisation.view_system", "o"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around the page."""
    person = getattr(request, "user", None)
    shared = {"practice": queries.has_practice_centre()}
    if not isinstance(person, Person):
        return shared
    path = request.path
    inside = {one.name for one in ENTRIES if any(path.startswith(reverse(page)) for page in one.pages)}
    entries = []
    for entry in ENTRIES:
        elsewhere = entry.unless and authority.allows(person, entry.unless)
        if authority.allows(person, entry.power) and not elsewhere:
            url = reverse(entry.name)
            home = "/" + url.strip("/").split("/")[0] + "/"
            entries.append(
                {
                    "url": url,
                    "label": entry.label,
                    "icon": entry.icon,
                    "chord": entry.chord,
                    "current": entry.name in inside
                    or (path.startswith(home) and not inside and not entry.pages),
                }
            )
    return shared | {
        "navigation": entries,
        "mode_strip": lambda: banner(person, timezone.now()),
        "must_reads": lambda: open_must_read_count(person, timezone.now()),
        "own_state": lambda: own_state(person, timezone.now()),
    }
