"""Fold facts from the log: everything, or only what new facts touch. Both give the same files' rows.

A fact that grows with the centre lies in a file for each business day, and only the files of days in which a
row changed are written again. What depends on what:

- contacts, spells and solutions on the facts of their ticket and of tickets it was merged with;
- a contact's customer and next contact on the contacts of the same customer, through merges of customers;
- the cube on the contacts of its day, and on the operating modes of the centre;
- segments (``spans`` that are over, ``lasting`` ones that are not) on the facts of entering a state.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from gijun.measures.lake import buckets, duck, parts, reader, shape
from gijun.measures.lake.manifest import Manifest, Part
from gijun.measures.lake.reader import show_files, sql_of
from gijun.measures.lake.rules import DayRules

BY_TICKET = ("spells", "solutions")
DAY_OF = {"contacts": "day", "spells": "from_day", "solutions": "day", "spans": "day", "cube": "day"}
WIDEST_SHIFT = timedelta(days=2)  # between a business day and the UTC day of what is booked under it


def fold(
    connection: duckdb.DuckDBPyConnection,
    root: Path,
    begun: Manifest,
    published: Manifest | None,
    rules: DayRules,
) -> Manifest:
    """The manifest with its facts up to date; ``published``: what is folded already, none: nothing."""
    same = published is not None and published.generation == begun.generation
    before = published if same and published and published.facts else None
    return _Fold(connection, root, begun, before, rules).run()


@dataclass(slots=True)
class _Fold:
    duck: duckdb.DuckDBPyConnection
    root: Path
    begun: Manifest
    before: Manifest | None
    rules: DayRules
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    def run(self) -> Manifest:
        self.files = {name: dict(paths) for name, paths in (self.before.facts if self.before else {}).items()}
        self.begun = replace(self.begun, ahead=self._ahead())
        self._show_old()
        self._read_log()
        self._make("all_rare", "SELECT * FROM old_rare UNION ALL BY NAME SELECT * FROM fresh_rare")
        self._write("rare", "", "SELECT * FROM all_rare ORDER BY position")
        self._view("rare", f"SELECT *, {shape.PLACE} AS place FROM all_rare")  # noqa: S608 -- a number
        self._view("customers", sql_of("facts", "customers"))
        self._view("modes", sql_of("facts", "modes"))
        self.rules.show(self.duck)
        changed = self._contacts_and_tickets()
        self._cube(changed | self._days_of_changed_modes())
        self._segments()
        return replace(self.begun, facts=self.files, teams=self.rules.written())

    # What there was, and what is new

    def _show_old(self) -> None:
        empty = replace(self.begun, parts=(), facts={})
        reader.show_events(self.duck, self.root, empty, name="no_facts")
        for name in ("rare", *DAY_OF, "lasting"):
            if self.files.get(name):
                show_files(self.duck, f"old_{name}", [self.root / path for path in self.files[name].values()])
        if not self.before:
            self._make("old_rare", "SELECT * EXCLUDE place FROM no_facts")
        self._view("old_placed", f"SELECT *, {shape.PLACE} AS place FROM old_rare")  # noqa: S608 -- a number
        self._view("old_customers", sql_of("facts", "customers").replace("FROM rare", "FROM old_placed"))
        self._view("old_modes", sql_of("facts", "modes").replace("FROM rare", "FROM old_placed"))

    def _read_log(self) -> None:
        """Make ``present`` (the whole log as far as it has happened), ``fresh`` and ``entries``."""
        reader.show_events(self.duck, self.root, self.begun, name="present")
        new = "SELECT * FROM present"
        if self.before:
            told = [part for part in self.begun.parts if part.last > self.before.position]
            reader.show_events(
                self.duck, self.root, replace(self.begun, parts=tuple(told)), name="told_since"
            )
            new = f"SELECT * FROM told_since WHERE position > {self.before.position}"  # noqa: S608 -- a number
            new += self._no_longer_ahead(self.before)
        self._view("new_facts", new)
        kept = shape.listed(shape.TELLING)
        rare = shape.listed(shape.RARE)
        self._make("fresh_rare", f"SELECT * EXCLUDE place FROM new_facts WHERE name IN ({rare})")  # noqa: S608 -- names
        self._make("entries", f"SELECT * FROM new_facts WHERE name = '{shape.STATE}'")  # noqa: S608 -- a name
        self._view("fresh", f"SELECT * FROM new_facts WHERE name IN ({kept})")  # noqa: S608 -- names

    def _no_longer_ahead(self, before: Manifest) -> str:
        """SQL that adds facts that were from the future when it was folded last, and no longer are."""
        if not before.ahead:
            return ""
        later = self._parts_since(before)
        reader.show_events(self.duck, self.root, replace(self.begun, parts=tuple(later)), name="come_about")
        return (
            f" UNION ALL SELECT * FROM come_about"  # noqa: S608 -- numbers
            f" WHERE position <= {before.position} AND happened_ms > {before.present_ms}"
        )

    def _parts_since(self, known: Manifest) -> list[Part]:
        """Parts that may hold what happens after ``known``."""
        first = (datetime.fromtimestamp(known.as_of_ms / 1000, UTC) - WIDEST_SHIFT).date()
        return [part for part in self.begun.parts if part.day >= first]

    def _ahead(self) -> int:
        later = self._parts_since(self.begun)
        if not later:
            return 0
        files = duck.parquet([self.root / part.path for part in later])
        query = f"SELECT count(*) FROM {files} WHERE happened_ms > {self.begun.present_ms}"  # noqa: S608 -- ours
        return int(self._rows(query)[0][0])

    # Contacts and tickets

    def _contacts_and_tickets(self) -> set[str]:
        """Fold what hangs on tickets; returns the days in which contacts changed."""
        if not self.before:
            buckets.fold(self.duck, self.root, self.begun, ["contacts", *BY_TICKET])
            self.duck.execute("ALTER TABLE contacts_folded RENAME TO approaches")
            self._view("kin", "SELECT * FROM approaches")
            self._make("touched", "SELECT ticket_id FROM no_facts")
        else:
            self._make("touched", sql_of("facts", "touched"))
            self._narrow_to_touched()
            self._make("approaches", sql_of("facts", "contacts"))
            for name in BY_TICKET:
                self._make(f"{name}_folded", sql_of("facts", name))
            self._make("kin", sql_of("facts", "kin"))
        self._make("contacts_folded", sql_of("facts", "contacts_again") + " ORDER BY day")
        for name in BY_TICKET:
            self._replace(name, "ticket_id", "SELECT ticket_id FROM touched")
        self._make("replaced", sql_of("facts", "replaced") if self.before else "SELECT 0 WHERE false")
        return self._replace("contacts", "opened_position", "SELECT * FROM replaced")

    def _narrow_to_touched(self) -> None:
        """Make ``events``: everything the touched tickets' facts are folded from."""
        low, high = self._rows(
            "SELECT coalesce(min(ticket_id), 0), coalesce(max(ticket_id), 0) FROM touched"
        )[0]
        buckets.show_lot(
            self.duck,
            f"(SELECT {shape.NARROW} FROM present WHERE ticket_id BETWEEN {low} AND {high}"  # noqa: S608 -- names and numbers
            f" AND ticket_id IN (SELECT ticket_id FROM touched) AND {buckets.OF_TICKETS})",
        )

    def _replace(self, name: str, key: str, keys: str) -> set[str]:
        """Put ``{name}_folded`` in place of the rows with ``keys``; returns the days that changed."""
        column = DAY_OF[name]
        folded = f"SELECT * FROM {name}_folded"  # noqa: S608 -- names
        if not self.before:
            self._write(name, "", f"{folded} LIMIT 0")
            days = self._days(f"SELECT DISTINCT {column} FROM {name}_folded")  # noqa: S608 -- names
            self._write_days(name, days, lambda day: f"{folded} WHERE {column} = '{day}' ORDER BY {key}")
            return days
        old = f"SELECT * FROM old_{name} WHERE {key} IN ({keys})"  # noqa: S608 -- names
        self._make("dropped", old)
        days = self._days(
            f"SELECT DISTINCT {column} FROM ("  # noqa: S608 -- names
            f"({folded} EXCEPT ALL SELECT * FROM dropped)"
            f" UNION ALL (SELECT * FROM dropped EXCEPT ALL {folded}))"
        )
        self._make("dropped_keys", f"SELECT DISTINCT {key} FROM dropped")  # noqa: S608 -- names
        kept = f"{key} NOT IN (SELECT {key} FROM dropped_keys)"  # noqa: S608 -- names

        def rows_of(day: str) -> str:
            new = f"{folded} WHERE {column} = '{day}'"
            return f"SELECT * FROM ({self._old_of(name, day, kept)}{new}) ORDER BY {key}"  # noqa: S608 -- names

        self._write_days(name, days, rows_of)
        return days

    def _old_of(self, name: str, day: str, kept: str = "true") -> str:
        """SQL of a day's rows as they are now, to be followed by those that join them."""
        path = self.files[name].get(day)
        if path is None:
            return ""
        return f"SELECT * FROM {duck.parquet([self.root / path])} WHERE {kept} UNION ALL BY NAME "  # noqa: S608 -- ours

    # The cube

    def _days_of_changed_modes(self) -> set[str]:
        """Days with contacts whose operating mode may be another than before."""
        if not self.before:
            return set()
        if self.rules.moved_centres(self.before.teams):
            return set(self.files["contacts"]) - {""}
        self._show_contacts(self.files["contacts"].values())
        return self._days(
            "SELECT DISTINCT day FROM contacts JOIN ("
            "(SELECT * FROM modes EXCEPT SELECT * FROM old_modes) UNION ALL"
            " (SELECT * FROM old_modes EXCEPT SELECT * FROM modes)"
            ") AS moved ON opened_ms >= moved.began_ms AND opened_ms < moved.until_ms"
        )

    def _cube(self, days: set[str]) -> None:
        here = self.files["contacts"]
        self._show_contacts([here[""], *(here[day] for day in days if day in here)])
        self._make("cube", sql_of("facts", "cube") + " ORDER BY contacts.day")
        if not self.before:
            self._write("cube", "", "SELECT * FROM cube LIMIT 0")
        order = "slot, channel, team_id, reason_id, mode"
        self._write_days(
            "cube",
            days,
            lambda day: f"SELECT * FROM cube WHERE day = '{day}' ORDER BY {order}",  # noqa: S608 -- ours
        )
        rolled = sql_of("facts", "cube_days")
        if self.before:
            show_files(self.duck, "old_cube_days", [self.root / self.files["cube_days"][""]])
            listed = ", ".join(f"'{day}'" for day in [*days, "0001-01-01"])
            rolled = f"SELECT * FROM old_cube_days WHERE day NOT IN ({listed}) UNION ALL {rolled}"  # noqa: S608 -- ours
        self._write("cube_days", "", f"SELECT * FROM ({rolled}) ORDER BY day, channel, team_id, mode")  # noqa: S608 -- ours

    def _show_contacts(self, paths: Iterable[str]) -> None:
        show_files(self.duck, "contacts", [self.root / path for path in paths])

    # Segments

    def _segments(self) -> None:
        again = self.before is not None and self.rules.moved_days(self.before.teams)
        if again:  # every day is cut anew where a centre's day begins at another hour
            self._make("entries", f"SELECT * FROM present WHERE name = '{shape.STATE}'")  # noqa: S608 -- a name
        anew = again or self.before is None
        first, last = self._rows(
            "SELECT min(coalesce(json_extract(data, '$.since_ms')::BIGINT, happened_ms)), max(happened_ms)"
            " FROM entries"
        )[0]
        self.rules.put_bounds(self.duck, first, last)
        self._make("spans_folded", sql_of("facts", "spans"))
        days = self._days("SELECT DISTINCT day FROM spans_folded")
        if anew:
            self.files["spans"] = {}
            self._write("spans", "", "SELECT * FROM spans_folded LIMIT 0")
        self._write_days(
            "spans",
            days,
            lambda day: (
                f"SELECT * FROM ({self._old_of('spans', day)}"  # noqa: S608 -- ours
                f"SELECT * FROM spans_folded WHERE day = '{day}') ORDER BY agent_id, from_ms, position"
            ),
        )
        lasting = sql_of("facts", "lasting")
        if not anew:
            lasting = sql_of("facts", "lasting_since")
        self._write("lasting", "", f"SELECT * FROM ({lasting}) ORDER BY agent_id")  # noqa: S608 -- ours

    # Files and tables

    def _write_days(self, name: str, days: Iterable[str], rows_of: Callable[[str], str]) -> None:
        for day in sorted(days):
            if not self._write(name, day, rows_of(day)):
                self.files[name].pop(day, None)

    def _write(self, name: str, day: str, query: str) -> int:
        """Write a file of a fact; returns the rows."""
        place = f"{name}/day={day}" if day else name
        stamp = f"{self.begun.position}-{self.begun.as_of_ms}"
        path = f"facts/{self.begun.generation:04d}/{place}/{stamp}.parquet"
        rows = parts.put(self.duck, query, self.root / path).rows
        self.files.setdefault(name, {})[day] = path
        return rows

    def _days(self, query: str) -> set[str]:
        return {day.isoformat() for (day,) in self._rows(query)}

    def _make(self, name: str, query: str) -> None:
        self.duck.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    def _view(self, name: str, query: str) -> None:
        self.duck.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.duck.execute(query).fetchall()
