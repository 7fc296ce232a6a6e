"""Backup, wipe, restore: the same rows, and every original can be read."""

import io
import json
import os
import shutil
import stat
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from gijun.desk import vault
from gijun.desk.models import Ticket
from gijun.desk.queries import state
from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import actions as organisation
from gijun.organisation.models import Team
from gijun.web import backup, heartbeat
from gijun.web.heartbeat import Heartbeat
from tests import make
from tests.committed import Racer
from tests.make import NOON

ORIGINAL = "원문: 환불해 주세요.".encode()


@pytest.fixture
def home(committed_db, settings, tmp_path) -> Path:
    """An installation with a ticket and an original, whose key lies in its home folder."""
    (tmp_path / "data_key.secret").write_text(settings.DATA_KEY)
    (tmp_path / "secret_key.secret").write_text(settings.SECRET_KEY)
    make.ticket(make.account(make.team(make.centre())))
    return tmp_path


@pytest.fixture
def key(home) -> str:
    return vault.keep(ORIGINAL)


@pytest.fixture
def file(home, key) -> Path:
    path = home / "backups.tar.gz"
    backup.make(path, NOON)
    return path


def rows() -> dict[str, list[str]]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own names
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def wipe(home: Path) -> None:
    """A new machine: no file, no table, no secret but those the product makes at its first start."""
    shutil.rmtree(home / "files")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        connection.close()
        Path(connection.settings_dict["NAME"]).unlink()


def repacked(path: Path, change) -> Path:
    """The backup again, with its members (name → content) as ``change`` leaves them."""
    with tarfile.open(path) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    change(members)
    other = path.with_name("changed.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for name, content in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
    return other


def in_manifest(**values):
    """A change that only rewrites the manifest."""

    def change(members) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | values).encode()

    return change


def test_backup_wipe_restore_gives_the_same_rows_and_readable_originals(home, key, file):
    before = rows()
    wipe(home)
    (home / "data_key.secret").chmod(0o644)

    backup.restore(file, NOON, replace=False)

    assert rows() == before
    assert vault.read(key) == ORIGINAL
    assert state.from_log() == state.from_rows()
    assert stat.S_IMODE((home / "data_key.secret").stat().st_mode) == 0o600


def test_a_restored_log_is_still_append_only_and_goes_on(home, file):
    wipe(home)
    backup.restore(file, NOON, replace=False)

    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.update(name="tests.other")
    head = log.head()
    make.centre("부산센터")
    assert log.head() > head


def test_a_backup_is_readable_by_its_owner_only_and_never_overwritten(home, file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    with pytest.raises(backup.BackupError, match="exists already"):
        backup.make(file, NOON)


def test_a_backup_that_fails_leaves_no_file(home, monkeypatch):
    def fail(path: Path) -> None:
        raise FileNotFoundError(path)

    monkeypatch.setattr("gijun.web.backup.database.copy_to", fail)

    with pytest.raises(FileNotFoundError):
        backup.make(home / "failed.tar.gz", NOON)

    assert [path.name for path in home.iterdir() if "failed" in path.name] == []


@pytest.mark.threads
def test_a_backup_made_while_people_work_is_of_one_moment(home):
    go_on = [True]

    def work() -> None:
        while go_on[0]:
            organisation.add_team(name="새 팀", parent_id=None, by=None, at=NOON, zone="Asia/Seoul")

    worker = Racer(work)
    path = home / "live.tar.gz"
    backup.make(path, NOON)
    go_on[0] = False
    worker.finish()

    backup.restore(path, NOON, replace=True)
    assert Team.objects.count() == Event.objects.filter(name="organisation.team_added").count()


def test_an_installation_that_holds_data_is_not_replaced_by_accident(home, file):
    make.centre("부산센터")
    before = rows()

    with pytest.raises(backup.BackupError, match="--replace"):
        backup.restore(file, NOON, replace=False)
    assert rows() == before

    backup.restore(file, NOON, replace=True)
    assert not Team.objects.filter(name="부산센터").exists()


def test_files_without_rows_count_as_data_too(home, file, key):
    wipe(home)
    vault.keep(b"left over")

    with pytest.raises(backup.BackupError, match="--replace"):
        backup.restore(file, NOON, replace=False)


def test_nothing_is_restored_while_the_worker_runs(home, file):
    heartbeat.write(Heartbeat(at_ms=log.to_ms(NOON), pid=os.getpid()))

    with pytest.raises(backup.BackupError, match="worker runs"):
        backup.restore(file, NOON, replace=True)


def spoil_an_original(members) -> None:
    name = next(name for name in members if name.startswith("files/"))
    members[name] = bytes([members[name][0] ^ 1]) + members[name][1:]


def lose_an_original(members) -> None:
    del members[next(name for name in members if name.startswith("files/"))]


def add_a_stranger(members) -> None:
    members["files/zz/stranger"] = b"?"


def step_outside(members) -> None:
    members["files/../../outside"] = b"?"


def lose_the_manifest(members) -> None:
    del members["manifest.json"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (spoil_an_original, "not what was backed up"),
        (lose_an_original, "not what was backed up"),
        (add_a_stranger, "not what was backed up"),
        (step_outside, "has no place in a backup"),
        (lose_the_manifest, "no manifest"),
        (in_manifest(format=99), "format 1"),
        (in_manifest(database="oracle"), "holds oracle"),
        (in_manifest(migrations=["desk.9999_later"], version="9.9"), r"newer Gijun \(9\.9\)"),
        (in_manifest(key_mark="another"), "GIJUN_DATA_KEY"),
    ],
)
def test_what_was_changed_or_does_not_fit_is_refused_and_nothing_is_touched(home, key, file, change, reason):
    before = rows()

    with pytest.raises(backup.BackupError, match=reason):
        backup.restore(repacked(file, change), NOON, replace=True)

    assert rows() == before
    assert vault.read(key) == ORIGINAL
    assert not (home.parent / "outside").exists()


@pytest.mark.parametrize("kept_share", [0.0, 0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(home, file, kept_share):
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept_share)])

    with pytest.raises(backup.BackupError):
        backup.verify(file)


def test_a_key_from_the_environment_is_the_one_that_counts(home, file, settings):
    (home / "data_key.secret").unlink()
    settings.DATA_KEY = "given in the environment"

    with pytest.raises(backup.BackupError, match="GIJUN_DATA_KEY"):
        backup.restore(file, NOON, replace=True)


def test_the_commands_say_what_they_did(home, capsys):
    path = home / "one.tar.gz"

    call_command("backup", path)
    call_command("restore", path, check=True)
    call_command("restore", path, replace=True)

    said = capsys.readouterr()
    assert "keep it where only you can read it" in said.err
    assert [line.rpartition(", ")[2] for line in said.out.splitlines()[1:]] == [
        "is whole.",
        "is restored; start with gijun up.",
    ]
    assert Ticket.objects.count() == 1
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", home / "nowhere.tar.gz", replace=True)
