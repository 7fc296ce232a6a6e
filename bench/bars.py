"""The bars of a step that a machine can check: each figure beside its goal; a failed bar makes the exit code 1."""

import re
import subprocess
import sys
from dataclasses import dataclass

from tests.desk.test_faults_index import node_ids


@dataclass(frozen=True)
class Bar:
    """What has to hold, and the tests or the script that show it."""

    goal: str
    command: list[str]


def tests(*selection: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *selection]


def on_postgresql(command: list[str]) -> list[str]:
    return [sys.executable, "scripts/postgres.py", "run", *command]


RACE = tests("tests/desk/test_tickets.py", "-k", "race")
REPLAY = tests("tests/desk/test_replay.py")
FAULTS = tests(*node_ids())
RACES = tests(
    "tests/desk/routing/test_races.py",
    "tests/desk/asking/test_races.py",
    "tests/desk/promises/test_races.py",
    "tests/desk/sparing/test_races.py",
)
AREAS = tests(
    *(
        f"tests/desk/{area}"
        for area in ("asking", "clocks", "modes", "promises", "routing", "sorting", "sparing")
    ),
    "tests/desk/views",
    "tests/desk/wording",
    "tests/organisation/floor",
)
BARS = {
    "01": [
        Bar("12 of 12 sample mails are readable tickets, doubles dropped, bad ones set aside", tests("tests/integrations/email")),
        Bar("journey by keyboard in Korean: sign in … solve; the answer lands on the ticket", tests("tests/journeys")),
        Bar("a page hears without reload; a cut stream misses nothing; nothing foreign", tests("tests/web/test_stream.py")),
        Bar("400 tickets, 8 threads: each won once (SQLite)", RACE),
        Bar("400 tickets, 8 threads: each won once (PostgreSQL)", on_postgresql(RACE)),
        Bar("a late commit is not skipped by a consumer (PostgreSQL)", on_postgresql(tests("tests/events/test_order.py"))),
        Bar("replay equals rows after any actions (SQLite)", REPLAY),
        Bar("replay equals rows after any actions (PostgreSQL)", on_postgresql(REPLAY)),
        Bar("an erased customer is nowhere: rows, log, originals, files, lake; KPI unchanged", tests("tests/desk/test_erasure.py", "tests/measures/test_erasure.py")),
        Bar("KPI of the 30-event example equal the values worked out by hand", tests("tests/measures/test_example.py")),
        Bar("queries per page constant from 1,000 to 100,000 tickets", [sys.executable, "-m", "bench.pages"]),
    ],
    "02": [
        Bar("recall on the even half of ccops_ko, KorQuAD and banking77; 100,000 documents: speed, size, publishing seen elsewhere", [sys.executable, "-m", "bench.search", "--large"]),
        Bar("two departments agree on exceptions; one is applied in at most 15 keys; a contradiction raises the alert", tests("tests/journeys/test_agreeing.py", "tests/journeys/test_judging.py")),
        Bar("a table's gaps and contradictions are found exactly where there are some", tests("tests/standards/decisions")),
        Bar("every standard is reached by its title without blanks, mistyped, on the wrong keyboard", tests("tests/science/test_search_titles.py")),
        Bar("bad input is refused with the reason, the rest goes on", tests("tests/standards/documents", "tests/standards/test_policies.py", "tests/standards/test_snippets.py", "tests/standards/test_synonyms.py", "tests/standards/test_agreement.py", "tests/standards/test_versions.py")),
    ],
    "03": [
        Bar("a busy day, 5,000 contacts and 60 agents, on both databases: none lost, none to the unavailable, none waits in vain, replay equals rows", [sys.executable, "-m", "bench.busy_day"]),
        Bar("the cases of C, R, T7, U and V that others failed have the right values", FAULTS),
        Bar("every fault case has its tests", tests("tests/desk/test_faults_index.py")),
        Bar("clocks agree with counting minutes on random calendars; they follow the log after any actions", tests("tests/desk/clocks/test_brute.py", "tests/desk/clocks/test_machine.py")),
        Bar("routing: rows equal the log, every choice can be made again, no promise broken, after any actions", tests("tests/desk/routing/test_replay.py", "tests/desk/routing/test_audit.py")),
        Bar("whoever presses at once, one wins and the other is told who (SQLite)", RACES),
        Bar("whoever presses at once, one wins and the other is told who (PostgreSQL)", on_postgresql(RACES)),
        Bar("the areas of the desk and the floor (SQLite)", AREAS),
        Bar("the areas of the desk and the floor (PostgreSQL)", on_postgresql(AREAS)),
        Bar("Hangul: Enter sends one whole message; every shortcut works with the Korean layout on", tests("tests/front/test_composer.py", "tests/front/test_shortcuts.py", "tests/front/test_own_state.py", "tests/front/test_finding.py", "tests/front/test_judging_found.py", "tests/front/test_words.py", "tests/desk/asking/test_keyboard.py")),
        Bar("list, ticket, search and reply at 100,000 tickets are five times faster than the fastest peer", [sys.executable, "-m", "bench.desk"]),
    ],
    "04": [
        Bar("a generated year of 100 M facts: tiles, a year by channel and team, one-day fold, memory, refresh (SQLite)", [sys.executable, "-m", "bench.measures_scale"]),
        Bar("the same beside PostgreSQL", on_postgresql([sys.executable, "-m", "bench.measures_scale"])),
        Bar("82 measures on 40 contacts worked out by hand; service levels 83.0 / 86.0 / 81.1 / 82.7 %; faults of others", tests("tests/measures/test_forty.py", "tests/measures/test_service_levels.py", "tests/measures/test_faults_of_others.py", "tests/measures/test_example.py")),
        Bar("decomposition +171.1667 / +44.6667 / -42.8333; control charts; rare counts", tests("tests/science/test_decomposition.py", "tests/science/test_control_charts.py", "tests/science/test_rare_counts.py")),
        Bar("process map, variants, mean and median equal pm4py on two public logs", tests("tests/measures/process")),
        Bar("FCR counted one by one equals the SQL; folding what changed equals folding everything", tests("tests/measures/test_repeats.py", "tests/measures/test_lake_folds.py")),
        Bar("no torn file beside 40 refreshes; a refresher killed anywhere loses and doubles nothing", tests("tests/measures/test_lake.py", "tests/measures/test_lake_killed.py")),
        Bar("bad files, measures and clocks: refused or told, the rest goes on", tests("tests/measures/test_growth_files.py", "tests/measures/test_definitions.py")),
        Bar("the registry on DuckDB, ClickHouse (chDB) and Spark: equal digests over a million facts", ["make", "engines"]),
    ],
}  # fmt: skip


def main() -> int:
    step = sys.argv[1]
    if step not in BARS:
        print(f"Step {step} has no bars yet.")
        return 1
    failed = 0
    for bar in BARS[step]:
        done = subprocess.run(bar.command, capture_output=True, text=True, check=False)
        lines = done.stdout.strip().splitlines() or [""]
        figure = next(
            (line for line in reversed(lines) if re.search(r"\d+ (passed|failed|error)", line)), lines[-1]
        )
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {bar.goal}\n       {figure}", flush=True)
        if "-m" in bar.command and any(part.startswith("bench.") for part in bar.command):
            print("\n".join(f"       {line}" for line in lines), flush=True)
        failed += done.returncode != 0
        if done.returncode:
            print("\n".join(lines[-25:]), done.stderr[-2000:], flush=True)
    print(f"{len(BARS[step]) - failed} of {len(BARS[step])} bars hold.")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
