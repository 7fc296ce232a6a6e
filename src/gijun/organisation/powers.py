"""What may be done in the organisation, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ADMINISTRATORS, MANAGERS, Role

POWERS = (
    Power("organisation.manage_people", _("Manage people and roles"), ADMINISTRATORS),
    Power("organisation.manage_teams", _("Manage teams"), ADMINISTRATORS),
    Power("organisation.manage_authority", _("Decide authority limits"), ADMINISTRATORS),
    Power("organisation.manage_calendars", _("Manage working calendars"), ADMINISTRATORS | MANAGERS),
    Power("organisation.view_audit", _("Read the audit"), ADMINISTRATORS | MANAGERS | {Role.OBSERVER}),
    Power("organisation.view_system", _("See the state of the system"), ADMINISTRATORS | MANAGERS),
)
