"""What every action of asking shares: the columns of its facts, its clock, its words."""

from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.models import Ticket
from gijun.desk.queries.asking import policy as policies
from gijun.desk.rules.asking import way
from gijun.desk.terms.asking import Why
from gijun.events.log import to_ms
from gijun.organisation.models import Team


class Columns(TypedDict):
    """Where a fact of asking belongs in the log."""

    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str


def columns(ticket: Ticket, agent_id: int) -> Columns:
    """The columns of a fact: ``agent_id`` is whoever asked, so that their page hears of it."""
    return Columns(
        ticket_id=ticket.pk,
        contact_id=open_contact_id(ticket),
        team_id=ticket.team_id,
        agent_id=agent_id,
        channel=ticket.channel,
    )


def due_after(team: Team, at: datetime, minutes: int) -> datetime:
    """So many working minutes of the centre later."""
    return way.due(policies.calendar(team), to_ms(at), minutes)


def took_ms(team: Team, since: datetime, at: datetime) -> int:
    """Working time of the centre between two moments."""
    return way.worked_ms(policies.calendar(team), to_ms(since), to_ms(at))


def written(text: str, most: int, refusal: str) -> str:
    """The words without blanks around them.

    Raises:
        DeskError: there are none (``refusal`` says what is missing), or too many.
    """
    words = text.strip()
    if not words:
        raise DeskError(refusal)
    if len(words) > most:
        raise DeskError(_("Write at most %(most)d characters.") % {"most": most})
    return words


def why_of(value: str) -> Why:
    """What the agent lacked.

    Raises:
        DeskError: they did not say.
    """
    if value not in Why.values:
        raise DeskError(_("Say what is missing: knowledge, authority or input flow."))
    return Why(value)


def require_open(ticket: Ticket) -> None:
    """Refuse on a ticket that is solved."""
    if ticket.is_ended:
        raise DeskError(_("This ticket is solved. Reopen it first."))
