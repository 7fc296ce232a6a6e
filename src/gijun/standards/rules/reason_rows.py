"""What becomes of each row of a file of contact reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gijun.standards.rules.reasons import is_code
from gijun.standards.rules.tables import Row, Verdict
from gijun.standards.terms import NAME_LENGTH, REASON_LEVELS, Outcome, Problem


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason as a file or the table has it; ``parent`` is the code of the one above."""

    code: str
    name_ko: str
    name_en: str
    parent: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class ReasonPlan:
    """Every row's verdict in the order of the file; what to write, those above before those below."""

    verdicts: tuple[Verdict, ...]
    writes: tuple[tuple[Verdict, ReasonRow], ...]


def plan(rows: Sequence[Row], known: Mapping[str, ReasonRow]) -> ReasonPlan:
    """Decide about each row; ``known`` holds the reasons there are, by code."""
    given: dict[int, ReasonRow] = {}
    problems: dict[int, Problem] = {}
    first: dict[str, int] = {}
    for row in rows:
        one = ReasonRow(row["code"], row["name_ko"], row["name_en"] or row["name_ko"], row["parent"])
        given[row.line] = one
        problem = _problem(one, known) or (Problem.TWICE if one.code in first else None)
        if problem:
            problems[row.line] = problem
        else:
            first[one.code] = row.line
    levels = _levels(given, first, problems, known)
    verdicts = [_verdict(row.line, given[row.line], problems, known) for row in rows]
    writes = [
        (verdict, given[verdict.line])
        for verdict in verdicts
        if verdict.outcome in {Outcome.ADDED, Outcome.CHANGED}
    ]
    writes.sort(key=lambda write: levels[write[1].code])
    return ReasonPlan(tuple(verdicts), tuple(writes))


def _problem(one: ReasonRow, known: Mapping[str, ReasonRow]) -> Problem | None:
    """What is wrong with the row by itself."""
    if not is_code(one.code):
        return Problem.NO_CODE
    if not one.name_ko:
        return Problem.NO_NAME
    if max(len(one.name_ko), len(one.name_en)) > NAME_LENGTH:
        return Problem.TOO_LONG
    if one.code in known and one.parent and known[one.code].parent != one.parent:
        return Problem.OTHER_PLACE
    return None


def _levels(
    given: Mapping[int, ReasonRow],
    first: dict[str, int],
    problems: dict[int, Problem],
    known: Mapping[str, ReasonRow],
) -> dict[str, int]:
    """How deep each reason will stand; adds the problems of rows that have no place in the tree."""
    levels: dict[str, int] = {"": 0}

    def level(code: str) -> int | None:
        if code not in levels and (one := known.get(code)) and one.active:
            above = level(one.parent)
            if above is not None:
                levels[code] = above + 1
        return levels.get(code)

    waiting = {code: line for code, line in first.items() if code not in known}
    while placed := [code for code, line in waiting.items() if level(given[line].parent) is not None]:
        for code in placed:
            line = waiting.pop(code)
            levels[code] = levels[given[line].parent] + 1
            if levels[code] > REASON_LEVELS:
                problems[line] = Problem.TOO_DEEP
                del levels[code]
    problems.update(dict.fromkeys(waiting.values(), Problem.UNKNOWN_PARENT))
    return levels | dict.fromkeys(known, 0)


def _verdict(
    line: int, one: ReasonRow, problems: Mapping[int, Problem], known: Mapping[str, ReasonRow]
) -> Verdict:
    if line in problems:
        return Verdict(line, one.code, Outcome.REFUSED, problems[line])
    if one.code not in known:
        return Verdict(line, one.code, Outcome.ADDED)
    there = known[one.code]
    same = (there.name_ko, there.name_en) == (one.name_ko, one.name_en)
    return Verdict(line, one.code, Outcome.UNCHANGED if same else Outcome.CHANGED)
