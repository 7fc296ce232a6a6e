"""Golden figures of the process map, as another implementation computes them.

Runs outside the product, in an environment of its own that has pm4py (AGPL: never a dependency of the product):

    python -m venv /tmp/oracle && /tmp/oracle/bin/pip install pm4py
    /tmp/oracle/bin/python bench/process_oracle.py ../shared/data/process tests/measures/process/golden

Only facts are kept: counts, means, medians, and digests of what is too long to keep. Events of the same case
and time stand in the order of the file.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pm4py

LOGS = ("helpdesk", "bpi2019_sample")
KEPT = 20  # variants told one by one; the digest stands for all


def figures(path: Path) -> dict:
    """Everything the product's own figures must equal, times in seconds."""
    raw = pd.read_csv(path, dtype={"case_id": str, "activity": str})
    raw["timestamp"] = pd.to_datetime(raw["timestamp"], utc=True)
    log = pm4py.format_dataframe(raw, case_id="case_id", activity_key="activity", timestamp_key="timestamp")
    counts, starts, ends = pm4py.discover_dfg(log)
    waits = pm4py.discover_performance_dfg(log)[0]
    variants = {tuple(key): int(n) for key, n in pm4py.get_variants(log).items()}
    return {
        "source": f"{path.name} of the data that is shared beside the product",
        "made_with": f"pm4py {version('pm4py')}",
        "tie_order": "case, time, order of the file",
        "events": len(raw),
        "cases": int(raw["case_id"].nunique()),
        "starts": {str(name): int(n) for name, n in sorted(starts.items())},
        "ends": {str(name): int(n) for name, n in sorted(ends.items())},
        "edges": [
            [a, b, int(n), float(waits[a, b]["mean"]), float(waits[a, b]["median"])]
            for (a, b), n in sorted(counts.items())
        ],
        "variants": len(variants),
        "variants_digest": digest([[*key], n] for key, n in sorted(variants.items())),
        "most_frequent": [[[*key], n] for key, n in by_count(variants)[:KEPT]],
    }


def by_count(variants: dict) -> list:
    return sorted(variants.items(), key=lambda one: (-one[1], one[0]))


def digest(lines: Iterable[list]) -> str:
    """SHA-256 over the lines as JSON, one a line."""
    found = hashlib.sha256()
    for line in lines:
        found.update(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return found.hexdigest()


def written(told: dict) -> str:
    """JSON with a line for each edge and variant."""
    lines = []
    for key, value in told.items():
        if isinstance(value, list):
            inside = ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in value)
            lines.append(f" {json.dumps(key)}: [\n{inside}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}"


def main(source: str, into: str) -> None:
    Path(into).mkdir(parents=True, exist_ok=True)
    for name in LOGS:
        told = figures(Path(source) / f"{name}.csv")
        text = written(told)
        (Path(into) / f"{name}.json").write_text(text + "\n")
        print(f"{name}: {told['events']} events, {len(told['edges'])} edges, {told['variants']} variants")


if __name__ == "__main__":
    main(*sys.argv[1:])
