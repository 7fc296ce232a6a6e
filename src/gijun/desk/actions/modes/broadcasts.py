"""The broadcast schedule: lines planned, checked, removed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import modes as facts
from gijun.desk.models import Broadcast
from gijun.desk.rules.modes.broadcasts import LONGEST, Line
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

PLAN = "desk.plan_broadcasts"


@log.action
def plan_broadcast(
    centre_id: int, line: Line, *, by: Person, at: datetime, source: str = "", broadcast_id: int | None = None
) -> Broadcast:
    """Put a broadcast into the schedule, or change one; the same title at the same time is the same one.

    Raises:
        DeskError: it has no title, or times no broadcast can have.
        PermissionDenied: ``by`` may not plan broadcasts there.
        Broadcast.DoesNotExist: the one to change is not there any more.
    """
    Team.objects.get(pk=centre_id, parent=None)
    authority.require(by, PLAN, team_id=centre_id)
    if not line.title:
        raise DeskError(_("Give the broadcast a title."))
    if line.ends_at <= line.starts_at:
        raise DeskError(_("The broadcast ends before it begins."))
    if line.ends_at - line.starts_at > LONGEST:
        raise DeskError(_("A broadcast lasts at most 24 hours."))
    kept = Broadcast.objects.filter(centre_id=centre_id, removed_at=None)
    if broadcast_id is not None:
        row = kept.get(pk=broadcast_id)
    else:
        row = kept.filter(title=line.title, starts_at=line.starts_at).first() or Broadcast(
            centre_id=centre_id
        )
    row.title, row.product, row.notes = line.title, line.product, line.notes
    row.starts_at, row.ends_at, row.updated_at = line.starts_at, line.ends_at, at
    row.source = source[:120]
    row.save()
    log.record(
        facts.BroadcastPlanned(
            team_id=centre_id,
            broadcast_id=row.pk,
            starts_ms=log.to_ms(row.starts_at),
            ends_ms=log.to_ms(row.ends_at),
        ),
        at=at,
        actor_id=by.pk,
    )
    return row


@log.action
def plan_broadcasts(
    centre_id: int, lines: Iterable[Line], *, by: Person, at: datetime, source: str = ""
) -> int:
    """Put many lines into the schedule; returns how many. Sent twice, it is the same schedule.

    Raises:
        PermissionDenied: ``by`` may not plan broadcasts there.
    """
    return len([plan_broadcast(centre_id, line, by=by, at=at, source=source) for line in lines])


@log.action
def check_broadcast(broadcast_id: int, *, by: Person, at: datetime) -> Broadcast:
    """Say that a broadcast of the schedule still holds.

    Raises:
        PermissionDenied: ``by`` may not plan broadcasts there.
        Broadcast.DoesNotExist: there is none.
    """
    row = Broadcast.objects.get(pk=broadcast_id, removed_at=None)
    authority.require(by, PLAN, team_id=row.centre_id)
    row.updated_at = at
    row.save(update_fields=["updated_at"])
    log.record(facts.BroadcastChecked(team_id=row.centre_id, broadcast_id=row.pk), at=at, actor_id=by.pk)
    return row


@log.action
def remove_broadcast(broadcast_id: int, *, by: Person, at: datetime) -> None:
    """Take a broadcast out of the schedule; twice changes nothing.

    Raises:
        PermissionDenied: ``by`` may not plan broadcasts there.
        Broadcast.DoesNotExist: there never was one.
    """
    row = Broadcast.objects.get(pk=broadcast_id)
    authority.require(by, PLAN, team_id=row.centre_id)
    if Broadcast.objects.filter(pk=broadcast_id, removed_at=None).update(removed_at=at):
        log.record(facts.BroadcastRemoved(team_id=row.centre_id, broadcast_id=row.pk), at=at, actor_id=by.pk)
