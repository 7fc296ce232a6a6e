"""Ways to a value inside a JSON answer: ``customer.orders[0].status``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gijun.integrations.customer_card.terms import DEEPEST_PATH, LONGEST_PATH

Step = str | int

_STEP = re.compile(r"""(?:^|\.)(?P<key>[^.\[\]\s"'$][^.\[\]"']*)|\[(?P<index>\d{1,6})\]""")


class UnreadablePathError(ValueError):
    """What was typed is no path."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is there. ``empty``: the way leads into an empty list or an explicit nothing."""

    empty: bool


def parsed(text: str) -> tuple[Step, ...]:
    """The steps of a path. A number between dots is a place in a list, or a key that looks like one.

    Raises:
        UnreadablePathError: it is empty, too long, too deep or no path.
    """
    rest = text.strip().removeprefix("$").removeprefix(".")
    steps: list[Step] = []
    place = 0
    while place < len(rest):
        found = _STEP.match(rest, place) if place == 0 or rest[place] in ".[" else None
        if found is None:
            raise UnreadablePathError(text)
        steps.append(int(found["index"]) if found["index"] else found["key"].strip())
        place = found.end()
    if not steps or len(text) > LONGEST_PATH or len(steps) > DEEPEST_PATH:
        raise UnreadablePathError(text)
    return tuple(steps)


def at(value: Any, steps: Sequence[Step]) -> Any:
    """What lies at the end of a path; ``Missing`` where it breaks off."""
    for step in steps:
        if value is None or value == []:
            return Missing(empty=True)
        value = _one(value, step)
        if isinstance(value, Missing):
            return value
    return value


def _one(value: Any, step: Step) -> Any:
    if isinstance(value, dict):
        return value.get(str(step), Missing(empty=False))
    if isinstance(value, list) and (isinstance(step, int) or (step.isascii() and step.isdigit())):
        place = int(step)
        return value[place] if place < len(value) else Missing(empty=False)
    return Missing(empty=False)
