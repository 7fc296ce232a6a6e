"""People and skills as their page shows them."""

from django.db.models import QuerySet

from gijun.organisation import authority
from gijun.organisation.models import Person, Skill
from gijun.organisation.queries.floor import KnownSkill, skills_of
from gijun.organisation.queries.people import people_of

GIVE = "organisation.give_skills"
Row = tuple[Person, list[tuple[KnownSkill, int]]]


def people_given_skills_by(giver: Person) -> QuerySet[Person]:
    """People in teams where the person says who masters what, by name."""
    below, _above = authority.teams_with(giver, GIVE)
    return people_of(below)


def matrix(giver: Person, skills: list[KnownSkill]) -> list[Row]:
    """Each person with their proficiency in every skill in use; 0 is none."""
    people = list(people_given_skills_by(giver))
    held = skills_of([person.pk for person in people])
    return [
        (person, [(skill, held[person.pk].get(skill.skill_id, 0)) for skill in skills]) for person in people
    ]


def all_skills() -> QuerySet[Skill]:
    """Every skill, those in use first."""
    return Skill.objects.order_by("retired_at", "name", "id")
