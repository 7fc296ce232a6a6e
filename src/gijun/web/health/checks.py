"""Everything there is to look at, in the order it is told."""

from gijun.web.health import channels, database, machine
from gijun.web.health.findings import Check

CHECKS = (
    Check("database", database.answers),
    Check("migrations", database.is_current, needs="database"),
    Check("log", database.guards_the_log, needs="database"),
    Check("clock", database.agrees_on_the_time, needs="database"),
    Check("readers", database.is_read, needs="database"),
    Check("tasks", machine.tasks_flow, needs="database"),
    Check("mail", channels.mail_flows, needs="database"),
    Check("figures", channels.figures_are_fresh),
    Check("worker", machine.worker_lives),
    Check("disk", machine.disk_has_room),
    Check("secrets", machine.secrets_are_kept),
    Check("pages", machine.pages_files_are_there),
)
