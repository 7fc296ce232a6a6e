"""The rows of queues, offers and routing policies, as the folded log has them."""

from gijun.desk.models import HeldBack, Offer, Queued, RoutingPolicy, RoutingProfile, Turn
from gijun.desk.rules.history.routing import OfferHistory, QueuedHistory, RoutingHistory
from gijun.events import log


def from_rows() -> RoutingHistory:
    """Read the tables."""
    return RoutingHistory(
        queued={row.ticket_id: _stay(row) for row in Queued.objects.all()},
        offers={row.pk: _offer(row) for row in Offer.objects.all()},
        turns={(row.centre_id, row.queue): row.person_id for row in Turn.objects.all()},
        policies=dict(RoutingPolicy.objects.order_by("version").values_list("centre_id", "version")),
        profiles={row.person_id: (row.capacity, row.newcomer) for row in RoutingProfile.objects.all()},
        held_back=dict(HeldBack.objects.values_list("person_id", "reason")),
    )


def _stay(row: Queued) -> QueuedHistory:
    return QueuedHistory(
        centre_id=row.centre_id,
        queue=row.queue,
        place_ms=log.to_ms(row.place),
        queued_ms=log.to_ms(row.queued_at),
        home_team_id=row.home_team_id,
        last_agent_id=row.last_agent_id,
        reason=row.reason,
        step=row.overflow_step,
        left_ms=log.to_ms(row.left_at) if row.left_at else None,
    )


def _offer(row: Offer) -> OfferHistory:
    return OfferHistory(
        ticket_id=row.ticket_id,
        agent_id=row.person_id,
        queue=row.queue,
        choice=row.choice,
        policy_version=row.policy_version,
        made_ms=log.to_ms(row.made_at),
        expires_ms=log.to_ms(row.expires_at),
        answer=row.answer,
        reason=row.reason,
        answered_ms=log.to_ms(row.answered_at) if row.answered_at else None,
    )
