"""An outgoing mail: headers that keep the thread and stop loops."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from gijun.integrations.email.rules.automatic import LOOP_HEADER

KEPT_REFERENCES = 30  # the first and the last ones: enough for every client to find the thread


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a reply is made of."""

    from_name: str
    from_address: str
    to: Sequence[str]
    subject: str
    number: str  # of the ticket
    body: str
    message_id: str
    reply_token: str
    answers: str = ""  # Message-ID of the message it answers
    references: Sequence[str] = ()  # every id of the ticket, oldest first
    thread_index: str = ""
    quoted: str = ""  # text of the message it answers
    quoted_head: str = ""  # "… wrote:"
    sent_at: datetime | None = None


def compose(mail: Outgoing) -> EmailMessage:
    """The mail as it goes out. Line breaks in headers, which would add headers, are flattened."""
    made = EmailMessage(policy=SMTP)
    made["From"] = str(Address(_flat(mail.from_name), addr_spec=_flat(mail.from_address)))
    made["To"] = ", ".join(str(Address(addr_spec=_flat(one))) for one in mail.to)
    made["Subject"] = subject_of(mail.subject, mail.number)
    made["Message-ID"] = _flat(mail.message_id)
    made["Reply-To"] = token_address(mail.from_address, mail.reply_token)
    if mail.sent_at:
        made["Date"] = format_datetime(mail.sent_at)
    if mail.answers:
        made["In-Reply-To"] = _flat(mail.answers)
    if references := _references(mail.references, mail.answers):
        made["References"] = " ".join(references)
    if mail.thread_index:
        made["Thread-Index"] = _flat(mail.thread_index)
    made[LOOP_HEADER] = "reply"
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    made.set_content(mail.body + _quote(mail), charset="utf-8", cte="base64")
    return made


def subject_of(subject: str, number: str) -> str:
    """``Re: … [#number]``, neither of them twice."""
    plain = _flat(subject)
    start = plain if plain.lower().startswith("re:") else f"Re: {plain}"
    return start if f"[#{number}]" in start else f"{start} [#{number}]"


def token_address(address: str, token: str) -> str:
    """The mailbox's address with a reply token in it, which finds the ticket whatever the client does."""
    local, _at, domain = _flat(address).partition("@")
    return f"{local}+t.{token}@{domain}"


def _references(known: Sequence[str], answers: str) -> list[str]:
    chain = list(dict.fromkeys([*known, *([answers] if answers else [])]))
    if answers:
        chain = [one for one in chain if one != answers] + [answers]
    return chain if len(chain) <= KEPT_REFERENCES else [chain[0], *chain[-KEPT_REFERENCES + 1 :]]


def _quote(mail: Outgoing) -> str:
    if not mail.quoted.strip():
        return "\n"
    lines = "\n".join(f"> {line}" for line in mail.quoted.strip().splitlines())
    return f"\n\n{mail.quoted_head}\n{lines}\n"


def _flat(text: str) -> str:
    return " ".join(text.split())
