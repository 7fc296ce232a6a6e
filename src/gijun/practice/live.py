"""Customers keep arriving while you look: real mail, sent to the product's own listener."""

import smtplib
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from random import Random
from threading import Event as Stop

from django.conf import settings

from gijun.practice.people import MAILBOX, REFUND_MAILBOX, korean_name
from gijun.practice.texts import ASKED, PRODUCTS

EVERY_S = 20.0  # on average


def mail_of_somebody(random: Random, at: datetime) -> EmailMessage:
    """A new customer's mail to a practice mailbox: what is about a refund is offered to whoever is ready."""
    reason = random.choice(sorted(ASKED))
    subject, body = random.choice(ASKED[reason])
    mail = EmailMessage()
    mail["From"] = f"{korean_name(random)} <live{random.randrange(10**9)}@customers.example>"
    mail["To"] = REFUND_MAILBOX if reason.startswith("refund") else MAILBOX
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = make_msgid(domain="customers.example")
    mail.set_content(body.format(product=random.choice(PRODUCTS), days=random.randint(2, 9)), cte="base64")
    return mail


def send(mail: EmailMessage) -> None:
    """Hand a mail to the listener.

    Raises:
        OSError, smtplib.SMTPException: the listener does not answer, or refuses.
    """
    host, _colon, port = settings.SMTP_LISTEN.rpartition(":")
    with smtplib.SMTP(host, int(port), timeout=10) as server:
        server.send_message(mail)


def keep_arriving(stop: Stop, random: Random, now: Callable[[], datetime]) -> int:
    """Send mails at random moments until told to stop; returns how many were sent."""
    count = 0
    while not stop.wait(random.expovariate(1 / EVERY_S)):
        send(mail_of_somebody(random, now()))
        count += 1
    return count
