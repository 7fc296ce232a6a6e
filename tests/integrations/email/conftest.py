"""Real peers on loopback: our own listener, a server to send by, and an IMAP server."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from aiosmtpd.controller import Controller
from django.utils import translation

from gijun.integrations.email import health, smtp_in
from tests.committed import Racer
from tests.integrations.email.certificate import certify
from tests.integrations.email.dovecot import BINARY, Dovecot, dovecot
from tests.integrations.email.ports import free_port, until

MAILS = Path(__file__).parent / "mails"


class Sender:
    """A customer's mail server."""

    def __init__(self, port: int) -> None:
        self.port = port

    def send(self, content: bytes, *to: str, sender: str = "haneul@example.com") -> None:
        with smtplib.SMTP("127.0.0.1", self.port, local_hostname="example.com", timeout=20) as server:
            server.sendmail(sender, list(to) or ["help@example.com"], content)


@pytest.fixture
def listener(settings, committed_db) -> Iterator[Sender]:
    """Our listener, running as the worker runs it."""
    port = free_port()
    settings.SMTP_LISTEN = f"127.0.0.1:{port}"
    stop = Event()
    racer = Racer(smtp_in.run, stop)
    until(health.is_listening)
    yield Sender(port)
    stop.set()
    racer.finish()


@pytest.fixture
def english() -> Iterator[None]:
    """What is said to people is said in English."""
    with translation.override("en"):
        yield


class Sink:
    """A server that takes what we send, or answers what it is told to."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answers: list[str] = []  # to the next mails; then 250
        self.refusals: list[str] = []  # of the next recipients; then 250

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.refusals:
            return self.refusals.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.mails.append(envelope.content)
        self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        return self.answers.pop(0) if self.answers else "250 2.0.0 Ok: queued as 4F1A"


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """The server that sends for us."""
    with running(Sink(), settings) as taken:
        settings.SMTP_STARTTLS = False
        yield taken


@pytest.fixture
def secured(tmp_path, monkeypatch) -> ssl.SSLContext:
    """What a server needs to secure its line; everybody trusts its certificate."""
    certify(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    return context


@contextmanager
def running(taken: Sink, settings, **how: object) -> Iterator[Sink]:
    """Run the server, and let replies go out by it."""
    controller = Controller(
        taken, hostname="127.0.0.1", port=free_port(), server_hostname="sink.example", **how
    )
    controller.start()
    settings.SMTP_SEND = f"127.0.0.1:{controller.port}"
    try:
        yield taken
    finally:
        controller.stop()


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Dovecot]:
    """Dovecot, where it is installed; on the build machine it must be."""
    if BINARY is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Dovecot is missing: install dovecot-imapd.")
        pytest.skip("Without dovecot-imapd mailboxes are not tested against a real server.")
    with dovecot() as server:
        yield server
