"""What a table says about a contact, and whether it says what was agreed for its examples."""

from dataclasses import dataclass

from gijun.standards.rules.decisions.asking import best_question
from gijun.standards.rules.decisions.standing import standing_after
from gijun.standards.rules.decisions.table import Case, DecisionError, Example, Table, Values
from gijun.standards.terms.decisions import DecisionRefusal, Verdict

STILL_OPEN = {DecisionRefusal.MISSING_FACT, DecisionRefusal.NO_CASE, DecisionRefusal.SEVERAL_CASES}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The case that applies, and its place in the table (``None``: the case for everything else)."""

    index: int | None
    verdict: Verdict
    case: Case


@dataclass(frozen=True, slots=True)
class Failed:
    """An example the table decides otherwise than agreed (``verdict``) or not at all (``refusal``)."""

    example: Example
    verdict: Verdict | None = None
    refusal: DecisionError | None = None


def judge(table: Table, values: Values) -> Judgement:
    """The case that applies to these answers; facts that cannot matter any more may be missing.

    Raises:
        DecisionError: an answer that matters is missing, one is unknown or of the wrong type; no case
        applies, or
            several that contradict each other; problems of the table leave open what it says.
    """
    standing = standing_after(table, values)
    missing = best_question(standing)
    if missing is not None:
        raise DecisionError(
            DecisionRefusal.MISSING_FACT, fact=missing.question or missing.key, key=missing.key
        )
    applying = sorted({region.index for region in standing.regions})
    if not applying:
        if table.otherwise is None:
            raise DecisionError(DecisionRefusal.NO_CASE)
        return Judgement(None, table.otherwise.verdict, table.otherwise)
    first = table.cases[applying[0]]
    for other in applying[1:]:
        if table.cases[other].answer != first.answer:
            raise DecisionError(DecisionRefusal.SEVERAL_CASES, first=applying[0] + 1, second=other + 1)
    return Judgement(applying[0], first.verdict, first)


def settled(table: Table, answered: Values) -> Case | None:
    """The case that is certain whatever the other answers are; ``None``: it is open, or there is none.

    Raises:
        DecisionError: an answer is unknown or of the wrong type, or problems of the table leave open what
        it says.
    """
    try:
        return judge(table, answered).case
    except DecisionError as error:
        if error.code in STILL_OPEN:
            return None
        raise


def run_examples(table: Table) -> list[Failed]:
    """The examples of the table that it does not decide as agreed."""
    failed = []
    for example in table.tests:
        try:
            verdict = judge(table, example.values).verdict
        except DecisionError as error:
            failed.append(Failed(example, refusal=error))
        else:
            if verdict != example.expected:
                failed.append(Failed(example, verdict))
    return failed
