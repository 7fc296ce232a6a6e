"""Is the database there, current, and still guarding the log?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from gijun.events import consume, log
from gijun.events.models import Event, SetAside
from gijun.web import preparing
from gijun.web.health.findings import Finding, Verdict

OFF_WARN = timedelta(seconds=2)
OFF_FAIL = timedelta(seconds=60)
BEHIND = 5_000  # facts a reader may lag behind before somebody should look
GUARDS = {
    "sqlite": {"events_event_no_update", "events_event_no_delete"},
    "postgresql": {"events_event_no_change"},
}
LIST_GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events_event'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'events_event'::regclass"
        " AND tgenabled IN ('O', 'A') AND NOT tgisinternal"
    ),
}


def answers(_at: datetime) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    yield Finding("database", Verdict.OK, f"{connection.display_name} {version}")


def is_current(_at: datetime) -> Iterator[Finding]:
    if missing := preparing.open_migrations():
        yield Finding(
            "migrations",
            Verdict.FAIL,
            _("Missing migrations: %(count)s, from %(first)s on.")
            % {"count": len(missing), "first": missing[0]},
            _("Run gijun migrate, then start web and worker again."),
        )
    else:
        yield Finding("migrations", Verdict.OK, _("The tables are those this version wants."))


def guards_the_log(_at: datetime) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(LIST_GUARDS[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    if missing := GUARDS[connection.vendor] - present:
        yield Finding(
            "log",
            Verdict.FAIL,
            _("The log can be changed: the database lacks %(triggers)s.")
            % {"triggers": ", ".join(sorted(missing))},
            _("Find out who removed them, and compare the log with the last backup before you go on."),
        )
    else:
        yield Finding(
            "log", Verdict.OK, _("The log is append-only, at position %(head)s.") % {"head": log.head()}
        )


def agrees_on_the_time(at: datetime) -> Iterator[Finding]:
    """PostgreSQL has a clock of its own; on both, no fact may have been recorded in the future."""
    off = timedelta(0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            off = abs(cursor.fetchone()[0] - datetime.now(UTC))
    last = Event.objects.order_by("-position").values_list("recorded_at_ms", flat=True).first()
    if last is not None:
        off = max(off, log.from_ms(last) - at)
    if off < OFF_WARN:
        yield Finding("clock", Verdict.OK, _("This machine, the database and the log agree on the time."))
        return
    yield Finding(
        "clock",
        Verdict.FAIL if off >= OFF_FAIL else Verdict.WARN,
        _("This machine's clock is off by %(seconds)s s.") % {"seconds": round(off.total_seconds())},
        _("Let NTP set the clocks; deadlines and measures are wrong until then."),
    )


def is_read(_at: datetime) -> Iterator[Finding]:
    """Readers of the log: measures, search and whoever else makes something of it."""
    head = log.head()
    behind = {one.name: head - consume.position_of(one.name) for one in consume.registered()}
    late = {name: facts for name, facts in behind.items() if facts > BEHIND}
    for name, facts in late.items():
        yield Finding(
            "readers",
            Verdict.WARN,
            _("%(name)s is behind the log by %(count)s facts.") % {"name": name, "count": facts},
            _("Wait while it shrinks; when it grows, look at the worker's messages."),
        )
    if not late:
        yield Finding(
            "readers",
            Verdict.OK,
            _("Readers of the log that are up to date: %(count)s.") % {"count": len(behind)},
        )
    if aside := SetAside.objects.count():
        yield Finding(
            "readers",
            Verdict.WARN,
            _("Facts set aside because a reader could not take them: %(count)s.") % {"count": aside},
            _("Their reasons stand in the table events_setaside; send them to whoever maintains Gijun."),
        )
