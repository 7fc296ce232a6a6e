"""Refreshes killed in the middle, each in a process of its own: ``python -m tests.measures.killed 1 4 9``.

Each number is the file at whose exchange the process dies, before it where the number is odd and after it
otherwise. Before each refresh new facts are written, and what is published is read.
"""

import os
import signal
import sys
from datetime import timedelta

import django

CHUNK = 4  # facts; so that one refresh exchanges many files


def die_at(nth: int) -> None:
    """Let the ``nth`` exchange of a file be the end of this process."""
    exchange, seen = os.replace, [0]

    def replace(source, target) -> None:
        seen[0] += 1
        if seen[0] == nth and nth % 2:
            os.kill(os.getpid(), signal.SIGKILL)
        exchange(source, target)
        if seen[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    os.replace = replace


def read_published() -> None:
    """What readers see is one whole state of the log, whatever happened to the refresher."""
    from gijun.measures import lake
    from gijun.measures.errors import NoLakeError

    try:
        with lake.opened() as opened:
            asked = "SELECT count(*), count(DISTINCT position), max(position) FROM events"
            ((rows, places, last),) = opened.duck.execute(asked).fetchall()
            assert (rows, last) == (places, opened.manifest.position)
    except NoLakeError:
        return


def refresh_and_die(number: int, nth: int) -> None:
    from gijun.measures import lake
    from gijun.measures.lake import refresher
    from gijun.organisation.models import Team
    from tests.measures.told import DAY, Story, after

    refresher.CHUNK = CHUNK
    read_published()
    desk = Story(Team.objects.exclude(parent=None).values_list("pk", flat=True)[0])
    first = 100 + 3 * number
    for contact in range(first, first + 3):
        desk.begin(contact, contact, contact % 5 * DAY, customer=contact % 2)
        desk.reply(contact, contact, contact % 7 * DAY, agent=1, message=contact)
    die_at(nth)
    lake.refresh(lambda: after(30 * DAY) + timedelta(hours=number))


def main() -> None:
    django.setup()
    from django.db import connections

    for number, nth in enumerate(map(int, sys.argv[1:])):
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                refresh_and_die(number, nth)
            except BaseException:  # noqa: BLE001 -- a fork must never return
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        sys.stdout.write("killed " if killed else f"ended:{status} ")


if __name__ == "__main__":
    main()
