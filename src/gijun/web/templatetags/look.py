"""How the screens write times and addresses."""

import re
from datetime import datetime

from django import template
from django.template import loader
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

register = template.Library()

HIDDEN = "****"
SHORTEST_NUMBER = 8  # digits; anything shorter is hidden whole


@register.filter
def elapsed(since: datetime, now: datetime) -> str:
    """How long ago, in one unit: minutes below an hour, hours below two days, then days."""
    minutes = max(int((now - since).total_seconds() // 60), 0)
    if minutes < 60:
        return ngettext("%(n)d min", "%(n)d min", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)d h", "%(n)d h", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d day", "%(n)d days", minutes // 1440) % {"n": minutes // 1440}


@register.filter
def masked(address: str) -> str:
    """A mail address or number of which only as much is shown as is needed to recognise it.

    Korean numbers are shown the way they are dialled: ``+821012342210`` → ``010-****-2210``.
    """
    name, at, domain = address.partition("@")
    if at:
        return f"{name[:2]}{'*' * max(len(name) - 2, 2)}@{domain}"
    digits = re.sub(r"\D", "", re.sub(r"^\+82", "0", address))
    if len(digits) < SHORTEST_NUMBER:
        return "*" * len(address)
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]}-{HIDDEN}-{digits[-4:]}"


@register.simple_tag
def moment(at: datetime, style: str = "SHORT_DATETIME_FORMAT") -> SafeString:
    """A ``<time>`` in the centre's zone; ``style`` names one of the date formats."""
    local = timezone.localtime(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), formats.date_format(local, style))


@register.simple_tag
def hot(name: str, **known: object) -> SafeString:
    """Draw a fragment of the second template language with what is named."""
    return mark_safe(loader.render_to_string(name, known, using="hot"))  # noqa: S308 -- its own engine escapes
