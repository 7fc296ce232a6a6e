"""What the practice centre has to know of the desk to play its customers and agents."""

from datetime import datetime

from gijun.desk.models import AutoAnswer, Offer, Outbox, TemplateStep, Ticket
from gijun.organisation.models import Person


def holder_of(ticket_id: int) -> Person | None:
    """Who holds the ticket now."""
    return Ticket.objects.select_related("assignee").get(pk=ticket_id).assignee


def outbox_of(message_id: int) -> tuple[int, str] | None:
    """(id, idempotency key) of the reply's place in the outbox; none when no channel sends it."""
    return Outbox.objects.filter(message_id=message_id).values_list("pk", "idempotency_key").first()


def solved_at(ticket_id: int) -> datetime | None:
    """When the matter was solved; none while it is not."""
    ticket = Ticket.objects.get(pk=ticket_id)
    return ticket.solved_at if ticket.is_ended else None


def steps_of_template(version_id: int) -> list[int]:
    """Steps that a version of a template asks for, in order."""
    return list(
        TemplateStep.objects.filter(version=version_id).order_by("place").values_list("pk", flat=True)
    )


def waiting_tickets(centre_path: str, team_id: int | None = None) -> list[int]:
    """Tickets of a centre, or of one team of it, that nobody holds; who has waited longest comes first."""
    rows = Ticket.objects.waiting().filter(team__path__startswith=centre_path)
    if team_id is not None:
        rows = rows.filter(team_id=team_id)
    return list(rows.order_by("waiting_since", "pk").values_list("pk", flat=True))


def open_offers(centre_id: int) -> list[tuple[int, int]]:
    """(offer, who is asked) of a centre, the oldest first."""
    rows = Offer.objects.open().filter(centre=centre_id).order_by("pk")
    return list(rows.values_list("pk", "person_id"))


def answer_by_rule_to(message_id: int) -> int | None:
    """The message by which a rule answered this one; none where none did."""
    return AutoAnswer.objects.filter(answered=message_id).values_list("message_id", flat=True).first()


def held_by(person_id: int) -> list[int]:
    """Tickets the person holds that are not solved, the oldest first."""
    return list(
        Ticket.objects.active().filter(assignee=person_id).order_by("pk").values_list("pk", flat=True)
    )
