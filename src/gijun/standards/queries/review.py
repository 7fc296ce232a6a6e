"""What has to be done about standards: reviews in the order of use, owners who left, approvals waited for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards import reactions
from gijun.standards.models import (
    NotFoundQuery,
    PolicyDocument,
    Standard,
    StandardVersion,
    Verification,
    Vote,
    Workshop,
)
from gijun.standards.queries import visible
from gijun.standards.queries.agreeing import SideLine, sides_of
from gijun.standards.queries.verification import reviews, unsure
from gijun.standards.queries.workshop import DISCUSS, workshops
from gijun.standards.rules.content import gaps
from gijun.standards.rules.review import Review
from gijun.standards.terms import Basis, Side, VersionState

Owned = TypeVar("Owned", Standard, PolicyDocument)

IN_USE = timedelta(days=90)  # uses that decide what is reviewed first


@dataclass(frozen=True, slots=True)
class DueLine:
    """A version in force that has to be looked at; whoever may write may verify it."""

    version: StandardVersion
    review: Review
    uses: int  # within 90 days


@dataclass(frozen=True, slots=True)
class MineLine:
    """A standard the person answers for."""

    standard: Standard
    current: StandardVersion | None
    review: Review | None
    has_draft: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A complete draft that waits for sides the person may approve for."""

    version: StandardVersion
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class LeftLine:
    """Somebody who can no longer answer for these: they left, or no longer see them."""

    owner: Person
    standards: tuple[Standard, ...]
    documents: tuple[PolicyDocument, ...]  # in the edition that holds

    @property
    def count(self) -> int:
        return len(self.standards) + len(self.documents)


@dataclass(frozen=True, slots=True)
class WorkPage:
    """What waits for one person."""

    mine: list[MineLine]
    due: list[DueLine]
    waiting: list[WaitingLine]
    returned: list[SideLine]
    left: list[LeftLine]
    to_vote: list[Workshop]
    searches: int  # in vain, nobody has dealt with them

    @property
    def waits(self) -> int:
        """How many things wait, but for the person's standards themselves."""
        drafts = len(self.waiting) + len(self.returned)
        return len(self.due) + drafts + len(self.left) + len(self.to_vote) + self.searches


def work_page(person: Person, at: datetime) -> WorkPage:
    """Everything about standards that waits for this person."""
    return WorkPage(
        mine=mine(person, at),
        due=due(person, at),
        waiting=waiting(person),
        returned=returned(person),
        left=owners_left(person),
        to_vote=to_vote(person),
        searches=searches_open(person),
    )


def due(person: Person, at: datetime) -> list[DueLine]:
    """Versions in force whose review is overdue where the person writes, the most used first."""
    writable, _above = authority.teams_with(person, visible.WRITE)
    rows = list(
        StandardVersion.objects.in_force(at)
        .of_teams(writable)
        .filter(
            Q(review_on__isnull=False)
            | Exists(Verification.objects.filter(version=OuterRef("pk")))
            | Exists(unsure().filter(standard=OuterRef("standard")))
        )
        .select_related("standard__owner")
    )
    found = reviews(rows)
    overdue = [row for row in rows if found[row.pk].is_overdue(_today(row.standard, at))]
    used = reactions.source().uses_of([row.pk for row in overdue], since=at - IN_USE)
    lines = [DueLine(row, found[row.pk], used.get(row.pk, 0)) for row in overdue]
    return sorted(lines, key=lambda one: (-one.uses, one.review.day or date.max, one.version.pk))


def mine(person: Person, at: datetime) -> list[MineLine]:
    """Standards the person answers for, those to be reviewed first."""
    rows = list(visible.standards(person).filter(owner=person, superseded_by=None).order_by("code", "id"))
    versions = StandardVersion.objects.filter(standard__in=rows)
    current = {one.standard_id: one for one in versions.in_force(at)}
    drafted = set(versions.filter(state=VersionState.DRAFT).values_list("standard", flat=True))
    found = reviews(list(current.values()))
    lines = [_mine(row, current.get(row.pk), found, has_draft=row.pk in drafted, at=at) for row in rows]
    return sorted(lines, key=lambda one: not one.is_overdue)


