"""What the desk tells the organisation by its ports: breaks of the mode, what stands before Ready."""

from datetime import datetime

from django.utils.translation import ngettext

from gijun.desk.queries.modes.now import plan_now
from gijun.desk.terms.modes import ModeBreaks
from gijun.organisation.models import Person
from gijun.organisation.terms import BreakApproval
from gijun.standards.queries import overdue_must_read_count

APPROVALS = {
    ModeBreaks.USUAL.value: None,
    ModeBreaks.ASK.value: BreakApproval.ALWAYS,
    ModeBreaks.FROZEN.value: BreakApproval.NONE,
}


def break_rule(team_id: int, at: datetime) -> BreakApproval | None:
    """How the present operating mode wants breaks answered, where it wants anything."""
    return APPROVALS[plan_now(team_id, at).break_rule]


def unread_gate(person_id: int, at: datetime) -> str | None:
    """Why somebody may not be ready yet: notices they had to read by now."""
    count = overdue_must_read_count(Person.objects.get(pk=person_id), at)
    if not count:
        return None
    said = ngettext(
        "%(count)d must-read is still open. Read it, then choose Ready.",
        "%(count)d must-reads are still open. Read them, then choose Ready.",
        count,
    )
    return said % {"count": count}
