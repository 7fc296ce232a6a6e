"""The team tree: adding, renaming, moving, and what comes from the centre."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.events import log
from gijun.organisation import actions, authority, queries
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import TeamAdded, TeamChanged
from gijun.organisation.models import Team
from gijun.organisation.queries.teams import teams_managed_by
from gijun.organisation.rules.authority import Held, Power, may
from gijun.organisation.terms import Role
from tests import make
from tests.make import NOON
from tests.organisation import facts


def test_a_team_takes_zone_day_and_calendar_from_above(admin):
    lisbon = actions.add_team(
        name="Lisboa", parent_id=None, by=None, at=NOON, zone="Europe/Lisbon", day_starts_at_min=360
    )
    calendar = actions.add_calendar(
        name="c", zone="Europe/Lisbon", week=["09:00–18:00", *[""] * 6], by=None, at=NOON
    )
    actions.give_calendar(calendar.pk, team_id=lisbon.pk, by=None, at=NOON)

    team = actions.add_team(name="1팀", parent_id=lisbon.pk, by=None, at=NOON)

    assert (team.zone, team.day_starts_at_min, team.calendar_id) == ("Europe/Lisbon", 360, calendar.pk)
    assert team.lineage == (lisbon.pk, team.pk)
    assert facts.last() == (TeamAdded(team.pk, lisbon.pk), None)


def test_an_unknown_zone_is_refused(db):
    with pytest.raises(OrganisationError, match="Mars/Base"):
        actions.add_team(name="화성", parent_id=None, by=None, at=NOON, zone="Mars/Base")


def test_renaming_is_a_fact(team, centre, admin):
    actions.change_team(team.pk, name="새 팀", parent_id=centre.pk, by=admin, at=NOON)

    assert facts.last() == (TeamChanged(team.pk, centre.pk), admin.pk)
    assert Team.objects.get(pk=team.pk).name == "새 팀"


def test_moving_takes_everything_below_along(team, sister, admin):
    child = make.team(team, "야간")
    grandchild = make.team(child, "새벽")

    actions.change_team(child.pk, name="야간", parent_id=sister.pk, by=admin, at=NOON)

    centre_id = sister.parent_id
    assert Team.objects.get(pk=child.pk).lineage == (centre_id, sister.pk, child.pk)
    assert Team.objects.get(pk=grandchild.pk).lineage == (centre_id, sister.pk, child.pk, grandchild.pk)
    assert Team.objects.get(pk=child.pk).parent_id == sister.pk
    assert Team.objects.get(pk=team.pk).lineage == (centre_id, team.pk)


def test_a_team_with_a_longer_number_is_not_below_one_with_a_shorter(centre):
    """Path /1/ is no part of /12/."""
    teams = [make.team(centre, f"{number}팀") for number in range(12)]

    assert list(Team.objects.below(teams[0].path)) == [teams[0]]


def test_moving_to_another_centre_takes_over_its_zone_day_and_calendar(team):
    other = actions.add_team(name="도쿄", parent_id=None, by=None, at=NOON, zone="Asia/Tokyo")
    week = ["09:00–18:00", *[""] * 6]
    calendar = actions.add_calendar(name="도쿄", zone="Asia/Tokyo", week=week, by=None, at=NOON)
    actions.give_calendar(calendar.pk, team_id=other.pk, by=None, at=NOON)
    head = make.person("head", other, "it_administrator")
    actions.give_role(head.pk, team_id=team.parent_id, role="it_administrator", by=None, at=NOON)

    actions.change_team(team.pk, name="1팀", parent_id=other.pk, by=head, at=NOON)

    moved = Team.objects.get(pk=team.pk)
    assert (moved.zone, moved.calendar_id) == ("Asia/Tokyo", calendar.pk)


def test_a_team_cannot_stand_below_itself(team, admin):
    child = make.team(team, "야간")

    for parent in (team, child):
        with pytest.raises(OrganisationError):
            actions.change_team(team.pk, name="1팀", parent_id=parent.pk, by=admin, at=NOON)
    assert Team.objects.get(pk=team.pk).path == team.path


@pytest.mark.parametrize("role", ["agent", "team_lead", "operations_manager", "observer"])
def test_only_administrators_manage_teams(centre, team, role):
    by = make.person("someone", centre, role)

    with pytest.raises(PermissionDenied):
        actions.add_team(name="x", parent_id=centre.pk, by=by, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_team(team.pk, name="x", parent_id=centre.pk, by=by, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_day(centre.pk, zone="Asia/Seoul", day_starts_at_min=0, by=by, at=NOON)


def test_an_administrator_of_a_team_makes_no_centre_and_reaches_no_sister(small_admin, team, sister):
    with pytest.raises(PermissionDenied):
        actions.add_team(name="센터", parent_id=None, by=small_admin, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.add_team(name="팀", parent_id=sister.pk, by=small_admin, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_team(team.pk, name="1팀", parent_id=None, by=small_admin, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_team(sister.pk, name="내 팀", parent_id=team.pk, by=small_admin, at=NOON)


def test_a_team_just_made_can_be_used_at_once(admin, centre, jisu):
    team = actions.add_team(name="새 팀", parent_id=centre.pk, by=admin, at=NOON)

    actions.give_role(jisu.pk, team_id=team.pk, role="agent", by=admin, at=NOON)

    assert jisu.memberships.filter(team=team).exists()


def test_the_day_of_a_centre_is_the_day_of_its_teams(centre, team, admin):
    early = make.NOON.replace(hour=19)  # 04:00 in Seoul, the next day

    actions.change_day(centre.pk, zone="Asia/Seoul", day_starts_at_min=300, by=admin, at=NOON)

    assert facts.last() == (TeamChanged(centre.pk, None), admin.pk)
    assert log.business_day(early, team.pk) == date(2026, 11, 25)


def test_a_team_has_no_day_of_its_own(team, centre, admin):
    with pytest.raises(OrganisationError):
        actions.change_day(team.pk, zone="Asia/Seoul", day_starts_at_min=0, by=admin, at=NOON)
    with pytest.raises(OrganisationError):
        actions.change_day(centre.pk, zone="Asia/Seoul", day_starts_at_min=1440, by=admin, at=NOON)
    with pytest.raises(OrganisationError):
        actions.change_day(centre.pk, zone="Mars/Base", day_starts_at_min=0, by=admin, at=NOON)


def test_the_tree_counts_people_who_may_sign_in(admin, centre, team, jisu, lead):
    actions.give_role(jisu.pk, team_id=team.pk, role="trainer", by=None, at=NOON)
    type(lead).objects.filter(pk=lead.pk).update(is_active=False)

    tree = queries.team_tree(admin)

    assert [(one.team, one.depth, one.people) for one in tree] == [(centre, 0, 1), (team, 1, 1)]


def test_the_tree_asks_the_same_number_of_questions_however_large(
    admin, centre, django_assert_max_num_queries
):
    for number in range(15):
        make.person(f"p{number}", make.team(centre, f"{number}팀"), "agent")
    authority.forget(admin)

    with django_assert_max_num_queries(5):
        assert len(queries.team_tree(admin)) == 16


trees = st.lists(st.integers(0, 5), min_size=1, max_size=8)


@settings(deadline=None)
@given(trees, st.data())
def test_what_a_role_reaches_is_what_lies_below_it(parents, data):
    """``teams_with`` and the rule agree, whatever the tree looks like."""
    lineages: list[tuple[int, ...]] = []
    for pk, parent in enumerate(parents):
        above = lineages[parent] if pk and parent < pk else ()
        lineages.append((*above, pk))
    held = Held(Role.TEAM_LEAD, data.draw(st.sampled_from(lineages)))
    power = Power("x.y", "", frozenset({Role.TEAM_LEAD}))

    reached = {one for one in lineages if may(power, [held], {}, lineage=one)}

    assert reached == {one for one in lineages if held.lineage[-1] in one}


def test_teams_within_reach(small_admin, team, centre, sister):
    child = make.team(team, "야간")

    assert set(teams_managed_by(small_admin)) == {team, child}
    assert authority.teams_with(small_admin, "organisation.manage_teams") == (
        frozenset({team.pk, child.pk}),
        frozenset({centre.pk}),
    )


def test_only_centres_that_are_no_practice_stand_for_the_installation(admin):
    assert authority.allows_everywhere(admin, "organisation.manage_authority")
    practice = actions.add_team(name="연습", parent_id=None, by=None, at=NOON, is_practice=True)
    tester = make.person("tester", practice, "it_administrator")
    authority.forget(admin)

    assert authority.allows_everywhere(admin, "organisation.manage_authority")
    assert not authority.allows_everywhere(tester, "organisation.manage_authority")


def test_where_there_is_only_practice_it_stands_for_the_installation(db):
    practice = actions.add_team(name="연습", parent_id=None, by=None, at=NOON, is_practice=True)
    tester = make.person("tester", practice, "it_administrator")

    assert authority.allows_everywhere(tester, "organisation.manage_authority")


def test_nobody_is_everywhere_where_there_is_nothing(db):
    nobody = actions.add_person(username="x", name="x", password=None, by=None, at=NOON)

    assert not authority.allows_everywhere(nobody, "organisation.manage_authority")
