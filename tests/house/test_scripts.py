"""The ways in: what a machine lacks is installed or named, and a PostgreSQL can be borrowed."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

SYSTEM_PACKAGES = tree.ROOT / "scripts" / "system-packages"
POSTGRES = [sys.executable, str(tree.ROOT / "scripts" / "postgres.py")]


@pytest.fixture
def bare(tmp_path) -> Path:
    """A folder for the PATH of a machine without Chromium and Korean fonts, whose account is not root."""
    for name in ("bash", "chmod", "rm"):
        (tmp_path / name).symlink_to(shutil.which(name))
    program(tmp_path, "id", "echo 1000")
    for name, elsewhere in (("initdb", "/usr/lib/postgresql/*/bin/initdb"), ("dovecot", "/usr/sbin/dovecot")):
        program(tmp_path, name, f"exec {elsewhere}")
    return tmp_path


def program(folder: Path, name: str, does: str) -> None:
    path = folder / name
    path.write_text(f"#!{shutil.which('bash')}\n{does}\n")
    path.chmod(0o755)


def looked_for(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("bash"), SYSTEM_PACKAGES],
        env={"PATH": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_missing_and_what_is_skipped_without_it_is_named(bare):
    done = looked_for(bare)

    assert done.returncode == 0
    assert re.findall(r"Missing: (.*?)\. Skipped without it: (.*?)\. To have it: (.*)", done.stderr) == [
        ("Chromium", "the journeys through the pages in a real browser", "apt-get install chromium"),
        (
            "Korean fonts",
            "the look of Korean text in the journeys' screenshots",
            "apt-get install fontconfig fonts-noto-cjk",
        ),
    ]


def test_where_everything_must_be_there_missing_is_a_failure(bare):
    done = looked_for(bare, CI="true")

    assert done.returncode == 1
    assert done.stderr.endswith("With CI=true nothing may be missing.\n")


def test_root_has_it_installed(bare):
    program(bare, "id", "echo 0")
    fakes = [
        f"printf '#!{shutil.which('bash')}\\necho Noto\\n' >{bare}/{name}" for name in ("chromium", "fc-list")
    ]
    made = "\n".join([*fakes, f"chmod +x {bare}/chromium {bare}/fc-list"])
    program(bare, "apt-get", f'echo "$*" >>{bare}/asked\nif [ "$1" = install ]; then\n{made}\nfi')

    done = looked_for(bare, CI="true")

    assert (done.returncode, done.stderr) == (0, "")
    assert (bare / "asked").read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk",
    ]


def test_root_without_a_network_is_told_what_is_missing(bare):
    program(bare, "id", "echo 0")
    program(bare, "apt-get", "exit 100")

    assert looked_for(bare).returncode == 0
    assert looked_for(bare, CI="true").returncode == 1


@pytest.fixture
def postgresql():
    if subprocess.run([*POSTGRES, "check"], check=False).returncode:
        pytest.skip("PostgreSQL is not installed.")


@pytest.mark.threads
def test_a_command_borrows_a_postgresql_that_is_gone_afterwards(postgresql):
    asks = (
        "import os, psycopg; address = os.environ['GIJUN_DATABASE']; database = psycopg.connect(address);"
        "encoding = database.execute('SHOW server_encoding').fetchone()[0];"
        "folder = database.execute('SHOW data_directory').fetchone()[0];"
        "print(encoding, folder); raise SystemExit(7)"
    )

    done = subprocess.run(
        [*POSTGRES, "run", sys.executable, "-c", asks], capture_output=True, text=True, check=False
    )

    encoding, folder = done.stdout.split()
    assert (done.returncode, encoding) == (7, "UTF8"), done.stderr
    assert not Path(folder).parent.exists()


@pytest.mark.threads
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_postgresql_that_stands_by_goes_when_asked(postgresql, number):
    process = subprocess.Popen(POSTGRES, stdout=subprocess.PIPE, text=True, env=os.environ)
    address = process.stdout.readline().strip()
    process.send_signal(number)
    process.wait(60)
    process.stdout.close()

    assert re.fullmatch(r"GIJUN_DATABASE=postgresql://postgres@127\.0\.0\.1:\d+/gijun", address)
    assert process.returncode == 128 + number


def test_every_script_can_be_started_by_its_name():
    scripts = [tree.ROOT / name for name in ("scripts/test", "scripts/system-packages", ".ci/run")]

    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []
    for path in scripts:
        subprocess.run([shutil.which("bash"), "-n", path], check=True)


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A checkout whose Python only notes what it was asked and ends as told."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(tree.ROOT / "scripts" / "test", tmp_path / "scripts")
    return tmp_path


def run_tests(checkout: Path, *words: str, check: int = 0, on_postgresql: int = 0, on_sqlite: int = 0):
    """Exit code, and what Python was asked, line by line."""
    does = (
        f'echo "$*" >>{checkout}/asked\n'
        f'case "$*" in *" check") exit {check};; *" run "*) exit {on_postgresql};; *) exit {on_sqlite};; esac'
    )
    program(checkout / ".venv" / "bin", "python", does)
    done = subprocess.run([checkout / "scripts" / "test", *words], capture_output=True, check=False)
    return done.returncode, (checkout / "asked").read_text().splitlines()[1:]


ON_POSTGRESQL = "scripts/postgres.py run .venv/bin/python -m pytest -m database"
ON_SQLITE = "-m pytest"


def test_tests_run_on_postgresql_and_then_on_sqlite(checkout):
    assert run_tests(checkout, "-k", "log") == (0, [f"{ON_POSTGRESQL} -k log", f"{ON_SQLITE} -k log"])


def test_the_first_run_that_fails_is_the_last_and_gives_the_exit_code(checkout):
    assert run_tests(checkout, on_postgresql=3) == (3, [ON_POSTGRESQL])


def test_a_failure_on_sqlite_gives_the_exit_code_too(checkout):
    assert run_tests(checkout, on_sqlite=4) == (4, [ON_POSTGRESQL, ON_SQLITE])


def test_without_postgresql_every_test_runs_on_sqlite(checkout):
    assert run_tests(checkout, check=1) == (0, [ON_SQLITE])
