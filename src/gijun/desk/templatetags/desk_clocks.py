"""How clocks stand on a page."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gijun.desk.models import TicketClock
from gijun.desk.queries import clocks

register = template.Library()
MINUTE_MS = 60_000


@register.filter
def counted(ms: int) -> str:
    """A span of counted time in hours and minutes."""
    hours, minutes = divmod(max(ms, 0) // MINUTE_MS, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes} if minutes else _("less than a minute")
    if not minutes:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


@register.simple_tag
def due_by(at: datetime, now: datetime) -> SafeString:
    """A ``<time>`` in the centre's zone: the hour on the same day, otherwise the day too."""
    local = timezone.localtime(at)
    same_day = local.date() == timezone.localtime(now).date()
    shown = formats.date_format(local, "TIME_FORMAT" if same_day else "SHORT_DATETIME_FORMAT")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), shown)


SIGNS = {clocks.LATE: "▼", clocks.PAUSED: "‖", clocks.SOON: "!"}


@register.simple_tag
def clock_mark(mark: clocks.Mark) -> SafeString:
    """A clock in a list or a head: sign, word, colour, counted time left."""
    match mark.level:
        case clocks.LATE:
            told = _("%(span)s late") % {"span": counted(mark.late_ms)}
        case clocks.PAUSED:
            told = _("paused, %(span)s left") % {"span": counted(mark.left_ms)}
        case _:
            told = _("%(span)s left") % {"span": counted(mark.left_ms)}
    return format_html('<span class="due {}">{} {}</span>', mark.level, SIGNS.get(mark.level, "◷"), told)


@register.simple_tag
def marks_of(rows: Iterable[TicketClock], at: datetime) -> list[clocks.Mark]:
    """How each running clock stands, in the order given."""
    known = clocks.Versions()
    return [clocks.mark(row, at, known) for row in rows if row.stopped_at is None]


@register.simple_tag
def solution_total(rows: Iterable[TicketClock], at: datetime) -> int | None:
    """Counted time over all cycles of a ticket that was reopened; none where it never was."""
    cycles = [row for row in rows if row.cycle > 1]
    return clocks.solution_total_ms(cycles[0].ticket_id, at) if cycles else None
