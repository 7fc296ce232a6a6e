"""The way between the pages of the desk."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from gijun.desk.places import known
from gijun.desk.queries.asking.counts import count_of
from gijun.organisation import authority
from gijun.organisation.models import Person

register = template.Library()


@register.inclusion_tag("desk/_places.html", takes_context=True)
def places(context: dict[str, Any], group: str) -> dict[str, Any]:
    """Tabs to the pages of a group that the reader may open."""
    request = context["request"]
    person: Person = request.user
    at = timezone.now()
    tabs = [
        {
            "url": (url := reverse(place.name)),
            "label": place.label,
            "current": request.path == url,
            "count": count_of(place.name, person, at),
        }
        for place in known()
        if place.group == group and authority.allows(person, place.power)
    ]
    return {"tabs": tabs}
