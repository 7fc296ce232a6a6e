"""Replies go out: composed, handed to the mail server, and what became of it noted."""

import logging
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.message import EmailMessage
from threading import Event as Stop
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _

from gijun.desk import actions
from gijun.desk.outbound import Outgoing, Sent, channel_for
from gijun.desk.queries import deliveries, doors, threads
from gijun.integrations.email import queries, tokens
from gijun.integrations.email.endpoint import endpoint
from gijun.integrations.email.rules import compose
from gijun.integrations.email.terms import KIND

logger = logging.getLogger(__name__)
LOOKS_EVERY_S = 1.0
TIMEOUT_S = 60.0  # for each answer of the server
TLS_PORT = 465  # secured from the start (RFC 8314, 3.3)
FOR_GOOD = 500  # replies of a server from here on will not change
ADDRESS = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")


class Client(smtplib.SMTP):
    """Keeps what the server said when it took the mail: mostly the id it knows it by."""

    taken = ""
    is_handing = False  # the text is on its way: without an answer nobody knows whether it arrived

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.is_handing = True
        code, answer = super().data(msg)
        self.taken = said(code, answer)
        return code, answer


class TlsClient(Client, smtplib.SMTP_SSL):
    """The same on a line that is secured from the start."""


class MailOut:
    """Mail's side of the port for replies."""

    def send(self, outgoing: Outgoing) -> Sent:
        """Hand one reply to the mail server. What it refuses with 5xx is refused for good."""
        if refusal := _refusal(outgoing):
            return Sent(accepted=False, answer=refusal)
        return tried(lambda: _hand_over(composed(outgoing), outgoing))


def tried(hand_over: Callable[[], Sent]) -> Sent:
    """How handing a mail over ended, whatever stopped it."""
    try:
        return hand_over()
    except smtplib.SMTPRecipientsRefused as error:
        answers = list(error.recipients.values())
        final = all(code >= FOR_GOOD for code, _text in answers)
        return Sent(accepted=False, final=final, answer=said(*answers[0]))
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        final = error.smtp_code >= FOR_GOOD
        return Sent(accepted=False, final=final, answer=said(error.smtp_code, error.smtp_error))
    except smtplib.SMTPResponseException as error:  # greeting, sign-in: our set-up, not this reply
        return Sent(accepted=False, final=False, answer=said(error.smtp_code, error.smtp_error))
    except (smtplib.SMTPException, OSError) as error:
        return Sent(accepted=False, final=False, answer=named(error))
    except (MessageError, ValueError) as error:  # no mail can be made of it, however often
        return Sent(accepted=False, answer=named(error))


def _refusal(outgoing: Outgoing) -> str:
    """Why this reply is not even tried."""
    if not outgoing.recipients or not outgoing.from_address:
        return _("There is nobody to send it to, or no mailbox to send it from.")
    if doors.addresses(KIND) & {one.lower() for one in outgoing.recipients}:
        return _("It would go to one of our own mailboxes.")
    return ""


def composed(outgoing: Outgoing) -> EmailMessage:
    """The reply as a mail; word for word the same at every try."""
    domain = outgoing.from_address.rpartition("@")[2]
    answered = outgoing.answers_id
    mail = compose.compose(
        compose.Outgoing(
            from_name=outgoing.from_name,
            from_address=outgoing.from_address,
            to=outgoing.recipients,
            subject=outgoing.subject,
            number=outgoing.ticket_number,
            body=outgoing.body,
            message_id=f"<{outgoing.key}@{domain}>",
            reply_token=tokens.token_of(outgoing.ticket_id),
            answers=_last(deliveries.refs_of_message(answered, "message-id")) if answered else "",
            references=threads.refs_of_ticket(outgoing.ticket_id, "message-id"),
            thread_index=_last(deliveries.refs_of_message(answered, "thread-index")) if answered else "",
            sent_at=outgoing.written_at,
            is_automatic=outgoing.automatic,
        )
    )
    if outgoing.account_id is not None and not queries.takes_plus(outgoing.account_id):
        del mail["Reply-To"]  # an answer to it would not arrive
    return mail


def _last(refs: list[str]) -> str:
    return refs[-1] if refs else ""


def _hand_over(mail: EmailMessage, outgoing: Outgoing) -> Sent:
    with server(outgoing.from_address) as line:
        refused = line.send_message(mail, outgoing.from_address, list(outgoing.recipients))
    refusals = "; ".join(said(*answer) for answer in refused.values())
    return Sent(
        accepted=True,
        answer=f"{line.taken}; {refusals}" if refusals else line.taken,
        provider_id=line.taken,
        external_ids=(("message-id", str(mail["Message-ID"])),),
    )


@contextmanager
def server(from_address: str) -> Iterator[Client]:
    """A line to the mail server that sends for us, secured and signed in as the settings say."""
    host, port = endpoint("SMTP_SEND")
    name = from_address.rpartition("@")[2]
    trusted = ssl.create_default_context()
    if port == TLS_PORT:
        client: Client = TlsClient(host, port, local_hostname=name, timeout=TIMEOUT_S, context=trusted)
    else:
        client = Client(host, port, local_hostname=name, timeout=TIMEOUT_S)
    try:
        if settings.SMTP_STARTTLS and port != TLS_PORT:
            client.starttls(context=trusted)
        if settings.SMTP_USER:
            client.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
        yield client
        with suppress(smtplib.SMTPException, OSError):  # it has the mail: how it says goodbye changes nothing
            client.quit()
    finally:
        client.close()


def said(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return _without_addresses(f"{code} {' '.join(text.split())}")


def named(error: Exception) -> str:
    return _without_addresses(f"{type(error).__name__}: {error}")


def _without_addresses(text: str) -> str:
    """What a server says often names the customer, who must not lie about in answers and logs."""
    return ADDRESS.sub("…", text)


def send_next() -> bool:
    """Send the reply whose time came first, outside any transaction; says whether there was one.

    Without a server to send by, nothing is claimed and replies wait.
    """
    if not settings.SMTP_SEND:
        return False
    claimed = actions.claim_due(timezone.now(), channel=KIND, limit=1)
    for outbox in claimed:
        try:
            sent = channel_for(KIND).send(deliveries.outgoing(outbox.pk))
        except Exception as error:  # the worker goes on with the next one
            logger.exception("Reply %s broke the sender.", outbox.pk)
            sent = Sent(accepted=False, final=False, answer=named(error))
        _note(outbox.pk, sent)
    return bool(claimed)


def _note(outbox_id: int, sent: Sent) -> None:
    if sent.accepted:
        actions.note_sent(
            outbox_id,
            at=timezone.now(),
            answer=sent.answer,
            provider_id=sent.provider_id,
            external_ids=list(sent.external_ids),
        )
    else:
        actions.note_not_sent(outbox_id, at=timezone.now(), answer=sent.answer, final=sent.final)


def run(stop: Stop) -> None:
    """Send what is due until the stop is set."""
    while True:
        close_old_connections()
        while not stop.is_set() and send_next():
            close_old_connections()
        close_old_connections()
        if stop.wait(LOOKS_EVERY_S):
            return
