"""A year of a large centre: ``python -m bench.measures_scale [--events 100000000] [--copied 300000] [--cpu]``.

A made-up year is written straight into the lake's files, folded, and asked, beside what has to hold. Then as many
facts as asked for lie in a database (``GIJUN_DATABASE``, or SQLite), are copied by a refresh, and the questions are
asked of the database itself and of numpy too.
"""

import argparse
import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import filling

FIRST = date(2025, 11, 1)
DAYS = 365
TEAMS, REASONS = 20, 60
CHANNELS = np.array(["call", "chat", "email", "form", "kakao"])
LIFE = (  # of each contact: name, whose, chance
    ("desk.ticket_opened", False, 1.0),
    ("desk.contact_opened", False, 1.0),
    ("desk.message_received", False, 1.0),
    ("desk.clock_started", False, 1.0),
    ("desk.ticket_assigned", True, 1.0),
    ("desk.work_started", True, 1.0),
    ("desk.standard_used", True, 0.6),
    ("desk.reply_written", True, 0.95),
    ("desk.clock_kept", True, 0.9),
    ("desk.work_ended", True, 0.95),
    ("desk.reason_chosen", True, 0.8),
    ("desk.ticket_solved", True, 0.92),
)
A_CONTACT = sum(chance for *_, chance in LIFE)
STATES = 30  # changes of state of an agent a day
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
Line = tuple[str, str, str]


