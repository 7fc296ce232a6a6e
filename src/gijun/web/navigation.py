"""The shell around every page: navigation by what the person may open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gijun.organisation import authority, queries
from gijun.organisation.models import Person
from gijun.standards.queries import open_must_reads


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the rail."""

    name: str  # of the url
    label: Any
    icon: str
    power: str
    chord: str  # g, then this letter


ENTRIES = (
    Entry("desk:queue", _("Desk"), "desk", "desk.view_tickets", "d"),
    Entry("standards:list", _("Standards"), "standards", "standards.view", "s"),
    Entry("measures:overview", _("Measures"), "measures", "measures.view", "m"),
    Entry("email:inbound", _("Mail"), "mail", "desk.manage_inbound", "b"),
    Entry("organisation:people", _("Organisation"), "organisation", "organisation.view_system", "o"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around the page."""
    person = getattr(request, "user", None)
    shared = {"practice": queries.has_practice_centre()}
    if not isinstance(person, Person):
        return shared
    path = request.path
    entries = []
    for entry in ENTRIES:
        if authority.allows(person, entry.power):
            url = reverse(entry.name)
            home = "/" + url.strip("/").split("/")[0] + "/"
            entries.append(
                {
                    "url": url,
                    "label": entry.label,
                    "icon": entry.icon,
                    "chord": entry.chord,
                    "current": path.startswith(home),
                }
            )
    return shared | {"navigation": entries, "must_reads": lambda: _must_reads(person)}


def _must_reads(person: Person) -> int:
    """How many notices the person still has to read; asked only where a whole page is drawn."""
    return open_must_reads(person, timezone.now()).count()
