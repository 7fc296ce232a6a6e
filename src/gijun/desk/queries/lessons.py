"""Which standard was used in the end after which words of a customer."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from gijun.desk.models import Message, StandardUse
from gijun.desk.rules.quoting import without_names
from gijun.desk.terms import Author, Direction
from gijun.science.search.learning import Label

LOOKS_BACK = timedelta(days=180)
MOST = 50_000  # uses that are learned from, the latest
LONGEST = 400  # characters of a message


def labels(at: datetime) -> list[Label]:
    """Customers' last words before each reply with an agreed sentence, the latest uses first.

    Who they are is hidden before anything is learned from their words.
    """
    said_before = Message.objects.filter(
        ticket=OuterRef("message__ticket"),
        direction=Direction.IN,
        author=Author.CUSTOMER,
        automatic="",
        pk__lt=OuterRef("message"),
    ).order_by("-pk")
    rows = (
        StandardUse.objects.filter(message__made_at__gt=at - LOOKS_BACK)
        .annotate(
            new=Subquery(said_before.values("body_new")[:1]),
            full=Subquery(said_before.values("body_full")[:1]),
        )
        .order_by("-pk")
        .values_list(
            "new",
            "full",
            "version__standard",
            "message__ticket__customer",
            "message__ticket__customer__name",
        )[:MOST]
    )
    return [
        Label(without_names(new.strip() or full, [name])[:LONGEST], standard_id, customer_id)
        for new, full, standard_id, customer_id, name in rows
        if new is not None and (new.strip() or full)
    ]


def last_words(ticket_id: int) -> str:
    """What the customer said last on a ticket, cut to what a search reads; empty: nothing."""
    said = Message.objects.filter(
        ticket=ticket_id, direction=Direction.IN, author=Author.CUSTOMER, automatic=""
    )
    last = said.order_by("-pk").first()
    return f"{last.subject} {last.shown}".strip()[:LONGEST] if last else ""
