"""What a person may see: the one layer that list, page, finder and fragments share."""

from django.db.models import QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Standard, StandardVersion

VIEW = "standards.view"
WRITE = "standards.write"


def teams(person: Person) -> frozenset[int]:
    """Teams whose standards the person sees: their own, those below, and those above, which hold for them."""
    below, above = authority.teams_with(person, VIEW)
    return below | above


def may_answer(person_id: int, team_id: int) -> bool:
    """May this person own something of a team: are they active, and do they see its standards?"""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return person is not None and authority.allows(person, VIEW, team_id=team_id)


def standards(person: Person) -> QuerySet[Standard]:
    """Standards the person may see."""
    return Standard.objects.filter(team__in=teams(person))


def standard(person: Person, standard_id: int) -> Standard:
    """One standard the person may see.

    Raises:
        Standard.DoesNotExist: there is none, or it is not theirs to see: the same answer for both.
    """
    return standards(person).select_related("team", "owner", "reason").get(pk=standard_id)


def versions(person: Person) -> QuerySet[StandardVersion]:
    """Versions of standards the person may see; drafts only where they may write."""
    writable, _above = authority.teams_with(person, WRITE)
    seen = StandardVersion.objects.of_teams(teams(person))
    return seen.published() | seen.of_teams(writable)


def version(person: Person, version_id: int) -> StandardVersion:
    """One version the person may see.

    Raises:
        StandardVersion.DoesNotExist: there is none, or it is not theirs to see.
    """
    return versions(person).select_related("standard__team", "standard__reason").get(pk=version_id)
