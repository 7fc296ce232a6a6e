"""A ticket's way out of its queue, and what that means for an offer of it."""

from datetime import datetime

from gijun.desk.events import routing as facts
from gijun.desk.models import Offer, Queued, Ticket
from gijun.desk.terms.routing import OfferAnswer
from gijun.events import log


def leave_queue(ticket: Ticket, at: datetime) -> None:
    """Inside an action: the ticket waits in no queue any more, and whoever is asked need not answer."""
    for offer in Offer.objects.open().filter(ticket=ticket):
        close_offer(offer, ticket, OfferAnswer.WITHDRAWN, at)
    stay = Queued.objects.waiting().filter(ticket=ticket).first()
    if stay is None or not Queued.objects.waiting().filter(pk=stay.pk).update(left_at=at):
        return
    log.record(
        facts.TicketLeftQueue(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            channel=ticket.channel,
            queue=stay.queue,
            queued_ms=log.to_ms(at) - log.to_ms(stay.queued_at),
        ),
        at=at,
    )


def close_offer(
    offer: Offer,
    ticket: Ticket,
    answer: OfferAnswer,
    at: datetime,
    *,
    reason: str = "",
    actor_id: int | None = None,
) -> bool:
    """Inside an action: answer an open offer; says whether it was still open."""
    still_open = Offer.objects.open().filter(pk=offer.pk)
    if not still_open.update(answer=answer, reason=reason, answered_at=at):
        return False
    if answer != OfferAnswer.ACCEPTED:
        Queued.objects.filter(ticket=ticket).update(reason="")
    log.record(
        facts.OfferAnswered(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            agent_id=offer.person_id,
            channel=ticket.channel,
            offer_id=offer.pk,
            answer=answer.value,
            reason=reason,
        ),
        at=at,
        actor_id=actor_id,
    )
    return True
