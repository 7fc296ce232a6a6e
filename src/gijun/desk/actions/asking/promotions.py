"""What was always approved may soon be decided alone: proposed, then accepted or left."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events.asking import PromotionDecided, PromotionProposed
from gijun.desk.models import ApprovalRequest, Promotion
from gijun.desk.queries.asking import policy as policies
from gijun.desk.queries.asking.approvals import DECIDED, promotions
from gijun.desk.rules.asking.approving import Decided, limit_to_propose
from gijun.desk.terms.asking import ApprovalState, PromotionState
from gijun.events import log
from gijun.organisation import actions as organisation
from gijun.organisation import authority
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import Person, Team
from gijun.organisation.terms import Role

GOVERN = "desk.govern_asking"


def propose(row: ApprovalRequest, *, at: datetime) -> Promotion | None:
    """Inside an action: propose to let the role decide alone, if its requests earned it and none is open."""
    centre = Team.objects.get(pk=row.team.centre_id)
    policy = policies.in_force(centre).policy
    alike = ApprovalRequest.objects.filter(
        power=row.power,
        role=row.role,
        reason_id=row.reason_id,
        state__in=DECIDED,
        decided_at__gt=at - timedelta(days=policy.promote_days),
        team__path__startswith=centre.path or "",
    )
    decided = [
        Decided(state == ApprovalState.APPROVED, amount, when or at)
        for state, amount, when in alike.values_list("state", "amount", "decided_at")
    ]
    own = authority.decision_of(Role(row.role), row.power)
    own_limit = (own.limit_amount or 0) if own.allowed else -1
    amount = limit_to_propose(policy, decided, at, own_limit)
    if amount is None or _is_quiet(centre.pk, row, at):
        return None
    made = Promotion.objects.create(
        centre=centre,
        power=row.power,
        role=row.role,
        reason_id=row.reason_id,
        approvals=len(decided),
        amount=amount,
        proposed_at=at,
    )
    log.record(
        PromotionProposed(
            promotion_id=made.pk,
            team_id=centre.pk,
            power=made.power,
            role=made.role,
            reason_id=made.reason_id,
            approvals=made.approvals,
            amount=made.amount,
        ),
        at=at,
    )
    return made


def _is_quiet(centre_id: int, row: ApprovalRequest, at: datetime) -> bool:
    """Is the same proposed already, or was it declined lately?"""
    same = Promotion.objects.filter(
        centre_id=centre_id, power=row.power, role=row.role, reason_id=row.reason_id
    )
    return same.filter(Q(state=PromotionState.PROPOSED) | Q(quiet_until__gt=at)).exists()


@log.action
def decide_promotion(promotion_id: int, *, accepted: bool, by: Person, at: datetime) -> Promotion:
    """Raise the role's limit in the authority table, or leave it and be quiet about it for a while.

    Raises:
        DeskError: it is decided already, or the authority table refuses the limit; the message says why.
        PermissionDenied: ``by`` may not decide about it; to accept: nor about authority.
        Promotion.DoesNotExist: there is none in ``by``'s centres.
    """
    authority.require(by, GOVERN)
    row = promotions(by).get(pk=promotion_id)
    policy = policies.in_force(row.centre).policy
    quiet_until = None if accepted else at + timedelta(days=policy.quiet_days)
    state = PromotionState.ACCEPTED if accepted else PromotionState.DECLINED
    open_ones = Promotion.objects.filter(pk=row.pk, state=PromotionState.PROPOSED)
    if not open_ones.update(state=state, decided_by=by, decided_at=at, quiet_until=quiet_until):
        raise DeskError(_("Somebody has decided about this proposal already."))
    if accepted:
        _raise_limit(row, policy.ladder, by, at)
    log.record(
        PromotionDecided(
            promotion_id=row.pk,
            team_id=row.centre_id,
            accepted=accepted,
            quiet_until_ms=log.to_ms(quiet_until) if quiet_until else None,
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


def _raise_limit(row: Promotion, ladder: tuple[Role, ...], by: Person, at: datetime) -> None:
    """The limit never falls: what was decided higher meanwhile stays."""
    role = Role(row.role)
    own = authority.decision_of(role, row.power)
    if own.allowed and (own.limit_amount is None or own.limit_amount >= row.amount):
        return
    beyond = authority.approvers_beyond(role, row.power, row.amount + 1, ladder)
    try:
        organisation.decide_authority(
            row.role,
            row.power,
            allowed=True,
            limit_amount=row.amount,
            approver=beyond[0].value if beyond else "",
            by=by,
            at=at,
        )
    except OrganisationError as error:
        raise DeskError(str(error)) from error
