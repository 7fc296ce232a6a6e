"""A database full of tickets, for benches: rows only, as many as asked for, in seconds."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

NOON = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@contextmanager
def product(database: str | None = None) -> Iterator[Path]:
    """Set Django up on a fresh database and home folder of its own."""
    with tempfile.TemporaryDirectory(prefix="gijun-bench-") as home:
        os.environ["GIJUN_HOME"] = home
        os.environ["GIJUN_LOG_LEVEL"] = "ERROR"
        os.environ["GIJUN_DATABASE"] = database or f"sqlite:///{home}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "gijun.settings"
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        yield Path(home)


def tickets(count: int, *, messages_on_first: int = 30, messages_each: int = 1) -> dict[str, Any]:
    """One centre of eight teams and ``count`` tickets, a tenth of them active; the first has many messages."""
    from gijun.desk.models import Contact, Customer, Handle, Message, Ticket
    from tests import make

    random = Random(1)
    centre = make.centre()
    teams = [make.team(centre, f"{n}팀") for n in range(8)]
    agent = make.person("bench", teams[0], "agent")
    door = make.account(centre)
    customers = Customer.objects.bulk_create(
        [Customer(name=f"고객{n}", first_seen_at=NOON) for n in range(max(count // 3, 1))], batch_size=2_000
    )
    handles = Handle.objects.bulk_create(
        [Handle(customer=c, kind="email", external_id=f"{c.pk}@example.com") for c in customers],
        batch_size=2_000,
    )
    statuses = ["new", "open", "waiting_customer"] + ["resolved", "closed"] * 14
    rows = []
    for n in range(count):
        status = random.choice(statuses)
        opened = NOON - timedelta(minutes=random.randrange(120_000))
        ended = status in {"resolved", "closed"}
        rows.append(
            Ticket(
                number=f"2026-{n + 10_000}", subject=f"환불 문의 {n}", status=status, channel="email",
                customer=customers[n % len(customers)], team=centre if status == "new" else teams[n % 8],
                assignee=agent if status == "open" and n % 8 == 0 else None,
                opened_at=opened, last_message_at=opened, waiting_since=None if ended else opened,
            )
        )  # fmt: skip
    rows[0].status, rows[0].team, rows[0].assignee = "open", teams[0], agent
    made = Ticket.objects.bulk_create(rows, batch_size=2_000)
    Contact.objects.bulk_create(
        [Contact(ticket=t, account=door, handle=handles[n % len(handles)], channel="email", opened_at=t.opened_at)
         for n, t in enumerate(made)], batch_size=2_000,
    )  # fmt: skip
    says = [(t, messages_each) for t in made[1:]] + [(made[0], messages_on_first)]
    Message.objects.bulk_create(
        (Message(ticket=t, account=door, direction="in", author="customer", handle=handles[0],
                 body_full="환불은 언제 되나요? " * 10, body_new="환불은 언제 되나요? " * 10, made_at=t.opened_at)
         for t, times in says for _ in range(times)), batch_size=2_000,
    )  # fmt: skip
    return {
        "agent": agent,
        "lead": make.person("benchlead", centre, "operations_manager"),
        "ticket": made[0],
        "door": door,
    }
