"""Addresses with a reply token: ``help+t.<token>@example.com`` is the mailbox, and names the ticket."""

import re

TOKEN = re.compile(r"([^@]+)\+t\.([0-9a-z]{8,64})@([^@]+)")


def token_address(mailbox: str, token: str) -> str:
    """The mailbox's address with a token in it."""
    local, _at, domain = mailbox.rpartition("@")
    return f"{local}+t.{token}@{domain}"


def token_in(address: str) -> str:
    """The token in an address, in lower case as mail servers may have made it; empty without one."""
    found = TOKEN.fullmatch(address.strip().lower())
    return found[2] if found else ""


def without_token(address: str) -> str:
    """The mailbox's own address, in lower case."""
    lower = address.strip().lower()
    found = TOKEN.fullmatch(lower)
    return f"{found[1]}@{found[3]}" if found else lower
