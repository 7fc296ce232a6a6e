"""Skills: what a contact may ask for, and who masters it how well."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import queries
from gijun.organisation.actions.standing import id_of, require, require_everywhere
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import SkillChanged, SkillDefined, SkillGiven, SkillTaken
from gijun.organisation.models import Person, PersonSkill, Skill
from gijun.organisation.queries.floor import skills_of
from gijun.organisation.rules.skills import is_code

MANAGE = "organisation.manage_floor"
GIVE = "organisation.give_skills"


@log.action
def define_skill(
    *, code: str, name: str, by: Person | None, at: datetime, is_practice: bool = False
) -> Skill:
    """Add a skill to those contacts may ask for; every centre knows it.

    Raises:
        OrganisationError: the code is none or taken, or there is no name.
        PermissionDenied: ``by`` may not manage skills in every centre.
    """
    require_everywhere(by, MANAGE)
    if not is_code(code):
        raise OrganisationError(
            _("“%(code)s” is no code. Use small Latin letters, figures and - only, 32 at most.")
            % {"code": code}
        )
    if Skill.objects.filter(code=code).exists():
        raise OrganisationError(_("There is a skill with the code %(code)s already.") % {"code": code})
    skill = Skill.objects.create(code=code, name=_named(name), is_practice=is_practice)
    log.record(SkillDefined(skill.pk, code), at=at, actor_id=id_of(by))
    return skill


def _named(name: str) -> str:
    if not name.strip():
        raise OrganisationError(_("Give the skill a name."))
    return name.strip()


@log.action
def change_skill(skill_id: int, *, name: str, retired: bool, by: Person | None, at: datetime) -> Skill:
    """Rename a skill, retire it, or take it back into use; people keep what they had. No change is no fact.

    Raises:
        OrganisationError: there is no name.
        PermissionDenied: ``by`` may not manage skills in every centre.
        Skill.DoesNotExist: there is none.
    """
    require_everywhere(by, MANAGE)
    skill = Skill.objects.get(pk=skill_id)
    wanted = _named(name)
    was_retired = skill.retired_at is not None
    if (skill.name, was_retired) == (wanted, retired):
        return skill
    skill.name = wanted
    if was_retired != retired:
        skill.retired_at = at if retired else None
    skill.save(update_fields=["name", "retired_at"])
    log.record(SkillChanged(skill.pk, retired), at=at, actor_id=id_of(by))
    return skill


@log.action
def give_skill(
    person_id: int, skill_id: int, *, proficiency: int, by: Person | None, at: datetime
) -> PersonSkill:
    """Say how well a person masters a skill: 1 is learning, 5 is expert. The same again changes nothing.

    Raises:
        OrganisationError: the proficiency is none, or the skill is retired.
        PermissionDenied: ``by`` may not give skills in the person's team.
        Person.DoesNotExist, Skill.DoesNotExist: there is none.
    """
    person, team_id = _reached(person_id, by)
    skill = Skill.objects.get(pk=skill_id)
    if proficiency not in range(1, 6):
        raise OrganisationError(_("Proficiency goes from 1 (learning) to 5 (expert)."))
    if skill.retired_at is not None:
        raise OrganisationError(_("The skill %(name)s is no longer in use.") % {"name": skill.name})
    held = PersonSkill.objects.filter(person=person, skill=skill).first()
    if held and held.proficiency == proficiency:
        return held
    row, _is_new = PersonSkill.objects.update_or_create(
        person=person, skill=skill, defaults={"proficiency": proficiency}
    )
    log.record(SkillGiven(person.pk, team_id, skill.pk, proficiency), at=at, actor_id=id_of(by))
    return row


@log.action
def give_skills(cells: Iterable[tuple[int, int, int]], *, by: Person | None, at: datetime) -> int:
    """Say of several people who masters what how well, all or nothing; returns how many answers differed.

    Args:
        cells: person, skill and proficiency; 0 takes the skill away.

    Raises:
        as ``give_skill``.
    """
    wanted = {(person_id, skill_id): proficiency for person_id, skill_id, proficiency in cells}
    held = skills_of({person_id for person_id, _skill_id in wanted})
    differing = {key: one for key, one in wanted.items() if held[key[0]].get(key[1], 0) != one}
    for (person_id, skill_id), proficiency in differing.items():
        if proficiency:
            give_skill(person_id, skill_id, proficiency=proficiency, by=by, at=at)
        else:
            take_skill(person_id, skill_id, by=by, at=at)
    return len(differing)


@log.action
def take_skill(person_id: int, skill_id: int, *, by: Person | None, at: datetime) -> None:
    """Say that a person no longer has a skill; what they never had changes nothing.

    Raises:
        PermissionDenied: ``by`` may not give skills in the person's team.
        Person.DoesNotExist: there is none.
    """
    person, team_id = _reached(person_id, by)
    gone, _by_table = PersonSkill.objects.filter(person=person, skill_id=skill_id).delete()
    if gone:
        log.record(SkillTaken(person.pk, team_id, skill_id), at=at, actor_id=id_of(by))


def _reached(person_id: int, by: Person | None) -> tuple[Person, int | None]:
    person = Person.objects.get(pk=person_id)
    team_id = queries.home_team_id(person)
    require(by, GIVE, team_id)
    return person, team_id
