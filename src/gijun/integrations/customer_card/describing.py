"""Whether a system can be connected as it was described."""

import re

from gijun.integrations.customer_card import addresses
from gijun.integrations.customer_card.failures import FaultyError
from gijun.integrations.customer_card.rules import paths
from gijun.integrations.customer_card.rules.description import Description, Row
from gijun.integrations.customer_card.terms import LONGEST_LABEL, LONGEST_SECRET, MOST_ROWS, Fault

CODE = re.compile(r"[a-z][a-z0-9-]{1,31}")
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
OURS = frozenset(
    {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    }
)


def checked(said: Description) -> Description:
    """A description as it is kept.

    Raises:
        FaultyError: the first thing that cannot be used.
    """
    name = " ".join(said.name.split())
    if not name or len(name) > LONGEST_LABEL:
        raise FaultyError(Fault.NAME if not name else Fault.LABEL, name)
    confirmed_at = said.confirmed_at.strip()
    if not confirmed_at:
        raise FaultyError(Fault.CONFIRMATION)
    url = addresses.checked(said.url)
    _check_header(said.header.strip())
    _check_path(confirmed_at)
    return Description(name, url, said.header.strip(), confirmed_at, _checked_rows(said.rows))


def _check_header(header: str) -> None:
    if header and not TOKEN.fullmatch(header):
        raise FaultyError(Fault.HEADER, header)
    if header.lower() in OURS:
        raise FaultyError(Fault.RESERVED, header)


def _check_path(path: str) -> None:
    try:
        paths.parsed(path)
    except paths.UnreadablePathError as error:
        raise FaultyError(Fault.PATH, path) from error


def _checked_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    clean = [Row(" ".join(row.label.split()), row.path.strip()) for row in rows]
    clean = [row for row in clean if row.label or row.path]
    if not clean:
        raise FaultyError(Fault.NO_ROWS)
    if len(clean) > MOST_ROWS:
        raise FaultyError(Fault.ROWS)
    seen: set[str] = set()
    for row in clean:
        if not row.label or not row.path:
            raise FaultyError(Fault.ROW, row.label or row.path)
        if len(row.label) > LONGEST_LABEL:
            raise FaultyError(Fault.LABEL, row.label)
        if row.label.casefold() in seen:
            raise FaultyError(Fault.TWICE, row.label)
        _check_path(row.path)
        seen.add(row.label.casefold())
    return tuple(clean)


def check_secret(secret: str) -> None:
    """A secret becomes a line of the question: it may hold what such a line may.

    Raises:
        FaultyError: it is too long or holds anything else.
    """
    if len(secret) > LONGEST_SECRET or not re.fullmatch(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?", secret):
        raise FaultyError(Fault.SECRET)


def check_code(code: str) -> None:
    """Raises FaultyError where a code cannot stand in the log."""
    if not CODE.fullmatch(code):
        raise FaultyError(Fault.CODE)
