"""How mail fares: facts for whoever examines the installation."""

import socket
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from gijun.desk.queries import deliveries, originals
from gijun.desk.queries.deliveries import Waiting
from gijun.integrations.email import queries
from gijun.integrations.email.endpoint import endpoint
from gijun.integrations.email.terms import KIND

PATIENCE_S = 2.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 -- where to knock then


@dataclass(frozen=True, slots=True)
class FailingMailbox:
    """A mailbox that could not be read the last time."""

    account_id: int
    name: str
    why: str  # translated
    detail: str  # the server's words
    failures: int  # in a row
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailHealth:
    """The state of the mail channel at a moment."""

    listens_at: str
    is_listening: bool  # it answered as a mail server
    can_send: bool  # a server to send by is set; without one replies wait
    outbox: Waiting
    unread: int  # originals nobody has read yet
    set_aside: int  # originals that need a person
    failing: tuple[FailingMailbox, ...]


def mail_health(at: datetime) -> MailHealth:
    """Look at everything mail needs; knocks at our own listener."""
    return MailHealth(
        listens_at=settings.SMTP_LISTEN,
        is_listening=is_listening(),
        can_send=bool(settings.SMTP_SEND),
        outbox=deliveries.waiting(KIND, at),
        unread=originals.unread(KIND),
        set_aside=sum(originals.set_aside(KIND).values()),
        failing=tuple(
            FailingMailbox(
                one.account_id,
                one.account.name,
                one.get_last_error_display(),
                one.last_error_detail,
                one.failures,
                one.last_seen_at,
            )
            for one in queries.failing()
        ),
    )


def is_listening() -> bool:
    """Does our listener greet as a mail server does?"""
    host, port = endpoint("SMTP_LISTEN")
    try:
        with socket.create_connection((EVERYWHERE.get(host, host), port), timeout=PATIENCE_S) as line:
            return line.recv(4) == b"220 "
    except OSError:
        return False
