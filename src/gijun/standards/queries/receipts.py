"""Who has to read what, who read it, and who understood it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from gijun.events.prepared import counted, prepared
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Notice, Receipt, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.rules.content import Comprehension
from gijun.standards.terms.publishing import GRACE, ReadingState

LISTED = 200


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as one person has it."""

    notice: Notice
    state: ReadingState
    is_coming: bool  # shown later


@dataclass(frozen=True)
class Adoption:
    """How far a notice got among the people it holds for, its issuer apart."""

    people: int
    read: int
    understood: int
    asks: bool  # a question decides who understood

    @cached_property
    def read_share(self) -> float | None:
        """Share in [0, 1]; none: it holds for nobody."""
        return self.read / self.people if self.people else None

    @cached_property
    def understood_share(self) -> float | None:
        """Share in [0, 1] of all it holds for; none: it asks nothing, or holds for nobody."""
        return self.understood / self.people if self.people and self.asks else None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a notice holds for, with what they confirmed."""

    person: Person
    receipt: Receipt | None


def open_must_reads(person: Person, at: datetime) -> QuerySet[Notice]:
    """What the person has to read and has not read, or not understood, yet; the oldest first."""
    return _open(_own_teams(person), person.pk, at).order_by("shows_from", "id")


def open_must_read_count(person: Person, at: datetime) -> int:
    """How many they are; every page asks for it."""
    return len(_open_ids(_own_teams(person), person.pk, at))


@prepared
def _open_ids(own: Collection[int], person_id: int, at: datetime) -> QuerySet[Notice, int]:
    return _open(own, person_id, at).values_list("pk", flat=True)


def _open(own: Collection[int], person_id: int, at: datetime) -> QuerySet[Notice]:
    return _expected(own, person_id, at).filter(~Exists(_closing(person_id)))


def overdue_must_reads(person: Person, at: datetime) -> QuerySet[Notice]:
    """Open must-reads that have been shown for longer than the grace."""
    return open_must_reads(person, at).filter(shows_from__lte=at - GRACE)


def overdue_must_read_count(person: Person, at: datetime) -> int:
    """How many they are; whoever takes a ticket is asked."""
    return sum(_overdue_count(_own_teams(person), person.pk, at, at - GRACE))


@prepared
def _overdue_count(
    own: Collection[int], person_id: int, at: datetime, shown_before: datetime
) -> QuerySet[Notice, int]:
    return counted(_open(own, person_id, at).filter(shows_from__lte=shown_before))


def notices(person: Person, at: datetime) -> list[NoticeLine]:
    """Notices the person may see, the newest first; those to come only where they may publish."""
    publishable, _above = authority.teams_with(person, "standards.publish")
    coming = Q(shows_from__gt=at, team__in=publishable)
    rows = _seen_by(person, at).filter(Q(shows_from__lte=at) | coming).order_by("-shows_from", "-id")[:LISTED]
    expected = set(_expected_of(person, at).values_list("pk", flat=True))
    receipts = {one.notice_id: one for one in Receipt.objects.filter(person=person, notice__in=list(rows))}
    return [
        NoticeLine(
            row, _state(row, receipts.get(row.pk), row.pk in expected, at), is_coming=row.shows_from > at
        )
        for row in rows
    ]


def notice(person: Person, notice_id: int, at: datetime) -> Notice:
    """One notice that is shown, or to come where the person may publish.

    Raises:
        Notice.DoesNotExist: there is none that the person may see.
    """
    found = _seen_by(person, at).get(pk=notice_id)
    if found.shows_from > at and not authority.allows(person, "standards.publish", team_id=found.team_id):
        raise Notice.DoesNotExist
    return found


def reading_state(person: Person, one: Notice, at: datetime) -> ReadingState:
    """Where the person stands with a notice."""
    is_expected = _expected_of(person, at).filter(pk=one.pk).exists()
    return _state(one, Receipt.objects.filter(notice=one, person=person).first(), is_expected, at)


def question_of(one: Notice) -> Comprehension | None:
    """What the notice asks about the version it tells of."""
    asked = one.version.comprehension if one.version else None
    return Comprehension.from_data(asked) if asked else None


def adoption(version_id: int) -> Adoption | None:
    """How far the notice of a version got; none: nobody was told of it."""
    told = Notice.objects.filter(version=version_id).select_related("team", "version").order_by("id").first()
    return adoption_of(told) if told else None


def adoption_of(one: Notice) -> Adoption:
    """How far a notice got."""
    audience = _audience(one)
    receipts = Receipt.objects.filter(notice=one, person__in=audience)
    return Adoption(
        people=audience.count(),
        read=receipts.count(),
        understood=receipts.exclude(understood_at=None).count(),
        asks=question_of(one) is not None,
    )


def readers(one: Notice) -> list[Reader]:
    """Everybody the notice holds for, by name."""
    receipts = {row.person_id: row for row in Receipt.objects.filter(notice=one)}
    return [Reader(person, receipts.get(person.pk)) for person in _audience(one).order_by("name", "id")]


def people_reached(version: StandardVersion) -> int:
    """How many people a version holds for."""
    return _people_at_or_below(version.standard.team.path or "").count()


def _audience(one: Notice) -> QuerySet[Person]:
    return _people_at_or_below(one.team.path or "").exclude(pk=one.issued_by_id)


def _people_at_or_below(path: str) -> QuerySet[Person]:
    """Active people with a role in the team at this path or one below it."""
    return Person.objects.filter(memberships__team__path__startswith=path, is_active=True).distinct()


def _seen_by(person: Person, at: datetime) -> QuerySet[Notice]:
    """Notices of the person's teams and those above and below, not withdrawn, of versions that ever began."""
    return (
        _not_ended(at)
        .filter(team__in=visible.teams(person))
        .select_related("team", "standard", "version", "issued_by")
    )


