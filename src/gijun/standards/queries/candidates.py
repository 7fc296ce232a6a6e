"""Candidates: answers given in contacts that wait for a decision."""

from django.db.models import QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Standard, StandardCandidate
from gijun.standards.queries import visible
from gijun.standards.terms.candidates import CandidateState


def candidates(person: Person) -> QuerySet[StandardCandidate]:
    """Candidates of the teams whose standards the person sees, the newest first."""
    rows = StandardCandidate.objects.filter(team_id__in=visible.teams(person))
    return rows.select_related("team", "reason", "standard", "made_by", "settled_by").order_by(
        "-made_at", "-id"
    )


def waiting(person: Person) -> list[StandardCandidate]:
    """Those nobody has decided about."""
    return list(candidates(person).filter(state=CandidateState.OPEN))


def settled(person: Person) -> list[StandardCandidate]:
    """The last ones somebody has decided about."""
    return list(candidates(person).exclude(state=CandidateState.OPEN).order_by("-settled_at", "-id")[:20])


def standards_to_join(person: Person) -> list[Standard]:
    """Standards the person writes, by title: where a candidate may go."""
    below, _above = authority.teams_with(person, visible.WRITE)
    return list(Standard.objects.filter(team_id__in=below, superseded_by=None).order_by("title", "id"))