class Year:
    """The made-up log, a day at a time, in the lake's columns."""

    def __init__(self, events: int) -> None:
        self.random = np.random.default_rng(7)
        self.agents = max(TEAMS, events // 250_000)
        self.a_day = max(1, int((events / DAYS - self.agents * STATES) / A_CONTACT))
        self.customers = max(1, self.a_day * DAYS // 3)
        self.contacts, self.position = 0, 0

    def day(self, number: int) -> pa.Table:
        n, chance = self.a_day, self.random
        day = FIRST + timedelta(days=number)
        start = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000) - 9 * HOUR_MS
        contact = np.arange(self.contacts + 1, self.contacts + n + 1)
        self.contacts += n
        at = start + np.clip(chance.normal(14 * HOUR_MS, 3 * HOUR_MS, n), 0, DAY_MS - 3 * HOUR_MS).astype(
            "int64"
        )
        one = {
            "contact": contact, "customer": chance.integers(1, self.customers, n), "agent": chance.integers(1, self.agents, n),
            "team": chance.integers(1, TEAMS + 1, n), "channel": CHANNELS[chance.integers(0, 5, n)],
            "reason": chance.integers(1, REASONS, n),
        }  # fmt: skip
        rows = []
        for name, is_agents, share in LIFE:
            kept = chance.random(n) < share
            rows.append(
                self._rows(name, {key: values[kept] for key, values in one.items()}, at[kept], is_agents)
            )
            at = at + chance.exponential(120_000, n).astype("int64")
        table = pa.concat_tables([*rows, self._states(start)])
        table = table.append_column("day", pa.array([day] * table.num_rows, pa.date32()))
        slot = (table["happened_ms"].to_numpy() - start) // (HOUR_MS // 2)
        table = table.append_column("slot", pa.array(np.clip(slot, 0, 47).astype("int16")))
        table = table.sort_by("happened_ms")
        places = pa.array(np.arange(self.position + 1, self.position + 1 + table.num_rows))
        self.position += table.num_rows
        return table.append_column("position", places)

    def _rows(self, name: str, one: dict[str, Any], at: Any, is_agents: bool) -> pa.Table:
        size = len(at)
        customer = pa.array(one["customer"]) if name.endswith("_opened") else pa.nulls(size, pa.int64())
        has_reason = name in {"desk.reason_chosen", "desk.ticket_solved"}
        worked = self.random.exponential(300_000, size).astype("int64") if name == "desk.work_ended" else None
        messages = {"desk.reply_written", "desk.standard_used", "desk.message_received"}
        return pa.table({
            "name": pa.array([name] * size).dictionary_encode().cast(pa.string()),
            "happened_ms": pa.array(at),
            "ticket_id": pa.array(one["contact"]), "contact_id": pa.array(one["contact"]),
            "agent_id": pa.array(one["agent"]) if is_agents else pa.nulls(size, pa.int64()),
            "team_id": pa.array(one["team"]), "channel": pa.array(one["channel"]),
            "customer_id": customer,
            "reason_id": pa.array(one["reason"]) if has_reason else pa.nulls(size, pa.int64()),
            "message_id": pa.array(one["contact"]) if name in messages else pa.nulls(size, pa.int64()),
            "worked_ms": pa.array(worked) if worked is not None else pa.nulls(size, pa.int64()),
            "data": pa.array(["{}"] * size, pa.string()),
        })  # fmt: skip

    def _states(self, start: int) -> pa.Table:
        agents = np.repeat(np.arange(1, self.agents + 1), STATES)
        times = start + 9 * HOUR_MS + np.tile(np.arange(STATES) * 18 * 60_000, self.agents)
        since = np.where(times == start + 9 * HOUR_MS, -1, times - 18 * 60_000)
        told = [
            f'{{"state": "ready", "reason": "", "from_state": "in_contact", "from_reason": "", "since_ms": {ms}}}'
            if ms > 0
            else '{"state": "ready", "reason": "", "from_state": "", "from_reason": "", "since_ms": null}'
            for ms in since.tolist()
        ]
        size = len(agents)
        nothing = pa.nulls(size, pa.int64())
        return pa.table({
            "name": pa.array(["organisation.state_entered"] * size), "happened_ms": pa.array(times),
            "ticket_id": nothing, "contact_id": nothing, "agent_id": pa.array(agents),
            "team_id": pa.array(agents % TEAMS + 1), "channel": pa.array([""] * size), "customer_id": nothing,
            "reason_id": nothing, "message_id": nothing, "worked_ms": nothing, "data": pa.array(told),
        })  # fmt: skip


def timed(function: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Seconds (the median) and what came out; ``--cpu``: of this process alone, where others use the machine."""
    took = []
    for _ in range(times):
        began = Clock.read()
        result = function()
        took.append(Clock.read() - began)
    return median(took), result


class Clock:
    """What seconds are counted by."""

    read = staticmethod(perf_counter)


def peak_gib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def generated(root: Path, events: int) -> Any:
    """Write the year as the lake's parts; returns the manifest that names them."""
    from gijun.measures.lake import shape
    from gijun.measures.lake.manifest import Manifest, Part

    columns = [(name, kind) for name, kind in zip(shape.LOG.names, shape.LOG.types, strict=True)]
    kinds = {"BIGINT": pa.int64(), "DOUBLE": pa.float64(), "VARCHAR": pa.string(), "BOOLEAN": pa.bool_()}
    columns += [(name, kinds[kind]) for name, kind in shape.TOLD.items()]
    year, parts = Year(events), []
    for number in range(DAYS):
        table = year.day(number)
        count, positions = table.num_rows, table["position"]
        first, last = positions[0].as_py(), positions[-1].as_py()
        given = {
            "version": pa.array(np.ones(count, "int16")),
            "recorded_ms": table["happened_ms"],
            "actor_id": table["agent_id"],
        }
        arrays = [
            table[name].cast(kind) if name in table.column_names else given.get(name, pa.nulls(count, kind))
            for name, kind in columns
        ]
        day = FIRST + timedelta(days=number)
        path = f"events/0001/day={day}/whole-{first}-{last}.parquet"
        (root / path).parent.mkdir(parents=True)
        pq.write_table(
            pa.table(arrays, schema=pa.schema(columns)),
            root / path,
            compression="zstd",
            row_group_size=100_000,
        )
        parts.append(Part(path, day, first, last, count, (root / path).stat().st_size))
    end = datetime.combine(FIRST + timedelta(days=DAYS), datetime.min.time(), UTC)
    return Manifest(
        position=year.position,
        as_of_ms=int(end.timestamp() * 1000),
        parts=tuple(parts),
        tidied=str(end.date()),
    )


def folded(root: Path, begun: Any, published: Any = None) -> Any:
    from contextlib import closing

    from gijun.measures.lake import duck, folding, manifest
    from gijun.measures.lake.rules import DayRules

    with closing(duck.connect(root)) as connection:
        done = folding.fold(connection, root, begun, published, DayRules.now())
    manifest.write(root, done, manifest.PUBLISHED)
    return done


TILES = """
    SELECT sum(offered), sum(answered), sum(solved), sum(one_stop), sum(worked_ms), sum(first_response_ms)
    FROM cube_days WHERE day > DATE '{last}' - 30 AND team_id <= 10
"""
YEAR = """
    SELECT day, channel, team_id, sum(offered), sum(answered), sum(solved), sum(worked_ms)
    FROM cube_days GROUP BY day, channel, team_id
"""
FROM_CUBE = YEAR.replace("cube_days", "cube")
FROM_CONTACTS = """
    SELECT day, channel, team_id, count(*), count(first_reply_ms), count(solved_ms), sum(worked_ms)::BIGINT
    FROM contacts WHERE NOT voided GROUP BY day, channel, team_id
"""


def asked(sql: str) -> list[tuple[Any, ...]]:
    from gijun.measures import lake

    with lake.opened() as opened:
        return opened.duck.execute(sql).fetchall()


def in_numpy(root: Path, done: Any) -> int:
    """The year by day, channel and team from the folded contacts, with pyarrow alone; returns the groups."""
    columns = ["day", "channel", "team_id", "first_reply_ms", "solved_ms", "worked_ms"]
    tables = [
        pq.read_table(root / path, columns=columns, use_threads=False)
        for path in done.facts["contacts"].values()
    ]
    sums = [("day", "count"), ("first_reply_ms", "count"), ("solved_ms", "count"), ("worked_ms", "sum")]
    return (
        pa.concat_tables(tables, promote_options="permissive")
        .group_by(["day", "channel", "team_id"], use_threads=False)
        .aggregate(sums)
        .num_rows
    )


def one_day_folded(root: Path, done: Any) -> int:
    """Fold the contacts of one day's facts from nothing."""
    from contextlib import closing

    from gijun.measures.lake import buckets, duck, reader

    day = done.parts[len(done.parts) // 2]
    with closing(duck.connect(root)) as connection:
        reader.show_events(connection, root, replace(done, parts=(day,)), name="present")
        connection.execute("CREATE TEMP VIEW rare AS SELECT * FROM present LIMIT 0")
        buckets.fold(connection, root, replace(done, parts=(day,)), ["contacts"])
        return int(connection.execute("SELECT count(*) FROM contacts_folded").fetchall()[0][0])


def of_the_year(root: Path, events: int) -> Iterator[Line]:
    made_s, begun = timed(lambda: generated(root, events))
    size = sum(part.size for part in begun.parts)
    yield (
        f"a year of {begun.position:,} facts",
        f"{made_s:.0f} s",
        f"{size / 2**30:.2f} GiB, {size / begun.position:.0f} bytes a fact",
    )
    fold_s, done = timed(lambda: folded(root, begun))
    yield "everything folded anew", f"{fold_s:.0f} s", f"{begun.position / fold_s:,.0f} facts/s"
    last = FIRST + timedelta(days=DAYS - 1)
    asked("SELECT 1")
    for what, sql, bar in (
        ("30-day tiles", TILES.format(last=last), "bar 20 ms"),
        ("a year by day × channel × team", YEAR, "bar 200 ms"),
        ("the same from the cube with slots and reasons", FROM_CUBE, "-"),
        ("the same from contacts", FROM_CONTACTS, "-"),
    ):
        took_s, rows = timed(lambda sql=sql: asked(sql), 5)
        yield what, f"{took_s * 1000:.1f} ms, {len(rows):,} rows", bar
    assert sorted(asked(YEAR)) == sorted(asked(FROM_CONTACTS))
    numpy_s, groups = timed(lambda: in_numpy(root, done))
    yield "the same in pyarrow", f"{numpy_s * 1000:.0f} ms, {groups:,} rows", "-"
    day_s, count = timed(lambda: one_day_folded(root, done), 3)
    yield f"one day folded from nothing, {count:,} contacts", f"{day_s:.2f} s", "bar 0.6 s"
    few = replace(done, position=done.position - 1_000)
    again_s, _ = timed(lambda: folded(root, replace(done, as_of_ms=done.as_of_ms + 1), few))
    yield "1,000 new facts folded into the year", f"{again_s:.2f} s", "-"
    yield "memory at its highest", f"{peak_gib():.2f} GiB", "bar 2.5 GiB"


def fill_database(count: int) -> int:
    """Copy facts of the year into the database's log; returns how many."""
    from gijun.events.models import Event

    columns = "name, happened_ms, day, slot, ticket_id, contact_id, agent_id, team_id, channel, customer_id, reason_id, message_id, worked_ms"
    rows = asked(f"SELECT {columns} FROM events ORDER BY position LIMIT {count}")
    fields = ("customer_id", "reason_id", "message_id", "worked_ms")
    for begin in range(0, len(rows), 5_000):
        Event.objects.bulk_create(
            Event(
                name=row[0], version=1, happened_at_ms=row[1], recorded_at_ms=row[1], business_day=row[2], slot=row[3],
                ticket_id=row[4], contact_id=row[5], agent_id=row[6], actor_id=row[6], team_id=row[7], channel=row[8],
                data={key: value for key, value in zip(fields, row[9:], strict=True) if value is not None},
            )
            for row in rows[begin : begin + 5_000]
        )  # fmt: skip
    return len(rows)


IN_THE_DATABASE = """
    SELECT opened.business_day, opened.channel, opened.team_id, count(*), count(answered.at_ms)
    FROM events_event AS opened
    LEFT JOIN (
        SELECT contact_id, min(happened_at_ms) AS at_ms FROM events_event
        WHERE name = 'desk.reply_written' GROUP BY contact_id
    ) AS answered ON answered.contact_id = opened.contact_id
    WHERE opened.name = 'desk.contact_opened'
    GROUP BY opened.business_day, opened.channel, opened.team_id
"""


def of_the_database(home: Path, count: int) -> Iterator[Line]:
    from django.conf import settings
    from django.db import connection

    from gijun.measures import lake
    from gijun.measures.lake import source

    count = fill_database(count)
    settings.LAKE = home / "copied"

    def now() -> datetime:
        return datetime.combine(FIRST + timedelta(days=DAYS + 1), datetime.min.time(), UTC)

    def read() -> None:
        position = 0
        while (told := source.chunk_after(position, most=100_000)).num_rows:
            position = told["position"][-1].as_py()

    read_s, _ = timed(read)
    copied_at: list[float] = []
    began = Clock.read()
    lake.refresh(now, tell=lambda _progress: copied_at.append(Clock.read() - began))
    whole_s = Clock.read() - began
    vendor = connection.vendor
    yield f"{vendor}: {count:,} facts read", f"{count / read_s:,.0f} a second", "-"
    yield f"{vendor}: copied into the lake", f"{count / copied_at[-1]:,.0f} a second", "bar 100,000 a second"
    yield f"{vendor}: copied, folded and published", f"{count / whole_s:,.0f} a second", "-"

    def in_database() -> int:
        with connection.cursor() as cursor:
            cursor.execute(IN_THE_DATABASE)
            return len(cursor.fetchall())

    database_s, groups = timed(in_database, 3)
    cube_s, rows = timed(lambda: asked(YEAR), 3)
    assert groups == len(rows)
    yield (
        f"{vendor}: offered and answered by day × channel × team",
        f"{database_s * 1000:.0f} ms",
        f"the cube {cube_s * 1000:.1f} ms: {database_s / cube_s:,.0f} times as fast",
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=100_000_000)
    arguments.add_argument("--copied", type=int, default=300_000)
    arguments.add_argument("--cpu", action="store_true", help="count this process's seconds, not the wall's")
    asked_for = arguments.parse_args()
    if asked_for.cpu:
        Clock.read = staticmethod(process_time)
    with filling.product(os.environ.get("GIJUN_DATABASE")) as home:
        from django.conf import settings

        root = settings.LAKE = home / "lake"
        root.mkdir()
        for what, figure, beside in of_the_year(root, asked_for.events):
            sys.stdout.write(f"{what:<64} {figure:<32} {beside}\n")
            sys.stdout.flush()
        for what, figure, beside in of_the_database(home, asked_for.copied):
            sys.stdout.write(f"{what:<64} {figure:<32} {beside}\n")
            sys.stdout.flush()
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
