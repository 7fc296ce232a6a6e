"""What a lead reads before they help: the ticket on one card."""

from dataclasses import dataclass

from gijun.desk.models import Escalation, Message, Ticket
from gijun.desk.queries.asking.escalations import LAST_SAID, answerable
from gijun.desk.queries.page import UsedStandard, used_standards
from gijun.desk.terms import Direction
from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a lead has to know before they speak: who, what was said and tried, for how long."""

    escalation: Escalation
    ticket: Ticket
    said: list[Message]  # the last, oldest first
    tried: list[UsedStandard]
    replies: int
    before: int  # escalations on the ticket before this one


def card(person: Person, escalation_id: int) -> Card:
    """The summary of a ticket that went up.

    Raises:
        Escalation.DoesNotExist: there is none that the person may answer.
    """
    row = answerable(person).get(pk=escalation_id)
    messages = Message.objects.filter(ticket_id=row.ticket_id).exclude(direction=Direction.INTERNAL)
    latest = list(messages.select_related("person").order_by("-id")[:LAST_SAID])
    return Card(
        escalation=row,
        ticket=row.ticket,
        said=latest[::-1],
        tried=used_standards(row.ticket, person=person),
        replies=messages.filter(direction=Direction.OUT).count(),
        before=Escalation.objects.filter(ticket_id=row.ticket_id, pk__lt=row.pk).count(),
    )
