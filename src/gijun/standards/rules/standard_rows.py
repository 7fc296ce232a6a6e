"""What becomes of each row of a file of standards."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gijun.standards.rules.content import Content, Said, content_hash, gaps, tidied
from gijun.standards.rules.reasons import is_code
from gijun.standards.rules.steps import Step
from gijun.standards.rules.tables import Row, Verdict
from gijun.standards.terms import (
    EXPLANATION_LENGTH,
    NOTE_LENGTH,
    SENTENCE_LENGTH,
    STEP_LENGTH,
    TITLE_LENGTH,
    Gap,
    Outcome,
    Problem,
)

STEP_ENDS = re.compile(r"[\n|]")
SENTENCE = "sentence_"


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard as a file or the tables have it."""

    code: str
    title: str
    reason_id: int | None
    team_id: int
    owner_id: int
    questions: str
    content: Content
    standard_id: int | None = None  # none: not there yet
    is_draft: bool = False  # its newest version is one
    number: int = 0  # of its newest version; 0: it has none


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a file may refer to, by the words a person would write into a cell."""

    reasons: Mapping[str, int]  # code → id
    teams: Mapping[str, int]  # name → id, where the person may write (and publish, if that is asked for)
    owners: Mapping[str, tuple[int, frozenset[int]]]  # sign-in name → id, teams whose standards they see
    standards: Mapping[str, StandardRow] = field(default_factory=dict)  # code → what is there


@dataclass(frozen=True, slots=True)
class Defaults:
    """Team and owner where a row names none, and whether versions are published at once."""

    team_id: int
    owner_id: int
    publish: bool


@dataclass(frozen=True, slots=True)
class StandardPlan:
    verdicts: tuple[Verdict, ...]
    writes: tuple[tuple[Verdict, StandardRow], ...]


def plan(rows: Sequence[Row], around: Surroundings, defaults: Defaults) -> StandardPlan:
    """Decide about each row."""
    verdicts, writes, seen = [], [], set[str]()
    for row in rows:
        wanted = _wanted(row, around, defaults)
        if isinstance(wanted, StandardRow):
            wanted = _problem(wanted, around, seen) or wanted
        if isinstance(wanted, Problem):
            verdicts.append(Verdict(row.line, row["code"], Outcome.REFUSED, wanted))
            continue
        seen.add(wanted.code)
        verdict = Verdict(row.line, wanted.code, _outcome(wanted, around, defaults))
        verdicts.append(verdict)
        if verdict.outcome is not Outcome.UNCHANGED:
            writes.append((verdict, wanted))
    return StandardPlan(tuple(verdicts), tuple(writes))


def says_the_same(one: Content, other: Content) -> bool:
    """Do they differ in nothing but the note of what changed?"""
    return content_hash(replace(one, change_note="")) == content_hash(replace(other, change_note=""))


def _wanted(row: Row, around: Surroundings, defaults: Defaults) -> StandardRow | Problem:
    """The row with what it refers to; an empty cell keeps what is there."""
    if not is_code(row["code"]):
        return Problem.NO_CODE
    there = around.standards.get(row["code"])
    team_id = around.teams.get(row["team"]) if row["team"] else (there or defaults).team_id
    if team_id is None:
        return Problem.UNKNOWN_TEAM
    if there and (team_id != there.team_id or team_id not in around.teams.values()):
        return Problem.OTHER_TEAM
    kept_reason_id = there.reason_id if there else None
    reason_id = around.reasons.get(row["reason"]) if row["reason"] else kept_reason_id
    if row["reason"] and reason_id is None:
        return Problem.UNKNOWN_REASON
    owner_id, sees = around.owners.get(row["owner"], (0, frozenset()))
    if row["owner"] and team_id not in sees:
        return Problem.UNKNOWN_OWNER
    content = _content(row, there.content if there else Content())
    if content is None:
        return Problem.NOT_A_DATE
    return StandardRow(
        code=row["code"],
        title=row["title"] or (there.title if there else ""),
        reason_id=reason_id,
        team_id=team_id,
        owner_id=owner_id if row["owner"] else (there or defaults).owner_id,
        questions=row["questions"] or (there.questions if there else ""),
        content=content,
        standard_id=there.standard_id if there else None,
        is_draft=bool(there and there.is_draft),
        number=there.number if there else 0,
    )


def _content(row: Row, there: Content) -> Content | None:
    """What the row says over what is there; none when its review date is not one."""
    said = {(one.channel, one.language): one for one in there.sentences}
    for head, text in row.cells.items():
        if head.startswith(SENTENCE) and text:
            channel, language = head.removeprefix(SENTENCE).split("_")
            said[channel, language] = Said(channel, language, text)
    try:
        review_on = date.fromisoformat(row["review_on"]) if row["review_on"] else there.review_on
    except ValueError:
        return None
    return tidied(
        replace(
            there,
            sentences=tuple(said.values()),
            steps=tuple(map(Step, STEP_ENDS.split(row["steps"]))) if row["steps"] else there.steps,
            explanation=row["explanation"] or there.explanation,
            change_note=row["change_note"],
            review_on=review_on,
        )
    )


def _problem(wanted: StandardRow, around: Surroundings, seen: set[str]) -> Problem | None:
    content = wanted.content
    if wanted.code in seen:
        return Problem.TWICE
    if not wanted.title:
        return Problem.NO_TITLE
    if Gap.NO_SENTENCE in gaps(content, 1):
        return Problem.NO_SENTENCE
    if (
        len(wanted.title) > TITLE_LENGTH
        or any(len(one.text) > SENTENCE_LENGTH for one in content.sentences)
        or any(len(step.text) > STEP_LENGTH for step in content.steps)
        or len(content.change_note) > NOTE_LENGTH
        or len(content.explanation) > EXPLANATION_LENGTH
    ):
        return Problem.TOO_LONG
    if wanted.is_draft and not says_the_same(content, around.standards[wanted.code].content):
        return Problem.HAS_DRAFT
    return None


def _outcome(wanted: StandardRow, around: Surroundings, defaults: Defaults) -> Outcome:
    there = around.standards.get(wanted.code)
    if there is None:
        return Outcome.ADDED
    same_matter = (there.title, there.reason_id, there.owner_id, there.questions) == (
        wanted.title,
        wanted.reason_id,
        wanted.owner_id,
        wanted.questions,
    )
    stands = says_the_same(wanted.content, there.content) and not (there.is_draft and defaults.publish)
    return Outcome.UNCHANGED if same_matter and stands and there.number else Outcome.CHANGED
