"""What a channel asks to find the ticket a message belongs to."""

from django.db.models import Case, When

from gijun.desk.models import Contact, ExternalRef, Handle, Message, Ticket


def ticket_of_ref(kind: str, external_id: str, *, account_id: int | None = None) -> int | None:
    """The ticket of the message the outside world knows by this id, whole.

    A mail to two doors has one id and two tickets: that of the door ``account_id`` first, then the latest.
    """
    own_door = Case(When(account_id=account_id, then=0), default=1)
    return (
        ExternalRef.objects.filter(kind=kind, external_id=external_id)
        .order_by(own_door, "-id")
        .values_list("message__ticket_id", flat=True)
        .first()
    )


def is_known_ref(account_id: int, kind: str, external_id: str) -> bool:
    """Has a message with this outside id come or gone through this door?"""
    return ExternalRef.objects.filter(account_id=account_id, kind=kind, external_id=external_id).exists()


def is_reached_by(ticket_id: int, account_id: int) -> bool:
    """Does a message through this door belong on the ticket, or does that live behind another open door?"""
    behind = Contact.objects.filter(ticket_id=ticket_id, account__is_active=True)
    doors = set(behind.values_list("account_id", flat=True))
    return not doors or account_id in doors


def ticket_of_number(number: str) -> int | None:
    """The ticket with this number."""
    return Ticket.objects.filter(number=number).values_list("pk", flat=True).first()


def takes_part(ticket_id: int, kind: str, external_id: str) -> bool:
    """Has this address written on the ticket, been written to, or is it its customer's?"""
    handle = Handle.objects.filter(kind=kind, external_id=external_id).first()
    if handle is None:
        return False
    return (
        Message.objects.filter(ticket_id=ticket_id, handle=handle).exists()
        or Ticket.objects.filter(pk=ticket_id, customer_id=handle.customer_id).exists()
    )


def refs_of_ticket(ticket_id: int, kind: str) -> list[str]:
    """Every outside id of the ticket's messages, oldest first."""
    return list(
        ExternalRef.objects.filter(message__ticket_id=ticket_id, kind=kind)
        .order_by("id")
        .values_list("external_id", flat=True)
    )
