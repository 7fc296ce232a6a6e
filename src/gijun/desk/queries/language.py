"""The language a customer of a ticket is answered in."""

from gijun.desk.models import Message
from gijun.desk.terms import Author, Direction
from gijun.standards import queries as standards

LOOKED_AT = 5  # messages; the latest
LONGEST = 1_000  # characters of each


def language_spoken(ticket_id: int) -> str:
    """The language the customer wrote their last messages in; Korean where they have written nothing."""
    said = Message.objects.filter(
        ticket=ticket_id, direction=Direction.IN, author=Author.CUSTOMER, automatic=""
    ).order_by("-pk")
    return standards.customer_language(row.shown[:LONGEST] for row in said[:LOOKED_AT])
