"""Is this machine fit: worker, tasks, disk, secrets, the pages' files?"""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gijun.events import log
from gijun.web import heartbeat
from gijun.web.health.findings import Finding, Verdict

MEGABYTE = 1024 * 1024
LITTLE = 2048 * MEGABYTE
HARDLY_ANY = 256 * MEGABYTE
WAITS_TOO_LONG = timedelta(minutes=5)


def worker_lives(at: datetime) -> Iterator[Finding]:
    beat = heartbeat.read()
    now_ms = log.to_ms(at)
    if beat is None or not beat.is_alive(now_ms):
        ago = _("never, or it was stopped") if beat is None else f"{round(beat.age_s(now_ms))} s"
        yield Finding(
            "worker",
            Verdict.FAIL,
            _("The worker gave no sign of life (last: %(ago)s).") % {"ago": ago},
            _("Start it with gijun up, or gijun worker beside your own web server."),
        )
        return
    for name, reason in sorted(beat.waiting.items()):
        yield Finding(
            "worker",
            Verdict.WARN,
            _("The loop %(name)s died of %(reason)s and is tried again.") % {"name": name, "reason": reason},
            _("The worker's messages tell the whole story."),
        )
    died = sum(beat.deaths.values())
    yield Finding(
        "worker",
        Verdict.OK,
        _("The worker lives. Loops: %(loops)s, started again: %(died)s.")
        % {"loops": len(beat.deaths), "died": died},
    )


def tasks_flow(at: datetime) -> Iterator[Finding]:
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__gt=at - timedelta(days=1)
    ).count()
    stuck = DBTaskResult.objects.ready().filter(enqueued_at__lt=at - WAITS_TOO_LONG).count()
    if failed:
        yield Finding(
            "tasks",
            Verdict.WARN,
            _("Tasks that failed within a day: %(count)s.") % {"count": failed},
            _("Their tracebacks stand in the table django_tasks_database_dbtaskresult."),
        )
    if stuck:
        yield Finding(
            "tasks",
            Verdict.WARN,
            _("Tasks that have waited for more than five minutes: %(count)s.") % {"count": stuck},
            _("Is the worker alive? Start a second gijun worker when one is not enough."),
        )
    if not (failed or stuck):
        yield Finding("tasks", Verdict.OK, _("Tasks are done as they come."))


def disk_has_room(_at: datetime) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    says = _("%(free)s MB are free in %(folder)s.") % {"free": free // MEGABYTE, "folder": settings.HOME}
    if free >= LITTLE:
        yield Finding("disk", Verdict.OK, says)
    else:
        verdict = Verdict.FAIL if free < HARDLY_ANY else Verdict.WARN
        yield Finding("disk", verdict, says, _("Make room, or move the home folder to a larger disk."))


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def secrets_are_kept(_at: datetime) -> Iterator[Finding]:
    home = Path(settings.HOME)
    exposed = [path.name for path in sorted(home.glob("*.secret")) if _open_to_others(path)]
    if exposed:
        yield Finding(
            "secrets",
            Verdict.FAIL,
            _("Other accounts of this machine may read %(files)s.") % {"files": ", ".join(exposed)},
            f"chmod 600 {' '.join(str(home / name) for name in exposed)}",
        )
    elif os.name == "posix" and _open_to_others(home):
        yield Finding(
            "secrets",
            Verdict.WARN,
            _("Other accounts of this machine may look into %(folder)s, which holds customers' data.")
            % {"folder": home},
            f"chmod 700 {home}",
        )
    else:
        yield Finding("secrets", Verdict.OK, _("Only this account reads the secrets and the data."))


def pages_files_are_there(_at: datetime) -> Iterator[Finding]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding("pages", Verdict.OK, _("Scripts, styles and fonts are in place."))
    else:
        yield Finding(
            "pages",
            Verdict.FAIL,
            _("Scripts, styles and fonts were never collected."),
            _("Run make up, or gijun collectstatic."),
        )
