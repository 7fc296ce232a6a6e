"""The language of views: a list narrowed, as the parameters of its address, and back."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gijun.desk.terms import ChannelKind, Priority, TicketStatus
from gijun.desk.terms.views import Due, Order

BASES = ("mine", "waiting", "team", "solved", "all")
ME, NOBODY = "me", "nobody"
WORDS_LENGTH = 100
MOST_OF_ONE = 50  # values of one parameter
LONGEST_WAIT_MIN = 60 * 24 * 60
LONGEST_DAYS = 3_660
NUMBER = re.compile(r"[0-9]{1,15}")
CODE = re.compile(r"[A-Za-z0-9_.:/+\-]{1,64}")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed to beyond its tab; several values of one kind mean any of them."""

    statuses: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    team_id: int | None = None
    assignee: str = ""  # "me", "nobody" or an id
    reason_ids: tuple[int, ...] = ()
    priorities: tuple[int, ...] = ()
    tag_ids: tuple[int, ...] = ()
    field_id: int | None = None
    field_value: str = ""
    due: str = ""
    queue: str = ""  # its code
    waiting_min: int | None = None  # the customer waits at least so long
    days: int | None = None  # opened in the last so many days
    order: str = ""


EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class ViewQuery:
    """A whole view: its tab, its words, and what narrows it."""

    base: str = "mine"
    words: str = ""
    more: Narrowing = EVERYTHING


class NotUnderstoodError(ValueError):
    """Parts of an address that mean nothing; ``args`` are their names."""


def read(params: Mapping[str, str], *, strict: bool = False) -> ViewQuery:
    """The view an address stands for. What is not understood narrows nothing.

    Args:
        params: by name; several values of one name are joined by commas.

    Raises:
        NotUnderstoodError: with ``strict``, where a part is not understood.
    """
    bad: list[str] = []

    def of(name: str, reading: Callable[[str], object], empty: object) -> object:
        text = params.get(name, "").strip()
        if not text:
            return empty
        try:
            return reading(text)
        except ValueError:
            bad.append(name)
            return empty

    base = of("view", _one_of(BASES), "mine")
    words = params.get("q", "").strip()[:WORDS_LENGTH]
    values: dict[str, Any] = {
        "field": of("field", lambda text: _field(text, params.get("value", "")), (None, "")),
        "statuses": of("status", _some_of(TicketStatus.values), ()),
        "channels": of("channel", _some_of(ChannelKind.values), ()),
        "team_id": of("team", _number, None),
        "assignee": of("assignee", _holder, ""),
        "reason_ids": of("reason", _numbers, ()),
        "priorities": of("priority", _urgencies, ()),
        "tag_ids": of("tag", _numbers, ()),
        "due": of("due", _one_of(Due.values), ""),
        "queue": of("queue", _code, ""),
        "waiting_min": of("waiting", lambda text: _up_to(text, LONGEST_WAIT_MIN), None),
        "days": of("days", lambda text: _up_to(text, LONGEST_DAYS), None),
        "order": of("order", _one_of(Order.values), ""),
    }
    if strict and bad:
        raise NotUnderstoodError(*bad)
    field_id, field_value = values.pop("field")
    more = Narrowing(**values, field_id=field_id, field_value=field_value)
    return ViewQuery(str(base), words, more)


def written(view: ViewQuery) -> dict[str, str]:
    """The parameters of the view's address: one way to write each view, empty parts left out."""
    more = view.more
    values: dict[str, object] = {
        "view": view.base,
        "q": view.words,
        "status": ",".join(more.statuses),
        "channel": ",".join(more.channels),
        "team": more.team_id,
        "assignee": more.assignee,
        "reason": _joined(more.reason_ids),
        "priority": _joined(more.priorities),
        "tag": _joined(more.tag_ids),
        "field": "" if more.field_id is None else f"{more.field_id}:{more.field_value}",
        "due": more.due,
        "queue": more.queue,
        "waiting": more.waiting_min,
        "days": more.days,
        "order": more.order,
    }
    return {name: str(value) for name, value in values.items() if value not in ("", None)}


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _one_of(known: Iterable[str]) -> Callable[[str], str]:
    def reading(text: str) -> str:
        if text not in set(known):
            raise ValueError(text)
        return text

    return reading


def _parts(text: str) -> list[str]:
    """The values between commas, each once, in the order of the language."""
    parts = {part.strip() for part in text.split(",")} - {""}
    if not parts or len(parts) > MOST_OF_ONE:
        raise ValueError(text)
    return sorted(parts)


def _some_of(known: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    order = list(known)

    def reading(text: str) -> tuple[str, ...]:
        parts = _parts(text)
        if not set(parts) <= set(order):
            raise ValueError(text)
        return tuple(one for one in order if one in parts)

    return reading


def _number(text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({_number(part) for part in _parts(text)}))


def _urgencies(text: str) -> tuple[int, ...]:
    numbers = _numbers(text)
    if not set(numbers) <= set(Priority.values):
        raise ValueError(text)
    return numbers


def _up_to(text: str, most: int) -> int:
    number = _number(text)
    if not 1 <= number <= most:
        raise ValueError(text)
    return number


def _holder(text: str) -> str:
    return text if text in {ME, NOBODY} else str(_number(text))


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError(text)
    return text


def _field(text: str, apart: str) -> tuple[int, str]:
    """``12:value``, or the two apart as a form sends them."""
    number, colon, value = text.partition(":")
    value = (value if colon else apart).strip()
    if not value:
        raise ValueError(text)
    return _number(number), value[:WORDS_LENGTH]
