"""What may be done about outside systems, and by whom unless decided otherwise."""

from django.utils.translation import gettext_noop as _

from gijun.organisation.rules.authority import Power
from gijun.organisation.terms import ADMINISTRATORS, MANAGERS

MANAGE = "customer_card.manage"
POWERS = (Power(MANAGE, _("Connect outside systems that know customers"), ADMINISTRATORS | MANAGERS),)
