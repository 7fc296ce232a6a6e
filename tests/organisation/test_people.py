"""People and roles: who may add, change and remove whom, and what the log keeps of it."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.organisation import actions, authority, queries
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import (
    PasswordSet,
    PersonAdded,
    PersonChanged,
    RoleGiven,
    RoleTaken,
)
from gijun.organisation.models import Membership, Person
from tests import make
from tests.make import NOON
from tests.organisation import facts

CHANGES = {"name": "새이름", "email": "new@example.com", "locale": "en", "active": True}


def colleague(by, team, **fields):
    given = {"username": "sora", "name": "김소라", "email": "", "locale": "ko", "role": "agent"}
    return actions.add_colleague(**(given | fields), team_id=team.pk, by=by, at=NOON)


def test_adding_a_person_is_a_fact(centre, admin):
    person = actions.add_person(username="sora", name="김소라", password="a good long one", by=admin, at=NOON)

    assert facts.last() == (PersonAdded(person.pk), admin.pk)
    assert Person.objects.get(username="sora").check_password("a good long one")


def test_a_sign_in_name_is_taken_whatever_its_case(centre, admin):
    make.person("sora", centre, "agent")

    with pytest.raises(OrganisationError, match="SORA"):
        actions.add_person(username="SORA", name="다른 소라", password=None, by=admin, at=NOON)


@pytest.mark.parametrize("username", ["", "한글", "with space", "x" * 65, "semi;colon"])
def test_what_cannot_be_a_sign_in_name(centre, admin, username):
    with pytest.raises(OrganisationError):
        actions.add_person(username=username, name="소라", password=None, by=admin, at=NOON)


def test_a_colleague_comes_with_a_role_and_a_password_to_change(team, admin):
    person, password = colleague(admin, team)

    assert facts.newest(3) == [
        PersonAdded(person.pk),
        RoleGiven(person.pk, team.pk, "agent"),
        PasswordSet(person.pk, temporary=True),
    ]
    kept = Person.objects.get(pk=person.pk)
    assert (kept.check_password(password), kept.password_is_temporary) == (True, True)
    assert list(kept.memberships.values_list("team_id", "role")) == [(team.pk, "agent")]


def test_two_temporary_passwords_differ(team, admin):
    assert colleague(admin, team)[1] != colleague(admin, team, username="other")[1]


def test_a_refused_colleague_leaves_nothing_behind(team, admin):
    colleague(admin, team)
    before = Event.objects.count(), Person.objects.count()

    with pytest.raises(OrganisationError):
        colleague(admin, team)

    assert (Event.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("role", ["agent", "team_lead", "trainer", "operations_manager", "observer"])
def test_only_administrators_manage_people(centre, team, jisu, role):
    by = make.person("someone", centre, role)

    with pytest.raises(PermissionDenied):
        colleague(by, team)
    with pytest.raises(PermissionDenied):
        actions.change_person(jisu.pk, **CHANGES, by=by, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.give_role(jisu.pk, team_id=team.pk, role="team_lead", by=by, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.take_role(jisu.memberships.get().pk, by=by, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.give_temporary_password(jisu.pk, by=by, at=NOON)


def test_changing_a_person_is_a_fact(jisu, admin):
    actions.change_person(jisu.pk, **(CHANGES | {"active": False}), by=admin, at=NOON)

    assert facts.last() == (PersonChanged(jisu.pk, active=False), admin.pk)
    jisu.refresh_from_db()
    assert (jisu.name, jisu.email, jisu.locale, jisu.is_active) == ("새이름", "new@example.com", "en", False)


def test_nobody_takes_their_own_sign_in_away(admin):
    with pytest.raises(OrganisationError):
        actions.change_person(admin.pk, **(CHANGES | {"active": False}), by=admin, at=NOON)

    admin.refresh_from_db()
    assert admin.is_active


def test_whoever_was_switched_off_may_nothing(jisu, admin):
    actions.change_person(jisu.pk, **(CHANGES | {"active": False}), by=admin, at=NOON)

    assert not authority.allows(Person.objects.get(pk=jisu.pk), "desk.view_tickets")


def test_giving_a_role_twice_is_one_fact(jisu, team, admin):
    actions.give_role(jisu.pk, team_id=team.pk, role="trainer", by=admin, at=NOON)
    head = Event.objects.count()
    actions.give_role(jisu.pk, team_id=team.pk, role="trainer", by=admin, at=NOON)

    assert facts.last() == (RoleGiven(jisu.pk, team.pk, "trainer"), admin.pk)
    assert Event.objects.count() == head


def test_taking_a_role_is_a_fact(jisu, team, admin):
    actions.take_role(jisu.memberships.get().pk, by=admin, at=NOON)

    assert facts.last() == (RoleTaken(jisu.pk, team.pk, "agent"), admin.pk)
    assert not Membership.objects.filter(person=jisu).exists()


def test_nobody_takes_their_own_administration_away(admin):
    with pytest.raises(OrganisationError):
        actions.take_role(admin.memberships.get().pk, by=admin, at=NOON)

    assert admin.memberships.count() == 1
    assert authority.allows(admin, "organisation.manage_people")


def test_nobody_makes_their_own_administration_smaller(admin, team):
    """A second, smaller role does not make giving the larger one away harmless."""
    actions.give_role(admin.pk, team_id=team.pk, role="it_administrator", by=admin, at=NOON)
    large = admin.memberships.order_by("id").first()

    with pytest.raises(OrganisationError):
        actions.take_role(large.pk, by=admin, at=NOON)

    assert admin.memberships.count() == 2


def test_a_role_more_than_enough_may_go(admin, centre):
    second = actions.give_role(admin.pk, team_id=centre.pk, role="centre_head", by=admin, at=NOON)

    actions.take_role(second.pk, by=admin, at=NOON)

    assert admin.memberships.count() == 1


def test_a_new_password_replaces_the_old_one_and_ends_every_session(client, jisu, admin):
    client.force_login(jisu)
    password = actions.give_temporary_password(jisu.pk, by=admin, at=NOON)

    assert facts.last() == (PasswordSet(jisu.pk, temporary=True), admin.pk)
    assert Person.objects.get(pk=jisu.pk).check_password(password)
    assert "/accounts/login/" in client.get("/organisation/me/").headers["Location"]


def test_a_chosen_password_is_no_longer_temporary(jisu, admin):
    actions.give_temporary_password(jisu.pk, by=admin, at=NOON)
    person = Person.objects.get(pk=jisu.pk)

    actions.choose_password(person, "something-of-my-own", at=NOON)

    assert facts.last() == (PasswordSet(jisu.pk, temporary=False), jisu.pk)
    assert not Person.objects.get(pk=jisu.pk).password_is_temporary


@pytest.mark.parametrize("password", ["short", "password", "jisu"])
def test_a_weak_password_is_refused(jisu, password):
    with pytest.raises(OrganisationError):
        actions.choose_password(jisu, password, at=NOON)


class TestReach:
    """Administrators see and change people below their own roles only."""

    def test_a_small_administrator_sees_their_team(self, small_admin, jisu, sister, stranger):
        make.person("minsu", sister, "agent")

        assert set(queries.people_seen_by(small_admin)) == {small_admin, jisu}

    def test_the_centres_administrator_sees_the_centre(self, admin, small_admin, jisu, stranger):
        assert set(queries.people_seen_by(admin)) == {admin, small_admin, jisu}

    def test_people_without_a_role_are_seen_by_whoever_reaches_everywhere(self, admin, small_admin, jisu):
        jisu.memberships.all().delete()

        assert jisu in queries.people_seen_by(admin)
        assert jisu not in queries.people_seen_by(small_admin)

    def test_whoever_stands_higher_is_seen_but_not_managed(self, small_admin, team, centre, manager):
        actions.give_role(manager.pk, team_id=team.pk, role="trainer", by=None, at=NOON)

        assert manager in queries.people_seen_by(small_admin)
        assert manager not in queries.people_managed_by(small_admin)
        with pytest.raises(Person.DoesNotExist):
            actions.give_temporary_password(manager.pk, by=small_admin, at=NOON)
        with pytest.raises(Person.DoesNotExist):
            actions.change_person(manager.pk, **CHANGES, by=small_admin, at=NOON)

    def test_strangers_do_not_exist(self, admin, stranger, team):
        with pytest.raises(Person.DoesNotExist):
            actions.change_person(stranger.pk, **CHANGES, by=admin, at=NOON)
        with pytest.raises(Person.DoesNotExist):
            actions.give_role(stranger.pk, team_id=team.pk, role="agent", by=admin, at=NOON)

    def test_roles_are_given_and_taken_below_only(self, small_admin, jisu, sister, stranger):
        with pytest.raises(PermissionDenied):
            actions.give_role(jisu.pk, team_id=sister.pk, role="agent", by=small_admin, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.take_role(stranger.memberships.get().pk, by=small_admin, at=NOON)


def test_practice_logins_stand_for_a_role_each(centre):
    practice = actions.add_team(name="연습 센터", parent_id=None, by=None, at=NOON, is_practice=True)
    shown, hidden = make.person("head", practice, "centre_head"), make.person("agent1", practice, "agent")
    elsewhere = make.person("real", centre, "agent")
    Person.objects.filter(pk__in=[shown.pk, hidden.pk]).update(is_practice=True)
    Person.objects.filter(pk__in=[shown.pk, elsewhere.pk]).update(preferences={"practice_login": "try-me"})

    assert queries.practice_logins() == [shown]
