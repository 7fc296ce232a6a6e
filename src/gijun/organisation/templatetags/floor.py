"""How states and their time are shown."""

from datetime import datetime
from typing import Any

from django import template

from gijun.organisation.terms import CREDITED, AwayReason, StateKind

register = template.Library()

# Sign and colour of a state; with its word, never alone.
MARKS = {
    StateKind.OFFLINE: ("○", ""),
    StateKind.PREPARING: ("◌", ""),
    StateKind.READY: ("●", "ok"),
    StateKind.IN_CONTACT: ("▸", "act"),
    StateKind.AFTER_WORK: ("✎", "act"),
    StateKind.AWAY: ("◷", "warn"),
    **dict.fromkeys(CREDITED, ("◆", "")),
}


@register.inclusion_tag("organisation/floor/_state_mark.html")
def state_mark(kind: str, reason: str = "") -> dict[str, Any]:
    """A state: sign, word, colour, and why somebody is away."""
    known = StateKind(kind)
    sign, tone = MARKS[known]
    return {
        "sign": sign,
        "tone": tone,
        "label": known.label,
        "reason": AwayReason(reason).label if reason in AwayReason.values else "",
    }


@register.filter
def clock_since(since: datetime, at: datetime) -> str:
    """How long, as a stop-watch shows it: 3:07, 1:02:11."""
    seconds = max(int((at - since).total_seconds()), 0)
    minutes, hours = seconds // 60 % 60, seconds // 3600
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


@register.filter
def hours_minutes(ms: int) -> str:
    """Milliseconds as hours and minutes: 7:32; nothing is a dash."""
    minutes = round(ms / 60_000)
    return f"{minutes // 60}:{minutes % 60:02}" if ms else "–"


@register.filter
def spent_in(total: Any, kind: str) -> int:
    """Milliseconds of a day's total in one state."""
    spent: int = total.of(kind)
    return spent


@register.filter
def percent(share: float | None) -> str:
    """A share as a percentage; none is a dash."""
    return "–" if share is None else f"{share:.0%}"
