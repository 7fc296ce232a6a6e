"""What of a system's answer is shown, once it is sure whom it is about."""

import codecs
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from gijun.integrations.customer_card.rules import paths
from gijun.integrations.customer_card.rules.description import Description
from gijun.integrations.customer_card.terms import LONGEST_VALUE, Trouble, Variable

YES, NO = "✓", "✗"
BETWEEN = ", "
PHONES = (Variable.PHONE, Variable.PHONE_LOCAL)
CHARSETS = {"utf-8": "utf-8-sig", "ascii": "utf-8-sig", "euc_kr": "cp949", "cp949": "cp949"}


class UnusableError(ValueError):
    """An answer that nothing can be shown of."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def understood(content: bytes, charset: str) -> Any:
    """The JSON value of an answer; numbers stay as they were written.

    Raises:
        UnusableError: it is no JSON, or not in its character set.
    """
    try:
        text = content.decode(CHARSETS[codecs.lookup(charset or "utf-8").name])
    except (LookupError, UnicodeDecodeError) as error:
        raise UnusableError(Trouble.CHARSET) from error
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnusableError(Trouble.NOT_JSON) from error


def _no_number(word: str) -> None:
    raise ValueError(word)


def card_of(
    answer: Any, said: Description, *, asked_by: Variable, asked: str
) -> tuple[tuple[str, str], ...] | None:
    """Labels with their values; none: the system knows no such customer.

    What the answer does not hold is left out.

    Raises:
        UnusableError: it does not say whom it is about, or it is about somebody else.
    """
    confirmed = paths.at(answer, paths.parsed(said.confirmed_at))
    if isinstance(confirmed, paths.Missing) and confirmed.empty:
        return None
    if answer in ({}, [], None):
        return None
    if not isinstance(confirmed, str) or not confirmed.strip():
        raise UnusableError(Trouble.UNCONFIRMED)
    if not is_same(asked_by, asked, confirmed):
        raise UnusableError(Trouble.SOMEBODY_ELSE)
    found = ((row.label, shown(paths.at(answer, paths.parsed(row.path)))) for row in said.rows)
    return tuple((label, value) for label, value in found if value)


def is_same(variable: Variable, asked: str, said: str) -> bool:
    """Do two spellings name one address?"""
    if variable in PHONES:
        return _number(asked) == _number(said)
    if variable == Variable.EMAIL:
        return asked.strip().casefold() == said.strip().casefold()
    return asked.strip() == said.strip()


def _number(text: str) -> str:
    digits = re.sub(r"[\s().\-]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(\+|00)?820?(?=\d{8,10}$)", "0", digits)


def local_number(number: str) -> str:
    """A Korean number as it is dialled in Korea; any other as it is."""
    return f"0{number.removeprefix('+82')}" if number.startswith("+82") else number


def shown(value: Any) -> str:
    """A value as a person reads it; empty where there is nothing to read."""
    match value:
        case bool():
            return YES if value else NO
        case str():
            return _clean(value)
        case list():
            return _clean(BETWEEN.join(part for one in value if (part := _plain(one))))
        case _:
            return ""


def _plain(value: Any) -> str:
    return shown(value) if isinstance(value, str | bool) else ""


def _clean(text: str) -> str:
    """Without characters that control, hide or cannot be written down; at most 500 of them."""
    kept = "".join(" " if one.isspace() else one for one in text)
    kept = "".join(one for one in kept if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join(kept.split())[:LONGEST_VALUE]


def filled_values(handles: Mapping[str, str], customer_id: int) -> dict[Variable, str]:
    """What each variable stands for; empty where we know nothing."""
    phone = handles.get("phone") or handles.get("sms") or ""
    return {
        Variable.EMAIL: handles.get("email", ""),
        Variable.PHONE: phone,
        Variable.PHONE_LOCAL: local_number(phone),
        Variable.KAKAO: handles.get("kakao", ""),
        Variable.CHAT: handles.get("chat", ""),
        Variable.API: handles.get("api", ""),
        Variable.ID: str(customer_id),
    }
