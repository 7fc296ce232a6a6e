"""A mail, read: bytes in, a frozen record out. Its faults are noted; only what is no mail is refused."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from gijun.integrations.email.rules.automatic import LOOP_HEADER, Automatic, reason_for
from gijun.integrations.email.rules.files import file_name
from gijun.integrations.email.rules.headers import Address, addresses, header_text, message_ids, moment
from gijun.integrations.email.rules.markup import readable
from gijun.integrations.email.rules.parameters import parameter
from gijun.integrations.email.rules.parts import Contents, Part, Piece, contents, tree
from gijun.integrations.email.rules.quotes import split_quote

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OF_MAILS = {
    *("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "received", "return-path"),
    *("delivered-to", "mime-version", "content-type"),
}
FORWARDED = re.compile(r"\s*(?:fwd?|wg|전달)\s*:|\s*\[(?:fwd?|전달)\b", re.IGNORECASE)
CUT_OFF = {"CloseBoundaryNotFoundDefect"}
BROKEN = {"NoBoundaryInMultipartDefect", "StartBoundaryNotFoundDefect", "MissingHeaderBodySeparatorDefect"}


class Unparseable(ValueError):  # noqa: N818 -- it says what the bytes are
    """These bytes are no mail; ``reason_code`` says why in a word, ``detail`` for a person."""

    def __init__(self, reason_code: str, detail: str) -> None:
        super().__init__(detail)
        self.reason_code = reason_code
        self.detail = detail


class Defect(StrEnum):
    """What is wrong with a mail that could be read all the same."""

    TRUNCATED = "truncated"
    BROKEN_PARTS = "broken_parts"  # its parts do not stand as its headers say
    TOO_DEEP = "too_deep"  # parts in parts in parts: shown as one text
    TOO_LONG = "too_long"  # not all of its HTML could be turned into text
    BAD_ENCODING = "bad_encoding"  # base64 or uuencode that is none, or was cut
    CHARSET_UNCLEAR = "charset_unclear"  # letters may be wrong
    BAD_DATE = "bad_date"
    NO_DATE = "no_date"
    NO_MESSAGE_ID = "no_message_id"
    NO_SENDER = "no_sender"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a mail. Its name is data, never a path."""

    name: str
    raw_name: bytes  # as it stood there
    content_type: str
    content: bytes
    disposition: str  # attachment, inline, or empty
    content_id: str  # without brackets
    sha256: str

    @property
    def is_inline(self) -> bool:
        return self.disposition == "inline"


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """What a mail says. ``body_new`` and ``body_quoted`` together are ``text``.

    Where ``body_new`` is empty, everything is to be shown.
    """

    message_id: str | None  # as it stands there, with its brackets
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    x_original_to: tuple[Address, ...]
    sent_at: datetime | None  # UTC
    text: str
    html: str | None
    body_new: str
    body_quoted: str
    attachments: tuple[AttachedFile, ...]
    automatic: Automatic | None
    bounce: tuple[str, ...]  # ids of the mails that a report is about
    loop_token: tuple[str, ...]  # what we wrote into our own loop header
    thread_index: str  # Outlook's own thread id
    defects: tuple[Defect, ...]
    canonical_hash: str  # SHA-256 of sender, date and content: the same whichever way the mail came

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address it was sent to as far as its headers tell."""
        everyone = (*self.to, *self.cc, *self.delivered_to, *self.x_original_to)
        return tuple(dict.fromkeys(one.address for one in everyone))


def parse(raw: bytes) -> ParsedMail:
    """Read a mail.

    Raises:
        Unparseable: ``empty``, ``no_headers``, or ``no_mail_headers`` (something else that has headers).
    """
    beginning = raw.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n")
    if not beginning.strip():
        raise Unparseable("empty", "The message is empty.")
    root, is_too_deep = tree(beginning)
    names = {name.lower() for name, _value in root.raw_items()}
    if not names:
        raise Unparseable("no_headers", "It does not begin with headers.")
    if not names & OF_MAILS:
        raise Unparseable("no_mail_headers", "None of its headers is one of a mail.")
    return _read(root, is_too_deep=is_too_deep)


def _read(root: Part, *, is_too_deep: bool) -> ParsedMail:
    inside = contents(root)
    subject, message_id = header_text(root.raw("Subject")), _message_id(root)
    sender = _sender(root)
    written = _written(inside.pieces, is_forwarded=FORWARDED.match(subject.text) is not None)
    automatic = _automatic(root, sender, subject.text)
    sent_at = moment(root.raw("Date"))
    faults = {
        Defect.TOO_DEEP: is_too_deep,
        Defect.TOO_LONG: not written.is_whole,
        Defect.CHARSET_UNCLEAR: not (inside.is_certain and subject.is_certain and _is_certain(root, "From")),
        Defect.BAD_DATE: sent_at is None and bool(root.raw("Date").strip()),
        Defect.NO_DATE: not root.raw("Date").strip(),
        Defect.NO_MESSAGE_ID: message_id is None,
        Defect.NO_SENDER: sender is None,
        **_structural(root),
    }
    return ParsedMail(
        message_id=message_id,
        in_reply_to=message_ids(root.raw("In-Reply-To")),
        references=message_ids(b" ".join(root.raws("References"))),
        subject=subject.text,
        sender=sender,
        reply_to=_addresses(root, "Reply-To"),
        to=_addresses(root, "To"),
        cc=_addresses(root, "Cc"),
        delivered_to=_addresses(root, "Delivered-To"),
        x_original_to=_addresses(root, "X-Original-To"),
        sent_at=sent_at,
        text=written.new + written.quoted,
        html="\n".join(inside.html) if inside.html else None,
        body_new=written.new,
        body_quoted=written.quoted,
        attachments=tuple(_attached(part, place) for place, part in enumerate(inside.files, start=1)),
        automatic=automatic,
        bounce=_bounced(root, automatic),
        loop_token=tuple(header_text(value).text for value in root.raws(LOOP_HEADER)),
        thread_index="".join(header_text(root.raw("Thread-Index")).text.split()),
        defects=tuple(defect for defect in Defect if faults.get(defect)),
        canonical_hash=_canonical_hash(root, sender, inside),
    )


def _addresses(root: Part, name: str) -> tuple[Address, ...]:
    return tuple(one for value in root.raws(name) for one in addresses(value))


def _message_id(root: Part) -> str | None:
    """Its id whole, or what stands where the id should be."""
    raw = root.raw("Message-ID")
    return next(iter(message_ids(raw)), header_text(raw).text.strip("<> ") or None)


def _sender(root: Part) -> Address | None:
    """Who wrote it; whoever else put a name to it where From is missing or says nothing."""
    told = (one for name in ("From", "Sender", "Reply-To", "Return-Path") for one in _addresses(root, name))
    return next(told, None)


def _is_certain(root: Part, name: str) -> bool:
    return header_text(root.raw(name)).is_certain


@dataclass(frozen=True, slots=True)
class _Written:
    new: str
    quoted: str
    is_whole: bool


def _written(pieces: list[Piece], *, is_forwarded: bool) -> _Written:
    """The mail's text, new and quoted. A mail that was passed on quotes nothing: all of it is news here."""
    lines: list[str] = []
    quote_line, is_whole = None, True
    for piece in pieces:
        text = piece.text
        if piece.is_html:
            found = readable(piece.text)
            text, is_whole = found.text, is_whole and found.is_whole
            if quote_line is None and found.quote_line is not None:
                quote_line = len(lines) + found.quote_line
        lines += text.removesuffix("\n").split("\n") if len(pieces) > 1 else text.split("\n")
    text = "\n".join(lines)
    new, quoted = (text, "") if is_forwarded else split_quote(text, quote_line=quote_line)
    return _Written(new, quoted, is_whole)


