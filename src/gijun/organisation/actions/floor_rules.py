"""Floor rules of a centre. A change is a new version; the old ones stay."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import ports
from gijun.organisation.actions.standing import id_of, require
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import FloorRulesChanged
from gijun.organisation.models import FloorRule, Person, Team
from gijun.organisation.queries.floor import rules_of
from gijun.organisation.rules import floor_rules
from gijun.organisation.rules.floor_rules import FloorRules, FloorRulesError
from gijun.organisation.terms import FloorField

MANAGE = "organisation.manage_floor"


@log.action
def change_floor_rules(
    centre_id: int,
    content: Mapping[str, Any],
    *,
    by: Person | None,
    at: datetime,
    seen_version: int | None = None,
) -> FloorRules:
    """Let a centre's floor keep these rules from now on; what they leave out is the house's choice.

    Args:
        seen_version: the version the change was made on; a later one refuses it.

    Returns:
        The rules in force. Rules that are in force already make no new version.

    Raises:
        OrganisationError: the team is no centre, the rules cannot be kept, or somebody was quicker.
        PermissionDenied: ``by`` may not manage the floor there.
    """
    require(by, MANAGE, centre_id)
    centre = Team.objects.get(pk=centre_id)
    if centre.parent_id is not None:
        raise OrganisationError(_("Floor rules are a centre's; its teams follow."))
    now = rules_of(centre_id)
    if seen_version not in {None, now.version}:
        raise OrganisationError(
            _("Somebody else changed the floor rules meanwhile. Look at them again, then make your change.")
        )
    wanted = _understood(content, now.version + 1)
    if now.version and wanted.content() == now.content():
        return now
    FloorRule.objects.create(centre=centre, version=wanted.version, since=at, by=by, content=wanted.content())
    log.record(FloorRulesChanged(centre.pk, wanted.version), at=at, actor_id=id_of(by))
    return wanted


def _understood(content: Mapping[str, Any], version: int) -> FloorRules:
    try:
        return floor_rules.read(content, version=version, channels=ports.channels())
    except FloorRulesError as error:
        field = FloorField(error.field).label if error.field in FloorField.values else error.field
        said = {"field": field, "low": error.low, "high": error.high}
        raise OrganisationError(str(error.fault.label) % said) from error
