"""Whether the measures can be counted at all: every file is read, and its SQL bound against an empty lake."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from django.core.checks import CheckMessage, Error

from gijun.measures import compute, registry
from gijun.measures.compute import Question
from gijun.measures.errors import DefinitionError
from gijun.measures.lake import Lake, duck
from gijun.measures.lake.folding import fold
from gijun.measures.lake.manifest import Manifest
from gijun.measures.lake.reader import show_published
from gijun.measures.lake.rules import DayRules
from gijun.measures.registry import Measure
from gijun.measures.terms import QUANTILES

SUMS = ("numerator", "denominator", "immature")
PLACE = {"day": {"DATE"}, "channel": {"VARCHAR"}, "team_id": {"BIGINT"}}
WHOLE = {"INTEGER", "BIGINT", "HUGEINT"}
AT_LINE = re.compile(r"LINE (\d+):")
NOTHING = Question(date(2000, 1, 1), date(2000, 1, 1), (), frozenset(), {}, ())


def sound(**_whose: Any) -> list[CheckMessage]:
    """A system check: what is wrong with the measures, with file and line. Commands do not start then."""
    try:
        measures = registry.measures()
    except DefinitionError as error:
        return [Error(f"A measure's definition is wrong. {error}", id="measures.E001")]
    return [Error(f"A measure's SQL is wrong. {fault}", id="measures.E002") for fault in faults(measures)]


def faults(measures: Sequence[Measure]) -> list[str]:
    """What is wrong with the SQL of measures: ``file:line: why``."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        with closing(duck.connect(root)) as connection:
            nothing = fold(connection, root, Manifest(), None, DayRules.from_written({}))
        with closing(duck.connect(root)) as connection:
            show_published(connection, root, nothing)
            lake = Lake(nothing, connection)
            compute.prepare(lake, NOTHING)
            return [fault for measure in measures for fault in _faults(lake, measure)]


def _faults(lake: Lake, measure: Measure) -> Iterator[str]:
    try:
        described = lake.duck.execute(f"DESCRIBE {measure.sql}").fetchall()
    except duckdb.Error as error:
        told = AT_LINE.search(str(error))
        line = measure.header_lines + (int(told[1]) if told else 1)
        yield f"{measure.name}.sql:{line}: {str(error).splitlines()[0]}"
        return
    found = {row[0]: row[1] for row in described}
    wanted = PLACE | dict.fromkeys(("observed",) if measure.form in QUANTILES else SUMS, WHOLE)
    for column, kinds in wanted.items():
        if found.get(column) not in kinds:
            told = found.get(column, "missing")
            yield f"{measure.name}.sql:{measure.header_lines + 1}: column {column} is {told}"
    for column in found.keys() - wanted.keys():
        yield f"{measure.name}.sql:{measure.header_lines + 1}: column {column} is none of {', '.join(wanted)}"
