"""Offering a ticket to somebody, and what they say."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gijun.desk.actions import tickets
from gijun.desk.actions.queueing import close_offer
from gijun.desk.errors import DeskError
from gijun.desk.events import routing as facts
from gijun.desk.models import Offer, Queued, Ticket, Turn
from gijun.desk.rules.routing import Choice, Policy
from gijun.desk.rules.routing.floor import ANSWERING
from gijun.desk.terms.routing import ChosenBy, OfferAnswer, Refusal, WaitReason
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.models import Person
from gijun.organisation.terms import AwayReason, StateKind


def make_offer(ticket: Ticket, stay: Queued, choice: Choice, policy: Policy, at: datetime) -> None:
    """Inside an action: ask the chosen agent; the ticket waits for their answer."""
    offer = Offer.objects.create(
        ticket=ticket,
        person_id=choice.agent_id or 0,
        centre_id=stay.centre_id,
        queue=stay.queue,
        choice=choice.by,
        policy_version=policy.version,
        made_at=at,
        expires_at=at + timedelta(seconds=policy.offer_s),
    )
    Queued.objects.filter(pk=stay.pk).update(reason=WaitReason.OFFERED)
    note_turn(stay, offer.person_id)
    log.record(
        facts.TicketOffered(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            agent_id=offer.person_id,
            channel=ticket.channel,
            offer_id=offer.pk,
            queue=stay.queue,
            choice=choice.by,
            expires_ms=log.to_ms(offer.expires_at),
            policy_version=policy.version,
        ),
        at=at,
    )


def note_turn(stay: Queued, person_id: int) -> None:
    """Inside an action: remember whom the queue chose last."""
    Turn.objects.update_or_create(
        centre_id=stay.centre_id, queue=stay.queue, defaults={"person_id": person_id}
    )


@log.action
def answer_offer(offer_id: int, *, accept: bool, by: Person, at: datetime, reason: str = "") -> Ticket:
    """Accept an offer, and the ticket is the person's; or decline it, and the next one is asked.

    Raises:
        DeskError: it is no offer to them, no longer open, or declined without a reason.
        TakenError: somebody took the ticket meanwhile.
        MustReadError: they have not read what must be read.
        PermissionDenied: ``by`` may not answer customers.
    """
    authority.require(by, ANSWERING)
    offer = Offer.objects.filter(pk=offer_id, person=by).select_related("ticket").first()
    if offer is None:
        raise DeskError(_("There is no such offer to you."))
    if not accept and reason not in Refusal.values:
        raise DeskError(_("Say why you decline, so that the next one can be chosen well."))
    if accept and offer.ticket.assignee_id == by.pk:
        return offer.ticket  # pressed twice
    answer = OfferAnswer.ACCEPTED if accept else OfferAnswer.REFUSED
    if not close_offer(offer, offer.ticket, answer, at, reason="" if accept else reason, actor_id=by.pk):
        if offer.answer == answer:
            return offer.ticket  # pressed twice
        raise DeskError(_("This offer is no longer open: the time was up, or somebody took the ticket."))
    if accept:
        routed = tickets.Routed(offer.policy_version, ChosenBy.ACCEPTED.value)
        tickets.hold(offer.ticket, by, by, at, routed=routed)
    return offer.ticket


def expire(offer: Offer, policy: Policy, at: datetime) -> None:
    """Inside an action: the time is up; whoever lets too many pass in a row is set away."""
    if not close_offer(offer, offer.ticket, OfferAnswer.EXPIRED, at):
        return
    if policy.expiries and _passed_in_a_row(offer.person_id, policy.expiries):
        enter_state(
            offer.person_id, StateKind.AWAY, reason=AwayReason.OTHER.value, by=None, at=at, by_rule=True
        )


def _passed_in_a_row(person_id: int, number: int) -> bool:
    """Were their last offers, so many of them, all left unanswered? Withdrawn ones do not count."""
    said = Offer.objects.filter(person=person_id).exclude(answer__in=["", OfferAnswer.WITHDRAWN])
    last = list(said.order_by("-id").values_list("answer", flat=True)[:number])
    return last == [OfferAnswer.EXPIRED] * number
