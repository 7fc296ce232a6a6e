"""When to try again to send."""

from datetime import timedelta

LAST_TRY = 8


def next_try(attempts: int) -> timedelta | None:
    """How long to wait after ``attempts`` failures; none: give up.

    Half a minute, doubling to about an hour: eight tries over roughly two hours.
    """
    return None if attempts >= LAST_TRY else timedelta(seconds=30 * 2 ** (attempts - 1))
