"""Did a machine write this mail? RFC 3834, and what products really send."""

import re
from collections.abc import Callable
from enum import StrEnum

LOOP_HEADER = "X-Gijun-Loop"  # on everything we send


class Automatic(StrEnum):
    """Why a mail is taken for a machine's, from the surest sign on."""

    OWN = "own"  # we sent it ourselves
    BOUNCE = "bounce"  # a mail server on a mail that it could not deliver, or not yet
    RECEIPT = "receipt"  # a program on a mail that was read
    REPORT = "report"  # any other report: spam complaints, authentication
    AUTO_SUBMITTED = "auto_submitted"  # it says so itself
    NULL_SENDER = "null_sender"  # nobody may answer it
    AUTO_REPLY = "auto_reply"  # headers that answering programs invented before there was a standard
    BULK = "bulk"
    LIST = "list"  # through a mailing list; a person may have written it
    NO_ANSWERS = "no_answers"  # it asks not to be answered by programs, as programs do
    AWAY = "away"  # its subject begins as absence notes do


REPORTS = {"delivery-status": Automatic.BOUNCE, "disposition-notification": Automatic.RECEIPT}
BULK = {"bulk", "junk", "list", "auto_reply"}
ANSWERING = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply")
SUPPRESSED = {"all", "autoreply"}  # people's mails carry the other values: receipts they do not want
DAEMON = re.compile(r"<?mailer[-_.]?daemon\b")
POSTMASTER = re.compile(r"postmaster@")
FAILURE = re.compile(
    r"undeliver|delivery|returned mail|failure notice|반송|(?:전송|발송|전달|배달).{0,10}(?:실패|지연|불가)",
    re.IGNORECASE,
)
AUTO_KO = r"자동\s*(?:회신|응답|답장|답변)(?:\s*메일)?"
AWAY_KO = r"(?:부재\s*중?|휴가\s*중?)"
NOTE = (
    rf"(?:{AUTO_KO}|{AWAY_KO}\s*(?:{AUTO_KO}|알림|안내|메시지|메일)|auto(?:mat(?:ic|ed))?[-\s]?(?:reply|response)"
    r"|out\s+of\s+(?:the\s+)?office(?:\s+(?:auto[-\s]?reply|reply|message))?)"
)
AWAY = re.compile(
    rf"\s*(?:[\[(【<]\s*(?:{NOTE}|부재\s*중)\s*[\])】>].* | {NOTE}\s*[:：].* | {NOTE}\s*)",
    re.IGNORECASE | re.VERBOSE,
)


def reason_for(
    header: Callable[[str], str], *, content_type: str, report_type: str, sender: str, subject: str
) -> Automatic | None:
    """Why a mail is taken for a machine's; none for a person's. Values are compared without case.

    Args:
        header: the text of a header by its name, empty where there is none.
        content_type, report_type: of the whole mail, lower case.
        sender: address, lower case.

    Source:
        RFC 3834 (Auto-Submitted, where ``no`` means a person), RFC 3464, RFC 8098, RFC 2919 (List-Id);
        [MS-OXCMAIL] (X-Auto-Response-Suppress).
    """
    submitted = _first_word(header("Auto-Submitted"))
    suppressed = {word.strip() for word in header("X-Auto-Response-Suppress").lower().split(",")}
    report = REPORTS.get(report_type, Automatic.REPORT)
    signs = (
        (bool(header(LOOP_HEADER)), Automatic.OWN),
        (content_type == "multipart/report", report),
        (_is_failure_notice(sender, subject), Automatic.BOUNCE),
        (submitted not in {"", "no"}, Automatic.AUTO_SUBMITTED),
        (header("Return-Path").replace(" ", "") == "<>", Automatic.NULL_SENDER),
        (any(header(name) for name in ANSWERING), Automatic.AUTO_REPLY),
        (_first_word(header("Precedence")) in BULK, Automatic.BULK),
        (bool(header("List-Id")), Automatic.LIST),
        (bool(suppressed & SUPPRESSED), Automatic.NO_ANSWERS),
        (AWAY.fullmatch(subject) is not None, Automatic.AWAY),
    )
    return next((reason for holds, reason in signs if holds), None)


def _first_word(value: str) -> str:
    return re.split(r"[\s;,(]", value.strip().lower(), maxsplit=1)[0]


def _is_failure_notice(sender: str, subject: str) -> bool:
    """Does a mail server say that it could not deliver, in words of its own?"""
    is_postmaster = POSTMASTER.match(sender) is not None and FAILURE.search(subject) is not None
    return DAEMON.match(sender) is not None or is_postmaster
