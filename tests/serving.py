"""The web process, on loopback, for tests that need a real one."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import uvicorn
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from gijun.organisation.models import Person
from gijun.web.handler import Application, web


@contextmanager
def served(app: Application | None = None) -> Iterator[str]:
    """Run the product's web process, or what is given instead, in a thread; yields its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app or web(), log_level="error", lifespan="off"))
    started = threading.Event()
    server.startup = _telling(server, started)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    if not started.wait(20):
        raise RuntimeError("The web process did not start.")
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)
        listening.close()


def _telling(server: uvicorn.Server, started: threading.Event):
    startup = server.startup

    async def start(*args, **kwargs):
        await startup(*args, **kwargs)
        started.set()

    return start


def session_of(person: Person) -> str:
    """The session cookie of a person who has signed in."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return store.session_key or ""
