"""Reply tokens: they stand in the address customers answer to and name the ticket, unguessably."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

ID_DIGITS = 12
PROOF_DIGITS = 20  # 80 bits


def token_of(ticket_id: int) -> str:
    """The ticket's token: its id and a proof that we made it, in hexadecimal digits."""
    return f"{ticket_id:0{ID_DIGITS}x}{_proof(ticket_id)}"


def ticket_of(token: str) -> int | None:
    """The ticket a token names; none when we never made it."""
    try:
        ticket_id = int(token[:ID_DIGITS], 16)
    except ValueError:
        return None
    return ticket_id if constant_time_compare(token[ID_DIGITS:], _proof(ticket_id)) else None


def _proof(ticket_id: int) -> str:
    made = salted_hmac("gijun.email.reply", str(ticket_id), secret=settings.DATA_KEY, algorithm="sha256")
    return made.hexdigest()[:PROOF_DIGITS]
