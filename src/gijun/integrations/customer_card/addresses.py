"""Addresses that systems are asked at: how they may look, and what stands where a variable is."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings

from gijun.integrations.customer_card.failures import FaultyError
from gijun.integrations.customer_card.terms import LONGEST_URL, Fault, Variable

PORTS = {"http": 80, "https": 443}
KEPT = "!#$%&'()*+,/:;=?@[]~{}"  # what an address may hold as it is, beside letters and digits

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|[0-9a-f:.]+", re.ASCII)


def checked(text: str) -> str:
    """An address with variables as it is kept.

    Raises:
        FaultyError: it is none of a web server, names nobody, or leads where it may not.
    """
    url = quote(text.strip(), safe=KEPT)
    if len(url) > LONGEST_URL:
        raise FaultyError(Fault.LONG)
    if re.search(r"[\s\x00-\x1f\x7f\\]", text.strip()):
        raise FaultyError(Fault.URL)
    try:
        parts = urlsplit(text.strip())
        _check_server(parts)
    except ValueError as error:
        raise error if isinstance(error, FaultyError) else FaultyError(Fault.URL) from error
    _check_variables(parts)
    return f"{parts.scheme}://{netloc_of(parts)}{quote(parts.path or '/', safe=KEPT)}" + (
        f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    )


def _check_server(parts: SplitResult) -> None:
    if parts.scheme not in PORTS:
        raise FaultyError(Fault.SCHEME)
    if "{" in parts.netloc:
        raise FaultyError(Fault.PLACE)
    if "@" in parts.netloc:
        raise FaultyError(Fault.SIGN_IN)
    if not parts.hostname:
        raise FaultyError(Fault.HOST)
    host, port = server_of(parts)
    if not _HOST.fullmatch(host) or not port:
        raise FaultyError(Fault.URL)
    if is_plainly_inside(host) and not is_allowed_inside(host, port):
        raise FaultyError(Fault.PRIVATE, host)


def _check_variables(parts: SplitResult) -> None:
    asked = parts.path + parts.query
    names = _VARIABLE.findall(asked)
    if parts.fragment or re.search(r"[{}]", _VARIABLE.sub("", asked)):
        raise FaultyError(Fault.URL)
    for name in names:
        if name not in Variable.values:
            raise FaultyError(Fault.VARIABLE, f"{{{name}}}")
    if not names:
        raise FaultyError(Fault.NO_VARIABLE)


def server_of(parts: SplitResult) -> tuple[str, int]:
    """Name and port of the server, the name as the network knows it.

    Raises:
        ValueError: there is no such name or port.
    """
    host = parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode()
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    return host, port


def netloc_of(parts: SplitResult) -> str:
    """The server as it stands in an address and in a question to it.

    Raises:
        ValueError: there is no such name or port.
    """
    host, port = server_of(parts)
    shown = f"[{host}]" if ":" in host else host
    return shown if port == PORTS[parts.scheme] else f"{shown}:{port}"


def origin_of(url: str) -> tuple[str, str, int]:
    """Where a secret may be sent: scheme, server, port."""
    parts = urlsplit(url)
    return parts.scheme, *server_of(parts)


def variables_of(url: str) -> tuple[Variable, ...]:
    """What an address asks by, each once, in its order: the first is what the answer must repeat."""
    return tuple(dict.fromkeys(Variable(name) for name in _VARIABLE.findall(url)))


def filled(url: str, values: Mapping[Variable, str]) -> str:
    """The address about one customer."""
    return _VARIABLE.sub(lambda found: quote(values[Variable(found[1])], safe=""), url)


def is_plainly_inside(host: str) -> bool:
    """Is it an inner address, or this machine, without asking a name server?"""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return is_inside(name)
    except ValueError:
        return "." not in name or name.rpartition(".")[2].isdigit()  # a short name; 127.1


def is_inside(address: str) -> bool:
    """Does an address belong to no public network?

    Raises:
        ValueError: it is no address.
    """
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if one in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        if inner is not None and is_inside(str(inner)):
            return True
    return not one.is_global or one.is_multicast


def is_allowed_inside(host: str, port: int, allowed: Iterable[str] | None = None) -> bool:
    """Has whoever runs the installation allowed this inner server, by ``host`` or ``host:port``?"""
    names = settings.LOOKUP_INNER_HOSTS if allowed is None else allowed
    shown = f"[{host}]" if ":" in host else host
    return any(one.lower() in {host, shown, f"{shown}:{port}"} for one in names)
