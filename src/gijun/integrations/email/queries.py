"""Reads of mail."""

from django.db.models import QuerySet

from gijun.integrations.email.models import Mailbox


def mailbox_of(account_id: int) -> Mailbox | None:
    """How the door's mail is fetched; none: it comes in by our own listener only."""
    return Mailbox.objects.filter(account_id=account_id).first()


def mailboxes_of(account_ids: list[int]) -> dict[int, Mailbox]:
    """The mailboxes of these doors, by door."""
    return {one.account_id: one for one in Mailbox.objects.filter(account_id__in=account_ids)}


def takes_plus(account_id: int) -> bool:
    """Does mail to ``name+anything@…`` arrive here? Our own listener takes it, not every provider does."""
    mailbox = Mailbox.objects.filter(account_id=account_id, is_active=True).first()
    return mailbox is None or mailbox.takes_plus


def failing() -> QuerySet[Mailbox]:
    """Mailboxes that are fetched and could not be read the last time."""
    return Mailbox.objects.fetched().exclude(last_error="").select_related("account").order_by("id")
