"""Targets of a centre, saved through the product's own action."""

from typing import Any

from gijun.desk.actions import clocks
from gijun.desk.models import ClockPolicy, Ticket, TicketClock
from gijun.organisation import actions as organisation
from gijun.organisation.models import Person, Team
from tests import make

PAUSES = {"resolution": ["waiting_customer"]}
WEEK = ("09:00–18:00",) * 5 + ("", "")


def row(metric: str, minutes: int | dict[str, int], **fields: Any) -> dict[str, Any]:
    wanted = minutes if isinstance(minutes, dict) else {str(priority): minutes for priority in range(1, 5)}
    return {"metric": metric, "minutes": wanted, **fields}


def content(*rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    usual = (row("first_response", 60), row("next_response", 120), row("resolution", 480))
    return {"targets": list(rows or usual), "pauses": PAUSES, "warn_percent": 25, **fields}


def targets(
    centre: Team, *rows: dict[str, Any], by: Person | None = None, when=make.NOON, **fields: Any
) -> ClockPolicy:
    return clocks.change_policy(centre.pk, content=content(*rows, **fields), by=by, at=when)


def office_hours(centre: Team) -> None:
    """Nine to six on weekdays."""
    calendar = organisation.add_calendar(name="근무", zone="Asia/Seoul", week=WEEK, by=None, at=make.NOON)
    organisation.give_calendar(calendar.pk, team_id=centre.pk, by=None, at=make.NOON)
    centre.refresh_from_db()


def clock(ticket: Ticket, metric: str, turn: int = 1) -> TicketClock:
    return TicketClock.objects.get(ticket=ticket, metric=metric, turn=turn)
