"""Delivery reports that give a mail up, and those that do not."""

import pytest

from gijun.integrations.email.reports import says_failed
from tests.integrations.email.mail import report


@pytest.mark.parametrize(
    ("content", "failed"),
    [
        (report("<a@b>"), True),
        (report("<a@b>", action="Failed"), True),
        (report("<a@b>", action="failed; 5.1.1"), True),
        (report("<a@b>", action="delayed"), False),
        (report("<a@b>", action="delivered"), False),
        (report("<a@b>", action="relayed"), False),
        (report("<a@b>", action="expanded"), False),
        (report("<a@b>", kind="disposition-notification"), False),
        (b"From: MAILER-DAEMON\r\nContent-Type: text/plain\r\n\r\nUser unknown", True),
    ],
)
def test_only_failed_gives_a_mail_up(content, failed):
    assert says_failed(content) == failed
