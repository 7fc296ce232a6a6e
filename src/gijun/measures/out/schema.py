"""The schema ``report`` of PostgreSQL, for Tableau, Power BI, Metabase and the like.

Views of the product's own rows, and tables filled from the lake. Each refresh of those is one transaction, so
who reads sees all of one state or all of the next; only days that changed are written again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event as Stop
from time import monotonic
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db import close_old_connections, connection, transaction
from psycopg import sql
from pyarrow import csv

from gijun.measures import compute, lake
from gijun.measures.compute import Question
from gijun.measures.errors import MeasuresError
from gijun.measures.lake import Lake, Manifest, manifest
from gijun.measures.lake.reader import sql_of
from gijun.measures.out import tables
from gijun.measures.out.questions import everything

SHAPE = 1  # of the tables; another number makes them anew
LONGEST = timedelta(days=366)  # of daily figures
UNSETTLED = timedelta(
    days=35
)  # figures of so many days are counted again each time: their time may not be over
ONE_PUBLISHER = 0x47494A55  # of PostgreSQL's locks, for the time of a transaction
LOT = 7  # days copied at a time
LOOK_S, SHARE = 30.0, 5.0
VIEWS = ("tickets", "teams", "reasons")
FOLDED_FROM = {"contacts": "contacts", "agent_state_days": "spans", "cube": "cube", "open_spells": "spells"}
KINDS = {
    pa.int64(): "bigint",
    pa.int32(): "integer",
    pa.int16(): "smallint",
    pa.date32(): "date",
    pa.string(): "text",
    pa.bool_(): "boolean",
}
STATE = """
    CREATE TABLE report.state (
        shape integer, generation integer, up_to_record bigint, as_of timestamptz, whole_on date
    );
    CREATE TABLE report.copied_files (fact text, day text, path text, PRIMARY KEY (fact, day))
"""


class ReportSchemaError(MeasuresError):
    """The schema cannot be made; the message is meant for whoever runs the product."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a refresh of the schema wrote."""

    position: int
    days: int  # of daily figures


def publish(*, anew: bool = False) -> Published | None:
    """Make the schema where it is missing, and bring it up to what the lake holds.

    Args:
        anew: write everything again.

    Returns:
        What was written; none when another process is at it.

    Raises:
        ReportSchemaError: the database is no PostgreSQL, or the role that is to read does not exist.
        NoLakeError: nothing has been counted yet.
    """
    if connection.vendor != "postgresql":
        raise ReportSchemaError(
            "The schema `report` needs PostgreSQL; this installation keeps its rows in SQLite. "
            "`gijun measures export` writes the same tables as Parquet files."
        )
    with lake.opened() as opened, transaction.atomic():
        if not _rows("SELECT pg_try_advisory_xact_lock(%s)", [ONE_PUBLISHER])[0][0]:
            return None
        return _Publishing(opened, anew).run()


