"""How promises stand on a page."""

from collections.abc import Iterable
from datetime import datetime

from django import template

from gijun.desk.models import Promise
from gijun.desk.queries.promises.lists import Line, lines

register = template.Library()


@register.simple_tag
def promise_lines(rows: Iterable[Promise], at: datetime) -> list[Line]:
    """Promises with how much time is left, in the order given."""
    return lines(rows, at)
