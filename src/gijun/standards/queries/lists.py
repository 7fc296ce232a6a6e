"""The list of standards, and searches that found nothing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards.models import NotFoundQuery, Standard, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.reasons import reasons_below
from gijun.standards.queries.verification import reviews
from gijun.standards.rules.review import Review
from gijun.standards.terms import Validity, VersionState

REVIEW_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; empty: everything."""

    words: str = ""
    reason_id: int | None = None
    state: str = ""  # draft, scheduled or in_force
    owner_id: int | None = None
    review: str = ""  # "overdue" or "soon"


@dataclass(frozen=True, slots=True)
class Line:
    """A standard on the list."""

    standard: Standard
    current: StandardVersion | None  # in force now
    coming: StandardVersion | None  # scheduled
    has_draft: bool
    review: Review | None  # of the version in force
    review_overdue: bool


def standards(person: Person, wanted: Filter, at: datetime) -> QuerySet[Standard]:
    """Standards the person may see that fit the filter, by code."""
    rows = visible.standards(person)
    if wanted.words:
        rows = rows.filter(
            Q(title__icontains=wanted.words)
            | Q(code__icontains=wanted.words)
            | Q(example_questions__icontains=wanted.words)
            | Exists(
                _of_standard(StandardVersion.objects.published()).filter(
                    sentences__text__icontains=wanted.words
                )
            )
        )
    if wanted.reason_id is not None:
        rows = rows.filter(reason__in=reasons_below(wanted.reason_id))
    if wanted.owner_id is not None:
        rows = rows.filter(owner_id=wanted.owner_id)
    if wanted.state:
        rows = rows.filter(Exists(_of_standard(_of_validity(wanted.state, at))))
    if wanted.review:
        until = log.business_day(at) + (REVIEW_SOON if wanted.review == "soon" else timedelta())
        rows = rows.filter(pk__in=_to_review(rows, until, at))
    return rows.select_related("owner", "reason", "team").order_by("code", "id")


def lines(rows: list[Standard], at: datetime) -> list[Line]:
    """A page of standards with state and reviews of their versions, in a constant number of queries."""
    live = StandardVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), standard__in=rows)
    versions: dict[int, list[StandardVersion]] = {}
    for version in live.order_by("number"):
        versions.setdefault(version.standard_id, []).append(version)
    today = log.business_day(at)
    found = reviews([one for of_standard in versions.values() for one in of_standard])
    return [_line(row, versions.get(row.pk, []), found, at, today) for row in rows]


def _line(
    row: Standard, versions: list[StandardVersion], found: dict[int, Review], at: datetime, today: date
) -> Line:
    by_validity = {version.validity(at): version for version in versions}
    current = by_validity.get(Validity.IN_FORCE)
    return Line(
        standard=row,
        current=current,
        coming=by_validity.get(Validity.SCHEDULED),
        has_draft=Validity.DRAFT in by_validity,
        review=found[current.pk] if current else None,
        review_overdue=bool(current and found[current.pk].is_overdue(today)),
    )


def _to_review(rows: QuerySet[Standard], until: date, at: datetime) -> list[int]:
    """Which of these standards are to be reviewed before a day."""
    in_force = list(StandardVersion.objects.in_force(at).filter(standard__in=rows))
    found = reviews(in_force)
    return [one.standard_id for one in in_force if found[one.pk].is_overdue(until)]


def owners(person: Person) -> QuerySet[Person]:
    """People who answer for a standard the person may see, by name."""
    ids = visible.standards(person).values("owner")
    return Person.objects.filter(pk__in=Subquery(ids)).order_by("name", "id")


def not_found(person: Person, limit: int = 200) -> list[NotFoundQuery]:
    """Open searches in vain in teams the person sees, the latest first."""
    rows = NotFoundQuery.objects.filter(Q(team__in=visible.teams(person)) | Q(team=None), settled_as="")
    return list(rows.select_related("team").order_by("-asked_at", "-id")[:limit])


def _of_standard(versions: QuerySet[StandardVersion]) -> QuerySet[StandardVersion]:
    return versions.filter(standard=OuterRef("pk"))


def _of_validity(state: str, at: datetime) -> QuerySet[StandardVersion]:
    match state:
        case Validity.DRAFT:
            return StandardVersion.objects.filter(state=VersionState.DRAFT)
        case Validity.SCHEDULED:
            return StandardVersion.objects.published().filter(valid_from__gt=at, valid_to=None)
        case _:
            return StandardVersion.objects.in_force(at)
