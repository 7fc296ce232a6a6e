"""A mail, read: bytes in, a frozen record out. Only what is no mail at all is refused."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import (
    MessageDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message
from email.utils import collapse_rfc2231_value, parsedate_to_datetime

from gijun.integrations.email.rules import automatic
from gijun.integrations.email.rules.decode import file_name, header_text, text_of
from gijun.integrations.email.rules.html import text_of_html
from gijun.integrations.email.rules.quotes import split_quote

ADDRESS = re.compile(
    r'(?:"((?:[^"\\]|\\.)*)"|([^<>,;"]*))\s*<\s*([^<>\s]+@[^<>\s]+)\s*>|([^\s<>,;:"]+@[^\s<>,;"]+)'
)
MESSAGE_ID = re.compile(r"<[^<>\s]+>")
BROKEN = (MultipartInvariantViolationDefect, NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect)


class Unparseable(ValueError):  # noqa: N818 -- says what the bytes are
    """These bytes are no mail."""


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file of a mail; its name is data, never a path."""

    name: str
    raw_name: bytes
    content_type: str
    content: bytes
    is_inline: bool
    content_id: str


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """What a mail says. ``text`` is ``text_new`` and ``text_quoted`` together; ``defects`` are codes."""

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    sender: str  # address, lower case
    sender_as_typed: str
    sender_name: str
    recipients: tuple[str, ...]
    sent_at: datetime | None
    text: str
    text_new: str
    text_quoted: str
    files: tuple[MailFile, ...]
    automatic: str
    bounced_ids: tuple[str, ...]  # our messages that this one returns
    is_own: bool  # carries our own loop mark
    thread_index: str
    defects: tuple[str, ...]
    digest: str  # of sender, date and content: the same mail over two ways has one


def parse(raw: bytes) -> ParsedMail:
    """Read a mail.

    Raises:
        Unparseable: empty, or without a single header that mails have.
    """
    if not raw.strip():
        raise Unparseable("The message is empty.")
    mail = message_from_bytes(raw, policy=policy.compat32)
    known = {"from", "to", "subject", "date", "message-id", "received", "return-path", "content-type"}
    if not known & {name.lower() for name in mail.keys()}:  # noqa: SIM118 -- keys() keeps doubled headers
        raise Unparseable("There is no mail header in it.")
    return _read(mail)


def _read(mail: Message) -> ParsedMail:
    defects: list[str] = []
    new, quoted = _text(mail, defects)
    files = tuple(_files(mail))
    sender_name, sender = _sender(mail)
    subject = _header(mail, "Subject")
    sent_at = _date(mail, defects)
    message_id = next(iter(MESSAGE_ID.findall(_header(mail, "Message-ID"))), "")
    if not message_id:
        defects.append("no_message_id")
    if _is_truncated(mail):
        defects.append("truncated")
    return ParsedMail(
        message_id=message_id,
        in_reply_to=tuple(MESSAGE_ID.findall(_header(mail, "In-Reply-To"))),
        references=tuple(MESSAGE_ID.findall(_header(mail, "References"))),
        subject=subject,
        sender=sender.lower(),
        sender_as_typed=sender,
        sender_name=sender_name,
        recipients=_recipients(mail),
        sent_at=sent_at,
        text=new + quoted,
        text_new=new,
        text_quoted=quoted,
        files=files,
        automatic=automatic.reason_for(
            lambda name: _header(mail, name),
            content_type=mail.get_content_type(),
            subject=subject,
            senders=[sender],
        ),
        bounced_ids=_bounced_ids(mail),
        is_own=bool(_header(mail, automatic.LOOP_HEADER)),
        thread_index=_header(mail, "Thread-Index"),
        defects=tuple(dict.fromkeys(defects)),
        digest=_digest(sender.lower(), _header(mail, "Date"), subject, new + quoted, files),
    )


def _raw_header(mail: Message, name: str) -> bytes:
    """The header's bytes as they came; the first where it is doubled."""
    for key, value in mail.raw_items():
        if key.lower() == name.lower():
            return str(value).encode("utf-8", "surrogateescape")
    return b""


def _header(mail: Message, name: str) -> str:
    return header_text(_raw_header(mail, name))


def _addresses(mail: Message, name: str) -> list[tuple[str, str]]:
    """(name, address) pairs; encoded words are decoded last, since a name may hold commas."""
    found = []
    for key, value in mail.raw_items():
        if key.lower() != name.lower():
            continue
        for quoted, plain, address, bare in ADDRESS.findall(str(value)):
            shown = re.sub(r"\\(.)", r"\1", quoted) or plain.strip()
            found.append(
                tuple(header_text(one.encode("utf-8", "surrogateescape")) for one in (shown, address or bare))
            )
    return [(shown, address) for shown, address in found]


