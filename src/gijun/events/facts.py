"""What a fact is: a frozen dataclass of ids, numbers and codes with a name and a version."""

import re
from dataclasses import fields
from math import isfinite
from typing import Any, ClassVar, Protocol, TypeVar

COLUMNS = ("ticket_id", "contact_id", "agent_id", "team_id", "channel")
CODE = re.compile(r"[A-Za-z0-9_.:/+\-]{0,64}")


class Fact(Protocol):
    """A frozen dataclass; fields called like a column of the log are kept there, the rest in ``data``."""

    name: ClassVar[str]
    version: ClassVar[int]
    __dataclass_fields__: ClassVar[dict[str, Any]]


FactType = TypeVar("FactType", bound=type[Fact])


class NotAFactError(ValueError):
    """A fact that would put words into the log, where only ids, numbers and codes may stand."""


KNOWN: dict[str, type[Fact]] = {}


def fact(kind: FactType) -> FactType:
    """Class decorator: make the fact known by its name, so that the log can give it back."""
    package, _, what = kind.name.partition(".")
    if not (package and what) or KNOWN.get(kind.name, kind).__qualname__ != kind.__qualname__:
        raise NotAFactError(f"{kind.name!r} is not package.thing_happened, or is taken.")
    KNOWN[kind.name] = kind
    return kind


def _is_plain(value: object) -> bool:
    """Nothing, a finite number, a flag, or a short code."""
    match value:
        case str():
            return CODE.fullmatch(value) is not None
        case float():
            return isfinite(value)
        case _:
            return value is None or isinstance(value, int)


def taken_apart(one: Fact) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fact's columns and the rest of its fields.

    Raises:
        NotAFactError: a field holds anything but a number, a flag, nothing, or a short code.
    """
    columns: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if not _is_plain(value):
            raise NotAFactError(
                f"{one.name}.{field.name} holds {type(value).__name__}: ids, numbers and codes only."
            )
        (columns if field.name in COLUMNS else data)[field.name] = value
    return columns, data
