"""A small web site on loopback that speaks the contracts of docs/front.md and remembers what it was asked."""

import json
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from queue import Empty, Queue
from threading import Condition, Thread
from urllib.parse import parse_qs, urlsplit

from csp.utils import build_policy
from django.template import Context, Engine, Template
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory, override_settings
from django.utils import translation

from gijun.organisation.models import Person

STATIC = [
    Path(str(resources.files("gijun.web"))) / "static",
    Path(str(resources.files("django_htmx"))) / "static",
]
PATIENCE_S = 5.0
RAIL = [
    {"url": "/desk/", "label": "데스크", "icon": "desk", "current": True, "chord": "d"},
    {"url": "/standards/", "label": "기준", "icon": "standards", "current": False, "chord": "s"},
]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: where to and with which values."""

    method: str
    path: str
    values: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    body: str = ""
    status: int = HTTPStatus.OK
    after: Callable[[], object] | None = None  # done before answering, e.g. waiting


NOTHING = {
    "GET": Answer("<!doctype html><title>.</title>", HTTPStatus.NOT_FOUND),
    "POST": Answer(status=HTTPStatus.NO_CONTENT),
}


@dataclass
class Site:
    """The server: pages by path, answers by path, and a stream that says what it is told to."""

    pages: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer | Callable[[Asked], Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    is_deaf: bool = False  # nobody gets on the stream
    language: str = "ko"
    values: dict[str, object] = field(default_factory=dict)  # what the pages are given besides
    address: str = ""
    _changed: Condition = field(default_factory=Condition)
    _listeners: list[Queue[str | None]] = field(default_factory=list)
    _position: int = 0

    def posts(self, path: str) -> list[dict[str, list[str]]]:
        return [one.values for one in self.asked if (one.method, one.path) == ("POST", path)]

    def remember(self, asked: Asked) -> None:
        with self._changed:
            self.asked.append(asked)
            self._changed.notify_all()

    def wait_for(self, path: str, count: int = 1) -> list[Asked]:
        """The requests to ``path`` once there are ``count``; fails after some seconds."""
        with self._changed:
            found = self._changed.wait_for(lambda: len(self.to(path)) >= count, PATIENCE_S)
        assert found, f"{path} was asked {len(self.to(path))} times, not {count}"
        return self.to(path)

    def to(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]

    def say(self, *topics: str) -> None:
        """Tell every page on the stream; a page that is just opening is waited for."""
        with self._changed:
            self._changed.wait_for(lambda: self._listeners or self.is_deaf, PATIENCE_S)
        self._position += 1
        for listener in self._listeners:
            listener.put(f"id: {self._position}\ndata: {json.dumps({'topics': topics})}\n\n")

    def hang_up(self) -> None:
        self.is_deaf = True
        for listener in self._listeners:
            listener.put(None)

    def listen(self) -> Queue[str | None]:
        listener: Queue[str | None] = Queue()
        listener.put(f"retry: 100\nid: {self._position}\ndata: {json.dumps({'topics': []})}\n\n")
        with self._changed:
            self._listeners.append(listener)
            self._changed.notify_all()
        return listener

    def render(self, source: str, path: str) -> str:
        request = RequestFactory().get(path)
        request.user = Person(pk=1, name="한지수", username="jisu")
        values = {
            "request": request,
            "csrf_token": "the-token",
            "LANGUAGE_CODE": self.language,
            "navigation": RAIL,
            "practice": True,
            **self.values,
        }
        with translation.override(self.language):
            return Template(source, engine=_engine()).render(Context(values))


def _engine() -> Engine:
    from django.template import engines

    django = engines["django"]
    assert isinstance(django, DjangoTemplates)
    return django.engine


class Handler(BaseHTTPRequestHandler):
    """Answers as the site says, under the product's own content security policy."""

    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *args: object) -> None:
        """Say nothing: the tests ask the site."""

    def do_GET(self) -> None:
        self._answer("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer("POST", self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())

    def _answer(self, method: str, values: str) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            return self._file(path.removeprefix("/static/"))
        if path == "/stream/":
            return self._stream()
        asked = Asked(method, path, parse_qs(values, keep_blank_values=True))
        self.site.remember(asked)
        answer = self.site.answers.get(path)
        if answer is None and method == "GET" and path in self.site.pages:
            answer = Answer(self.site.render(self.site.pages[path], path))
        made = answer(asked) if callable(answer) else answer or NOTHING[method]
        if made.after:
            made.after()
        return self._send(made.status, made.body.encode(), "text/html; charset=utf-8")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", build_policy())
        self.end_headers()
        self.wfile.write(body)

    def _file(self, name: str) -> None:
        found = next((folder / name for folder in STATIC if (folder / name).is_file()), None)
        if found is None:
            return self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        return self._send(HTTPStatus.OK, found.read_bytes(), kind)

    def _stream(self) -> None:
        self.close_connection = True
        if self.site.is_deaf:
            return self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"", "text/plain")
        listener = self.site.listen()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while (said := _next(listener)) is not None:
            try:
                self.wfile.write(said.encode())
                self.wfile.flush()
            except OSError:
                break  # the browser has left the page
        return None


def _next(listener: Queue[str | None]) -> str | None:
    """What to say; silence is broken now and then, so that a page that left is noticed."""
    try:
        return listener.get(timeout=1)
    except Empty:
        return "event: alive\ndata: \n\n"


@contextmanager
def running() -> Iterator[Site]:
    site = Site()
    handler = type("SiteHandler", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    try:
        with override_settings(ALLOWED_HOSTS=["*"]):
            yield site
    finally:
        site.hang_up()
        server.shutdown()
        server.server_close()
        thread.join()
