"""What may be done with measures, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ALL_ROLES, MANAGERS, Role

POWERS = (
    Power("measures.view", _("See measures"), ALL_ROLES),
    Power("measures.import", _("Import growth figures"), MANAGERS | {Role.CX_OPERATOR}),
    Power("measures.export", _("Export measures"), MANAGERS | {Role.TEAM_LEAD, Role.CX_OPERATOR}),
    Power("measures.set_goal", _("Set contact goals and weigh reasons"), MANAGERS | {Role.CX_OPERATOR}),
    Power("measures.make_report", _("Make and send reports"), MANAGERS | {Role.TEAM_LEAD, Role.CX_OPERATOR}),
    Power("measures.acknowledge", _("Acknowledge anomalies"), MANAGERS | {Role.TEAM_LEAD, Role.CX_OPERATOR}),
)
