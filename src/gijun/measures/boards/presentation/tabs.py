"""The way between the boards."""

from django.urls import reverse

from gijun.measures.boards.places import PLACES
from gijun.organisation import authority
from gijun.organisation.models import Person


def tabs(person: Person, path: str) -> list[dict[str, object]]:
    """The way between the boards that the reader may open."""
    return [
        {"url": (url := reverse(place.name)), "label": place.label, "current": path == url}
        for place in PLACES
        if authority.allows(person, place.power)
    ]
