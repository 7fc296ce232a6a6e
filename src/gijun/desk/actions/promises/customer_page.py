"""The customer's page: links that are taken back, and what the customer says there."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events.promises import ProgressLinkRevoked, SatisfactionGiven
from gijun.desk.models import ProgressLink, Satisfaction, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.promises import links
from gijun.desk.rules.masking import mask
from gijun.desk.terms.promises import BEST, COMMENT_LENGTH, WORST
from gijun.events import log
from gijun.organisation.models import Person


@log.action
def revoke_links(ticket_id: int, *, by: Person, at: datetime) -> int:
    """Let links given out so far lead nowhere; returns the generation that opens the page from now on.

    Raises:
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    generation = links.generation_of(ticket.pk) + 1
    ProgressLink.objects.update_or_create(ticket=ticket, defaults={"generation": generation})
    log.record(
        ProgressLinkRevoked(
            ticket_id=ticket.pk, team_id=ticket.team_id, channel=ticket.channel, generation=generation
        ),
        at=at,
        actor_id=by.pk,
    )
    return generation


@log.action
def give_satisfaction(
    token: str, *, score: int, resolved: bool, comment: str, solved_ms: int, at: datetime
) -> Satisfaction:
    """Keep what a customer says of a solution, or change it while their page is open.

    The same again changes nothing. Numbers of cards and residents in their words are hidden at once.

    Args:
        solved_ms: the solution the page showed them.

    Raises:
        LinkError: the link opens nothing.
        DeskError: the matter is not solved (any more), or there is no such score.
    """
    ticket = links.ticket_of(token, at)
    if ticket.solved_at is None or log.to_ms(ticket.solved_at) != solved_ms:
        raise DeskError(_("The matter has changed since you opened this page. Look at it again."))
    if not WORST <= score <= BEST:
        raise DeskError(_("Choose a score from 1 to 5."))
    said = mask(comment.strip()[:COMMENT_LENGTH])
    row, is_new = Satisfaction.objects.get_or_create(
        ticket=ticket,
        solved_at=ticket.solved_at,
        defaults={"score": score, "resolved": resolved, "comment": said, "given_at": at},
    )
    if not is_new:
        if (row.score, row.resolved, row.comment) == (score, resolved, said):
            return row
        row.score, row.resolved, row.comment, row.changed_at = score, resolved, said, at
        row.save(update_fields=["score", "resolved", "comment", "changed_at"])
    log.record(_given(ticket, row, changed=not is_new), at=at)
    return row


def _given(ticket: Ticket, row: Satisfaction, *, changed: bool) -> SatisfactionGiven:
    return SatisfactionGiven(
        ticket_id=ticket.pk,
        contact_id=open_contact_id(ticket),
        team_id=ticket.team_id,
        agent_id=ticket.assignee_id,
        channel=ticket.channel,
        solved_ms=log.to_ms(row.solved_at),
        score=row.score,
        resolved=row.resolved,
        changed=changed,
    )
