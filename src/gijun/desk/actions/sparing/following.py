"""What spares people follows its ticket and its customer: into another one, and into erasure."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from gijun.desk.events.sparing import CustomerFlagEnded, EndingStepped
from gijun.desk.models import (
    AutoAnswer,
    AutoAnswerRules,
    AutoAnswerTurn,
    Customer,
    CustomerCard,
    CustomerFlag,
    EndingRun,
    SparingPolicy,
    Ticket,
    UndoableReply,
)
from gijun.desk.terms.sparing import STANDING, EndStage, FlagState
from gijun.events import log
from gijun.organisation.models import Person


def note_step(run: EndingRun, ticket: Ticket, stage: EndStage, by: Person, at: datetime) -> None:
    """Inside an action: record a step that does not end the contact."""
    log.record(
        EndingStepped(
            ticket_id=ticket.pk,
            contact_id=run.contact_id,
            team_id=run.team_id,
            agent_id=run.person_id,
            channel=ticket.channel,
            run_id=run.pk,
            reason=run.reason,
            stage=stage.value,
            policy_version=run.policy_version,
        ),
        at=at,
        actor_id=by.pk,
    )


def move(loser: Ticket, winner: Ticket, by: Person, at: datetime) -> None:
    """Inside an action: uses of the right to end stand on the other ticket; of two open ones one goes on."""
    if EndingRun.objects.filter(ticket=winner, ended_at=None).exists():
        for run in EndingRun.objects.filter(ticket=loser, ended_at=None):
            EndingRun.objects.filter(pk=run.pk).update(stage=EndStage.CALMED, ended_at=at)
            note_step(run, loser, EndStage.CALMED, by, at)
    EndingRun.objects.filter(ticket=loser).update(ticket=winner)


def move_customer(loser: Customer, winner: Customer, by: Person, at: datetime) -> None:
    """Inside an action: flags of one customer are the other's; of two of a kind the other's stands.

    What outside systems said of either is fetched anew.
    """
    kinds = CustomerFlag.objects.filter(customer=winner, state__in=STANDING).values_list("kind", flat=True)
    for flag in CustomerFlag.objects.filter(customer=loser, state__in=STANDING, kind__in=list(kinds)):
        CustomerFlag.objects.filter(pk=flag.pk).update(state=FlagState.WITHDRAWN, ended_at=at)
        log.record(
            CustomerFlagEnded(
                team_id=flag.team_id,
                flag_id=flag.pk,
                customer_id=loser.pk,
                state=FlagState.WITHDRAWN.value,
            ),
            at=at,
            actor_id=by.pk,
        )
    CustomerFlag.objects.filter(customer=loser).update(customer=winner)
    CustomerCard.objects.filter(customer__in=[loser, winner]).delete()


def blank(customers: QuerySet[Customer]) -> None:
    """Inside an action: empty everything written about these customers, and what systems said of them."""
    CustomerFlag.objects.filter(customer__in=customers).update(evidence="", appeal="")
    CustomerCard.objects.filter(customer__in=customers).delete()


def remove_practice(
    team_ids: Collection[int], tickets: QuerySet[Ticket], customer_ids: Collection[int]
) -> None:
    """Inside an action: remove what belongs to practice tickets, customers and centres."""
    of_message = Q(message__ticket__in=tickets)
    AutoAnswer.objects.filter(of_message | Q(answered__ticket__in=tickets)).delete()
    UndoableReply.objects.filter(of_message).delete()
    EndingRun.objects.filter(Q(ticket__in=tickets) | Q(team_id__in=team_ids)).delete()
    CustomerFlag.objects.filter(Q(customer_id__in=customer_ids) | Q(team_id__in=team_ids)).delete()
    CustomerCard.objects.filter(customer_id__in=customer_ids).delete()
    AutoAnswerTurn.objects.filter(account__team_id__in=team_ids).delete()
    AutoAnswerRules.objects.filter(account__team_id__in=team_ids).delete()
    SparingPolicy.objects.filter(centre_id__in=team_ids).delete()
