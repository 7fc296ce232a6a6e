"""A practice centre leaves with everything its floor kept; the real one stays as it is."""

from gijun.organisation import actions
from gijun.organisation.actions.practice import remove_practice
from gijun.organisation.models import AgentState, BreakRequest, FloorRule, Person, PersonSkill, Skill, Team
from tests import make
from tests.make import NOON


def test_states_breaks_skills_and_rules_of_practice_leave(jisu, team):
    actions.enter_state(jisu.pk, "ready", by=jisu, at=NOON)
    centre = actions.add_team(name="연습", parent_id=None, by=None, at=NOON, is_practice=True)
    people = [make.person(name, centre, role) for name, role in (("one", "agent"), ("two", "team_lead"))]
    Person.objects.filter(pk__in=[person.pk for person in people]).update(is_practice=True)
    agent, lead = people
    actions.change_floor_rules(centre.pk, {"break_approval": "always"}, by=None, at=NOON)
    skill = actions.define_skill(code="english", name="영어", by=None, at=NOON, is_practice=True)
    actions.give_skill(agent.pk, skill.pk, proficiency=3, by=lead, at=NOON)
    actions.enter_state(agent.pk, "ready", by=agent, at=NOON)
    request = actions.ask_break(reason="break", minutes=10, by=agent, at=NOON)
    actions.decide_break(request.pk, approve=True, by=lead, at=NOON)

    remove_practice()

    assert list(AgentState.objects.values_list("person_id", "kind")) == [(jisu.pk, "ready")]
    gone = (BreakRequest, FloorRule, Skill, PersonSkill)
    assert [model.objects.count() for model in gone] == [0, 0, 0, 0]
    assert not Team.objects.filter(is_practice=True).exists()