def _mine(
    standard: Standard,
    current: StandardVersion | None,
    found: dict[int, Review],
    *,
    has_draft: bool,
    at: datetime,
) -> MineLine:
    review = found[current.pk] if current else None
    overdue = bool(review and review.is_overdue(_today(standard, at)))
    return MineLine(standard, current, review, has_draft, overdue)


def waiting(person: Person) -> list[WaitingLine]:
    """Complete drafts that wait for a side this person may approve for, the oldest first."""
    lines = []
    for draft in _drafts_to_approve(person):
        if gaps(draft.content(), draft.number, basis=Basis.AGREED):
            continue
        sides = tuple(one.side for one in sides_of(person, draft) if one.may_approve and not one.is_back)
        if sides:
            lines.append(WaitingLine(draft, sides))
    return lines


def _drafts_to_approve(person: Person) -> QuerySet[StandardVersion]:
    teams = authority.teams_with(person, "standards.approve_policy")[0]
    teams |= authority.teams_with(person, "standards.approve_field")[0]
    drafts = StandardVersion.objects.filter(state=VersionState.DRAFT).of_teams(teams)
    written = Q(author=person) | Q(editor=person)
    return (
        drafts.exclude(written)
        .select_related("standard")
        .prefetch_related("sentences", "checklist")
        .order_by("id")
    )


def returned(person: Person) -> list[SideLine]:
    """Drafts the person wrote that a side sent back as they still are."""
    drafts = StandardVersion.objects.filter(state=VersionState.DRAFT, returns__isnull=False)
    own = drafts.filter(Q(author=person) | Q(editor=person)).distinct()
    rows = own.select_related("standard").prefetch_related("sentences", "checklist").order_by("id")
    return [line for draft in rows for line in sides_of(person, draft) if line.is_back]


def owners_left(person: Person) -> list[LeftLine]:
    """Owners where the person writes who left, or no longer see what they answer for, by name."""
    writable, _above = authority.teams_with(person, visible.WRITE)
    standards = Standard.objects.filter(team__in=writable, superseded_by=None).order_by("code", "id")
    documents = PolicyDocument.objects.filter(team__in=writable, replaced_by=None).order_by("title", "id")
    of_standards = _unanswered(standards.select_related("owner"))
    of_documents = _unanswered(documents.select_related("owner"))
    owners = of_standards.keys() | of_documents.keys()
    lines = [
        LeftLine(owner, tuple(of_standards.get(owner, ())), tuple(of_documents.get(owner, ())))
        for owner in owners
    ]
    return sorted(lines, key=lambda one: (one.owner.name, one.owner.pk))


def _unanswered(rows: Iterable[Owned]) -> dict[Person, list[Owned]]:
    """What nobody answers for any more, by the owner it still has."""
    found: dict[Person, list[Owned]] = defaultdict(list)
    known: dict[int, Person] = {}  # one object each, so that authority is asked for once
    for row in rows:
        owner = known.setdefault(row.owner_id, row.owner)
        if not _answers(owner, row.team_id):
            found[owner].append(row)
    return found


def _answers(owner: Person, team_id: int) -> bool:
    return owner.is_active and authority.allows(owner, visible.VIEW, team_id=team_id)


def may_take_over(person: Person) -> list[tuple[int, str]]:
    """People the person may hand standards to, by name."""
    seen = organisation.people_seen_by(person, visible.VIEW).filter(is_active=True)
    return list(seen.values_list("pk", "name"))


def to_vote(person: Person) -> list[Workshop]:
    """Open workshops with candidates where the person may take part and has not voted."""
    below, above = authority.teams_with(person, DISCUSS)
    rows = workshops(person).filter(
        decided_at=None, standard__team__in=below | above, candidates__isnull=False
    )
    voted = Vote.objects.filter(workshop=OuterRef("pk"), voter=person)
    return list(rows.exclude(Exists(voted)).distinct().select_related("standard").order_by("id"))


def searches_open(person: Person) -> int:
    """Searches in vain nobody has dealt with, where the person writes."""
    if not authority.allows(person, visible.WRITE):
        return 0
    seen = Q(team__in=visible.teams(person)) | Q(team=None)
    return NotFoundQuery.objects.filter(seen, settled_as="").count()


def _today(standard: Standard, at: datetime) -> date:
    return log.business_day(at, standard.team_id)
