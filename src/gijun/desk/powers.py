"""What may be done on the desk, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ADMINISTRATORS, ALL_ROLES, FLOOR, LEADS, MANAGERS, Role

READERS = ALL_ROLES - {Role.IT_ADMINISTRATOR, Role.POLICY_OWNER}


def _limits(agent: int, lead: int, manager: int) -> tuple[tuple[Role, int, Role], ...]:
    """KRW up to which each rung decides alone; the centre head decides without a limit."""
    return (
        (Role.AGENT, agent, Role.TEAM_LEAD),
        (Role.CX_OPERATOR, agent, Role.TEAM_LEAD),
        (Role.TRAINER, lead, Role.OPERATIONS_MANAGER),
        (Role.TEAM_LEAD, lead, Role.OPERATIONS_MANAGER),
        (Role.OPERATIONS_MANAGER, manager, Role.CENTRE_HEAD),
    )


POWERS = (
    Power("desk.view_tickets", _("See tickets"), READERS),
    Power("desk.see_quotes", _("See quotes of contacts without names"), READERS | {Role.POLICY_OWNER}),
    Power("desk.take_ticket", _("Take a waiting ticket"), FLOOR),
    Power("desk.assign_ticket", _("Give a ticket to a colleague"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.manage_routing", _("Decide how queues find somebody"), MANAGERS | {Role.CX_OPERATOR}),
    Power("desk.see_queues", _("See what waits, why, and who is free"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.reply", _("Answer customers"), FLOOR),
    Power("desk.write_note", _("Leave a note"), READERS - {Role.OBSERVER}),
    Power("desk.assist", _("Answer what goes up, take over, whisper"), LEADS),
    Power("desk.approve", _("Decide approval requests"), LEADS),
    Power("desk.answer_consult", _("Answer questions of agents"), MANAGERS | {Role.POLICY_OWNER}),
    Power("desk.govern_asking", _("Decide how requests go up"), MANAGERS),
    Power("desk.govern_promises", _("Decide about the customers' page"), MANAGERS),
    Power("desk.refund", _("Refund"), FLOOR, _limits(30_000, 300_000, 3_000_000)),
    Power("desk.compensate", _("Compensate"), FLOOR, _limits(10_000, 100_000, 1_000_000)),
    Power("desk.discount", _("Give a discount"), FLOOR, _limits(10_000, 100_000, 1_000_000)),
    Power("desk.exception", _("Allow an exception"), LEADS, _limits(0, 300_000, 3_000_000)[2:]),
    Power("desk.solve", _("Solve and reopen tickets"), FLOOR),
    Power("desk.govern_tags", _("Decide about tags"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.govern_fields", _("Decide which fields are asked for"), MANAGERS | {Role.CX_OPERATOR}),
    Power(
        "desk.govern_wording",
        _("Write reply templates and procedures"),
        LEADS | {Role.CX_OPERATOR, Role.POLICY_OWNER},
    ),
    Power("desk.merge", _("Merge tickets and customers"), FLOOR),
    Power("desk.share_views", _("Share views of the list with a team"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.see_contact_details", _("See unmasked contact details"), FLOOR),
    Power("desk.see_original", _("Open the original of a message"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.export", _("Export tickets"), MANAGERS | {Role.TEAM_LEAD, Role.CX_OPERATOR}),
    Power(
        "desk.manage_inbound",
        _("Work through messages set aside"),
        ADMINISTRATORS | MANAGERS | {Role.CX_OPERATOR},
    ),
    Power("desk.manage_accounts", _("Manage mailboxes and other doors"), ADMINISTRATORS | MANAGERS),
    Power("desk.manage_clocks", _("Set targets and move clocks to them"), ADMINISTRATORS | MANAGERS),
    Power("desk.view_floor", _("See the live floor"), LEADS | {Role.CX_OPERATOR, Role.OBSERVER}),
    Power("desk.set_quota", _("Decide how many contacts managers and operators answer"), MANAGERS),
    Power("desk.switch_mode", _("Switch the operating mode"), MANAGERS),
    Power("desk.manage_modes", _("Decide what an operating mode changes"), MANAGERS),
    Power("desk.plan_broadcasts", _("Keep the broadcast schedule"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.flag_customer", _("Flag customers to be careful with"), FLOOR),
    Power("desk.decide_flags", _("Decide about flags on customers"), LEADS),
    Power("desk.govern_sparing", _("Decide about taking back, automatic answers, right to end"), MANAGERS),
    Power("desk.see_endings", _("See and export uses of the right to end"), LEADS),
    Power(
        "desk.see_lookups", _("See how outside systems answer"), LEADS | ADMINISTRATORS | {Role.CX_OPERATOR}
    ),
    Power("desk.erase_customer", _("Erase a customer's personal data"), ADMINISTRATORS | MANAGERS),
)
