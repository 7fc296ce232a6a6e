"""A real system on loopback that does what it is told to, and a centre that asks it."""

import json
import socket
import ssl
from contextlib import suppress
from threading import Event, Thread

import pytest
from django.utils import translation

from gijun.desk import lookups
from gijun.desk.queries import state
from gijun.events.models import Event as LoggedEvent
from gijun.integrations.customer_card import actions
from gijun.integrations.customer_card.models import Source
from gijun.integrations.customer_card.rules.description import Description, Row
from tests.make import NOON

KNOWN = {
    "customer": {"email": "haneul@example.com", "grade": "VIP", "points": 12300, "blocked": False},
    "orders": [{"number": "A-1", "status": "배송 중"}, {"number": "A-2", "status": "완료"}],
}
ROWS = (Row("등급", "customer.grade"), Row("최근 주문", "orders[0].status"), Row("차단", "customer.blocked"))


def said(body=KNOWN, *, kind="application/json", status="200 OK", headers=()) -> bytes:
    """An answer as a well-behaved server gives it."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(content)}",
        *headers,
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + content


class System:
    """Answers every question by the same bytes, in pieces with pauses between them where told so."""

    def __init__(self) -> None:
        self.answer: bytes = said()
        self.answers: list[bytes] = []  # first these, one a question
        self.before_s = 0.0
        self.between_s: float | None = None  # a pause after every byte
        self.secured_by: ssl.SSLContext | None = None
        self.questions: list[bytes] = []
        self.ended = Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._threads = [Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def _serve(self) -> None:
        while True:
            try:
                line, _from = self._door.accept()
            except OSError:
                return
            one = Thread(target=self._talk, args=[line], daemon=True)
            self._threads.append(one)
            one.start()

    def _talk(self, plain: socket.socket) -> None:
        with plain, suppress(OSError):
            if self.secured_by is None:
                self._answer(plain)
                return
            with self.secured_by.wrap_socket(plain, server_side=True) as line:
                self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        question = b""
        while b"\r\n\r\n" not in question:
            question += (part := line.recv(4096))
            if not part:
                return
        self.questions.append(question)
        answer = self.answers.pop(0) if self.answers else self.answer
        if self.ended.wait(self.before_s):
            return
        if self.between_s is None:
            line.sendall(answer)
            return
        for byte in answer:
            line.sendall(bytes([byte]))
            if self.ended.wait(self.between_s):
                return

    def end(self) -> None:
        self.ended.set()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for one in self._threads:
            one.join(5)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def system(settings):
    """A system of our own network that whoever runs the installation has allowed."""
    one = System()
    settings.LOOKUP_INNER_HOSTS = [f"127.0.0.1:{one.port}"]
    yield one
    one.end()


@pytest.fixture
def short(monkeypatch):
    """Nobody waits long in a test."""
    monkeypatch.setattr(lookups, "PATIENCE_S", 0.3)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def described(system):
    return Description(
        name="주문 시스템",
        url=f"{system.address}/customers?email={{email}}",
        header="Authorization",
        confirmed_at="customer.email",
        rows=ROWS,
    )


@pytest.fixture
def source(centre, admin, described):
    """The system, switched on."""
    made = actions.add_source(centre.pk, "orders", described, secret="Bearer s3cret", by=admin, at=NOON)
    actions.switch_source(made.pk, active=True, by=admin, at=NOON)
    made.refresh_from_db()
    return made


@pytest.fixture(autouse=True)
def the_log_tells_what_the_rows_hold(request):
    """After every test that used the database, the folded log equals the rows."""
    if "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    yield
    told: dict[str, tuple] = {}
    codes: dict[int, str] = {}
    for event in LoggedEvent.objects.filter(name__startswith="customer_card.").order_by("pk"):
        data = event.data
        match event.name:
            case "customer_card.source_added":
                codes[data["source_id"]] = data["code"]
                told[data["code"]] = (event.team_id, data["source_version"], False)
            case "customer_card.source_changed":
                _team, _version, active = told[codes[data["source_id"]]]
                told[codes[data["source_id"]]] = (event.team_id, data["source_version"], active)
            case "customer_card.source_switched":
                team, version, _active = told[codes[data["source_id"]]]
                told[codes[data["source_id"]]] = (team, version, data["active"])
    kept = {row.code: (row.centre_id, row.version, row.is_active) for row in Source.objects.all()}
    assert told == kept
    assert state.from_log().sparing == state.from_rows().sparing
