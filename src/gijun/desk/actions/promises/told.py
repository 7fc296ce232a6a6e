"""What every action of promises shares: the columns of its facts, its checks, its row."""

from datetime import datetime
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.models import Promise
from gijun.desk.queries import visible
from gijun.desk.rules.promises.hours import next_working_time
from gijun.desk.rules.promises.keeping import is_past, is_too_far
from gijun.desk.terms.promises import DUE
from gijun.organisation import authority, queries
from gijun.organisation.models import Person, Team

KEEP = "desk.reply"
LEAD = "desk.assign_ticket"


class OutsideHoursError(DeskError):
    """Nobody of the owner's centre works then; with when somebody does."""

    def __init__(self, message: str, *, next_at: datetime) -> None:
        super().__init__(message)
        self.next_at = next_at


class Columns(TypedDict):
    """Where a fact of a promise belongs in the log."""

    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str


def columns(promise: Promise) -> Columns:
    """The columns of a fact: ``agent_id`` is whoever keeps it, so that their page hears of it."""
    return Columns(
        ticket_id=promise.ticket_id,
        contact_id=open_contact_id(promise.ticket),
        team_id=promise.team_id,
        agent_id=promise.owner_id,
        channel=promise.ticket.channel,
    )


def promise_of(promise_id: int, by: Person) -> Promise:
    """A promise that ``by`` may act on: their own, or one of a ticket they see.

    Raises:
        PermissionDenied: ``by`` may not answer customers.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    authority.require(by, KEEP)
    row = Promise.objects.select_related("ticket", "owner", "team").get(pk=promise_id)
    if row.owner_id != by.pk and not visible.tickets(by).filter(pk=row.ticket_id).exists():
        raise Promise.DoesNotExist
    return row


def owed(promise_id: int, by: Person) -> Promise:
    """A promise that is still owed and that ``by`` may act on.

    Raises:
        DeskError: it was kept or withdrawn.
        PermissionDenied: ``by`` may not answer customers.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    row = promise_of(promise_id, by)
    if row.state not in DUE:
        raise ended(row)
    return row


def ended(row: Promise) -> DeskError:
    """Why nothing can be done with it any more."""
    return DeskError(_("This promise is settled already: %(state)s.") % {"state": row.get_state_display()})


def require_lead(by: Person, row: Promise) -> None:
    """Refuse unless it is ``by``'s own promise, or they lead its team.

    Raises:
        PermissionDenied: a colleague's promise is given on by whoever leads them.
    """
    if row.owner_id != by.pk and not authority.allows(by, LEAD, team_id=row.team_id):
        raise PermissionDenied(_("Only whoever keeps a promise, or their lead, hands it over."))


def require_due(due_at: datetime, team: Team, at: datetime, *, outside_ok: bool) -> None:
    """Refuse a time nobody can keep.

    Raises:
        OutsideHoursError: nobody works then, and nobody said that it shall be so.
        DeskError: it has passed, or is more than a year off.
    """
    if is_past(due_at, at):
        raise DeskError(_("This time has passed. Promise a time that is still to come."))
    if is_too_far(due_at, at):
        raise DeskError(_("This is more than a year off. Check the date."))
    if outside_ok:
        return
    calendar = queries.calendar_for(Team.objects.select_related("calendar").get(pk=team.pk))
    following = next_working_time(calendar, due_at)
    if following:
        raise OutsideHoursError(
            _("Nobody of this centre works at that time, so nobody can keep the promise then."),
            next_at=following,
        )


def home_of(owner: Person, otherwise: Team) -> Team:
    """The team a promise of this person belongs to."""
    home = queries.home_team_id(owner)
    return Team.objects.get(pk=home) if home else otherwise
