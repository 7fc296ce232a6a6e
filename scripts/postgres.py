"""A PostgreSQL of one's own, for tests and measurements: made in a temporary folder, gone afterwards.

Usage:
    postgres.py                 start one, print GIJUN_DATABASE, stop it on Ctrl-C
    postgres.py run COMMAND …   run a command with GIJUN_DATABASE set; ends with the command's exit code
    postgres.py check           exit 0 when this machine has PostgreSQL
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

USER = "postgres"
DATABASE = "gijun"
PATIENCE_S = 60.0
FAST = {  # nothing in here outlives the run, so nothing has to survive a power cut
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
}


class PostgresError(RuntimeError):
    """PostgreSQL is missing here or does not start; the message holds what it said."""


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, the newest where there are several."""
    found = [Path(path).resolve().parent for name in ("initdb", "postgres") if (path := shutil.which(name))]
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    complete = [f for f in [*found, *installed] if (f / "initdb").exists() and (f / "postgres").exists()]
    return complete[0] if complete else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster on a free loopback port; yields its address as GIJUN_DATABASE wants it.

    Raises:
        PostgresError: it is not installed or does not start.
    """
    folder = programs()
    if folder is None:
        raise PostgresError(
            "PostgreSQL is not installed: no initdb on the PATH or under /usr/lib/postgresql."
        )
    home = Path(tempfile.mkdtemp(prefix="gijun-postgres-"))
    try:
        if owner := _owner():
            os.chown(home, owner.pw_uid, owner.pw_gid)
        _initialise(folder, home)
        server, port = _start(folder, home)
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/{DATABASE}"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; root lends it the account its package made."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(USER)
    except KeyError as error:
        raise PostgresError(
            f"PostgreSQL cannot run as root, and there is no account called {USER}."
        ) from error


def _as_owner(home: Path) -> dict[str, Any]:
    owner = _owner()
    rights = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    return {"cwd": home, "env": {"PATH": os.defpath, "LC_ALL": "C"}, **rights}


def _initialise(folder: Path, home: Path) -> None:
    options = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    command = [str(folder / "initdb"), "-D", str(home / "data"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **_as_owner(home))
    if done.returncode:
        raise PostgresError(f"initdb failed: {done.stderr.strip()}")


def _start(folder: Path, home: Path) -> tuple[subprocess.Popen[bytes], int]:
    for _ in range(5):  # somebody else may take the free port before PostgreSQL does
        port = _free_port()
        options = [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-p", str(port), *options],
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is ours to pass on
                **_as_owner(home),
            )
        if _made_database(server, port):
            return server, port
        _stop(server)
    raise PostgresError(f"PostgreSQL does not start: {(home / 'log').read_text(errors='replace').strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _made_database(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until it answers, and make the database; False when the server ended instead."""
    import psycopg  # noqa: PLC0415 -- optional dependency: ``check`` runs before anything is installed

    until = time.monotonic() + PATIENCE_S
    while server.poll() is None and time.monotonic() < until:
        try:
            with psycopg.connect(
                f"host=127.0.0.1 port={port} user={USER} dbname=postgres", autocommit=True
            ) as known:
                known.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown first; whatever still lives after that is ended hard."""
    for signal_number, patience_s in ((signal.SIGINT, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if server.poll() is not None:
            return
        server.send_signal(signal_number)
        try:
            server.wait(patience_s)
        except subprocess.TimeoutExpired:
            continue


def _run(command: Sequence[str]) -> int:
    with cluster() as address:
        child = subprocess.Popen(command, env={**os.environ, "GIJUN_DATABASE": address})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


def _stand_by() -> int:
    with cluster() as address:
        sys.stdout.write(f"GIJUN_DATABASE={address}\n")
        sys.stdout.flush()
        while True:
            signal.pause()


def _leave(signal_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal_number)


def main(arguments: Sequence[str]) -> int:
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell starts what runs beside it with SIGINT ignored
        signal.signal(number, _leave)
    match list(arguments):
        case []:
            return _stand_by()
        case ["check"]:
            return 0 if programs() else 1
        case ["run", *command] if command:
            return _run(command)
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresError as error:
        sys.exit(str(error))
