"""One command prepares what is missing, runs pages and worker, and stops both."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Event as Stop

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from gijun.organisation.models import Person, Team
from gijun.web import heartbeat, preparing, running
from gijun.web.management.commands.up import Command, both
from gijun.web.running import Address, Child
from tests import make
from tests.committed import JOIN_S

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
pytestmark = pytest.mark.threads


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize(
    ("text", "address", "url"),
    [
        ("127.0.0.1:8000", Address("127.0.0.1", 8000), "http://127.0.0.1:8000/"),
        ("gijun.example:80", Address("gijun.example", 80), "http://gijun.example:80/"),
        ("0.0.0.0:8000", Address("0.0.0.0", 8000), "http://127.0.0.1:8000/"),
        ("[::]:8000", Address("::", 8000), "http://[::1]:8000/"),
    ],
)
def test_an_address_is_a_host_and_a_port(text, address, url):
    assert running.address_of(text) == address
    assert address.url == url


@pytest.mark.parametrize(
    "text", ["", "8000", "localhost", ":8000", "localhost:http", "localhost:99999", "a:80/b"]
)
def test_anything_else_is_no_address(text):
    with pytest.raises(running.AddressError, match="host:port"):
        running.address_of(text)


def test_children_are_stopped_by_their_own_ids_and_nobody_else_is():
    bystander = subprocess.Popen(SLEEPER)
    try:
        with running.children([("web", SLEEPER), ("worker", SLEEPER)]) as started:
            assert [child.has_ended for child in started] == [False, False]
        assert [child.process.returncode for child in started] == [-signal.SIGTERM] * 2
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_child_that_does_not_listen_is_ended_hard(monkeypatch):
    monkeypatch.setattr(running, "FAREWELL_S", 0.2)
    deaf = (
        "import signal, sys, time; signal.signal(15, signal.SIG_IGN); sys.stdout.write('.'); time.sleep(600)"
    )

    with running.children([("deaf", [sys.executable, "-uc", deaf])]) as (child,):
        while not ignores_termination(child):
            pass

    assert child.process.returncode == -signal.SIGKILL


def ignores_termination(child: Child) -> bool:
    status = Path(f"/proc/{child.process.pid}/status").read_text()
    ignored = int(re.search(r"SigIgn:\s*(\w+)", status)[1], 16)
    return bool(ignored >> (signal.SIGTERM - 1) & 1)


def test_waiting_ends_when_a_child_ends():
    with running.children(
        [("web", [sys.executable, "-c", "raise SystemExit(3)"]), ("worker", SLEEPER)]
    ) as started:
        assert not running.wait_until_it_answers(Address("127.0.0.1", free_port()), started, Stop())
        assert running.wait_for_the_end(started, Stop()) is started[0]
        assert started[0].process.returncode == 3


def test_waiting_ends_when_everything_is_stopped():
    stop = Stop()
    stop.set()

    with running.children([("web", SLEEPER)]) as started:
        assert not running.wait_until_it_answers(Address("127.0.0.1", free_port()), started, stop)
        assert running.wait_for_the_end(started, stop) is None


def test_an_address_that_is_taken_is_refused_before_anything_is_started(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.WEB_ADDRESS = f"127.0.0.1:{listener.getsockname()[1]}"

        with pytest.raises(CommandError, match="choose another GIJUN_WEB_ADDRESS"):
            call_command("up")


def test_a_sentence_is_said_in_both_languages_or_once_where_they_are_the_same():
    with translation.override("en"):
        assert both(translation.gettext_lazy("Gijun %(n)s"), n=1) == "Gijun 1"


@pytest.fixture
def steps(db, monkeypatch):
    """What a start would do, without doing the slow parts."""
    done: list[str] = []
    monkeypatch.setattr(preparing, "build_practice_centre", lambda: done.append("practice centre"))
    monkeypatch.setattr(preparing, "collect_pages_files", lambda: bool(done.append("files")))
    return done


def prepare(*, empty: bool = False) -> str:
    said = StringIO()
    Command(stdout=said)._prepare(empty=empty)
    return said.getvalue()


def test_the_first_start_builds_the_practice_centre(steps):
    said = prepare()

    assert steps == ["practice centre", "files"]
    assert "Building the practice centre." in said


def test_an_empty_start_does_not(steps):
    assert prepare(empty=True) == ""
    assert steps == ["files"]


def test_a_later_start_finds_everything_done(steps):
    make.centre()

    assert prepare() == ""
    assert steps == ["files"]


def test_a_practice_centre_that_was_cut_off_is_removed_and_built_anew(db, monkeypatch, tmp_path):
    asked: list[dict[str, bool]] = []

    def demo(name: str, **options: bool) -> None:
        assert name == "demo"
        asked.append(options)
        if len(asked) == 1:
            make.centre()
            raise KeyboardInterrupt

    monkeypatch.setattr(preparing, "call_command", demo)

    with pytest.raises(KeyboardInterrupt):
        preparing.build_practice_centre()
    assert preparing.wants_practice_centre()
    preparing.build_practice_centre()

    assert asked == [{}, {"remove": True}, {}]
    assert not preparing.wants_practice_centre()


def test_the_pages_files_are_collected_again_only_when_one_changed(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    script = source / "page.js"
    script.write_text("1")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"

    assert [preparing.collect_pages_files() for _ in range(2)] == [True, False]
    script.write_text("22")
    assert preparing.collect_pages_files()
    assert (tmp_path / "collected" / "page.js").read_text() == "22"


@contextmanager
def up(address: str, home: Path, port: int) -> Iterator[tuple[subprocess.Popen, list[str]]]:
    """A started product and what it said until it invited people in."""
    environment = os.environ | {
        "GIJUN_DATABASE": address,
        "GIJUN_HOME": str(home),
        "GIJUN_WEB_ADDRESS": f"127.0.0.1:{port}",
        "GIJUN_SMTP_LISTEN": "127.0.0.1:0",
    }
    command = [sys.executable, "-m", "gijun.cli", "up", "--empty"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    said: list[str] = []
    try:
        for line in process.stdout:
            said.append(line.strip())
            if "Ctrl-C" in line:
                break
        yield process, said
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def children_of(process: subprocess.Popen) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def wait_for_heartbeat() -> bool:
    pause = Stop()
    return any(heartbeat.read() or pause.wait(0.05) for _ in range(400))


def test_up_serves_pages_runs_the_worker_and_stops_both(committed_db, tmp_path):
    port = free_port()
    centre = make.centre()
    Team.objects.update(is_practice=True)
    guide = make.person("guide", centre, "agent", name="길잡이")
    Person.objects.filter(pk=guide.pk).update(is_practice=True, preferences={"practice_login": "let-me-in"})

    with up(committed_db, tmp_path, port) as (process, said):
        answered = running.answers(Address("127.0.0.1", port))
        lives = wait_for_heartbeat()
        started = children_of(process)
        process.send_signal(signal.SIGTERM)
        code = process.wait(JOIN_S)

    assert (answered, lives, len(started), code) == (True, True, 2, 0)
    assert f"http://127.0.0.1:{port}/" in said
    assert any(re.fullmatch(r"guide  let-me-in  (.* / )?Agent", line) for line in said)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
    assert not running.is_taken(Address("127.0.0.1", port))


def test_up_ends_with_an_error_when_the_worker_dies(committed_db, tmp_path):
    with up(committed_db, tmp_path, free_port()) as (process, _):
        assert wait_for_heartbeat()
        os.kill(heartbeat.read().pid, signal.SIGKILL)

        assert process.wait(JOIN_S) == 1
