"""Which keys a person may choose for shortcuts."""

import re
from collections.abc import Mapping

from gijun.organisation.terms import KeyFault

KEY = re.compile(r"(?:Shift\+)?[a-z0-9;,.'/\[\]=-]|F(?:[1-9]|1[0-2])")
RESERVED = frozenset({"g", "j", "k"})  # go to, next, previous: the same on every page


def fault_of(keys: Mapping[str, str]) -> tuple[KeyFault, str] | None:
    """What is wrong with the chosen keys, and which key; nothing when they are fine.

    Args:
        keys: what a page declares → what the person presses instead.
    """
    for key in (*keys.keys(), *keys.values()):
        if not KEY.fullmatch(key):
            return KeyFault.NOT_A_KEY, key
        if key in RESERVED:
            return KeyFault.RESERVED, key
    chosen = list(keys.values())
    twice = next((key for key in chosen if chosen.count(key) > 1), None)
    return (KeyFault.TAKEN, twice) if twice else None
