"""What may be done on the desk, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ADMINISTRATORS, ALL_ROLES, FLOOR, LEADS, MANAGERS, Role

POWERS = (
    Power("desk.view_tickets", _("See tickets"), ALL_ROLES - {Role.IT_ADMINISTRATOR}),
    Power("desk.take_ticket", _("Take a waiting ticket"), FLOOR),
    Power("desk.assign_ticket", _("Give a ticket to a colleague"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.reply", _("Answer customers"), FLOOR),
    Power("desk.write_note", _("Leave a note"), ALL_ROLES - {Role.IT_ADMINISTRATOR, Role.OBSERVER}),
    Power("desk.solve", _("Solve and reopen tickets"), FLOOR),
    Power("desk.merge", _("Merge tickets and customers"), FLOOR),
    Power("desk.see_contact_details", _("See unmasked contact details"), FLOOR),
    Power("desk.see_original", _("Open the original of a message"), LEADS | {Role.CX_OPERATOR}),
    Power("desk.export", _("Export tickets"), MANAGERS | {Role.TEAM_LEAD, Role.CX_OPERATOR}),
    Power(
        "desk.manage_inbound",
        _("Work through messages set aside"),
        ADMINISTRATORS | MANAGERS | {Role.CX_OPERATOR},
    ),
    Power("desk.manage_accounts", _("Manage mailboxes and other doors"), ADMINISTRATORS | MANAGERS),
    Power("desk.erase_customer", _("Erase a customer's personal data"), ADMINISTRATORS | MANAGERS),
)
