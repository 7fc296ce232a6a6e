"""How pages are served: a request is answered from its first middleware to its last query in one thread.

Django's own handler walks between the event loop and a new thread at each middleware, and opens a database
connection a request. Here a thread of a small pool answers the whole request and keeps its connection; the
loop reads what comes in and sends what goes out, so no slow line holds a thread. docs/adr/0016 has figures.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core import signals
from django.core.asgi import get_asgi_application
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse, set_script_prefix

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

IN_MEMORY = 1024 * 1024  # of an answer that is made piece by piece; more goes through a file


class Pages(ASGIHandler):
    """Everything that is asked, answered and done with."""

    def __init__(self, threads: int) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self.threads = ThreadPoolExecutor(threads, "pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"Pages are asked for by HTTP, not by {scope['type']}.")
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self.threads, self._answered, scope, body)
        await self.send_response(response, send)

    def _answered(self, scope: Scope, body: IO[bytes]) -> HttpResponseBase:
        with body:
            set_script_prefix(get_script_prefix(scope))
            signals.request_started.send(sender=self.__class__, scope=scope)
            response = self._response_to(*self.create_request(scope, body))
            try:
                return _whole(response)
            finally:
                response.close()  # says that the request is over

    def _response_to(self, request: HttpRequest | None, refusal: HttpResponseBase | None) -> HttpResponseBase:
        if request is None:
            assert refusal is not None  # noqa: S101 -- Django gives one or the other
            return refusal
        return self.get_response(request)


def _whole(response: HttpResponseBase) -> HttpResponseBase:
    """The answer with its body made, so that sending it needs no thread."""
    if not isinstance(response, StreamingHttpResponse):
        return response
    if isinstance(response, FileResponse):
        response.block_size = ASGIHandler.chunk_size
    made = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed when it has been sent
    for part in response:
        made.write(part)
    whole = StreamingHttpResponse(_parts(made), status=response.status_code)
    whole.headers, whole.cookies = response.headers, response.cookies
    return whole


async def _parts(made: IO[bytes]) -> AsyncIterator[bytes]:
    with made:
        made.seek(0)
        while part := made.read(ASGIHandler.chunk_size):
            yield part


def web() -> Application:
    """The web process: what stays open is served on the event loop, everything else by threads."""
    streams, pages = get_asgi_application(), Pages(settings.WEB_THREADS)
    stay_open = {reverse("stream")}

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        is_stream = scope["type"] == "http" and scope["path"] in stay_open
        await (streams if is_stream else pages)(scope, receive, send)

    return application
