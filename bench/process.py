"""The process map of a million events beside the same figures in plain Python: ``python -m bench.process``.

Cases walk at random through twelve activities with one start and one end, so that there are as many paths and
far more variants than a centre has. Both sides count the same, and the figures are compared before they are told.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median
from time import perf_counter, process_time
from typing import Any

from gijun.science.event_logs import Event
from gijun.science.worktime import Calendar, windows_on

ACTIVITIES = [f"activity {n}" for n in range(12)]
LONGEST = 14
CALENDAR = Calendar("Asia/Seoul", tuple(one for day in range(5) for one in windows_on(day, "09:00-18:00")))
START_MS = 1_767_225_600_000
YEAR_MS = 365 * 86_400_000


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    began = process_time()
    result = function()
    return process_time() - began, result


def made_up(count: int) -> list[Event]:
    """A log of a year in the order in which things happened."""
    chance, found, case = random.Random(5), [], 0
    while len(found) < count:
        case += 1
        at = START_MS + chance.randrange(YEAR_MS)
        here = 0
        for _step in range(chance.randrange(4, LONGEST)):
            found.append(Event(f"case {case}", ACTIVITIES[here], at, len(found)))
            at += int(chance.expovariate(1 / 3_600_000))
            here = min(11, here + chance.choice((-1, 0, 1, 1, 1, 2))) if here else chance.randrange(1, 4)
    return found


def in_python(events: list[Event]) -> tuple[dict[tuple[str, str], tuple[int, float, float]], int]:
    """The baseline: paths with number, mean and median, and how many variants there are."""
    cases: dict[str, list[Event]] = defaultdict(list)
    for one in events:
        cases[one.case].append(one)
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    variants: Counter[tuple[str, ...]] = Counter()
    for course in cases.values():
        course.sort(key=lambda one: (one.at_ms, one.order))
        variants[tuple(one.activity for one in course)] += 1
        for one, then in pairwise(course):
            waits[one.activity, then.activity].append(then.at_ms - one.at_ms)
    paths = {pair: (len(ms), sum(ms) / len(ms), median(ms)) for pair, ms in waits.items()}
    return paths, len(variants)


def measure(count: int) -> Iterator[tuple[str, str, str]]:
    """(what, figure, beside it)."""
    from gijun.measures.process import drawing, importing, mapping

    events = made_up(count)
    python_s, (paths, variants) = timed(lambda: in_python(events))
    table_s, table = timed(lambda: importing.table(events))
    with importing.shown(table) as duck:
        follow_s, _ = timed(lambda: mapping.follow(duck))
        map_s, found = timed(lambda: mapping.mapped(duck, variants=20, stages=20))
        edge_s, _ = timed(lambda: mapping.closer(duck, ACTIVITIES[1], ACTIVITIES[2], top=500))
    ours = {(one.here, one.there): (one.waits.n, one.waits.mean_ms, one.median_ms) for one in found.edges}
    if (ours, found.variant_count) != (paths, variants):
        raise SystemExit("The figures differ from those of plain Python.")
    with importing.shown(table) as duck:
        duck.execute("CREATE TABLE placed AS SELECT * REPLACE (1 AS department) FROM occurrences")
        duck.unregister("occurrences")
        duck.execute("ALTER TABLE placed RENAME TO occurrences")
        working_s, _ = timed(lambda: mapping.follow(duck, clocks={1: CALENDAR}))
    drawn_s, _ = timed(lambda: drawing.drawn(found, name=str, share=60))
    yield (
        f"map of {len(events):,} events, {found.cases:,} cases, {len(found.edges)} paths, {variants:,} variants",
        f"{follow_s + map_s:.2f} s",
        f"plain Python {python_s:.2f} s",
    )
    yield "of it: what follows what", f"{follow_s:.2f} s", f"in working time {working_s:.2f} s"
    yield "one path more closely", f"{edge_s:.2f} s", "-"
    yield "the drawing", f"{drawn_s * 1000:.0f} ms", "-"
    yield "events of a file as a table", f"{table_s:.2f} s", "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    asked = parser.parse_args()
    from bench import filling

    with filling.product():
        began = perf_counter()
        for what, figure, beside in measure(asked.events):
            print(f"{what:<80} {figure:>10}   {beside}")
        print(f"CPU seconds of one thread; {perf_counter() - began:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
