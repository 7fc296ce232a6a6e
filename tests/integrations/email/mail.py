"""Mails as customers and their servers write them."""

from itertools import count

_serial = count(1)


def mail(
    body: str = "환불은 언제 되나요?",
    *,
    to: str = "help@example.com",
    sender: str = "haneul@example.com",
    subject: str = "환불 문의",
    message_id: str | None = None,
    **headers: str,
) -> bytes:
    """A plain mail; ``in_reply_to="<a@b>"`` becomes ``In-Reply-To: <a@b>``."""
    given = {
        "From": f"이하늘 <{sender}>",
        "To": to,
        "Subject": subject,
        "Message-ID": message_id or f"<{next(_serial)}@customers.example>",
        "Date": "Wed, 25 Nov 2026 12:00:00 +0900",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    } | {"-".join(part.capitalize() for part in name.split("_")): value for name, value in headers.items()}
    return _joined([f"{name}: {value}" for name, value in given.items()], body)


def report(
    returned_id: str,
    *,
    action: str = "failed",
    kind: str = "delivery-status",
    to: str = "help@example.com",
) -> bytes:
    """What a mail server, or a reading program, says about a mail of ours."""
    status = f"Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; x@example.com\nAction: {action}"
    if kind == "disposition-notification":
        status = f"Original-Message-ID: {returned_id}\nDisposition: manual-action; displayed"
    headers = [
        "From: MAILER-DAEMON@mx.example.com",
        f"To: {to}",
        "Subject: Delivery report",
        f"Message-ID: <{next(_serial)}@mx.example.com>",
        "Date: Wed, 25 Nov 2026 12:00:00 +0900",
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"',
    ]
    parts = (
        ("text/plain", "About your mail."),
        (f"message/{kind}", status),
        ("message/rfc822", f"Message-ID: {returned_id}\nSubject: Re\n\nHello"),
    )
    body = "".join(f"--b\nContent-Type: {kind_of}\n\n{text}\n" for kind_of, text in parts) + "--b--\n"
    return _joined(headers, body)


def _joined(headers: list[str], body: str) -> bytes:
    return "\r\n".join([*headers, "", *body.split("\n")]).encode()
