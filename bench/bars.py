"""The bars of a step that a machine can check: each figure beside its goal; a failed bar makes the exit code 1."""

import re
import subprocess
import sys
from dataclasses import dataclass


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
