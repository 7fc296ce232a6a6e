"""Which teams and people are practice ones."""

from gijun.organisation.models import Person, Skill, Team


def practice_ids() -> tuple[frozenset[int], frozenset[int]]:
    """(ids of practice teams, ids of practice people)."""
    return (
        frozenset(Team.objects.filter(is_practice=True).values_list("pk", flat=True)),
        frozenset(Person.objects.filter(is_practice=True).values_list("pk", flat=True)),
    )


def practice_skill_ids() -> frozenset[int]:
    """Skills that only the practice centre asks for."""
    return frozenset(Skill.objects.filter(is_practice=True).values_list("pk", flat=True))
