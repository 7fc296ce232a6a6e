"""Deciding what a mode changes in a centre."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events.modes import ModePlanChanged
from gijun.desk.models import ModePlan
from gijun.desk.queries.modes.plans import known_to
from gijun.desk.rules.modes.plan import PlanError, read, written
from gijun.desk.terms.modes import ModeKind
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

MANAGE = "desk.manage_modes"


@log.action
def change_plan(
    centre_id: int,
    mode: str,
    content: Mapping[str, Any],
    *,
    by: Person,
    at: datetime,
    seen_version: int | None = None,
) -> ModePlan:
    """Let a mode change this in a centre from now on; the same again changes nothing.

    Args:
        seen_version: the version the change was made on (0: there was none); a later one refuses it.

    Raises:
        DeskError: nobody could work by it, says why; or somebody was quicker.
        PermissionDenied: ``by`` may not decide it there.
        Team.DoesNotExist: there is no such centre.
    """
    centre = Team.objects.get(pk=centre_id, parent=None)
    authority.require(by, MANAGE, team_id=centre_id)
    if mode not in ModeKind.values:
        raise DeskError(_("There is no such mode."))
    kind = ModeKind(mode)
    last = ModePlan.objects.filter(centre=centre, mode=mode).order_by("-version").first()
    number = last.version if last else 0
    if seen_version not in {None, number}:
        raise DeskError(
            _("Somebody else saved this plan meanwhile. Look at it again, then make your change.")
        )
    try:
        plan = read(content, kind, known=known_to(centre))
    except PlanError as error:
        raise DeskError(str(error)) from error
    if last and written(read(last.content, kind)) == written(plan):
        return last
    row = ModePlan.objects.create(
        centre=centre, mode=mode, version=number + 1, since=at, by=by, content=written(plan)
    )
    log.record(ModePlanChanged(team_id=centre_id, mode=mode, plan_version=row.version), at=at, actor_id=by.pk)
    return row
