"""What may be done in the organisation, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ADMINISTRATORS, FLOOR, LEADS, MANAGERS, Role

POWERS = (
    Power("organisation.manage_people", _("Manage people and roles"), ADMINISTRATORS),
    Power("organisation.manage_teams", _("Manage teams"), ADMINISTRATORS),
    Power("organisation.manage_authority", _("Decide authority limits"), ADMINISTRATORS),
    Power("organisation.manage_calendars", _("Manage working calendars"), ADMINISTRATORS | MANAGERS),
    Power("organisation.view_audit", _("Read the audit"), ADMINISTRATORS | MANAGERS | {Role.OBSERVER}),
    Power("organisation.view_system", _("See the state of the system"), ADMINISTRATORS | MANAGERS),
    Power("organisation.keep_state", _("Keep a state on the floor: ready, away …"), FLOOR),
    Power("organisation.lead_floor", _("Lead the floor: states and breaks of others"), LEADS),
    Power("organisation.manage_floor", _("Manage floor rules and skills"), MANAGERS),
    Power("organisation.give_skills", _("Say who masters which skill"), LEADS),
)
