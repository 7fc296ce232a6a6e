"""How far each mailbox has been read, and when it is looked at next. No fact: the mails themselves are."""

from datetime import datetime, timedelta

from django.db.models import F

from gijun.integrations.email.errors import MailboxError
from gijun.integrations.email.models import Mailbox

EVERY = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
CLAIM = timedelta(minutes=15)  # after that whoever claimed the mailbox is taken for dead


def pause_after(failures: int) -> timedelta:
    """How long a mailbox rests after so many failures in a row: doubling, up to a quarter of an hour."""
    return min(EVERY * (1 << min(failures, 10)), LONGEST_PAUSE)


def claim_next(at: datetime) -> Mailbox | None:
    """The mailbox whose time came first, claimed for this worker alone; none when nothing is due."""
    for mailbox in Mailbox.objects.fetched().filter(next_poll_at__lte=at).order_by("next_poll_at", "id"):
        unclaimed = Mailbox.objects.filter(pk=mailbox.pk, next_poll_at=mailbox.next_poll_at)
        if unclaimed.update(next_poll_at=at + CLAIM):
            return mailbox
    return None


def begin(mailbox: Mailbox, uidvalidity: int) -> None:
    """Go on where the last poll ended, or from the start when the server numbered its mail anew."""
    if mailbox.uidvalidity == uidvalidity:
        return
    mailbox.uidvalidity, mailbox.last_uid = uidvalidity, 0
    mailbox.save(update_fields=["uidvalidity", "last_uid"])


def advance(mailbox: Mailbox, uid: int) -> None:
    """Everything up to this mail is stored."""
    behind = Mailbox.objects.filter(pk=mailbox.pk, uidvalidity=mailbox.uidvalidity, last_uid__lt=uid)
    behind.update(last_uid=uid)
    mailbox.last_uid = uid


def note_read(mailbox: Mailbox, *, at: datetime) -> None:
    """A poll went well: whatever went wrong before is over."""
    Mailbox.objects.filter(pk=mailbox.pk).update(
        last_seen_at=at, failures=0, last_error="", last_error_detail="", next_poll_at=at + EVERY
    )


def note_fault(mailbox: Mailbox, error: MailboxError, *, at: datetime) -> None:
    """A poll failed: say why, and try again after a longer rest, without end."""
    Mailbox.objects.filter(pk=mailbox.pk).update(
        failures=F("failures") + 1,
        last_error=error.fault,
        last_error_detail=error.detail[:500],
        next_poll_at=at + pause_after(mailbox.failures),
    )
