"""The door of the house: an SMTP server that stores a mail before it says that it has it."""

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence
from threading import Event as Stop
from typing import ParamSpec, TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.queries import doors
from gijun.desk.terms import ChannelKind
from gijun.integrations.email import intake
from gijun.integrations.email.endpoint import endpoint
from gijun.integrations.email.terms import KIND, NULL_SENDER

logger = logging.getLogger(__name__)
logging.getLogger("mail.log").setLevel(logging.WARNING)  # its lines below that hold every address

ACCEPTED = "250 2.0.0 Stored"
NO_MAILBOX = "550 5.1.1 There is no such mailbox here"
TRY_AGAIN = "451 4.3.0 Could not store this now, try again later"
P = ParamSpec("P")
R = TypeVar("R")


class Server(SMTP):
    """Lines may be longer than the standard's 1,000 bytes: newsletters and forms send them."""

    line_length_limit = 1024 * 1024


class Reception:
    """What the server asks us. The database is only touched in a thread of its own, never on the loop."""

    async def handle_RCPT(  # noqa: N802 -- the server's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if not await in_thread(addressed, [address]):
            return NO_MAILBOX
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 -- the server's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        if not await in_thread(keep, content, envelope.mail_from or "", envelope.rcpt_tos):
            return NO_MAILBOX  # the door was shut in between
        intake.wake()
        return ACCEPTED

    async def handle_exception(self, error: Exception) -> str:
        """Whatever went wrong is ours: the sender keeps the mail and tries again."""
        logger.error("A mail could not be stored.", exc_info=error)
        return TRY_AGAIN


async def in_thread(asked: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Ask the database off the loop, on a connection that is still good: no request begins or ends here."""

    def on_good_connection() -> R:
        close_old_connections()
        try:
            return asked(*args, **kwargs)
        finally:
            close_old_connections()

    return await sync_to_async(on_good_connection)()


def keep(content: bytes, mail_from: str, recipients: Sequence[str]) -> list[int]:
    """Store a mail once for each door it is addressed to; returns the originals.

    Sent again after a fault in the middle, it is stored again: the copies are recognised when they are read.
    """
    sender = NULL_SENDER if mail_from in {"", NULL_SENDER} else _printable(mail_from)
    return [
        actions.keep_original(
            content,
            channel=ChannelKind.EMAIL,
            account_id=account_id,
            at=timezone.now(),
            envelope_from=sender,
            envelope_to=addresses,
        ).pk
        for account_id, addresses in addressed(recipients).items()
    ]


def addressed(recipients: Sequence[str]) -> dict[int, list[str]]:
    """The open doors these addresses lead to, each with its addresses."""
    found: dict[int, list[str]] = {}
    for address in map(_printable, recipients):
        door = doors.open_door(KIND, address) or doors.open_door(KIND, _without_plus(address))
        if door is not None:
            found.setdefault(door.pk, []).append(address)
    return found


def _without_plus(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _printable(address: str) -> str:
    """Bytes that are no letters came through as lone surrogates, which no database stores."""
    return address.encode("utf-8", "replace").decode()


async def _serve(stop: Stop) -> None:
    host, port = endpoint("SMTP_LISTEN")
    loop = asyncio.get_running_loop()

    def connection() -> Server:
        return Server(
            Reception(),
            data_size_limit=settings.MAIL_MAX_BYTES,
            enable_SMTPUTF8=True,
            hostname=socket.gethostname(),
            ident="Gijun",
            loop=loop,
        )

    server = await loop.create_server(connection, host, port)
    logger.info("Mail is taken in at %s.", settings.SMTP_LISTEN)
    try:
        await asyncio.to_thread(stop.wait)
    finally:
        server.close()


def run(stop: Stop) -> None:
    """Take mail in until the stop is set.

    The server runs on a loop of its own. Its questions to the database are answered in the calling thread.

    Raises:
        OSError: something else listens there.
    """
    async_to_sync(_serve)(stop)
