"""Map, variants, means and medians equal those of pm4py, on real logs of two other systems.

The golden figures were written by ``bench/process_oracle.py``. The logs lie beside the product and not in it.
"""

import hashlib
import json
from pathlib import Path

import pytest

from gijun.measures.process import importing, mapping
from gijun.science.event_logs import Columns, Reading, read_csv, read_xes, write_xes

HERE = Path(__file__).parent
LOGS = Path(__file__).parents[4] / "shared" / "data" / "process"
NAMES = ("helpdesk", "bpi2019_sample")
ALL = 1_000_000

pytestmark = pytest.mark.skipif(not LOGS.is_dir(), reason="the logs are not beside the product")


def golden(name):
    return json.loads((HERE / "golden" / f"{name}.json").read_text())


def events_of(name):
    with (LOGS / f"{name}.csv").open("rb") as file:
        reading = Reading()
        found = list(read_csv(file, Columns(case=0, activity=1, at=2), reading, zone="UTC"))
    assert reading.count == 0
    return found


def mapped(events):
    with importing.shown(importing.table(events)) as duck:
        mapping.follow(duck)
        return mapping.mapped(duck, variants=ALL, stages=ALL)


def digest(variants):
    found = hashlib.sha256()
    for course, n in sorted((one.course, one.n) for one in variants):
        found.update(json.dumps([[*course], n], ensure_ascii=False).encode() + b"\n")
    return found.hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_counts_means_medians_and_variants_are_exactly_equal(name):
    expected, found = golden(name), mapped(events_of(name))

    assert found.cases == expected["cases"]
    assert sum(node.n for node in found.nodes) == expected["events"]
    assert {one.activity: one.starts for one in found.nodes if one.starts} == expected["starts"]
    assert {one.activity: one.ends for one in found.nodes if one.ends} == expected["ends"]
    edges = sorted(found.edges, key=lambda one: (one.here, one.there))
    assert [
        [one.here, one.there, one.waits.n, one.waits.total_ms / (1000 * one.waits.n), one.median_ms / 1000]
        for one in edges
    ] == expected["edges"]
    assert (found.variant_count, digest(found.variants)) == (
        expected["variants"],
        expected["variants_digest"],
    )
    most = [[[*one.course], one.n] for one in found.variants[: len(expected["most_frequent"])]]
    assert most == expected["most_frequent"]


def test_written_as_xes_and_read_again_the_map_is_the_same(tmp_path):
    events = sorted(events_of("helpdesk"), key=lambda one: (one.case, one.order))
    with (tmp_path / "log.xes").open("wb") as file:
        write_xes(events, file)
    with (tmp_path / "log.xes").open("rb") as file:
        again = list(read_xes(file, Reading(), zone="UTC"))

    assert mapped(again) == mapped(events)
