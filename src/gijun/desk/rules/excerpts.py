"""A few words of an answer, without what says whose it was."""

import re

from gijun.desk.rules.masking import mask

LENGTH = 160
HIDDEN = "○○○"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\+82[- ]?|0)\d{1,2}[- .]?\d{3,4}[- .]?\d{4}(?!\d)")


def excerpt(text: str, customer_name: str = "", *, length: int = LENGTH) -> str:
    """The beginning of a text on one line; names, addresses, numbers of the customer are hidden."""
    plain = " ".join(text.split())
    if name := customer_name.strip():
        plain = plain.replace(name, HIDDEN)
    plain = _PHONE.sub(HIDDEN, _MAIL.sub(HIDDEN, mask(plain)))
    return plain if len(plain) <= length else f"{plain[: length - 1]}…"
