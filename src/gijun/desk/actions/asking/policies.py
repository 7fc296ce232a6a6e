"""How requests of a centre go up: decided in versions."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events.asking import AskingPolicyChanged
from gijun.desk.models import AskingPolicy
from gijun.desk.queries.asking.policy import in_force, roles_held
from gijun.desk.rules.asking.policy import Policy, PolicyError, check
from gijun.desk.terms.asking import LONGEST_MIN, MOST_LEVELS, PolicyFault
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

GOVERN = "desk.govern_asking"


@log.action
def change_policy(centre_id: int, policy: Policy, *, by: Person, at: datetime) -> AskingPolicy | None:
    """Decide how requests go up from now on; the same again changes nothing. What is asked keeps its clock.

    Raises:
        DeskError: a request would go in a circle, down, to nobody, or without a time.
        PermissionDenied: ``by`` may not decide this for the centre.
    """
    authority.require(by, GOVERN, team_id=centre_id)
    centre = Team.objects.get(pk=centre_id, parent=None)
    try:
        check(policy, roles_held(centre))
    except PolicyError as error:
        raise DeskError(fault_words(error)) from error
    known = in_force(centre)
    if known.version and known.policy == policy:
        return None
    kept = AskingPolicy.objects.create(
        centre=centre, version=known.version + 1, since=at, person=by, content=policy.data()
    )
    log.record(
        AskingPolicyChanged(team_id=centre.pk, policy_version=kept.version, levels=len(policy.levels)),
        at=at,
        actor_id=by.pk,
    )
    return kept


def fault_words(error: PolicyError) -> str:
    """What is wrong, as a sentence."""
    most = MOST_LEVELS if error.fault == PolicyFault.TOO_MANY else LONGEST_MIN
    role = str(error.role.label) if error.role else ""
    if error.fault == PolicyFault.MINUTES and not role:
        return _("Give between 1 and %(most)d working minutes.") % {"most": LONGEST_MIN}
    return str(error.fault.label) % {"most": most, "role": role}
