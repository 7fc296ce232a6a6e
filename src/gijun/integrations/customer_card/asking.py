"""Asks a system over HTTP: one deadline for everything, no way to inner networks, bounded answers."""

import http.client
import io
import socket
import ssl
from collections.abc import Mapping
from functools import lru_cache
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import urljoin, urlsplit

from gijun.integrations.customer_card.addresses import (
    PORTS,
    is_allowed_inside,
    is_inside,
    netloc_of,
    origin_of,
    server_of,
)
from gijun.integrations.customer_card.failures import NoCard
from gijun.integrations.customer_card.terms import MOST_BYTES, REDIRECTS, Trouble

MOVED = frozenset({301, 302, 303, 307, 308})
NOT_FOUND, OK = 404, 200
TROUBLES = {401: Trouble.SIGN_IN, 403: Trouble.SIGN_IN, 407: Trouble.SIGN_IN, 429: Trouble.BUSY}
SERVER_FAULT = 500


class Deadline:
    """Until when a question may take; what is left shrinks whatever the other side does."""

    def __init__(self, patience_s: float) -> None:
        self._until = monotonic() + patience_s

    def left_s(self) -> float:
        """Seconds that are left.

        Raises:
            NoCard: none.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise NoCard(Trouble.SLOW)
        return left


class _Incoming(io.RawIOBase):
    """What a server sends, read no longer than the deadline: dripping bytes win no time."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line = line
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._line.settimeout(self._deadline.left_s())
        return self._line.recv_into(buffer)


class _Line:
    """A connection as ``HTTPResponse`` wants it."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._incoming = _Incoming(line, deadline)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._incoming)


class Answer:
    """What a system said: the content and the character set that it names."""

    def __init__(self, content: bytes, charset: str) -> None:
        self.content = content
        self.charset = charset


def ask(url: str, headers: Mapping[str, str], patience_s: float) -> Answer | None:
    """The answer of a system; none: it knows nobody by that address (404).

    Raises:
        NoCard: why there is none.
    """
    deadline = Deadline(patience_s)
    origin = origin_of(url)
    try:
        for _hop in range(REDIRECTS + 1):
            answer = _asked_once(url, headers, deadline)
            if not isinstance(answer, str):
                return answer
            url = urljoin(url, answer)
            if urlsplit(url).scheme not in PORTS or origin_of(url) != origin:
                raise NoCard(Trouble.REDIRECT)
    except TimeoutError as error:
        raise NoCard(Trouble.SLOW) from error
    except ssl.SSLError as error:
        raise NoCard(Trouble.CERTIFICATE) from error
    except OSError as error:
        raise NoCard(Trouble.UNREACHABLE) from error
    except (http.client.HTTPException, ValueError) as error:
        raise NoCard(Trouble.HTTP) from error
    raise NoCard(Trouble.REDIRECT)


def _asked_once(url: str, headers: Mapping[str, str], deadline: Deadline) -> Answer | str | None:
    """The answer, or where it sends us on to."""
    parts = urlsplit(url)
    host, port = server_of(parts)
    with _connected(host, port, deadline) as plain:
        line = plain
        if parts.scheme == "https":
            plain.settimeout(deadline.left_s())
            line = _trust().wrap_socket(plain, server_hostname=host)
        with line:
            line.settimeout(deadline.left_s())
            line.sendall(_question(parts.path, parts.query, netloc_of(parts), headers))
            incoming: Any = _Line(line, deadline)
            with http.client.HTTPResponse(incoming, method="GET") as response:
                response.begin()
                return _read(response)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _question(path: str, query: str, netloc: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"GET {path or '/'}{'?' if query else ''}{query} HTTP/1.1", f"Host: {netloc}"]
    sent = {
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": "Gijun",
    }
    lines += [f"{name}: {value}" for name, value in {**sent, **headers}.items()]
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _read(response: http.client.HTTPResponse) -> Answer | str | None:
    if response.status in MOVED:
        return response.getheader("Location") or ""
    if response.status == NOT_FOUND:
        return None
    if response.status != OK:
        usual = Trouble.BROKEN if response.status >= SERVER_FAULT else Trouble.STATUS
        raise NoCard(TROUBLES.get(response.status, usual))
    kind = response.headers.get_content_type()
    if kind != "application/json" and not kind.endswith("+json"):
        raise NoCard(Trouble.NOT_JSON)
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise NoCard(Trouble.HTTP)
    return Answer(_content(response), response.headers.get_content_charset() or "")


def _content(response: http.client.HTTPResponse) -> bytes:
    """The whole answer, as long as it says and no longer than we read."""
    lengths = set(response.headers.get_all("Content-Length", []))
    if len(lengths) > 1:
        raise NoCard(Trouble.HTTP)
    if response.length is not None and response.length > MOST_BYTES:
        raise NoCard(Trouble.LARGE)
    content = b""
    try:
        while len(content) <= MOST_BYTES and (part := response.read(MOST_BYTES + 1 - len(content))):
            content += part
    except http.client.IncompleteRead as error:
        raise NoCard(Trouble.CUT_OFF) from error
    if len(content) > MOST_BYTES:
        raise NoCard(Trouble.LARGE)
    if response.length:
        raise NoCard(Trouble.CUT_OFF)
    return content


def _connected(host: str, port: int, deadline: Deadline) -> socket.socket:
    """A connection to exactly the address that was looked at: a name cannot change its mind between."""
    failure: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _name, address in _addresses(host, port, deadline):
        if is_inside(str(address[0])) and not is_allowed_inside(host, port):
            raise NoCard(Trouble.PRIVATE)
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(deadline.left_s())
            line.connect(address)
        except OSError as error:
            line.close()
            failure = error
        except NoCard:
            line.close()
            raise
        else:
            return line
    raise failure


def _addresses(host: str, port: int, deadline: Deadline) -> list[Any]:
    """The addresses of a name. The system's own look-up knows no time limit, so a thread waits for it."""
    found: list[Any] = []
    failures: list[OSError | UnicodeError] = []

    def resolve() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failures.append(error)

    waiting = Thread(target=resolve, name="look-up of a name", daemon=True)
    waiting.start()
    waiting.join(deadline.left_s())
    if waiting.is_alive():
        raise NoCard(Trouble.SLOW)
    if failures:
        raise OSError(str(failures[0]))
    return found
