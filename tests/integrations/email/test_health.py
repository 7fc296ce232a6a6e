"""What whoever examines the installation is told about mail."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.models import RawInbound
from gijun.integrations.email import health, intake, smtp_in
from gijun.integrations.email.endpoint import endpoint
from tests import make
from tests.integrations.email.mail import mail
from tests.integrations.email.ports import free_port
from tests.make import NOON, at


def test_everything_is_told_in_figures(settings, team, jisu):
    settings.SMTP_LISTEN = f"127.0.0.1:{free_port()}"
    settings.SMTP_SEND = ""
    door = make.account(team)
    waiting, dead = make.ticket(door), make.ticket(door, address="bada@example.com")
    actions.reply(waiting.pk, body="기다림", by=jisu, at=NOON)
    given_up = actions.reply(dead.pk, body="포기", by=jisu, at=NOON)
    actions.note_not_sent(given_up.outbox.pk, at=NOON, answer="550 no", final=True)
    smtp_in.keep(b"\r\nno header", "a@example.com", [door.address])
    intake.take_in_waiting()
    smtp_in.keep(mail(), "a@example.com", [door.address])

    told = health.mail_health(NOON + timedelta(minutes=1))

    assert (told.is_listening, told.can_send) == (False, False)
    assert (told.outbox.due, told.outbox.dead, told.outbox.oldest_due_at) == (
        1,
        1,
        at(10),
    )  # so long it can be taken back
    assert (told.unread, told.set_aside, told.failing) == (1, 1, ())
    assert RawInbound.objects.count() == 2


def test_a_listener_that_answers_is_seen(listener):
    assert health.mail_health(timezone.now()).is_listening


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("127.0.0.1:2525", ("127.0.0.1", 2525)),
        ("[::1]:25", ("::1", 25)),
        ("mx.example:587", ("mx.example", 587)),
    ],
)
def test_an_endpoint_is_host_and_port(settings, given, read):
    settings.SMTP_SEND = given

    assert endpoint("SMTP_SEND") == read


@pytest.mark.parametrize("given", ["mx.example", ":25", "mx.example:smtp", ""])
def test_a_setting_that_is_no_endpoint_names_itself(settings, given):
    settings.SMTP_SEND = given

    with pytest.raises(ImproperlyConfigured, match="GIJUN_SMTP_SEND must be host:port"):
        endpoint("SMTP_SEND")
