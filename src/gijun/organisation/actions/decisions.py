"""What a role may do alone: the organisation's decisions."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.actions.standing import id_of, require_everywhere
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import AuthorityChanged
from gijun.organisation.models import Grant, Person
from gijun.organisation.rules.authority import Decision, Power, left_alone
from gijun.organisation.terms import Role

DECIDE = "organisation.manage_authority"
HIGHEST_LIMIT = 10**15  # KRW: more than any refund, less than the column holds


@log.action
def decide_authority(
    role: str,
    power: str,
    *,
    allowed: bool,
    limit_amount: int | None,
    approver: str,
    by: Person | None,
    at: datetime,
) -> Decision:
    """Decide what a role may do alone, up to which amount (KRW), and who approves beyond it.

    It holds in every centre. A decision equal to the power's default is kept as such.

    Raises:
        OrganisationError: the power is unknown, limit or approver make no sense, or the one who decides
            could not decide any more.
        PermissionDenied: ``by`` may not decide in every centre.
    """
    require_everywhere(by, DECIDE)
    known = authority.power_called(power)
    if known is None:
        raise OrganisationError(_("There is no power called %(power)s.") % {"power": power})
    decision = Decision(allowed, limit_amount, approver)
    _check(Role(role), decision)
    _check_approvers(known, Role(role), decision)
    if decision == known.usual(Role(role)):
        Grant.objects.filter(role=role, power=power).delete()
    else:
        kept = {"allowed": allowed, "limit_amount": limit_amount, "approver": approver}
        Grant.objects.update_or_create(role=role, power=power, defaults=kept)
    _stay_in_charge(by)
    log.record(AuthorityChanged(role, power, allowed, limit_amount, approver), at=at, actor_id=id_of(by))
    return decision


def _check(role: Role, decision: Decision) -> None:
    limit = decision.limit_amount
    if limit is None:
        if decision.approver:
            raise OrganisationError(
                _("Nobody approves where there is no limit. Set a limit, or no approver.")
            )
        return
    if not decision.allowed:
        raise OrganisationError(_("A limit needs the permission itself. Allow it, or leave the limit empty."))
    if not 0 <= limit <= HIGHEST_LIMIT:
        raise OrganisationError(_("A limit is an amount of ₩0 or more."))
    if decision.approver == role:
        raise OrganisationError(_("A role cannot approve its own requests."))


def _check_approvers(power: Power, role: Role, decision: Decision) -> None:
    """Every approver, of this role and of the others, must still reach beyond the limit."""
    alone = left_alone(power, _decided(power) | {(role.value, power.code): decision})
    if alone is not None:
        raise OrganisationError(
            _("Whoever approves for the role %(role)s must be allowed to go beyond its limit.")
            % {"role": alone.label}
        )


def _decided(power: Power) -> dict[tuple[str, str], Decision]:
    return {
        (row.role, row.power): Decision(row.allowed, row.limit_amount, row.approver)
        for row in Grant.objects.filter(power=power.code)
    }


def _stay_in_charge(by: Person | None) -> None:
    if by is None:
        return
    authority.forget(by)
    if not authority.allows_everywhere(by, DECIDE):
        authority.forget(by)  # what was read in between is rolled back
        raise OrganisationError(
            _("You could not decide about authority any more. Ask another administrator.")
        )
