"""The way between the pages of the measures."""

from typing import Any

from django import template
from django.urls import reverse

from gijun.measures.places import PLACES
from gijun.organisation import authority

register = template.Library()


@register.inclusion_tag("measures/_places.html", takes_context=True)
def measure_places(context: dict[str, Any]) -> dict[str, Any]:
    """Tabs to the pages that the reader may open."""
    request = context["request"]
    open_to_reader = {
        reverse(place.name): place for place in PLACES if authority.allows(request.user, place.power)
    }
    around = [url for url in open_to_reader if request.path.startswith(url)]
    here = max(around, key=len, default="")  # a page below another one belongs to its tab
    tabs = [
        {"url": url, "label": place.label, "current": url == here} for url, place in open_to_reader.items()
    ]
    return {"tabs": tabs}
