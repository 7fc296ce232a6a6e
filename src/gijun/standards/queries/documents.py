"""The words a version is found by, and everything else the finder shows of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from gijun.science.search import Document
from gijun.standards.models import ChecklistItem, ContactReason, Lesson, StandardVersion
from gijun.standards.queries.verification import reviews
from gijun.standards.rules.content import Said
from gijun.standards.rules.reasons import in_order
from gijun.standards.rules.review import Review

WEIGHTS = {
    "title": 1.5,
    "questions": 1.5,
    "reason": 0.5,
    "sentences": 1.0,
    "exceptions": 0.5,
    "explanation": 0.3,
}


@dataclass(frozen=True, slots=True)
class Step:
    item_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as it can be found."""

    version_id: int
    standard_id: int
    code: str
    title: str
    number: int
    team_id: int
    reason_id: int | None
    sentences: tuple[Said, ...]
    steps: tuple[Step, ...]
    valid_from: datetime
    valid_to: datetime | None
    has_exceptions: bool  # it can be judged by
    review: Review  # by the last verification and the clauses as they are now, or as agreed


@dataclass(frozen=True, slots=True)
class Findable:
    """A version with the words it is found by."""

    entry: Entry
    document: Document


def findable(since: datetime, standard_ids: Collection[int] | None = None) -> list[Findable]:
    """Published versions that have not ended before ``since``; of these standards, or of all."""
    found = (
        StandardVersion.objects.published()
        .filter(Q(valid_to=None) | Q(valid_to__gt=since))
        .select_related("standard")
        .prefetch_related("sentences", "checklist")
        .order_by("id")
    )
    if standard_ids is not None:
        found = found.filter(standard__in=standard_ids)
    rows = list(found)
    ways, lessons, due = _ways(), _lessons(), reviews(rows)
    return [
        Findable(
            _entry(row, due[row.pk]),
            Document(row.pk, _fields(row, ways), learned=lessons.get(str(row.standard_id), {})),
        )
        for row in rows
    ]


def _ways() -> dict[int, str]:
    rows = [(row.pk, row.parent_id, f"{row.name_ko} {row.name_en}") for row in ContactReason.objects.all()]
    return {node.reason_id: " ".join(node.way) for node in in_order(rows)}


def _lessons() -> Mapping[str, Mapping[str, float]]:
    latest: Mapping[str, Mapping[str, float]] | None = (
        Lesson.objects.order_by("-id").values_list("terms", flat=True).first()
    )
    return latest or {}


def _entry(row: StandardVersion, review: Review) -> Entry:
    steps: Iterable[ChecklistItem] = row.checklist.all()
    span = row.span()
    return Entry(
        version_id=row.pk,
        standard_id=row.standard_id,
        code=row.standard.code,
        title=row.standard.title,
        number=row.number,
        team_id=row.standard.team_id,
        reason_id=row.standard.reason_id,
        sentences=row.content().sentences,
        steps=tuple(Step(step.pk, step.text) for step in steps if step.case is None),
        valid_from=span.valid_from,
        valid_to=span.valid_to,
        has_exceptions=row.exceptions is not None,
        review=review,
    )


def _fields(row: StandardVersion, ways: Mapping[int, str]) -> dict[str, str]:
    """The words a version is found by, by field; each line of the title is a name of its own."""
    return {
        "title": f"{row.standard.title}\n{row.standard.code}",
        "questions": row.standard.example_questions,
        "reason": ways.get(row.standard.reason_id or 0, ""),
        "sentences": "\n".join(one.text for one in row.sentences.all()),
        "exceptions": "\n".join(_texts(row.exceptions)),
        "explanation": row.explanation,
    }


def _texts(table: Any) -> list[str]:
    """Sentences and reasons of a decision table, however deep they stand."""
    match table:
        case dict():
            own = [table[name] for name in ("sentence", "reason") if isinstance(table.get(name), str)]
            return own + [text for value in table.values() for text in _texts(value)]
        case list():
            return [text for value in table for text in _texts(value)]
        case _:
            return []
