"""What was promised on one ticket, and what was said there that sounds like a promise."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet

from gijun.desk.models import Handle, Message, Promise, Ticket
from gijun.desk.rules.promises.phrases import Suggestion, promises_in
from gijun.desk.terms import Author, ChannelKind, DeliveryState, Direction
from gijun.events.prepared import prepared
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person, Team

SHOWN = 5
FRESH = timedelta(hours=24)  # a sentence older than that is suggested no more
BESIDE = timedelta(minutes=30)  # a promise recorded so shortly before a message is the one it says


@prepared
def _owed(ticket_id: int) -> QuerySet[Promise]:
    owed = Promise.objects.owed().filter(ticket=ticket_id).select_related("owner", "team")
    return owed.prefetch_related("attempts")[:SHOWN]


@dataclass(frozen=True)
class Promised:
    """Promises of a ticket that are still owed, read when a template asks for them."""

    ticket: Ticket

    @cached_property
    def rows(self) -> list[Promise]:
        return _owed(self.ticket.pk)


def suggestions(person: Person, ticket: Ticket, text: str, at: datetime) -> list[Suggestion]:
    """What the words promise that is not recorded yet; days are read by the calendar of the person's team."""
    home = organisation.home_team_id(person)
    team = Team.objects.select_related("calendar").get(pk=home or ticket.team_id)
    by_phone = ticket.channel == ChannelKind.PHONE
    found = promises_in(text, at, organisation.calendar_for(team), by_phone=by_phone)
    if not found:
        return []
    known = set(Promise.objects.owed().filter(ticket=ticket).values_list("kind", "due_at"))
    return [one for one in found if (one.kind.value, one.due) not in known]


def said_lately(person: Person, ticket: Ticket, at: datetime) -> tuple[Message | None, list[Suggestion]]:
    """What the person's last answer promises, as long as it is fresh and nothing was recorded with it."""
    mine = Message.objects.filter(
        ticket=ticket, direction=Direction.OUT, author=Author.AGENT, person=person, made_at__gt=at - FRESH
    )
    message = mine.exclude(delivery=DeliveryState.UNDONE).order_by("-id").first()
    if message is None:
        return None, []
    if Promise.objects.filter(ticket=ticket, made_at__gte=message.made_at - BESIDE).exists():
        return message, []
    found = suggestions(person, ticket, message.shown, message.made_at)
    return message, [one for one in found if one.due > at]


def numbers_of(ticket: Ticket) -> list[Handle]:
    """Numbers the customer can be called at, the latest known first."""
    kinds = [ChannelKind.PHONE, ChannelKind.SMS]
    return list(Handle.objects.filter(customer_id=ticket.customer_id, kind__in=kinds).order_by("-id"))
