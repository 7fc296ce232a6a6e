"""The processes of one machine: start web and worker, wait until pages answer, stop exactly those two."""

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event as Stop
from time import monotonic
from types import FrameType
from urllib.parse import urlsplit

PATIENCE_S = 60.0
LOOK_S = 0.05
FAREWELL_S = 20.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- where to knock when it listens everywhere


@dataclass(frozen=True, slots=True)
class Address:
    """Where the pages are served."""

    host: str
    port: int

    @property
    def url(self) -> str:
        host = EVERYWHERE.get(self.host, self.host)
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"


class AddressError(ValueError):
    """What GIJUN_WEB_ADDRESS holds is no host:port."""


def address_of(text: str) -> Address:
    """``host:port`` taken apart; an IPv6 host stands in brackets.

    Raises:
        AddressError: it is something else.
    """
    try:
        url = urlsplit(f"//{text}")
        port = url.port
    except ValueError:
        port = None
    if port is None or not url.hostname or url.path:
        raise AddressError(f"GIJUN_WEB_ADDRESS must be host:port, not {text!r}.")
    return Address(url.hostname, port)


def is_taken(address: Address) -> bool:
    """Does something listen there already?"""
    host = EVERYWHERE.get(address.host, address.host)
    try:
        with socket.create_connection((host, address.port), timeout=1):
            return True
    except OSError:
        return False


def answers(address: Address) -> bool:
    """Does the web process answer there?"""
    host = EVERYWHERE.get(address.host, address.host)
    connection = http.client.HTTPConnection(host, address.port, timeout=5)
    try:
        connection.request("GET", "/alive/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Child:
    """A process we started."""

    name: str
    process: "subprocess.Popen[bytes]"

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None


def web_command(address: Address) -> list[str]:
    options = [
        "--host",
        address.host,
        "--port",
        str(address.port),
        "--log-level",
        "warning",
        "--no-access-log",
    ]
    goodbye = ["--timeout-graceful-shutdown", "5"]  # streams of open pages would hold it for ever
    return [sys.executable, "-m", "uvicorn", "gijun.asgi:application", *options, *goodbye]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "gijun.cli", "worker"]


@contextmanager
def children(commands: Sequence[tuple[str, list[str]]]) -> Iterator[list[Child]]:
    """Start them in sessions of their own, so Ctrl-C reaches them only through us; stop them at the end."""
    started: list[Child] = []
    try:
        for name, command in commands:
            process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own commands, from above
            started.append(Child(name, process))
        yield started
    finally:
        _stop(started)


def _stop(started: Sequence[Child]) -> None:
    for child in started:
        child.process.terminate()  # does nothing to one that has ended
    until = monotonic() + FAREWELL_S
    for child in started:
        try:
            child.process.wait(max(0.1, until - monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()


def wait_until_it_answers(address: Address, started: Sequence[Child], stop: Stop) -> bool:
    """False when a child ended, the stop came, or patience did not last."""
    until = monotonic() + PATIENCE_S
    while monotonic() < until and not stop.is_set() and not any(child.has_ended for child in started):
        if answers(address):
            return True
        stop.wait(LOOK_S)
    return False


def wait_for_the_end(started: Sequence[Child], stop: Stop) -> Child | None:
    """Wait for the stop; gives back a child that ended before it."""
    while not stop.wait(0.5):
        for child in started:
            if child.has_ended:
                return child
    return None


def stop_on_signals() -> Stop:
    """A stop that Ctrl-C and a terminating signal set."""
    stop = Stop()

    def set_it(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, set_it)
    return stop
