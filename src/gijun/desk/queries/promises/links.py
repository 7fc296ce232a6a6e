"""Signed links to a customer's page: made without a row, opened by the row's generation.

A link names a ticket and a generation and is signed; it carries nothing of the customer. Taking links back
raises the generation. After the matter was solved, the page stays open as long as the centre decided.
"""

from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.models import ProgressLink, Ticket
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.promises.policy import in_force
from gijun.desk.rules.promises.keeping import closes_at
from gijun.desk.terms import ChannelKind
from gijun.organisation.models import Team

SALT = "gijun.desk.progress"
LONGEST = 120  # characters of a link that are looked at


class LinkError(DeskError):
    """The link opens nothing. ``gone``: it opened something once."""

    def __init__(self, message: str, *, gone: bool) -> None:
        super().__init__(message)
        self.gone = gone


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")


def generation_of(ticket_id: int) -> int:
    """Which generation of links opens the ticket's page."""
    known = ProgressLink.objects.filter(ticket_id=ticket_id).values_list("generation", flat=True).first()
    return known or 1


def token_of(ticket_id: int) -> str:
    """What the link to a ticket's page carries now."""
    return _signer().sign(f"{ticket_id:x}-{generation_of(ticket_id):x}")


def url_of(ticket: Ticket, otherwise: str = "") -> str:
    """The link a customer opens: at the centre's address, or ``otherwise`` where it has decided none."""
    address = in_force(ticket.team).policy.address or otherwise.rstrip("/")
    return address + reverse("progress:page", args=[token_of(ticket.pk)])


def foot_of(ticket: Ticket, channel: str) -> str:
    """What stands under a mail to the customer: the link to their page; empty unless the centre wants it."""
    if channel != ChannelKind.EMAIL or not in_force(ticket.team).policy.append_link:
        return ""
    with translation.override(language_spoken(ticket.pk)):
        return "\n\n" + _("Where your matter stands: %(url)s") % {"url": url_of(ticket)}


def ticket_of(token: str, at: datetime) -> Ticket:
    """The ticket a link opens; one that was merged leads to where it went, if that is the same customer's.

    Raises:
        LinkError: nobody signed it, it was taken back, its time is over, or the customer was erased.
    """
    try:
        ticket_id, generation = (int(part, 16) for part in _signer().unsign(token[:LONGEST]).split("-"))
    except (BadSignature, ValueError) as error:
        raise LinkError(
            _("This link is not complete. Open it once more from our message, whole."), gone=False
        ) from error
    related = Ticket.objects.select_related("customer", "team", "merged_into__customer", "merged_into__team")
    ticket = related.filter(pk=ticket_id).first()
    if ticket is None or generation != generation_of(ticket_id):
        raise _gone()
    into = ticket.merged_into
    if into is not None:
        if into.customer_id != ticket.customer_id:
            raise _gone()
        ticket = into
    closes = page_closes_at(ticket)
    if ticket.customer.erased_at or (closes and closes <= at):
        raise _gone()
    return ticket


def page_closes_at(ticket: Ticket) -> datetime | None:
    """When the customer's page of a ticket closes; none while it is not solved."""
    team = Team.objects.get(pk=ticket.team_id)
    return closes_at(ticket.solved_at if ticket.is_ended else None, in_force(team).policy.open_days)


def _gone() -> LinkError:
    return LinkError(_("This page is not open any more."), gone=True)
