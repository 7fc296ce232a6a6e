"""Saving targets, and moving running clocks to them where somebody asks."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events.clocks import ClocksMoved, PolicyChanged
from gijun.desk.models import ClockPolicy, Ticket
from gijun.desk.queries import clocks as reads
from gijun.desk.queries import visible
from gijun.desk.rules.clocks import PolicyError, as_content, from_content
from gijun.desk.rules.clocks.policy import refuse_unreachable
from gijun.desk.terms.clocks import PolicyFault
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.standards.queries import reasons_below

MANAGE = "desk.manage_clocks"


@log.action
def change_policy(
    centre_id: int,
    *,
    content: Mapping[str, Any],
    by: Person | None,
    at: datetime,
    seen_version: int | None = None,
) -> ClockPolicy:
    """Give a centre other targets; clocks that run keep theirs until somebody moves them.

    Args:
        content: what ``rules.clocks.policy.from_content`` reads.
        seen_version: the version the change was made on (0: there was none); a later one refuses it.

    Raises:
        DeskError: targets that make no sense or are never reached, or somebody was quicker.
        PermissionDenied: ``by`` may not set targets there.
        Team.DoesNotExist: there is no such centre.
    """
    centre = Team.objects.select_related("calendar").get(pk=centre_id, parent=None)
    if by is not None:
        authority.require(by, MANAGE, team_id=centre_id)
    last = reads.newest(centre_id)
    number = last.version if last else 0
    if seen_version not in {None, number}:
        raise DeskError(
            _("Somebody else saved targets meanwhile. Look at them again, then make your change.")
        )
    try:
        policy = from_content(with_reasons_below(content))
        refuse_unreachable(policy, reads.calendar_now(centre), log.to_ms(at))
    except PolicyError as error:
        raise DeskError(said(error)) from error
    row = ClockPolicy.objects.create(
        centre=centre, version=number + 1, since=at, by=by, content=as_content(policy)
    )
    log.record(
        PolicyChanged(team_id=centre_id, policy_version=row.version), at=at, actor_id=by.pk if by else None
    )
    return row


def with_reasons_below(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content in which each row for a contact reason also names the reasons below it, as they are now."""
    rows = [dict(row) for row in content.get("targets", [])]
    for number, row in enumerate(rows, start=1):
        if row.get("reason_id"):
            below = reasons_below(int(row["reason_id"]))
            if not below:
                raise PolicyError(PolicyFault.UNKNOWN, row=number)
            row["reason_ids"] = sorted(below)
    return {**content, "targets": rows}


def said(error: PolicyError) -> str:
    """What is wrong with targets, in the person's words."""
    return str(error.fault.label) % {"row": error.row, "value": error.value, "other": error.other}


def move_clocks(ticket_ids: Iterable[int], *, by: Person, at: datetime) -> int:
    """Let the running clocks of tickets follow their centre's present targets and calendar.

    Each ticket is moved for itself; one that already follows them, or is not theirs to see, stays. Returns
    how many were moved.

    Raises:
        PermissionDenied: ``by`` may not set targets.
    """
    authority.require(by, MANAGE)
    return sum(_move(ticket_id, by, at) for ticket_id in visible.among(by, list(ticket_ids)))


@log.action
def _move(ticket_id: int, by: Person, at: datetime) -> bool:
    ticket = Ticket.objects.active().filter(pk=ticket_id).first()
    if ticket is None or not authority.allows(by, MANAGE, team_id=ticket.team_id):
        return False
    timeline = reads.timelines([ticket_id])[ticket_id]
    terms = reads.terms_now(ticket.team_id, timeline.terms, at)
    if terms is None or all(run.terms == terms for run in timeline.running()):
        return False
    log.record(
        ClocksMoved(
            ticket_id=ticket_id,
            team_id=ticket.team_id,
            channel=ticket.channel,
            cycle=timeline.cycle,
            centre_id=terms.centre_id,
            policy_version=terms.policy_version,
            calendar_id=terms.calendar_id,
            calendar_version=terms.calendar_version,
            target_permille=terms.target_permille,
        ),
        at=at,
        actor_id=by.pk,
    )
    return True
