"""Delivery reports: does one say that a mail will never arrive?"""

from email import message_from_bytes, policy
from email.message import Message


def says_failed(content: bytes) -> bool:
    """Does the report give a mail up? One that is only late, or was read, comes back to nobody.

    A report without any status gives it up: some servers send nothing but a text and the original.

    Source:
        RFC 3464, 2.3.3 (Action); RFC 8098 (reading receipts).
    """
    report = message_from_bytes(content, policy=policy.compat32)
    if str(report.get_param("report-type", "")).lower() == "disposition-notification":
        return False
    actions = [
        str(block["Action"]).split(";")[0].strip().lower()
        for part in report.walk()
        if part.get_content_type() == "message/delivery-status"
        for block in _blocks(part)
        if block["Action"]
    ]
    return not actions or "failed" in actions


def _blocks(part: Message) -> list[Message]:
    inner = part.get_payload()
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []
