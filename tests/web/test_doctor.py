"""The doctor finds what is wrong and says what to do."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gijun.desk.queries.deliveries import Waiting
from gijun.events import consume, log
from gijun.events.models import SetAside
from gijun.integrations.email.health import FailingMailbox, MailHealth
from gijun.measures.lake import manifest
from gijun.web import heartbeat, tasks
from gijun.web.health import Check, Finding, Verdict, channels, database, examine, machine
from gijun.web.heartbeat import Heartbeat
from tests import make
from tests.events.told import Told
from tests.make import NOON

OK, WARN, FAIL = Verdict.OK, Verdict.WARN, Verdict.FAIL


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def verdicts(check, at=NOON) -> list[Verdict]:
    return [finding.verdict for finding in check(at)]


def beat(*, age_s: float = 0, **values) -> None:
    values = {"deaths": {"mail": 0}} | values
    heartbeat.write(Heartbeat(at_ms=log.to_ms(NOON - timedelta(seconds=age_s)), pid=os.getpid(), **values))


def test_a_database_that_answers_and_is_current_is_fine(db):
    assert verdicts(database.answers) == [OK]
    assert verdicts(database.is_current) == [OK]


def test_a_missing_migration_is_named(db):
    MigrationRecorder(connection).record_unapplied("events", "0002_append_only")

    (finding,) = database.is_current(NOON)

    assert (finding.verdict, finding.says) == (
        FAIL,
        "Missing migrations: 1, from events.0002_append_only on.",
    )
    assert "gijun migrate" in finding.advice


def test_a_log_that_could_be_changed_is_an_alarm(db):
    assert verdicts(database.guards_the_log) == [OK]
    trigger = min(database.GUARDS[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {trigger}" + (" ON events_event" if connection.vendor == "postgresql" else "")
        )

    (finding,) = database.guards_the_log(NOON)

    assert (finding.verdict, finding.says) == (FAIL, f"The log can be changed: the database lacks {trigger}.")


def test_a_trigger_that_is_only_switched_off_is_an_alarm_too(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off.")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER ALL")

    assert verdicts(database.guards_the_log) == [FAIL]


@pytest.mark.parametrize(("ahead_s", "verdict"), [(0, OK), (1, OK), (3, WARN), (61, FAIL)])
def test_a_log_from_the_future_tells_that_the_clock_is_wrong(db, ahead_s, verdict):
    now = datetime.now(UTC)
    with log.writing():
        log.record(Told(1), at=now, recorded_at=now + timedelta(seconds=ahead_s))

    assert verdicts(database.agrees_on_the_time, now) == [verdict]


@pytest.fixture
def reader(db, monkeypatch):
    monkeypatch.setattr(consume, "_consumers", {})
    consume.register(consume.Consumer("measures", list))
    make.centre()
    monkeypatch.setattr(database, "BEHIND", log.head())  # positions go on from test to test
    return "measures"


def test_a_reader_that_keeps_up_is_fine_and_one_far_behind_is_named(reader, monkeypatch):
    assert verdicts(database.is_read) == [OK]
    monkeypatch.setattr(database, "BEHIND", 0)

    (finding,) = database.is_read(NOON)

    assert (finding.verdict, finding.says) == (WARN, f"measures is behind the log by {log.head()} facts.")


def test_facts_that_were_set_aside_are_counted(reader):
    SetAside.objects.create(consumer=reader, position=1, reason="odd", set_aside_at=NOON)

    assert [finding.verdict for finding in database.is_read(NOON)] == [OK, WARN]


def test_a_living_worker_is_fine(settings):
    beat(age_s=29, deaths={"mail": 2, "tasks": 1})

    (finding,) = machine.worker_lives(NOON)

    assert (finding.verdict, finding.says) == (
        OK,
        "The worker lives. Loops: 2, started again: 3.",
    )


def test_a_worker_that_never_ran_or_fell_silent_is_a_failure(settings):
    assert verdicts(machine.worker_lives) == [FAIL]
    beat(age_s=31)
    assert verdicts(machine.worker_lives) == [FAIL]


def test_a_loop_that_died_is_named(settings):
    beat(waiting={"mail": "ConnectionError"})

    first, second = machine.worker_lives(NOON)

    assert (first.verdict, first.says) == (WARN, "The loop mail died of ConnectionError and is tried again.")
    assert second.verdict is OK


def task(status: str, **times) -> None:
    tasks.end_silent_work.enqueue()
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(status=status, **times)


def test_tasks_that_are_done_in_time_are_fine(db):
    task(TaskResultStatus.SUCCESSFUL, finished_at=NOON)
    task(TaskResultStatus.FAILED, finished_at=NOON - timedelta(days=1, seconds=1))
    task(TaskResultStatus.READY, enqueued_at=NOON - timedelta(minutes=4))

    assert verdicts(machine.tasks_flow) == [OK]


def test_failed_and_waiting_tasks_are_counted(db):
    task(TaskResultStatus.FAILED, finished_at=NOON - timedelta(hours=23))
    task(TaskResultStatus.READY, enqueued_at=NOON - timedelta(minutes=6))

    assert [finding.says for finding in machine.tasks_flow(NOON)] == [
        "Tasks that failed within a day: 1.",
        "Tasks that have waited for more than five minutes: 1.",
    ]


@pytest.mark.parametrize(("free_mb", "verdict"), [(2048, OK), (2047, WARN), (256, WARN), (255, FAIL)])
def test_a_disk_that_fills_up_is_told_in_time(settings, monkeypatch, free_mb, verdict):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free_mb * 1024 * 1024))

    assert verdicts(machine.disk_has_room) == [verdict]


def test_secrets_others_may_read_are_a_failure_with_the_command_that_helps(settings, tmp_path):
    secret = tmp_path / "data_key.secret"
    secret.write_text("hush")
    secret.chmod(0o600)
    assert verdicts(machine.secrets_are_kept) == [OK]
    secret.chmod(0o640)

    (finding,) = machine.secrets_are_kept(NOON)

    assert (finding.verdict, finding.advice) == (FAIL, f"chmod 600 {secret}")


def test_a_home_folder_others_may_look_into_is_a_warning(settings, tmp_path):
    tmp_path.chmod(0o755)

    assert verdicts(machine.secrets_are_kept) == [WARN]


def test_pages_without_their_files_are_a_failure(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert verdicts(machine.pages_files_are_there) == [FAIL]
    (tmp_path / "staticfiles.json").write_text("{}")
    assert verdicts(machine.pages_files_are_there) == [OK]


def test_a_check_that_breaks_down_is_a_finding_and_the_others_go_on():
    def broken(_at):
        raise OSError("no such\n  disk")

    found = examine(
        NOON, [Check("disk", broken), Check("pages", lambda _at: iter([Finding("pages", OK, "Fine.")]))]
    )

    assert [(one.about, one.verdict, one.says) for one in found] == [
        ("disk", FAIL, "Looking at this failed. OSError: no such disk"),
        ("pages", OK, "Fine."),
    ]


def test_what_needs_the_database_is_silent_when_the_database_failed():
    def failing(_at):
        return iter([Finding("database", FAIL, "Gone.")])

    found = examine(NOON, [Check("database", failing), Check("log", lambda _at: 1 / 0, needs="database")])

    assert [one.about for one in found] == ["database"]


@pytest.fixture
def healthy(db, settings, tmp_path, monkeypatch):
    """An installation with nothing to complain about."""
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    monkeypatch.setattr(consume, "_consumers", {})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**12))
    monkeypatch.setattr(channels, "mail_health", lambda _at: mail())
    published = manifest.Manifest(as_of_ms=log.to_ms(datetime.now(UTC)))
    manifest.write(Path(settings.LAKE), published, manifest.PUBLISHED)
    heartbeat.write(Heartbeat(at_ms=log.to_ms(datetime.now(UTC)), pid=os.getpid()))


def test_the_command_is_content_with_a_healthy_installation(healthy, capsys):
    call_command("doctor", language="en")

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["OK"] * len(lines)


def test_the_command_ends_with_1_when_something_fails(healthy, capsys):
    heartbeat.end()

    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", json=True, language="ko")

    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["about"] for one in found if one["verdict"] == "FAIL"] == ["worker"]


def mail(*, due: int = 0, dead: int = 0, late_min: float = 0, **values) -> MailHealth:
    outbox = Waiting(due, dead, NOON - timedelta(minutes=late_min) if due else None)
    fine = {
        "listens_at": "127.0.0.1:2525",
        "is_listening": True,
        "can_send": True,
        "unread": 0,
        "set_aside": 0,
    }
    return MailHealth(**(fine | {"outbox": outbox, "failing": ()} | values))


MAILBOX = FailingMailbox(1, "고객센터", "The password was refused.", "NO [AUTH]", 3, None)


@pytest.mark.parametrize(
    ("state", "verdict", "says"),
    [
        (mail(), OK, "Mail comes in and goes out."),
        (mail(due=3, late_min=9), OK, "Mail comes in and goes out."),
        (mail(is_listening=False), FAIL, "Nobody accepts mail at 127.0.0.1:2525."),
        (mail(failing=(MAILBOX,)), WARN, "The mailbox 고객센터 could not be read: The password was refused."),
        (mail(set_aside=2), WARN, "Incoming messages set aside: 2."),
        (mail(due=3, can_send=False), WARN, "Replies that wait because no server is set to send them by: 3."),
        (mail(due=3, late_min=11), FAIL, "Replies overdue in the outbox: 3."),
        (mail(dead=1), WARN, "Replies given up because they could not be sent: 1."),
    ],
)
def test_mail_that_does_not_flow_is_told(monkeypatch, state, verdict, says):
    monkeypatch.setattr(channels, "mail_health", lambda _at: state)

    (finding,) = channels.mail_flows(NOON)

    assert (finding.verdict, finding.says) == (verdict, says)


@pytest.mark.parametrize(("age_min", "verdict"), [(None, WARN), (9, OK), (11, WARN)])
def test_figures_that_stand_still_are_told(settings, age_min, verdict):
    if age_min is not None:
        as_of_ms = log.to_ms(NOON - timedelta(minutes=age_min))
        manifest.write(Path(settings.LAKE), manifest.Manifest(as_of_ms=as_of_ms), manifest.PUBLISHED)

    assert verdicts(channels.figures_are_fresh) == [verdict]
