"""An outgoing mail: headers that keep the thread together and stop loops."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime

from gijun.integrations.email.rules.automatic import LOOP_HEADER
from gijun.integrations.email.rules.charsets import storable
from gijun.integrations.email.rules.reply_address import token_address

KEPT_REFERENCES = 30  # the first and the last ones: enough for every program to find the thread
SUPPRESS = "OOF, AutoReply"  # not "All": we want to hear of failures
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
ID = re.compile(r"[!-~]{1,900}")
LOCAL = re.compile(r"""(?P<bare>[!#-'*+./0-9=?A-Z^_`a-z{|}~-]+)|"(?P<quoted>[!#-\[\]-~]+)\"""")
DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)
CONTENT_TYPE = re.compile(r"([a-z0-9][\w.+-]*)/([a-z0-9][\w.+-]*)", re.ASCII | re.IGNORECASE)
REPLIES = re.compile(r"(?:\s*(?:re|aw|sv|회신|답장|답변)\s*(?:\[\d+\])?\s*[:：])+\s*", re.IGNORECASE)


class UnsafeHeader(ValueError):  # noqa: N818 -- it says what was found
    """A header's value would break out of its line, or cannot stand in a header at all."""


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to send along."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a mail is made of."""

    from_name: str
    from_address: str
    to: Sequence[str]
    subject: str
    number: str  # of the ticket
    body: str
    message_id: str  # ``<token@domain>``, the same at every try
    reply_token: str
    cc: Sequence[str] = ()
    answers: str = ""  # id of the message it answers
    references: Sequence[str] = ()  # every id of the ticket, oldest first
    thread_index: str = ""
    quoted: str = ""  # text of the message it answers
    quoted_head: str = ""  # the line above it: who wrote it, when
    is_automatic: bool = False  # no person wrote it
    sent_at: datetime | None = None
    files: Sequence[OutgoingFile] = ()


class _Tokens(UnstructuredHeader, BaseHeader):
    """A header of ids. They go out one a line and never encoded: cut or encoded they name nothing."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: " + f"{policy.linesep} ".join(str(self).split()) + policy.linesep


def _policy() -> Policy:
    headers = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references", "thread-index", LOOP_HEADER.lower()):
        headers.map_to_type(name, _Tokens)
    return SMTP.clone(header_factory=headers)


POLICY = _policy()


def compose(mail: Outgoing) -> EmailMessage:
    """The mail as it goes out; made again from the same, it is the same to the last byte.

    Raises:
        UnsafeHeader: a line break or another control character in what becomes a header, or an address that
            is none.
    """
    made = EmailMessage(policy=POLICY)
    made["From"] = header_address(mail.from_address, mail.from_name)
    made["To"] = _addresses(mail.to)
    if mail.cc:
        made["Cc"] = _addresses(mail.cc)
    made["Reply-To"] = header_address(token_address(mail.from_address, mail.reply_token), mail.from_name)
    made["Subject"] = subject_of(mail.subject, mail.number)
    if mail.sent_at:
        made["Date"] = format_datetime(mail.sent_at)
    _add_thread(made, mail)
    made[LOOP_HEADER] = _id(mail.reply_token)
    made["X-Auto-Response-Suppress"] = SUPPRESS
    if mail.is_automatic:
        made["Auto-Submitted"] = "auto-replied" if mail.answers else "auto-generated"
    made.set_content(storable(_body(mail)), charset="utf-8", cte="base64")
    for file in mail.files:
        _attach(made, file)
    if mail.files:
        made.set_boundary(f"=_{hashlib.sha256(mail.message_id.encode()).hexdigest()[:32]}")
    return made


def subject_of(subject: str, number: str) -> str:
    """``Re: … [#number]``, neither of them twice, whatever language the earlier ``Re:`` was in.

    Raises:
        UnsafeHeader: it is more than one line.
    """
    whole = header_line(subject).strip()
    plain = whole[found.end() :] if (found := REPLIES.match(whole)) else whole
    mark = f"[#{header_line(number)}]"
    return " ".join(piece for piece in ("Re:", plain, "" if mark in plain else mark) if piece)


def _add_thread(made: EmailMessage, mail: Outgoing) -> None:
    """What other programs find the conversation by."""
    made["Message-ID"] = _id(mail.message_id)
    if answers := _foreign(mail.answers):
        made["In-Reply-To"] = answers
    if references := _references(mail.references, answers):
        made["References"] = " ".join(references)
    if thread_index := _foreign(mail.thread_index):
        made["Thread-Index"] = thread_index


def _references(known: Sequence[str], answers: str) -> list[str]:
    """The chain of ids, oldest first, the answered one last."""
    chain = [one for one in dict.fromkeys(map(_foreign, known)) if one not in {"", answers}]
    chain += [answers] if answers else []
    return chain if len(chain) <= KEPT_REFERENCES else [chain[0], *chain[1 - KEPT_REFERENCES :]]


def header_line(text: str) -> str:
    """Text that fits into a header.

    Raises:
        UnsafeHeader: it would break out of its line.
    """
    if UNSAFE.search(text):
        raise UnsafeHeader("A header holds a line break or a control character.")
    return storable(text)


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        raise UnsafeHeader("An id in a header holds a space, a line break or a letter outside ASCII.")
    return text


def _foreign(text: str) -> str:
    """An id that somebody else made; empty when it cannot stand in a header as it is."""
    return text if ID.fullmatch(header_line(text)) else ""


def _addresses(addresses: Sequence[str]) -> list[Address]:
    if not addresses:
        raise UnsafeHeader("There is nobody to send it to.")
    return [header_address(one) for one in addresses]


def header_address(address: str, name: str = "") -> Address:
    """An address for a header. Domains in Hangul are sent as their ASCII form; a local part has none."""
    local, _at, domain = header_line(address).rpartition("@")
    try:
        in_ascii = domain.encode("idna").decode()
    except UnicodeError:
        in_ascii = ""
    if not (found := LOCAL.fullmatch(local)) or not DOMAIN.fullmatch(in_ascii):
        raise UnsafeHeader("Something that is no mail address stands where one is needed.")
    return Address(header_line(name), username=found["bare"] or found["quoted"], domain=in_ascii)


def _body(mail: Outgoing) -> str:
    """The text with the original below it, marked as every program knows it."""
    if not mail.quoted.strip():
        return mail.body
    head = [mail.quoted_head] if mail.quoted_head else []
    marked = [f"> {line}".rstrip() for line in mail.quoted.strip("\n").splitlines()]
    return "\n".join([mail.body.rstrip("\n"), "", *head, *marked])


def _attach(made: EmailMessage, file: OutgoingFile) -> None:
    kind = CONTENT_TYPE.fullmatch(file.content_type)
    is_plain = kind is not None and kind[1].lower() not in {"multipart", "message"}
    maintype, subtype = (kind[1], kind[2]) if kind and is_plain else ("application", "octet-stream")
    made.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=header_line(file.name))
