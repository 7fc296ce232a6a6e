"""What a centre decides about its customers' page: in versions."""

from datetime import datetime

from gijun.desk.errors import DeskError
from gijun.desk.events.promises import PromisePolicyChanged
from gijun.desk.models import PromisePolicy
from gijun.desk.queries.promises.policy import in_force
from gijun.desk.rules.promises.policy import Policy, PolicyError, checked
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

GOVERN = "desk.govern_promises"


@log.action
def change_policy(centre_id: int, policy: Policy, *, by: Person, at: datetime) -> PromisePolicy | None:
    """Decide about the customers' page from now on; the same again changes nothing.

    Raises:
        DeskError: no web address, a link without one, or a span out of range.
        PermissionDenied: ``by`` may not decide this for the centre.
        Team.DoesNotExist: there is no such centre.
    """
    authority.require(by, GOVERN, team_id=centre_id)
    centre = Team.objects.get(pk=centre_id, parent=None)
    try:
        clean = checked(policy)
    except PolicyError as error:
        raise DeskError(str(error.fault.label) % {"value": error.value}) from error
    known = in_force(centre)
    if known.version and known.policy == clean:
        return None
    kept = PromisePolicy.objects.create(
        centre=centre, version=known.version + 1, since=at, person=by, content=clean.data()
    )
    log.record(PromisePolicyChanged(team_id=centre.pk, policy_version=kept.version), at=at, actor_id=by.pk)
    return kept
