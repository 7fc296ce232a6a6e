"""Fields: values read from what is typed, rules that ask for them, and what lacks."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gijun.desk.terms.sorting import (
    CODED,
    MOST_RULES,
    NO,
    TEXT_LENGTH,
    WITH_CHOICES,
    YES,
    FieldFault,
    FieldKind,
    Source,
)

CODE = re.compile(r"[A-Za-z0-9_.\-]{1,40}")
KEY = re.compile(r"[\w.\-]{1,64}")


class FieldError(Exception):
    """A value or a rule that cannot be kept, and why."""

    def __init__(self, fault: FieldFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Rule:
    """When a field is asked for and what fills it. Empty ``reasons`` or ``channels``: all of them."""

    field_id: int
    required: bool = True
    reasons: tuple[int, ...] = ()  # with everything below them
    channels: tuple[str, ...] = ()
    source: str = Source.NOBODY
    key: str = ""  # of the question, where an answer of the judging fills it

    def data(self) -> dict[str, Any]:
        """What is kept."""
        return {
            "field": self.field_id,
            "required": self.required,
            "reasons": list(self.reasons),
            "channels": list(self.channels),
            "source": str(self.source),
            "key": self.key,
        }


def read_rules(content: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The rules from what is kept."""
    return tuple(
        Rule(
            field_id=int(one["field"]),
            required=bool(one["required"]),
            reasons=tuple(int(pk) for pk in one["reasons"]),
            channels=tuple(str(channel) for channel in one["channels"]),
            source=str(one["source"]),
            key=str(one["key"]),
        )
        for one in content
    )


def check_rules(
    rules: Sequence[Rule], *, fields: Collection[int], reasons: Collection[int], channels: Collection[str]
) -> None:
    """Refuse rules about what does not exist, two for one field, and such as do nothing.

    Raises:
        FieldError: what has to be put right.
    """
    if len(rules) > MOST_RULES:
        raise FieldError(FieldFault.TOO_MANY)
    if len({rule.field_id for rule in rules}) < len(rules):
        raise FieldError(FieldFault.TWICE)
    for rule in rules:
        _check(rule, fields, reasons, channels)


def _check(rule: Rule, fields: Collection[int], reasons: Collection[int], channels: Collection[str]) -> None:
    if rule.field_id not in fields:
        raise FieldError(FieldFault.UNKNOWN_FIELD)
    if any(pk not in reasons for pk in rule.reasons):
        raise FieldError(FieldFault.UNKNOWN_REASON)
    if any(channel not in channels for channel in rule.channels):
        raise FieldError(FieldFault.UNKNOWN_CHANNEL)
    if rule.source == Source.JUDGING and not KEY.fullmatch(rule.key):
        raise FieldError(FieldFault.NO_KEY)
    if not rule.required and rule.source == Source.NOBODY:
        raise FieldError(FieldFault.NOTHING)


def asked_for(rules: Iterable[Rule], *, way: Collection[int], channel: str) -> list[Rule]:
    """Rules that hold for a ticket. ``way``: its reason and those above it; empty: none chosen."""
    return [
        rule
        for rule in rules
        if (not rule.reasons or any(pk in way for pk in rule.reasons))
        and (not rule.channels or channel in rule.channels)
    ]


def lacking(rules: Iterable[Rule], filled: Collection[int]) -> list[int]:
    """Required fields without a value, in the order of the rules."""
    return [rule.field_id for rule in rules if rule.required and rule.field_id not in filled]


def read_value(kind: str, choices: Iterable[str], typed: str) -> str:
    """A value as it is kept, from what was typed; empty where nothing was.

    Raises:
        FieldError: it is no value of this kind.
    """
    text = " ".join(typed.split()) if kind != FieldKind.TEXT else typed.strip()
    if not text:
        return ""
    if len(text) > TEXT_LENGTH:
        raise FieldError(FieldFault.TOO_LONG)
    match kind:
        case FieldKind.NUMBER:
            return _number(text)
        case FieldKind.DATE:
            return _day(text)
        case FieldKind.YES_NO:
            return _one_of(text, (YES, NO))
        case _ if kind in WITH_CHOICES:
            return _one_of(text, choices)
        case _:
            return text


def _number(text: str) -> str:
    try:
        number = Decimal(text.replace(",", "").removesuffix("원").strip())
    except InvalidOperation as error:
        raise FieldError(FieldFault.NOT_A_NUMBER) from error
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise FieldError(FieldFault.NOT_A_NUMBER)
    return format(number.normalize(), "f") if number else "0"


def _day(text: str) -> str:
    parts = re.fullmatch(r"(\d{4})[-./년 ]+(\d{1,2})[-./월 ]+(\d{1,2})[.일]?", text)
    try:
        return date(*map(int, parts.groups())).isoformat() if parts else _not_a_day()
    except ValueError as error:
        raise FieldError(FieldFault.NOT_A_DATE) from error


def _not_a_day() -> str:
    raise FieldError(FieldFault.NOT_A_DATE)


def _one_of(text: str, codes: Iterable[str]) -> str:
    if text not in set(codes):
        raise FieldError(FieldFault.NOT_A_CHOICE)
    return text


def told_code(kind: str, value: str, *, personal: bool) -> str:
    """What a fact may carry of a value: its code, and of words, numbers and personal things nothing."""
    return value if kind in CODED and not personal else ""


def is_code(code: str) -> bool:
    """May this stand for a field or a choice in facts?"""
    return CODE.fullmatch(code) is not None
