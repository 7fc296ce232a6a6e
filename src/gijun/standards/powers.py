"""What may be done with the standards, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ALL_ROLES, LEADS, MANAGERS, Role

POWERS = (
    Power("standards.view", _("See standards"), ALL_ROLES),
    Power("standards.write", _("Write standards"), LEADS | {Role.POLICY_OWNER, Role.CX_OPERATOR}),
    Power(
        "standards.discuss",
        _("Propose and vote in workshops"),
        LEADS | {Role.POLICY_OWNER, Role.CX_OPERATOR, Role.AGENT},
    ),
    Power(
        "standards.approve_policy",
        _("Approve standards for the policy"),
        frozenset({Role.POLICY_OWNER, Role.CENTRE_HEAD}),
    ),
    Power(
        "standards.approve_field",
        _("Approve standards for the field"),
        frozenset({Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER}),
    ),
    Power("standards.publish", _("Publish standards"), MANAGERS | {Role.POLICY_OWNER, Role.CX_OPERATOR}),
    Power("standards.manage_reasons", _("Manage contact reasons"), MANAGERS | {Role.CX_OPERATOR}),
)
