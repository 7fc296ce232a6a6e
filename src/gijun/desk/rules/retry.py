"""When to try again to send."""

from datetime import timedelta

LAST_TRY = 8


def next_try(attempts: int) -> timedelta | None:
    """How long to wait after ``attempts`` failures; none: give up.

    Half a minute, doubled each time: eight tries within about an hour. Somebody can then try again by hand.
    """
    return None if attempts >= LAST_TRY else timedelta(seconds=30 * 2 ** (attempts - 1))
