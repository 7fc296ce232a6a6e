"""Mailboxes fetched by IMAP: read only, each mail stored before the mailbox counts as read up to it."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event as Stop

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from gijun.desk import actions as desk
from gijun.desk.terms import ChannelKind, RawReason
from gijun.events import log
from gijun.integrations.email import intake
from gijun.integrations.email.actions import Access, access_to, progress
from gijun.integrations.email.errors import MailboxError
from gijun.integrations.email.models import Mailbox
from gijun.integrations.email.terms import Fault, Security

logger = logging.getLogger(__name__)
LOOKS_EVERY_S = 2.0
TIMEOUT = SocketTimeout(connect=10, read=60)
BEGINNING = 64 * 1024  # bytes kept of a mail that is too large
CLOCKS_DIFFER = timedelta(minutes=10)  # how far the server's clock may be behind ours
PASS_OVER_AFTER = 3  # polls in a row that failed at the same mail


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as the server describes it."""

    uidvalidity: int
    messages: int


@contextmanager
def _told() -> Iterator[None]:
    """Whatever the server or the way to it does wrong, said in our words.

    Raises:
        MailboxError: with the reason.
    """
    try:
        yield
    except LoginError as error:
        raise MailboxError(Fault.LOGIN, str(error)) from error
    except ssl.SSLError as error:
        raise MailboxError(Fault.CERTIFICATE, str(error)) from error
    except OSError as error:
        raise MailboxError(Fault.UNREACHABLE, str(error)) from error
    except (IMAPClientError, UnicodeError) as error:
        raise MailboxError(Fault.OTHER, str(error)) from error


@contextmanager
def opened(access: Access) -> Iterator[tuple[IMAPClient, Folder]]:
    """A signed-in line to the mailbox with its folder open for reading only.

    Raises:
        MailboxError: it could not be opened.
    """
    with _told():
        tls = access.security == Security.TLS
        client = IMAPClient(access.host, access.port, ssl=tls, timeout=TIMEOUT)
    with client:
        client.normalise_times = False
        with _told():
            if access.security == Security.STARTTLS:
                client.starttls(ssl.create_default_context())
            sign_in = client.login if access.password.isascii() else client.plain_login
            sign_in(access.username, access.password)
            folder = _selected(client, access.folder)
        yield client, folder


def _selected(client: IMAPClient, name: str) -> Folder:
    try:
        answer = client.select_folder(name, readonly=True)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        raise MailboxError(Fault.FOLDER, str(error)) from error
    return Folder(int(answer[b"UIDVALIDITY"]), int(answer[b"EXISTS"]))


def check(access: Access) -> int:
    """Try the way into a mailbox; returns how many mails lie in the folder.

    Raises:
        MailboxError: with the reason.
    """
    with opened(access) as (_client, folder):
        return folder.messages


def poll(mailbox: Mailbox, at: datetime) -> int:
    """Store what is new in a mailbox; returns how many mails. Its faults are kept on it, never raised."""
    kept = 0
    try:
        with opened(access_to(mailbox)) as (client, folder):
            progress.begin(mailbox, folder.uidvalidity)
            for uid in _new(client, mailbox):
                kept += _keep(client, mailbox, uid, at)
                progress.advance(mailbox, uid)
    except MailboxError as error:
        logger.warning("Mailbox %s could not be read: %s", mailbox.pk, error.fault)
        progress.note_fault(mailbox, error, at=at)
    else:
        progress.note_read(mailbox, at=at)
    if kept:
        intake.wake()
    return kept


def _new(client: IMAPClient, mailbox: Mailbox) -> list[int]:
    """UIDs nobody has read, in order. ``n:*`` names the last mail even where it is below n."""
    criteria: list[object] = ["UID", f"{mailbox.last_uid + 1}:*"]
    if mailbox.takes_from:
        criteria += ["SINCE", (mailbox.takes_from - timedelta(days=1)).date()]  # the server's zone is its own
    with _told():
        found = client.search(criteria)
    return sorted(uid for uid in found if uid > mailbox.last_uid)


def _keep(client: IMAPClient, mailbox: Mailbox, uid: int, at: datetime) -> int:
    """Store one mail; returns how many were stored: none when it is too old or has gone meanwhile."""
    try:
        with _told():
            content, size = _fetched(client, mailbox, uid)
    except MailboxError as error:
        return _pass_over(mailbox, uid, error, at)
    if content is None:
        return 0
    if size > settings.MAIL_MAX_BYTES:
        _set_aside(mailbox, content, RawReason.TOO_LARGE, f"{size} bytes", at)
    else:
        desk.keep_original(content, channel=ChannelKind.EMAIL, account_id=mailbox.account_id, at=at)
    return 1


def _fetched(client: IMAPClient, mailbox: Mailbox, uid: int) -> tuple[bytes | None, int]:
    """A mail's bytes, of one that is too large only the beginning, and its whole size."""
    about = client.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
    if not about or _is_too_old(mailbox, about[b"INTERNALDATE"]):
        return None, 0
    size = int(about[b"RFC822.SIZE"])
    piece = f"<0.{BEGINNING}>" if size > settings.MAIL_MAX_BYTES else ""
    parts = client.fetch([uid], [f"BODY.PEEK[]{piece}"]).get(uid, {})
    return next((value for name, value in parts.items() if name.startswith(b"BODY[]")), None), size


def _is_too_old(mailbox: Mailbox, arrived_at: datetime) -> bool:
    return mailbox.takes_from is not None and arrived_at < mailbox.takes_from - CLOCKS_DIFFER


def _pass_over(mailbox: Mailbox, uid: int, error: MailboxError, at: datetime) -> int:
    """A mail the server cannot hand out holds the others up for a few polls, then it is set aside."""
    if error.fault != Fault.OTHER or mailbox.failures < PASS_OVER_AFTER:
        raise error
    _set_aside(mailbox, b"", RawReason.FAULT, f"UID {uid}: {error.detail}", at)
    return 1


def _set_aside(mailbox: Mailbox, content: bytes, reason: RawReason, detail: str, at: datetime) -> None:
    """Store what there is of a mail, out of the way from the first moment."""
    with log.writing():
        raw = desk.keep_original(content, channel=ChannelKind.EMAIL, account_id=mailbox.account_id, at=at)
        desk.set_aside(raw.pk, reason, at=at, detail=detail)


def run(stop: Stop) -> None:
    """Poll every mailbox whose time has come, one after the other, until the stop is set."""
    while True:
        close_old_connections()
        while not stop.is_set() and (mailbox := progress.claim_next(timezone.now())):
            try:
                poll(mailbox, timezone.now())
            except Exception as error:  # the worker goes on with the next mailbox
                logger.exception("Mailbox %s broke the poller.", mailbox.pk)
                told = MailboxError(Fault.OTHER, type(error).__name__)
                progress.note_fault(mailbox, told, at=timezone.now())
        close_old_connections()
        if stop.wait(LOOKS_EVERY_S):
            return