def _sender(mail: Message) -> tuple[str, str]:
    for name in ("From", "Reply-To", "Sender", "Return-Path"):
        for shown, address in _addresses(mail, name):
            return shown, address
    return "", ""


def _recipients(mail: Message) -> tuple[str, ...]:
    names = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
    found = [address.lower() for name in names for _shown, address in _addresses(mail, name)]
    return tuple(dict.fromkeys(found))


def _date(mail: Message, defects: list[str]) -> datetime | None:
    given = _header(mail, "Date")
    try:
        sent = parsedate_to_datetime(given)
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        defects.append("bad_date" if given else "no_date")
        return None


def _leaves(mail: Message) -> Iterator[Message]:
    """Parts without parts, in order; a mail inside the mail stays whole."""
    if mail.get_content_type() == "message/rfc822":
        yield mail
    elif mail.is_multipart():
        for part in mail.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield mail


def _is_file(part: Message) -> bool:
    disposition = (part.get_content_disposition() or "").lower()
    return (
        disposition == "attachment"
        or part.get_content_type() not in {"text/plain", "text/html"}
        or bool(_raw_name(part))
    )


def _payload(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return (
            b"".join(bytes(one) for one in inner if isinstance(one, Message))
            if isinstance(inner, list)
            else b""
        )
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(mail: Message, defects: list[str]) -> tuple[str, str]:
    """New and quoted text: of the plain parts, else of the HTML."""
    plain: list[str] = []
    rich: list[str] = []
    for part in _leaves(mail):
        if _is_file(part):
            continue
        text, certain = text_of(_payload(part), _charset(part))
        if not certain:
            defects.append("charset_unclear")
        (rich if part.get_content_type() == "text/html" else plain).append(text.replace("\r\n", "\n"))
    if any(text.strip() for text in plain):
        return split_quote("\n".join(plain))
    before, quoted = text_of_html("\n".join(rich)) if rich else ("", "")
    new, also_quoted = split_quote(before)
    rest = "\n".join(one for one in (also_quoted, quoted) if one)
    return (new + "\n" if new and rest else new), rest


def _charset(part: Message) -> str:
    given = part.get_param("charset", "")
    return str(collapse_rfc2231_value(given)) if given else ""


def _raw_name(part: Message) -> bytes:
    """The file's name as it came, its RFC 2231 pieces decoded by their own charset."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        given = part.get_param(parameter, None, header)
        if isinstance(given, tuple):
            charset, _language, value = given
            return text_of(value.encode("latin-1", "replace"), charset)[0].encode()
        if given:
            return str(given).encode("utf-8", "surrogateescape")
    return b""


def _files(mail: Message) -> Iterator[MailFile]:
    for place, part in enumerate((part for part in _leaves(mail) if _is_file(part)), start=1):
        kind = part.get_content_type()
        raw_name = _raw_name(part)
        yield MailFile(
            name=file_name(raw_name, kind, place),
            raw_name=raw_name,
            content_type=kind,
            content=_payload(part),
            is_inline=(part.get_content_disposition() or "") == "inline",
            content_id=_header(part, "Content-ID").strip("<>"),
        )


def _defects(mail: Message) -> Iterator[MessageDefect]:
    for part in mail.walk():
        yield from part.defects


def _is_truncated(mail: Message) -> bool:
    """Did the mail end before it said it would?"""
    names = {type(defect).__name__ for defect in _defects(mail)}
    return "CloseBoundaryNotFoundDefect" in names or any(
        isinstance(defect, BROKEN) for defect in _defects(mail)
    )


def _bounced_ids(mail: Message) -> tuple[str, ...]:
    """Message-IDs of the mails a delivery report is about, wherever the report put them."""
    if mail.get_content_type() != "multipart/report":
        return ()
    found: list[str] = []
    for part in mail.walk():
        if part is not mail and part.get("Message-ID"):
            found += MESSAGE_ID.findall(_header(part, "Message-ID"))
        if part.get_content_type() == "text/rfc822-headers":
            inner = message_from_bytes(_payload(part), policy=policy.compat32)
            found += MESSAGE_ID.findall(_header(inner, "Message-ID"))
    return tuple(dict.fromkeys(found))


def _digest(sender: str, date: str, subject: str, text: str, files: Sequence[MailFile]) -> str:
    """SHA-256 of what the sender made; headers that the way adds do not count."""
    whole = hashlib.sha256()
    for piece in (sender, date, subject, re.sub(r"\s+", " ", text).strip()):
        whole.update(piece.encode("utf-8", "replace") + b"\x00")
    for file in files:
        whole.update(hashlib.sha256(file.content).digest())
    return whole.hexdigest()
