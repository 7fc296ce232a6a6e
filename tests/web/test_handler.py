"""Pages are answered whole by threads that stay; what comes in and goes out passes the event loop."""

import http.client
import threading
from urllib.parse import urlsplit

import pytest
from django.core import signals
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from gijun.organisation.access import public
from gijun.web.handler import IN_MEMORY, Pages
from tests.serving import served

LONG = IN_MEMORY + 12_345
thread_of: dict[str, set[int]] = {"answered": set(), "ended": set()}


@csrf_exempt
@public
def echo(request: HttpRequest) -> HttpResponse:
    thread_of["answered"].add(threading.get_ident())
    return HttpResponse(
        request.body,
        headers={
            "X-Path": request.path,
            "X-Words": request.GET.get("q", "").encode("unicode_escape").decode(),
        },
    )


@public
def pieces(_request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse((b"x" * 1_000 for _ in range(LONG // 1_000)), content_type="text/plain")


@public
def file(_request: HttpRequest) -> FileResponse:
    return FileResponse(open(__file__, "rb"))


@public
def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("nothing to see")


urlpatterns = [
    path("echo/", echo),
    path("물음/", echo),
    path("pieces/", pieces),
    path("file/", file),
    path("broken/", broken),
]


@pytest.fixture
def line():
    with override_settings(ROOT_URLCONF=__name__), served(Pages(2)) as address:
        one = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        yield one
        one.close()


def ask(line: http.client.HTTPConnection, method: str, target: str, body=None, **headers: str):
    line.request(method, target, body, headers, encode_chunked=isinstance(body, list))
    answer = line.getresponse()
    return answer, answer.read()


def test_a_body_comes_back_as_it_was(line):
    sent = bytes(range(256)) * 40_000  # ten megabytes go through a file

    assert ask(line, "POST", "/echo/", sent)[1] == sent


def test_a_body_without_a_length_is_read_too(line):
    pieces = [b"one ", b"two ", b"three"]

    assert ask(line, "POST", "/echo/", pieces, **{"Transfer-Encoding": "chunked"})[1] == b"one two three"


def test_hangul_in_the_way_and_in_the_question(line):
    answer, _body = ask(line, "GET", "/%EB%AC%BC%EC%9D%8C/?q=%ED%99%98%EB%B6%88")

    assert (answer.status, answer.headers["X-Words"]) == (200, r"\ud658\ubd88")


def test_an_answer_made_in_pieces_arrives_whole(line):
    assert ask(line, "GET", "/pieces/")[1] == b"x" * (LONG // 1_000 * 1_000)


def test_a_file_arrives_whole_and_with_its_length(line):
    answer, body = ask(line, "GET", "/file/")

    assert int(answer.headers["Content-Length"]) == len(body) > 0
    assert body.startswith(b'"""Pages')


@pytest.mark.threads
def test_what_breaks_is_a_500_and_the_line_goes_on(committed_db, line):
    assert ask(line, "GET", "/broken/")[0].status == 500
    assert ask(line, "POST", "/echo/", b"still here")[1] == b"still here"


def test_few_threads_answer_and_each_ends_what_it_began(line):
    def ended(**_given: object) -> None:
        thread_of["ended"].add(threading.get_ident())

    thread_of["answered"].clear()
    signals.request_finished.connect(ended)
    try:
        for _ in range(12):
            ask(line, "GET", "/echo/")
    finally:
        signals.request_finished.disconnect(ended)

    assert thread_of["ended"] <= thread_of["answered"]
    assert 1 <= len(thread_of["answered"]) <= 2


def test_something_else_than_http_is_refused():
    with pytest.raises(ValueError, match="websocket"):
        Pages(1)({"type": "websocket"}, None, None).send(None)
