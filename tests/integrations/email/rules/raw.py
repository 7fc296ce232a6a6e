"""Mails byte by byte."""


def raw_mail(
    body: str | bytes = "환불은 언제 되나요?", *headers: str | bytes, sender: str = "kim@lab.test"
) -> bytes:
    """A mail with these headers; its body is UTF-8 where it is given as text and no header says otherwise."""
    given = [f"From: {sender}", "Date: Wed, 25 Nov 2026 13:00:00 +0900", "Message-ID: <1@lab.test>", *headers]
    lines = [_bytes(one) for one in given]
    return b"\r\n".join([*lines, b"", _bytes(body)])


def multipart(kind: str, *parts: bytes) -> tuple[bytes, str]:
    """(body, Content-Type header) of parts that bring their own headers."""
    inside = b"".join(b"--edge\r\n%s\r\n" % part for part in parts)
    return inside + b"--edge--\r\n", f'Content-Type: multipart/{kind}; boundary="edge"'


def part(body: str | bytes, *headers: str | bytes) -> bytes:
    return b"\r\n".join([*(_bytes(one) for one in headers), b"", _bytes(body)])


def _bytes(given: str | bytes) -> bytes:
    return given.encode() if isinstance(given, str) else given
