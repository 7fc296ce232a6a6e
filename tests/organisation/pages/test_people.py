"""The pages of people: finding, adding, changing, roles, passwords."""

import pytest

from gijun.organisation import actions
from gijun.organisation.models import Membership, Person
from tests import make
from tests.make import NOON
from tests.organisation.pages.typed import PERSON, secret_on, url


def test_the_list_asks_the_same_number_of_questions_however_long(
    as_, admin, team, django_assert_max_num_queries
):
    client = as_(admin)
    for number in range(3):
        make.person(f"a{number}", team, "agent")
    client.get(url("people"))
    with django_assert_max_num_queries(16) as few:
        client.get(url("people"))
    for number in range(30):
        person = make.person(f"b{number}", make.team(team, f"{number}팀"), "agent")
        actions.give_role(person.pk, team_id=team.pk, role="trainer", by=None, at=NOON)

    with django_assert_max_num_queries(len(few.captured_queries)):
        response = client.get(url("people"))
    assert len(response.context["pages"]) == 34


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=지수", {"jisu"}),
        ("q=LEAD", {"lead"}),
        ("role=agent", {"jisu"}),
        ("q=nobody", set()),
        ("role=agent&everyone=on", {"jisu", "gone"}),
        ("everyone=on", {"jisu", "lead", "admin", "gone"}),
        ("", {"jisu", "lead", "admin"}),
        ("role=king&team=x&page=zzz", {"jisu", "lead", "admin"}),
    ],
)
def test_people_are_found(as_, admin, jisu, lead, team, query, found):
    gone = make.person("gone", team, "agent")
    Person.objects.filter(pk=gone.pk).update(is_active=False)

    response = as_(admin).get(f"{url('people')}?{query}")

    assert {person.username for person in response.context["pages"]} == found


def test_a_team_narrows_the_list(as_, admin, jisu, sister):
    make.person("minsu", sister, "agent")

    response = as_(admin).get(url("people"), {"team": sister.pk})

    assert [person.username for person in response.context["pages"]] == ["minsu"]


def test_a_new_colleague_signs_in_with_the_password_shown(as_, admin, team):
    given = {"name": "김소라", "username": "sora", "locale": "ko", "team": team.pk, "role": "agent"}

    response = as_(admin).post(url("add_person"), given)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert Person.objects.get(username="sora").check_password(secret_on(response))


@pytest.mark.parametrize(
    "wrong", [{"username": "jisu"}, {"username": "소라"}, {"role": ""}, {"team": ""}, {"email": "none"}]
)
def test_what_is_refused_stands_with_what_was_typed(as_, admin, jisu, team, wrong):
    given = {
        "name": "김소라",
        "username": "sora",
        "locale": "ko",
        "team": team.pk,
        "role": "agent",
    } | wrong

    response = as_(admin).post(url("add_person"), given)

    assert response.status_code == 422
    assert "김소라" in response.content.decode()
    assert not Person.objects.filter(name="김소라").exists()


def test_a_team_out_of_reach_is_no_choice(as_, admin, elsewhere):
    given = {"name": "김소라", "username": "sora", "locale": "ko", "team": elsewhere.pk, "role": "agent"}

    assert as_(admin).post(url("add_person"), given).status_code == 422


def test_a_person_is_changed(as_, admin, jisu):
    response = as_(admin).post(url("person", jisu.pk), PERSON | {"name": "한새봄", "locale": "en"})

    assert response.headers["Location"] == url("person", jisu.pk)
    jisu.refresh_from_db()
    assert (jisu.name, jisu.locale, jisu.is_active) == ("한새봄", "en", True)


def test_a_refused_change_is_told(as_, admin):
    response = as_(admin).post(url("person", admin.pk), {"name": "최아이티", "locale": "ko"})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()


def test_roles_are_given_and_taken(as_, admin, jisu, sister):
    client = as_(admin)

    client.post(url("give_role", jisu.pk), {"team": sister.pk, "role": "trainer"})
    row = jisu.memberships.get(team=sister)
    response = client.post(url("take_role", jisu.pk, row.pk))

    assert response.headers["Location"] == url("person", jisu.pk)
    assert not Membership.objects.filter(pk=row.pk).exists()


def test_whoever_is_no_longer_in_reach_is_left(as_, small_admin, jisu):
    response = as_(small_admin).post(url("take_role", jisu.pk, jisu.memberships.get().pk))

    assert response.headers["Location"] == url("people")


def test_a_role_without_a_team_is_refused(as_, admin, jisu):
    assert as_(admin).post(url("give_role", jisu.pk), {"role": "trainer"}).status_code == 422


def test_taking_ones_own_administration_is_told_on_the_next_page(as_, admin):
    response = as_(admin).post(url("take_role", admin.pk, admin.memberships.get().pk), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert admin.memberships.count() == 1


def test_whoever_stands_higher_is_shown_but_not_changed(as_, small_admin, manager, team):
    actions.give_role(manager.pk, team_id=team.pk, role="trainer", by=None, at=NOON)
    client = as_(small_admin)

    page = client.get(url("person", manager.pk))
    changed = client.post(url("person", manager.pk), PERSON)

    assert (page.status_code, page.context["managed"], changed.status_code) == (200, False, 404)


def test_a_temporary_password_is_shown_once(as_, admin, jisu):
    response = as_(admin).post(url("new_password", jisu.pk))

    assert Person.objects.get(pk=jisu.pk).check_password(secret_on(response))
    assert "no-store" in response.headers["Cache-Control"]
