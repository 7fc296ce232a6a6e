"""Loopback: a free port, and waiting for what will happen."""

import socket
from collections.abc import Callable
from contextlib import closing
from time import monotonic

PATIENCE_S = 20.0


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def accepts(port: int) -> bool:
    """Does somebody listen there?"""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def until(happened: Callable[[], bool]) -> None:
    """Look again and again until it has happened."""
    end = monotonic() + PATIENCE_S
    while not happened():
        assert monotonic() < end, "it never happened"