def _expected_of(person: Person, at: datetime) -> QuerySet[Notice]:
    """Must-reads that hold for a team the person works in, of no version but those in force."""
    return _expected(_own_teams(person), person.pk, at)


def _own_teams(person: Person) -> set[int]:
    """The teams the person works in and those above; none for whoever may not read standards."""
    if not authority.allows(person, visible.VIEW):
        return set()
    return {team_id for held in authority.standing(person).held for team_id in held.lineage}


def _expected(own: Collection[int], person_id: int, at: datetime) -> QuerySet[Notice]:
    """Must-reads of these teams; whoever issued a notice knows it."""
    in_force = StandardVersion.objects.in_force(at).filter(pk=OuterRef("version"))
    return (
        _not_ended(at)
        .filter(Q(version=None) | Exists(in_force), must_read=True, team__in=own, shows_from__lte=at)
        .exclude(issued_by=person_id)
    )


def _not_ended(at: datetime) -> QuerySet[Notice]:
    never_began = StandardVersion.objects.filter(pk=OuterRef("version"), valid_to=OuterRef("shows_from"))
    return Notice.objects.filter(Q(shows_until=None) | Q(shows_until__gt=at)).filter(~Exists(never_began))


def _closing(person_id: int) -> QuerySet[Receipt]:
    """Receipts of the person that close the notice asked about: read, and understood where it asks."""
    asks_nothing = Q(notice__version=None) | Q(notice__version__comprehension__isnull=True)
    mine = Receipt.objects.filter(person=person_id, notice=OuterRef("pk"))
    return mine.filter(asks_nothing | Q(understood_at__isnull=False))


def _state(one: Notice, receipt: Receipt | None, is_expected: bool, at: datetime) -> ReadingState:
    if receipt and (receipt.understood_at or not question_of(one)):
        return ReadingState.READ
    if not is_expected:
        return ReadingState.READ if receipt else ReadingState.FREE
    if one.shows_from + GRACE <= at:
        return ReadingState.OVERDUE
    return ReadingState.ASKED if receipt else ReadingState.OPEN
