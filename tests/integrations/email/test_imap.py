"""Mailboxes against a real IMAP server."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event

import pytest
from django.utils import timezone

from gijun.desk import actions as desk
from gijun.desk import vault
from gijun.desk.models import Message, RawInbound
from gijun.desk.terms import RawReason, RawState
from gijun.integrations.email import actions, health, imap, intake
from gijun.integrations.email.actions import Access, Given, progress
from gijun.integrations.email.errors import MailboxError, MailError
from gijun.integrations.email.models import Mailbox
from gijun.integrations.email.terms import Fault, Security, Start
from tests import make
from tests.committed import Racer
from tests.integrations.email.dovecot import PASSWORD
from tests.integrations.email.mail import mail
from tests.integrations.email.ports import free_port, until
from tests.make import NOON, at

_users = count(1)
RECENT = b"\\Recent"  # says that no other program has looked
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def user() -> str:
    """A mailbox nobody has touched."""
    return f"user{next(_users)}"


@pytest.fixture
def access(imap_server, user) -> Access:
    return Access("127.0.0.1", imap_server.port, user, PASSWORD, Security.NONE)


@pytest.fixture
def set_up(team, manager, access):
    def given(**changed: object) -> Mailbox:
        return actions.set_up(
            make.account(team).pk,
            Given(access, start=Start.ALL, **changed),
            by=manager,
            at=NOON,
        )

    return given


def polled(mailbox: Mailbox, when: datetime = NOON) -> int:
    mailbox.refresh_from_db()
    kept = imap.poll(mailbox, when)
    mailbox.refresh_from_db()
    return kept


def bodies() -> list[str]:
    intake.take_in_waiting()
    return [one.body_new.strip() for one in Message.objects.order_by("id")]


def test_mail_is_stored_as_it_lies_there_and_stays_unread(imap_server, user, set_up):
    first, second = mail("하나"), mail("둘")
    imap_server.deliver(user, first, second)
    mailbox = set_up()

    assert polled(mailbox) == 2

    assert [vault.read(raw.vault_key) for raw in RawInbound.objects.order_by("id")] == [first, second]
    assert bodies() == ["하나", "둘"]
    assert (mailbox.last_uid, mailbox.last_seen_at, mailbox.failures) == (2, NOON, 0)
    with imap_server.of(user) as client:
        client.select_folder("INBOX", readonly=True)
        flags = [part[b"FLAGS"] for part in client.fetch([1, 2], ["FLAGS"]).values()]
    assert [set(one) - {RECENT} for one in flags] == [set(), set()]


def test_only_what_is_new_is_fetched_even_where_the_server_names_the_last_mail_again(
    imap_server, user, set_up
):
    imap_server.deliver(user, mail("하나"))
    mailbox = set_up()
    polled(mailbox)

    assert polled(mailbox) == 0
    imap_server.deliver(user, mail("둘"))
    assert polled(mailbox) == 1
    assert bodies() == ["하나", "둘"]


def test_a_poll_that_died_after_storing_stores_again_and_doubles_nothing(imap_server, user, set_up):
    imap_server.deliver(user, mail("하나"), mail("둘"))
    mailbox = set_up()
    polled(mailbox)
    Mailbox.objects.update(last_uid=1)

    assert polled(mailbox) == 1

    assert bodies() == ["하나", "둘"]
    assert RawInbound.objects.filter(reason=RawReason.DUPLICATE).count() == 1


def test_when_the_server_numbers_anew_everything_is_read_again_and_nothing_doubles(
    imap_server, user, set_up, team, manager, access
):
    with imap_server.of(user) as client:
        client.create_folder("Support")
    imap_server.deliver(user, mail("하나"), mail("둘"), folder="Support")
    mailbox = actions.set_up(
        make.account(team).pk,
        Given(replace(access, folder="Support"), start=Start.ALL),
        by=manager,
        at=NOON,
    )
    polled(mailbox)
    before = mailbox.uidvalidity
    imap_server.renumber(user, "Support")
    imap_server.deliver(user, mail("셋"), folder="Support")

    assert polled(mailbox) == 3

    assert mailbox.uidvalidity != before
    assert bodies() == ["하나", "둘", "셋"]


def test_older_mail_stays_where_it_is_when_only_new_mail_was_asked_for(
    imap_server, user, team, manager, access
):
    now = timezone.now()
    imap_server.deliver(user, mail("옛날"), at=LONG_AGO)
    imap_server.deliver(user, mail("어제"), at=now - timedelta(days=1))
    mailbox = actions.set_up(make.account(team).pk, Given(access, start=Start.NEW), by=manager, at=now)
    imap_server.deliver(user, mail("지금"), at=now)

    assert polled(mailbox, now) == 1

    assert bodies() == ["지금"]
    assert mailbox.last_uid == 3


def test_a_mail_that_is_too_large_is_set_aside_with_its_beginning(settings, imap_server, user, set_up):
    settings.MAIL_MAX_BYTES = 100_000
    large = mail("가" * 50_000)
    imap_server.deliver(user, large, mail("작다"))

    assert polled(set_up()) == 2

    aside = RawInbound.objects.get(state=RawState.QUARANTINED)
    assert (aside.reason, aside.detail) == (RawReason.TOO_LARGE, f"{len(large)} bytes")
    assert vault.read(aside.vault_key) == large[: imap.BEGINNING]
    assert bodies() == ["작다"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"password": "wrong"}, Fault.LOGIN),
        ({"folder": "없는 폴더"}, Fault.FOLDER),
        ({"port": 0}, Fault.UNREACHABLE),
        ({"security": Security.STARTTLS}, Fault.CERTIFICATE),
    ],
    ids=["password", "folder", "port", "certificate"],
)
def test_what_is_wrong_with_the_way_in_is_named(access, changed, fault):
    if changed.get("port") == 0:
        changed = {"port": free_port()}

    with pytest.raises(MailboxError) as caught:
        imap.check(replace(access, **changed))

    assert caught.value.fault == fault


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_secured_line_to_a_server_somebody_vouches_for_works(
    monkeypatch, imap_server, access, user, security
):
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.certificate))
    imap_server.deliver(user, mail())
    port = imap_server.tls_port if security == Security.TLS else imap_server.port

    found = imap.check(Access("127.0.0.1", port, user, PASSWORD, security))

    assert found == 1


def test_a_password_does_not_show(access):
    assert PASSWORD not in repr(access)


def test_a_mailbox_that_fails_rests_longer_each_time_and_forgets_it_after_a_success(
    imap_server, user, set_up, team, manager
):
    mailbox = set_up()
    Mailbox.objects.update(port=free_port())

    polled(mailbox)
    polled(mailbox, at(30))

    assert (mailbox.failures, mailbox.last_error) == (2, Fault.UNREACHABLE)
    assert mailbox.next_poll_at == at(30 + 60)
    failing = health.mail_health(NOON).failing
    assert [(one.name, one.why, one.failures) for one in failing] == [
        ("고객센터", Fault.UNREACHABLE.label, 2)
    ]

    Mailbox.objects.update(port=imap_server.port)
    polled(mailbox, at(90))
    assert (mailbox.failures, mailbox.last_error, mailbox.next_poll_at) == (0, "", at(120))
    assert health.mail_health(NOON).failing == ()


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 30), (1, 60), (2, 120), (5, 900), (50, 900), (10_000, 900)]
)
def test_rests_double_up_to_a_quarter_of_an_hour(failures, seconds):
    assert progress.pause_after(failures) == timedelta(seconds=seconds)


def test_a_mailbox_is_claimed_by_one_worker(set_up):
    mailbox = set_up()

    assert progress.claim_next(at(1)) == mailbox
    assert progress.claim_next(at(1)) is None
    assert progress.claim_next(at(1) + progress.CLAIM) == mailbox


def test_a_closed_door_is_not_fetched(set_up, team, manager):
    mailbox = set_up()
    desk.change_account(mailbox.account_id, name="닫힘", team_id=team.pk, active=False, by=manager, at=NOON)

    assert progress.claim_next(at(1)) is None


def test_a_password_sealed_with_another_key_is_asked_for_again(settings, set_up):
    mailbox = set_up()
    settings.DATA_KEY = "another key"

    polled(mailbox)

    assert mailbox.last_error == Fault.SECRET


def test_a_stored_password_is_never_sent_to_another_server(english, set_up, access, manager):
    mailbox = set_up()
    elsewhere = Access("evil.example", access.port, access.username, "", access.security)

    with pytest.raises(MailError, match="Type the password again"):
        actions.set_up(mailbox.account_id, Given(elsewhere), by=manager, at=NOON)

    mailbox.refresh_from_db()
    assert mailbox.host == "127.0.0.1"


def test_the_stored_password_is_kept_where_none_is_typed(imap_server, user, set_up, access, manager):
    mailbox = set_up()
    same = Access(access.host, access.port, access.username, "", access.security)
    imap_server.deliver(user, mail())

    actions.set_up(mailbox.account_id, Given(same, start=Start.ALL), by=manager, at=NOON)

    assert polled(mailbox) == 1
    assert PASSWORD not in mailbox.password_sealed


def test_the_worker_polls_what_is_due_until_it_is_told_to_stop(committed_db, imap_server, user, access):
    team = make.team(make.centre())
    manager = make.person("manager", team, "operations_manager")
    imap_server.deliver(user, mail("하나"))
    actions.set_up(make.account(team).pk, Given(access, start=Start.ALL), by=manager, at=timezone.now())
    stop = Event()
    worker = Racer(imap.run, stop)

    until(RawInbound.objects.exists)

    stop.set()
    worker.finish()
    assert Mailbox.objects.get().last_error == ""