@dataclass(slots=True)
class _Publishing:
    lake: Lake
    anew: bool

    def run(self) -> Published:
        is_new = self._make()
        before = self._before()
        changed = {name: self._changed(source) for name, source in FOLDED_FROM.items()}
        changed["agent_state_days"] |= self._days_lasting()
        days = self._days_of_figures(changed, before)
        asked = everything(days or [date.min], self.lake.manifest.as_of_ms)
        compute.prepare(self.lake, asked)
        if is_new:
            self._make_tables(asked)
        for name in tables.FACTS:
            self._replace(name, sorted(changed[name]))
        self._figures(asked, days)
        self._remember()
        _show_views()
        _grant()
        return Published(self.lake.manifest.position, len(days))

    # What there is

    def _make(self) -> bool:
        """Begin the schema anew where it has to be."""
        told = _rows("SELECT shape FROM report.state") if has_schema() else []
        if told == [(SHAPE,)] and not self.anew:
            return False
        _do("DROP SCHEMA IF EXISTS report CASCADE; CREATE SCHEMA report;" + STATE)
        return True

    def _make_tables(self, asked: Question) -> None:
        for name in tables.FACTS:
            _make_table(name, tables.facts(self.lake, name, tables.within(asked, date.min, date.min)).schema)
        _make_table("daily_figures", tables.FIGURES)
        _make_table("measures", tables.measures().schema)
        for name in (*tables.FACTS, "daily_figures"):
            _do(f"CREATE INDEX ON report.{name} (day)")

    def _before(self) -> tuple[int, int, date | None]:
        """(generation, position, the day on which every figure was counted last)."""
        rows = _rows("SELECT generation, up_to_record, whole_on FROM report.state")
        return rows[0] if rows else (0, 0, None)

    def _changed(self, fact: str) -> set[date]:
        """Days whose files are others than those copied."""
        known = dict(_rows("SELECT day, path FROM report.copied_files WHERE fact = %s", [fact]))
        now = self.lake.manifest.facts.get(fact, {})
        days = {day for day in known.keys() | now.keys() if day and known.get(day) != now.get(day)}
        return {date.fromisoformat(day) for day in days}

    def _days_lasting(self) -> set[date]:
        """Days that a state which still lasts reaches into."""
        lasts = "SELECT min(from_ms) FROM lasting WHERE kind <> 'offline'"
        asked = f"SELECT DISTINCT day FROM segments WHERE to_ms > ({lasts})"  # noqa: S608 -- ours
        return {row[0] for row in self.lake.duck.execute(asked).fetchall()}

    def _days_of_figures(
        self, changed: dict[str, set[date]], before: tuple[int, int, date | None]
    ) -> list[date]:
        today = datetime.fromtimestamp(self.lake.manifest.as_of_ms / 1000, UTC).date()
        ((first,),) = self.lake.duck.execute("SELECT min(day) FROM events").fetchall()
        if first is None:
            return []
        first, last = max(first, today - LONGEST), today + timedelta(days=1)
        every = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        if before[2] != today:
            return sorted(every)
        told = set().union(*changed.values()) | self._days_of_growth(before[1])
        return sorted(every & (told | {day for day in every if day > today - UNSETTLED}))

    def _days_of_growth(self, position: int) -> set[date]:
        asked = "SELECT day_number FROM rare WHERE name = 'measures.growth_recorded' AND position > $position"
        rows = self.lake.duck.execute(asked, {"position": position}).fetchall()
        return {date(1970, 1, 1) + timedelta(days=number) for (number,) in rows}

    # What is written

    def _replace(self, name: str, days: list[date]) -> None:
        for lot in _lots(days):
            _do(f"DELETE FROM report.{name} WHERE day = ANY(%s)", [lot])  # noqa: S608 -- names of ours
            rows = tables.facts(self.lake, name, everything(lot, self.lake.manifest.as_of_ms))
            _copy(name, rows.filter(pc.is_in(rows["day"], value_set=pa.array(lot, pa.date32()))))

    def _figures(self, asked: Question, days: list[date]) -> None:
        _do("DELETE FROM report.measures")
        _copy("measures", tables.measures())
        if days:
            _do(
                "DELETE FROM report.daily_figures WHERE day = ANY(%s) OR day < %s", [days, days[-1] - LONGEST]
            )
            _copy("daily_figures", tables.figures(self.lake, asked))

    def _remember(self) -> None:
        shown: Manifest = self.lake.manifest
        as_of = datetime.fromtimestamp(shown.as_of_ms / 1000, UTC)
        _do("DELETE FROM report.copied_files; DELETE FROM report.state")
        for fact in FOLDED_FROM.values():
            for day, path in shown.facts.get(fact, {}).items():
                _do("INSERT INTO report.copied_files VALUES (%s, %s, %s)", [fact, day, path])
        state = [SHAPE, shown.generation, shown.position, as_of, as_of.date()]
        _do("INSERT INTO report.state VALUES (%s, %s, %s, %s, %s)", state)


def _lots(days: list[date]) -> Iterator[list[date]]:
    for begin in range(0, len(days), LOT):
        yield days[begin : begin + LOT]


def _make_table(name: str, schema: pa.Schema) -> None:
    columns = ", ".join(f"{field.name} {KINDS[field.type]}" for field in schema)
    _do(f"CREATE TABLE report.{name} ({columns})")


def _copy(name: str, rows: pa.Table) -> None:
    if not rows.num_rows:
        return
    text = BytesIO()
    whole = rows.combine_chunks()  # of an empty chunk something else than nothing would be written
    csv.write_csv(whole, text, csv.WriteOptions(include_header=False))
    columns = ", ".join(rows.column_names)
    into = f"COPY report.{name} ({columns}) FROM STDIN (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write(text.getbuffer())


def _show_views() -> None:
    """Make the views of the product's own rows, unless they are there."""
    if len(_views()) < len(VIEWS):
        hide_views()
        _do(sql_of("out/sql", "views"))


def _views() -> list[Any]:
    return _rows("SELECT viewname FROM pg_views WHERE schemaname = 'report'")


def hide_views(**_told: Any) -> None:
    """Drop the views, so that a migration may change what they look at. The next refresh makes them again."""
    if connection.vendor == "postgresql" and has_schema():
        _do("; ".join(f"DROP VIEW IF EXISTS report.{name}" for name in VIEWS))


def has_schema() -> bool:
    """Was the schema made?"""
    return bool(_rows("SELECT to_regclass('report.state') IS NOT NULL")[0][0])


def _grant() -> None:
    reader = settings.REPORT_READER
    if not reader:
        return
    if not _rows("SELECT 1 FROM pg_roles WHERE rolname = %s", [reader]):
        raise ReportSchemaError(
            f"GIJUN_REPORT_READER: there is no role {reader!r}. Create it, or name another."
        )
    for right in ("USAGE ON SCHEMA report", "SELECT ON ALL TABLES IN SCHEMA report"):
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("GRANT " + right + " TO {}").format(sql.Identifier(reader)))


def _do(statement: str, told: Iterable[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, None if told is None else list(told))


def _rows(query: str, told: Iterable[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, None if told is None else list(told))
        return list(cursor.fetchall())


def keep_published(stop: Stop) -> None:
    """Bring the schema up to each state of the lake until the stop; where nobody made it there is none."""
    seen: Manifest | None = None
    while not stop.is_set():
        close_old_connections()
        began = monotonic()
        if connection.vendor == "postgresql" and has_schema():
            now = manifest.read(Path(settings.LAKE))
            if now is not None and now != seen and publish() is not None:
                seen = now
        stop.wait(max(LOOK_S, SHARE * (monotonic() - began)))
