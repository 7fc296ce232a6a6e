"""Where a server listens."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def endpoint(setting: str) -> tuple[str, int]:
    """Host and port of a setting that reads ``host:port``; an IPv6 host stands in brackets.

    Raises:
        ImproperlyConfigured: it reads otherwise.
    """
    given: str = getattr(settings, setting)
    host, _colon, port = given.rpartition(":")
    if not host or not port.isdigit():
        raise ImproperlyConfigured(f"GIJUN_{setting} must be host:port, not {given!r}.")
    return host.strip("[]"), int(port)