def _automatic(root: Part, sender: Address | None, subject: str) -> Automatic | None:
    return reason_for(
        lambda name: header_text(root.raw(name)).text,
        content_type=root.get_content_type(),
        report_type=parameter(root.raw("Content-Type"), "report-type").text.lower(),
        sender=sender.address if sender else header_text(root.raw("From")).text.lower(),
        subject=subject,
    )


def _structural(root: Part) -> dict[Defect, bool]:
    """What is wrong with the mail's build."""
    parts = list(root.everything())
    names = {type(defect).__name__ for part in parts for defect in part.defects}
    return {
        Defect.TRUNCATED: bool(names & CUT_OFF),
        Defect.BROKEN_PARTS: bool(names & BROKEN),
        Defect.BAD_ENCODING: not all(part.parts or part.content.is_sound for part in parts),
    }


def _attached(part: Part, place: int) -> AttachedFile:
    content, named = part.content.content, part.file_name
    kind = part.get_content_type()
    return AttachedFile(
        name=file_name(named.text, content_type=kind, content=content, place=place),
        raw_name=named.raw,
        content_type=kind,
        content=content,
        disposition=part.disposition,
        content_id=header_text(part.raw("Content-ID")).text.strip("<>"),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _bounced(root: Part, automatic: Automatic | None) -> tuple[str, ...]:
    """Ids of the mails that a report is about, wherever the report put them."""
    if automatic not in {Automatic.BOUNCE, Automatic.RECEIPT, Automatic.REPORT}:
        return ()
    return tuple(dict.fromkeys(_reported(root)))


def _reported(root: Part) -> Iterator[str]:
    for part in islice(root.everything(), 1, None):
        yield from message_ids(part.raw("Message-ID"))
        yield from message_ids(part.raw("Original-Message-ID"))
        kind = part.get_content_type()
        if kind == "text/rfc822-headers" or kind.startswith("message/"):
            headers, _is_too_deep = tree(part.content.content)
            yield from message_ids(headers.raw("Message-ID"))
            yield from message_ids(headers.raw("Original-Message-ID"))


def _canonical_hash(root: Part, sender: Address | None, inside: Contents) -> str:
    """SHA-256 of what the sender made. What the way adds does not count: headers, line ends, encodings."""
    whole = hashlib.sha256()
    for told in (sender.address if sender else "", header_text(root.raw("Date")).text):
        whole.update(" ".join(told.split()).encode() + b"\0")
    for text in [piece.text for piece in inside.pieces] + inside.html:
        whole.update(" ".join(text.split()).encode() + b"\0")
    for part in inside.files:
        whole.update(hashlib.sha256(part.content.content).digest())
    return whole.hexdigest()
