"""Skills, floor rules and versions of calendars: what a change records and what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from gijun.events.models import Event
from gijun.organisation import actions
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import (
    FloorRulesChanged,
    SkillChanged,
    SkillDefined,
    SkillGiven,
    SkillTaken,
)
from gijun.organisation.models import CalendarVersion, FloorRule, Skill, Team
from gijun.organisation.queries import calendars, floor
from gijun.organisation.queries.floor import KnownSkill
from gijun.organisation.rules.floor_rules import FloorRules
from tests.make import NOON, at
from tests.organisation import facts


@pytest.fixture
def english(db) -> Skill:
    return actions.define_skill(code="english", name="영어", by=None, at=NOON)


class TestSkills:
    def test_a_new_skill(self, manager):
        made = actions.define_skill(code="claims", name=" 클레임 ", by=manager, at=NOON)

        assert facts.last() == (SkillDefined(made.pk, "claims"), manager.pk)
        assert floor.skills() == [KnownSkill(made.pk, "claims", "클레임")]

    @pytest.mark.parametrize(
        ("code", "name", "said"),
        [
            ("English!", "영어", "no code"),
            ("", "영어", "no code"),
            ("english", "영어", "already"),
            ("b2b", " ", "name"),
        ],
    )
    def test_skills_nobody_can_define(self, english, manager, code, name, said):
        with pytest.raises(OrganisationError, match=said):
            actions.define_skill(code=code, name=name, by=manager, at=NOON)

    def test_a_retired_skill_counts_for_nobody_until_it_is_taken_back(self, english, jisu, lead, manager):
        actions.give_skill(jisu.pk, english.pk, proficiency=4, by=lead, at=NOON)

        actions.change_skill(english.pk, name="영어", retired=True, by=manager, at=at(1))
        while_retired = floor.skills(), floor.skills_of([jisu.pk])
        with pytest.raises(OrganisationError, match="no longer in use"):
            actions.give_skill(lead.pk, english.pk, proficiency=2, by=manager, at=at(2))
        actions.change_skill(english.pk, name="영어", retired=False, by=manager, at=at(3))

        assert while_retired == ([], {jisu.pk: {}})
        assert floor.skills_of([jisu.pk]) == {jisu.pk: {english.pk: 4}}
        assert facts.last() == (SkillChanged(english.pk, retired=False), manager.pk)

    def test_no_change_is_no_fact(self, english, jisu, lead, manager):
        actions.give_skill(jisu.pk, english.pk, proficiency=4, by=lead, at=NOON)
        before = Event.objects.count()

        actions.give_skill(jisu.pk, english.pk, proficiency=4, by=lead, at=at(1))
        actions.change_skill(english.pk, name="영어", retired=False, by=manager, at=at(1))
        actions.take_skill(lead.pk, english.pk, by=manager, at=at(1))

        assert Event.objects.count() == before

    def test_proficiency_changes_and_is_taken_away(self, english, jisu, lead, team):
        for proficiency in (1, 5):
            actions.give_skill(jisu.pk, english.pk, proficiency=proficiency, by=lead, at=NOON)
        held = floor.skills_of([jisu.pk, lead.pk])

        actions.take_skill(jisu.pk, english.pk, by=lead, at=at(1))

        assert held == {jisu.pk: {english.pk: 5}, lead.pk: {}}
        assert facts.newest(2) == [
            SkillGiven(jisu.pk, team.pk, english.pk, 5),
            SkillTaken(jisu.pk, team.pk, english.pk),
        ]

    @pytest.mark.parametrize("proficiency", [0, 6])
    def test_proficiency_has_five_steps(self, english, jisu, lead, proficiency):
        with pytest.raises(OrganisationError, match="learning"):
            actions.give_skill(jisu.pk, english.pk, proficiency=proficiency, by=lead, at=NOON)

    def test_who_may_do_what(self, english, jisu, lead, stranger):
        with pytest.raises(PermissionDenied):
            actions.give_skill(jisu.pk, english.pk, proficiency=3, by=jisu, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.give_skill(stranger.pk, english.pk, proficiency=3, by=lead, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.define_skill(code="b2b", name="기업", by=lead, at=NOON)


class TestFloorRules:
    def test_a_change_is_a_new_version_and_the_old_one_stays(self, centre, team, manager):
        actions.change_floor_rules(centre.pk, {"stay_number": 2}, by=manager, at=NOON)
        actions.change_floor_rules(centre.pk, {"stay_number": 3}, by=manager, at=at(1), seen_version=1)

        assert floor.rules_of(team.pk) == FloorRules(version=2, stay_number=3)
        assert facts.last() == (FloorRulesChanged(centre.pk, 2), manager.pk)
        rows = FloorRule.objects.order_by("version")
        assert [(row.version, row.content["stay_number"]) for row in rows] == [(1, 2), (2, 3)]

    def test_saving_what_is_in_force_makes_no_version(self, centre, manager):
        for _press in range(2):
            actions.change_floor_rules(centre.pk, {"stay_number": 2}, by=manager, at=NOON)

        assert FloorRule.objects.count() == 1

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ({"stay_percent": 120}, "choose between 0 and 100"),
            ({"longest_break_min": 0}, "choose between 1 and 240"),
            ({"after_work_s": {"pigeon": 30}}, "no channel called “pigeon”"),
            ({"tea": 1}, "nothing called “tea”"),
        ],
    )
    def test_rules_that_cannot_be_kept_are_refused_in_words(self, centre, manager, content, said):
        with pytest.raises(OrganisationError) as refused:
            actions.change_floor_rules(centre.pk, content, by=manager, at=NOON)

        assert said in str(refused.value)
        assert not FloorRule.objects.exists()

    def test_somebody_was_quicker(self, centre, manager):
        actions.change_floor_rules(centre.pk, {"stay_number": 2}, by=manager, at=NOON)

        with pytest.raises(OrganisationError, match="meanwhile"):
            actions.change_floor_rules(centre.pk, {"stay_number": 3}, by=manager, at=NOON, seen_version=0)

    def test_rules_are_a_centres_and_a_managers(self, centre, team, lead, manager):
        with pytest.raises(OrganisationError, match="its teams follow"):
            actions.change_floor_rules(team.pk, {}, by=manager, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.change_floor_rules(centre.pk, {}, by=lead, at=NOON)

    def test_without_rules_the_house_chooses(self, team, elsewhere):
        assert [floor.rules_of(pk) for pk in (team.pk, elsewhere.pk, None)] == [FloorRules()] * 3


class TestCalendarVersions:
    WEEK = ("09:00–18:00", *[""] * 6)
    MONDAY = date(2027, 2, 8)

    @pytest.fixture
    def calendar(self, centre):
        made = actions.add_calendar(name="평일", zone="Asia/Seoul", week=self.WEEK, by=None, at=NOON)
        actions.give_calendar(made.pk, team_id=centre.pk, by=None, at=NOON)
        return made

    def test_each_version_can_be_reckoned_with_for_ever(self, calendar, team):
        late = ("10:00–19:00", *[""] * 6)
        actions.change_calendar(calendar.pk, name="평일", zone="Asia/Tokyo", week=late, by=None, at=at(1))
        actions.set_exception(calendar.pk, day=self.MONDAY, hours="", label="쉼", by=None, at=at(2))
        fresh = Team.objects.get(pk=team.pk)

        versions = [calendars.calendar_at(fresh, number) for number in (1, 2, 3)]

        assert [(one.version, one.zone, one.hours_on(self.MONDAY)) for one in versions] == [
            (1, "Asia/Seoul", ((540, 1080),)),
            (2, "Asia/Tokyo", ((600, 1140),)),
            (3, "Asia/Tokyo", ()),
        ]
        assert [calendars.calendar_at(calendar.pk, number) for number in (1, 2, 3)] == versions
        assert calendars.calendar_at(fresh) == calendars.calendar_at(calendar.pk) == versions[2]

    def test_a_team_without_a_calendar_is_always_open(self, team):
        known = [calendars.calendar_at(team, number) for number in (None, 0)]

        assert [(one.version, one.hours_on(self.MONDAY)) for one in known] == [(0, ((0, 1440),))] * 2

    def test_a_version_that_never_was(self, calendar, team):
        with pytest.raises(ObjectDoesNotExist):
            calendars.calendar_at(calendar.pk, 2)

    def test_a_snapshot_is_taken_whatever_changes(self, calendar):
        actions.add_holidays(calendar.pk, year=2027, by=None, at=at(1))
        actions.remove_exception(calendar.pk, day=date(2027, 2, 8), by=None, at=at(2))

        rows = CalendarVersion.objects.order_by("version")
        assert [(row.version, row.since, "2027-02-08" in row.content["exceptions"]) for row in rows] == [
            (1, NOON, False),
            (2, at(1), True),
            (3, at(2), False),
        ]
