"""Exceptions as an agent goes through them: one question after another until the verdict is certain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from gijun.standards.models import StandardVersion
from gijun.standards.queries.versions import in_force
from gijun.standards.queries.wording import Audience, Spoken, other_language, spoken
from gijun.standards.rules.decisions import (
    DecisionError,
    FactDefinition,
    FactKind,
    Table,
    Value,
    Verdict,
    explain,
    judge,
    next_question,
    open_questions,
    read_value,
)
from gijun.standards.rules.decisions.explaining import in_language
from gijun.standards.rules.decisions.table import unit_of
from gijun.standards.rules.exceptions import possible_verdicts, table_of
from gijun.standards.rules.sheet import answer_text
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Language


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is pressed: the text that stands for it, and its key."""

    text: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next; without options the answer is typed."""

    key: str
    text: str
    kind: FactKind
    unit: str
    options: tuple[Option, ...]
    most_left: int  # how many questions may still come, this one included


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer as it was understood, as it was typed, and as it is kept (in Korean)."""

    key: str
    question: str
    text: str
    typed: str
    kept: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict, and everything the case says; ``place`` is none for the case for everything else."""

    verdict: Verdict
    place: int | None
    said: Spoken
    other: str  # language it could be said in instead; empty: none
    reason: str
    steps: tuple[Step, ...]
    approval: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """Where judging a contact stands: what was answered, what to ask next or what was decided.

    ``possible``: verdicts the answers leave possible. ``refusal``: why the last answer was not taken.
    """

    version_id: int
    standard_id: int
    title: str
    number: int
    answered: tuple[Answered, ...] = ()
    question: Question | None = None
    ruling: Ruling | None = None
    possible: tuple[Verdict, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A version with exceptions to judge by."""

    version_id: int
    title: str
    number: int


def hear(
    version_id: int, answers: Sequence[tuple[str, str]], *, today: date, to: Audience | None = None
) -> Hearing | None:
    """Judge by the exceptions of a published version; ``answers``: keys of questions with what was typed.

    ``to``: who hears the sentence; none: somebody Korean of whom nothing is known.

    An answer that is not understood ends the hearing there: its question is asked again, and the refusal says
    why. Gives none where the version is not published or has no exceptions.
    """
    rows = StandardVersion.objects.published().filter(pk=version_id).select_related("standard")
    version = rows.first()
    table = table_of(version.exceptions) if version else None
    if version is None or table is None:
        return None
    values, refusal = _understood(table, answers, today)
    return _hearing(version, table, dict(answers), (values, refusal), to or Audience())


def _understood(
    table: Table, answers: Sequence[tuple[str, str]], today: date
) -> tuple[dict[str, Value], str]:
    """The answers up to the first that is not understood, and why that one is not."""
    values: dict[str, Value] = {}
    for key, text in answers:
        try:
            fact = table.fact(key)
            values[key] = read_value(fact.kind, text, fact.choices, today, unit=fact.unit)
        except DecisionError as error:
            return values, str(error)
    return values, ""


def _hearing(
    version: StandardVersion,
    table: Table,
    typed: Mapping[str, str],
    understood: tuple[dict[str, Value], str],
    to: Audience,
) -> Hearing:
    values, refusal = understood
    language = get_language() or Language.KOREAN
    facts = {key: table.fact(key) for key in values}
    answered = tuple(
        Answered(
            key,
            _asked(fact, language),
            answer_text(fact, values[key], language),
            typed[key],
            answer_text(fact, values[key], Language.KOREAN),
        )
        for key, fact in facts.items()
    )
    question: Question | None = None
    ruling: Ruling | None = None
    possible: tuple[Verdict, ...] = ()
    try:
        asked = next_question(table, values)
        possible = tuple(possible_verdicts(table, values))
        if asked is None:
            ruling = _ruling(table, values, language, to)
        else:
            question = _question(asked, language, len(open_questions(table, values)))
    except DecisionError as error:
        refusal = str(error)
    named = (version.pk, version.standard_id, version.standard.title, version.number)
    return Hearing(*named, answered, question, ruling, possible, refusal)


def _asked(fact: FactDefinition, language: str) -> str:
    return in_language(fact.question, fact.question_en, language)


def _question(fact: FactDefinition, language: str, most_left: int) -> Question:
    unit = unit_of(fact.kind, fact.unit)
    return Question(
        key=fact.key,
        text=_asked(fact, language),
        kind=fact.kind,
        unit=str(unit.label) if unit else "",
        options=tuple(_options(fact, language)),
        most_left=most_left,
    )


def _options(fact: FactDefinition, language: str) -> Iterator[Option]:
    match fact.kind:
        case FactKind.BOOLEAN:
            yield Option("y", answer_text(fact, value=True, language=language), "y")
            yield Option("n", answer_text(fact, value=False, language=language), "n")
        case FactKind.CHOICE:
            for number, choice in enumerate(fact.choices, start=1):
                label = in_language(choice.label, choice.label_en, language)
                yield Option(choice.code, label, str(number))


def _ruling(table: Table, values: dict[str, Value], language: str, to: Audience) -> Ruling:
    judged = judge(table, values)
    said = spoken(judged.case, to)
    return Ruling(
        verdict=judged.verdict,
        place=judged.index,
        said=said,
        other=other_language(judged.case, said),
        reason=explain(judged, table, values, language),
        steps=judged.case.steps,
        approval=judged.case.approval,
    )


def judgeable(lineage: Iterable[int], at: datetime, reason_id: int | None = None) -> list[Judgeable]:
    """Versions in force for a team that have exceptions, those of the contact reason first."""
    rows = in_force(lineage, at).exclude(exceptions=None)
    found = sorted(rows, key=lambda row: (row.standard.reason_id != reason_id, row.standard.title))
    return [Judgeable(row.pk, row.standard.title, row.number) for row in found]
