"""The broadcast schedule as its page and the desk show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from gijun.desk.models import Broadcast
from gijun.desk.queries.modes.now import plan_of, standing
from gijun.desk.queries.modes.plans import pinned_for
from gijun.desk.rules.modes.broadcasts import is_stale
from gijun.organisation.models import Person
from gijun.organisation.queries import centre_id_of, home_team_id

SOON = timedelta(hours=2)
AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Shown:
    """A broadcast and how it stands now."""

    row: Broadcast
    is_on: bool
    is_soon: bool
    is_stale: bool


def schedule(centre_id: int, since: datetime, until: datetime) -> QuerySet[Broadcast]:
    """Broadcasts that touch the time, by start."""
    rows = Broadcast.objects.filter(centre_id=centre_id, removed_at=None)
    return rows.filter(ends_at__gt=since, starts_at__lt=until).order_by("starts_at", "id")


def to_come(centre_id: int, at: datetime) -> list[Shown]:
    """The schedule of the next fortnight, what is on air first."""
    return [shown(row, at) for row in schedule(centre_id, at, at + AHEAD)]


def as_typed(row: Broadcast) -> dict[str, Any]:
    """A broadcast as its form shows it."""
    return {name: getattr(row, name) for name in ("title", "product", "starts_at", "ends_at", "notes")}


def shown(row: Broadcast, at: datetime) -> Shown:
    is_on = row.starts_at <= at < row.ends_at
    is_soon = at < row.starts_at <= at + SOON
    return Shown(row, is_on, is_soon, is_stale(row.updated_at, row.ends_at, at))


def on_air(centre_id: int, at: datetime) -> list[Shown]:
    """What is on air, and what begins within two hours."""
    return [shown(row, at) for row in schedule(centre_id, at, at + SOON)]


def card(person: Person, at: datetime) -> dict[str, Any]:
    """What is on air in the person's centre, and the standards its mode pins for everybody."""
    team_id = home_team_id(person)
    if team_id is None:
        return {"shown": [], "pinned": []}
    centre_id = centre_id_of(team_id)
    plan = plan_of(centre_id, standing(centre_id, at).kind, at)
    return {"shown": on_air(centre_id, at), "pinned": pinned_for(person, plan), "at": at}
