"""What a ticket knows for the variables of agreed sentences."""

from collections.abc import Mapping

from gijun.desk.queries import visible
from gijun.organisation.models import Person, Team
from gijun.standards.terms.consistency import Fill


class TicketValues:
    """The names that stand on a ticket; everything else is for the agent to fill in."""

    def values(self, person: Person, ticket_id: int) -> Mapping[Fill, str]:
        ticket = visible.tickets(person).select_related("customer", "team").filter(pk=ticket_id).first()
        if ticket is None:
            return {}
        centre = Team.objects.get(pk=ticket.team.centre_id)
        return {
            Fill.CUSTOMER_NAME: ticket.customer.name,
            Fill.AGENT_NAME: person.name,
            Fill.CENTRE_NAME: centre.name,
        }
