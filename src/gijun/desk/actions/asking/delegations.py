"""Approvers who are away, and who stands in for them."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events.asking import DelegationEnded, DelegationGiven
from gijun.desk.models import Delegation
from gijun.desk.queries.asking.approvals import APPROVE, possible_deputies
from gijun.desk.rules.asking.approving import stands_in_circle
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


@log.action
def delegate(to_id: int, *, starts_at: datetime, ends_at: datetime, by: Person, at: datetime) -> Delegation:
    """Let a colleague decide in one's place while one is away.

    Raises:
        DeskError: the time is over or turned round, the colleague may not approve, another stands in then,
            or the way would lead back to oneself.
        PermissionDenied: ``by`` approves nothing.
    """
    authority.require(by, APPROVE)
    if ends_at <= starts_at or ends_at <= at:
        raise DeskError(_("The absence has to end after it begins, and not before now."))
    deputy = next((one for one in possible_deputies(by) if one.pk == to_id), None)
    if deputy is None:
        raise DeskError(_("Choose a colleague who may approve."))
    then = Delegation.objects.filter(ended_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if then.filter(giver=by).exists():
        raise DeskError(_("Somebody stands in for you at that time already. End that first."))
    if stands_in_circle(by.pk, deputy.pk, list(then.values_list("giver_id", "deputy_id"))):
        raise DeskError(_("%(name)s is away then, and the way leads back to you.") % {"name": deputy.name})
    team_id = authority.standing(by).held[0].lineage[-1]  # whoever approves holds a role somewhere
    row = Delegation.objects.create(
        giver=by, deputy=deputy, team_id=team_id, starts_at=starts_at, ends_at=ends_at
    )
    log.record(
        DelegationGiven(
            delegation_id=row.pk,
            giver_id=by.pk,
            deputy_id=deputy.pk,
            team_id=row.team_id,
            from_ms=log.to_ms(starts_at),
            until_ms=log.to_ms(ends_at),
        ),
        at=at,
        actor_id=by.pk,
    )
    return row


@log.action
def end_delegation(delegation_id: int, *, by: Person, at: datetime) -> Delegation:
    """Decide oneself again; ending it twice changes nothing.

    Raises:
        Delegation.DoesNotExist: there is none of ``by``'s.
    """
    row = Delegation.objects.get(pk=delegation_id, giver=by)
    if Delegation.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at):
        log.record(
            DelegationEnded(delegation_id=row.pk, giver_id=by.pk, team_id=row.team_id),
            at=at,
            actor_id=by.pk,
        )
        row.refresh_from_db()
    return row
