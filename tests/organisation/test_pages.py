"""The pages of the organisation: who may open them, what they do, what they refuse."""

import re
from datetime import date

import pytest
from django.urls import reverse

from gijun.organisation import actions, queries
from gijun.organisation.models import (
    ApiToken,
    CalendarException,
    Grant,
    Membership,
    Person,
    Team,
    WorkCalendar,
)
from gijun.organisation.queries import calendars as reads
from tests import make
from tests.make import NOON

WEEK = [*["09:00–18:00"] * 5, "", ""]
PERSON = {"name": "한지수", "email": "", "locale": "ko", "active": "on"}


def url(name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=args)


@pytest.fixture
def calendar(db) -> WorkCalendar:
    return actions.add_calendar(name="평일", zone="Asia/Seoul", week=WEEK, by=None, at=NOON)


@pytest.fixture
def as_(client):
    """Sign somebody in."""

    def signed_in(person: Person):
        client.force_login(person)
        return client

    return signed_in


def week_fields(week=WEEK, **fields) -> dict[str, str]:
    return {"name": "평일", "zone": "Asia/Seoul"} | {f"day_{n}": line for n, line in enumerate(week)} | fields


def secret_on(response) -> str:
    return re.search(r'<code class="secret">([^<]+)</code>', response.content.decode())[1]


class TestDoors:
    LISTS = ("people", "teams", "authority", "calendars", "audit", "add_person", "add_team", "add_calendar")

    @pytest.mark.parametrize("name", [*LISTS, "me"])
    def test_an_administrator_opens_every_page(self, as_, admin, name):
        assert as_(admin).get(url(name)).status_code == 200

    @pytest.mark.parametrize("name", LISTS)
    def test_an_agent_opens_none_but_their_own(self, as_, jisu, name):
        client = as_(jisu)

        assert client.get(url(name)).status_code == 403
        assert client.get(url("me")).status_code == 200

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("people", 200),
            ("teams", 200),
            ("calendars", 200),
            ("audit", 200),
            ("authority", 403),
            ("add_person", 403),
        ],
    )
    def test_a_manager_looks_but_administers_only_calendars(self, as_, manager, name, status):
        assert as_(manager).get(url(name)).status_code == status

    def test_an_observer_reads_the_audit(self, as_, centre):
        client = as_(make.person("observer", centre, "observer"))

        assert client.get(url("audit")).status_code == 200
        assert client.get(url("people")).status_code == 403

    @pytest.mark.parametrize("name", [*LISTS, "me"])
    def test_whoever_is_not_signed_in_goes_to_the_door(self, client, db, name):
        response = client.get(url(name))

        assert (response.status_code, response.headers["Location"]) == (
            302,
            f"/accounts/login/?next={url(name)}",
        )

    def test_every_change_is_refused_to_an_agent(self, as_, jisu, team, calendar):
        client = as_(jisu)
        addresses = [
            url("add_person"),
            url("person", jisu.pk),
            url("give_role", jisu.pk),
            url("take_role", jisu.pk, jisu.memberships.get().pk),
            url("new_password", jisu.pk),
            url("add_team"),
            url("team", team.pk),
            url("change_day", team.pk),
            url("power", "desk.export"),
            url("add_calendar"),
            url("calendar", calendar.pk),
            url("set_exception", calendar.pk),
            url("remove_exception", calendar.pk, date(2027, 2, 6)),
            url("add_holidays", calendar.pk),
            url("give_calendar", calendar.pk),
        ]

        assert [client.post(address).status_code for address in addresses] == [403] * len(addresses)

    @pytest.mark.parametrize(
        "name", ["give_role", "new_password", "change_day", "set_exception", "add_holidays", "give_calendar"]
    )
    def test_a_change_is_no_page_to_look_at(self, as_, admin, name):
        assert as_(admin).get(url(name, 1)).status_code == 405

    def test_what_lies_out_of_reach_is_not_there(self, as_, admin, stranger, elsewhere, team):
        theirs = actions.add_calendar(name="부산", zone="Asia/Seoul", week=WEEK, by=None, at=NOON)
        actions.give_calendar(theirs.pk, team_id=elsewhere.parent_id, by=None, at=NOON)
        client = as_(admin)
        membership = stranger.memberships.get()

        gets = [
            url("person", stranger.pk),
            url("team", elsewhere.pk),
            url("calendar", theirs.pk),
            url("person", 0),
        ]
        posts = [
            (url("person", stranger.pk), PERSON),
            (url("give_role", stranger.pk), {"team": team.pk, "role": "agent"}),
            (url("take_role", stranger.pk, membership.pk), {}),
            (url("new_password", stranger.pk), {}),
            (url("team", elsewhere.pk), {"name": "x", "parent": team.pk}),
            (url("change_day", elsewhere.parent_id), {"zone": "Asia/Seoul", "starts_at": "00:00"}),
            (url("calendar", theirs.pk), week_fields()),
            (url("set_exception", theirs.pk), {"day": "2027-02-06"}),
            (url("remove_exception", theirs.pk, date(2027, 2, 6)), {}),
            (url("add_holidays", theirs.pk), {"year": 2027}),
            (url("power", "desk.fly"), {}),
            (url("end_token", 7), {}),
        ]

        assert [client.get(address).status_code for address in gets] == [404] * len(gets)
        assert [client.post(*one).status_code for one in posts] == [404] * len(posts)

    def test_a_calendar_is_given_to_no_centre_out_of_reach(self, as_, admin, elsewhere, calendar):
        address = url("give_calendar", calendar.pk)

        assert as_(admin).post(address, {"centre": elsewhere.parent_id}).status_code == 404

    def test_a_date_that_is_none_is_no_address(self, as_, admin, calendar):
        address = url("remove_exception", calendar.pk, date(2027, 2, 6)).replace("02-06", "02-30")

        assert as_(admin).post(address).status_code == 404


class TestPeople:
    def test_the_list_asks_the_same_number_of_questions_however_long(
        self, as_, admin, team, django_assert_max_num_queries
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
            ("everyone=on", {"jisu", "lead", "admin", "gone"}),
            ("", {"jisu", "lead", "admin"}),
            ("role=king&team=x&page=zzz", {"jisu", "lead", "admin"}),
        ],
    )
    def test_people_are_found(self, as_, admin, jisu, lead, team, query, found):
        gone = make.person("gone", team, "agent")
        Person.objects.filter(pk=gone.pk).update(is_active=False)

        response = as_(admin).get(f"{url('people')}?{query}")

        usernames = {person.username for person in response.context["pages"]}
        assert usernames == (found | {"gone"} if query == "role=agent&everyone=on" else found)

    def test_a_team_narrows_the_list(self, as_, admin, jisu, sister):
        make.person("minsu", sister, "agent")

        response = as_(admin).get(url("people"), {"team": sister.pk})

        assert [person.username for person in response.context["pages"]] == ["minsu"]

    def test_a_new_colleague_signs_in_with_the_password_shown(self, as_, admin, team):
        given = {"name": "김소라", "username": "sora", "locale": "ko", "team": team.pk, "role": "agent"}

        response = as_(admin).post(url("add_person"), given)

        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        assert Person.objects.get(username="sora").check_password(secret_on(response))

    @pytest.mark.parametrize(
        "wrong", [{"username": "jisu"}, {"username": "소라"}, {"role": ""}, {"team": ""}, {"email": "none"}]
    )
    def test_what_is_refused_stands_with_what_was_typed(self, as_, admin, jisu, team, wrong):
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

    def test_a_team_out_of_reach_is_no_choice(self, as_, admin, elsewhere):
        given = {"name": "김소라", "username": "sora", "locale": "ko", "team": elsewhere.pk, "role": "agent"}

        assert as_(admin).post(url("add_person"), given).status_code == 422

    def test_a_person_is_changed(self, as_, admin, jisu):
        response = as_(admin).post(url("person", jisu.pk), PERSON | {"name": "한새봄", "locale": "en"})

        assert response.headers["Location"] == url("person", jisu.pk)
        jisu.refresh_from_db()
        assert (jisu.name, jisu.locale, jisu.is_active) == ("한새봄", "en", True)

    def test_a_refused_change_is_told(self, as_, admin):
        response = as_(admin).post(url("person", admin.pk), {"name": "최아이티", "locale": "ko"})

        assert response.status_code == 422
        assert response.context["form"].non_field_errors()

    def test_roles_are_given_and_taken(self, as_, admin, jisu, sister):
        client = as_(admin)

        client.post(url("give_role", jisu.pk), {"team": sister.pk, "role": "trainer"})
        row = jisu.memberships.get(team=sister)
        response = client.post(url("take_role", jisu.pk, row.pk))

        assert response.headers["Location"] == url("person", jisu.pk)
        assert not Membership.objects.filter(pk=row.pk).exists()

    def test_whoever_is_no_longer_in_reach_is_left(self, as_, small_admin, jisu):
        response = as_(small_admin).post(url("take_role", jisu.pk, jisu.memberships.get().pk))

        assert response.headers["Location"] == url("people")

    def test_a_role_without_a_team_is_refused(self, as_, admin, jisu):
        assert as_(admin).post(url("give_role", jisu.pk), {"role": "trainer"}).status_code == 422

    def test_taking_ones_own_administration_is_told_on_the_next_page(self, as_, admin):
        response = as_(admin).post(url("take_role", admin.pk, admin.memberships.get().pk), follow=True)

        assert [message.level_tag for message in response.context["messages"]] == ["error"]
        assert admin.memberships.count() == 1

    def test_whoever_stands_higher_is_shown_but_not_changed(self, as_, small_admin, manager, team):
        actions.give_role(manager.pk, team_id=team.pk, role="trainer", by=None, at=NOON)
        client = as_(small_admin)

        page = client.get(url("person", manager.pk))
        changed = client.post(url("person", manager.pk), PERSON)

        assert (page.status_code, page.context["managed"], changed.status_code) == (200, False, 404)

    def test_a_temporary_password_is_shown_once(self, as_, admin, jisu):
        response = as_(admin).post(url("new_password", jisu.pk))

        assert Person.objects.get(pk=jisu.pk).check_password(secret_on(response))
        assert "no-store" in response.headers["Cache-Control"]


class TestTeams:
    def test_a_team_is_added_renamed_and_moved(self, as_, admin, centre, sister):
        client = as_(admin)

        client.post(url("add_team"), {"name": "야간", "parent": centre.pk})
        made = Team.objects.get(name="야간")
        client.post(url("team", made.pk), {"name": "심야", "parent": sister.pk})

        made.refresh_from_db()
        assert (made.name, made.lineage) == ("심야", (centre.pk, sister.pk, made.pk))

    def test_a_centre_is_added_by_whoever_reaches_everywhere(self, as_, admin, small_admin):
        assert as_(small_admin).post(url("add_team"), {"name": "센터", "parent": ""}).status_code == 422
        assert as_(admin).post(url("add_team"), {"name": "센터", "parent": ""}).status_code == 302
        assert Team.objects.get(name="센터").parent_id is None

    def test_a_team_is_not_offered_what_lies_below_it(self, as_, admin, team):
        child = make.team(team, "야간")

        response = as_(admin).get(url("team", team.pk))

        offered = [value for value, _label in response.context["form"].fields["parent"].choices]
        assert offered == ["", team.parent_id]
        assert as_(admin).post(url("team", team.pk), {"name": "x", "parent": child.pk}).status_code == 422

    def test_the_top_of_ones_reach_is_renamed_where_it_stands(self, as_, small_admin, team):
        given = {"name": "우리 팀", "parent": team.parent_id}

        assert as_(small_admin).post(url("team", team.pk), given).status_code == 302
        assert Team.objects.get(pk=team.pk).name == "우리 팀"

    def test_the_day_of_a_centre(self, as_, admin, centre):
        address = url("change_day", centre.pk)

        assert as_(admin).post(address, {"zone": "Asia/Seoul", "starts_at": "06:30"}).status_code == 302
        assert as_(admin).post(address, {"zone": "Asia/Seoul", "starts_at": "24:00"}).status_code == 422
        assert as_(admin).post(address, {"zone": "Mars/Base", "starts_at": "06:00"}).status_code == 422
        assert Team.objects.get(pk=centre.pk).day_starts_at_min == 390


class TestAuthority:
    DECISION = {"role": "agent", "allowed": "on", "limit_amount": "30000", "approver": "team_lead"}

    def test_a_role_is_decided(self, as_, admin):
        response = as_(admin).post(url("power", "desk.export"), self.DECISION)

        assert response.headers["Location"] == url("power", "desk.export")
        assert list(Grant.objects.values_list("role", "allowed", "limit_amount", "approver")) == [
            ("agent", True, 30_000, "team_lead")
        ]
        assert "30,000" in as_(admin).get(url("authority")).content.decode()

    @pytest.mark.parametrize(
        "wrong", [{"approver": "agent"}, {"limit_amount": "-1"}, {"limit_amount": "many"}]
    )
    def test_what_makes_no_sense_stands_on_the_form(self, as_, admin, wrong):
        response = as_(admin).post(url("power", "desk.export"), self.DECISION | wrong)

        assert response.status_code == 422
        assert not Grant.objects.exists()

    def test_an_unknown_power_is_no_page(self, as_, admin):
        assert as_(admin).get(url("power", "desk.fly")).status_code == 404

    def test_an_administrator_of_a_team_reads_but_does_not_decide(self, as_, small_admin):
        client = as_(small_admin)

        assert client.get(url("power", "desk.export")).context["may_decide"] is False
        assert client.post(url("power", "desk.export"), self.DECISION).status_code == 403

    def test_the_matrix_asks_the_same_number_of_questions_however_much_is_decided(
        self, as_, admin, django_assert_max_num_queries
    ):
        client = as_(admin)
        client.get(url("authority"))
        with django_assert_max_num_queries(12) as few:
            client.get(url("authority"))
        for role in ("agent", "observer", "trainer"):
            actions.decide_authority(
                role, "desk.export", allowed=True, limit_amount=5, approver="", by=admin, at=NOON
            )

        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(url("authority"))


class TestCalendars:
    def test_a_calendar_is_added(self, as_, admin):
        response = as_(admin).post(url("add_calendar"), week_fields())

        made = WorkCalendar.objects.get()
        assert response.headers["Location"] == url("calendar", made.pk)
        assert reads.week_of(made) == WEEK

    @pytest.mark.parametrize("week", [[""] * 7, ["9-18", *[""] * 6], ["09:00–12:00, 11:00–13:00", *[""] * 6]])
    def test_hours_that_make_no_sense_stand_with_what_was_typed(self, as_, admin, week):
        response = as_(admin).post(url("add_calendar"), week_fields(week))

        assert response.status_code == 422
        assert week[0] in response.content.decode()
        assert not WorkCalendar.objects.exists()

    def test_the_week_is_changed_on_the_version_that_was_shown(self, as_, admin, calendar):
        client, night = as_(admin), ["22:00–06:00", *[""] * 6]

        first = client.post(url("calendar", calendar.pk), week_fields(night, version=1))
        second = client.post(url("calendar", calendar.pk), week_fields(WEEK, version=1))

        assert (first.status_code, second.status_code) == (302, 422)
        assert reads.week_of(WorkCalendar.objects.get()) == ["22:00–24:00", "00:00–06:00", *[""] * 5]

    def test_days_that_differ(self, as_, admin, calendar):
        client = as_(admin)
        given = {"day": "2099-02-09", "hours": "10:00–15:00", "label": "특별근무"}

        client.post(url("set_exception", calendar.pk), given)
        page = client.get(url("calendar", calendar.pk)).content.decode()
        client.post(url("remove_exception", calendar.pk, date(2099, 2, 9)))

        assert "특별근무" in page
        assert "10:00–15:00" in page
        assert not CalendarException.objects.exists()

    def test_hours_a_date_cannot_have(self, as_, admin, calendar):
        given = {"day": "2099-02-09", "hours": "22:00–06:00"}

        response = as_(admin).post(url("set_exception", calendar.pk), given)

        assert response.status_code == 422
        assert response.context["exception_form"].non_field_errors()

    def test_a_day_that_is_none_to_remove_is_told(self, as_, admin, calendar):
        address = url("remove_exception", calendar.pk, date(2099, 2, 9))

        response = as_(admin).post(address, follow=True)

        assert [message.level_tag for message in response.context["messages"]] == ["error"]

    @pytest.mark.parametrize(("year", "level"), [("2027", "success"), ("1900", "error"), ("soon", "error")])
    def test_public_holidays(self, as_, admin, calendar, year, level):
        response = as_(admin).post(url("add_holidays", calendar.pk), {"year": year}, follow=True)

        assert [message.level_tag for message in response.context["messages"]] == [level]
        assert CalendarException.objects.filter(day=date(2027, 2, 9)).exists() is (year == "2027")

    def test_a_centre_works_by_it(self, as_, manager, centre, team, calendar):
        as_(manager).post(url("give_calendar", calendar.pk), {"centre": centre.pk})

        assert Team.objects.get(pk=team.pk).calendar_id == calendar.pk
        assert "서울센터" in as_(manager).get(url("calendars")).content.decode()

    def test_the_preview_shows_fourteen_days(self, as_, admin, calendar):
        assert len(as_(admin).get(url("calendar", calendar.pk)).context["preview"]) == 14


class TestOwnPage:
    GIVEN = {
        "locale": "en",
        "row_height": "roomy",
        "shortcuts_on": "on",
        "key": ["R", "", "f8"],
        "instead": ["shift+W", "x", "F9"],
    }

    def test_preferences_are_kept(self, as_, jisu):
        response = as_(jisu).post(url("me"), self.GIVEN)

        kept = Person.objects.get(pk=jisu.pk)
        assert queries.preferences_of(kept) == queries.Preferences(
            "roomy", True, False, {"r": "Shift+w", "F8": "F9"}
        )
        assert (kept.locale, response.cookies["gijun_language"].value) == ("en", "en")

    def test_the_page_shows_what_was_chosen(self, as_, jisu):
        client = as_(jisu)
        client.post(url("me"), self.GIVEN)

        response = client.get(url("me"))

        assert response.context["keys"] == [("r", "Shift+w"), ("F8", "F9"), ("", ""), ("", "")]
        assert response.context["form"].initial["row_height"] == "roomy"

    def test_a_key_that_is_none_is_refused_with_what_was_typed(self, as_, jisu):
        response = as_(jisu).post(url("me"), self.GIVEN | {"key": ["r"], "instead": ["ㅂ"]})

        assert response.status_code == 422
        assert "ㅂ" in response.content.decode()

    def test_a_key_for_a_program_is_shown_once(self, as_, jisu):
        client = as_(jisu)

        response = client.post(url("make_token"), {"label": "보고서"})

        token = secret_on(response)
        assert queries.person_with_token(token) == jisu
        assert "no-store" in response.headers["Cache-Control"]
        assert token not in client.get(url("me")).content.decode()

    def test_a_key_needs_a_purpose(self, as_, jisu):
        assert as_(jisu).post(url("make_token"), {"label": ""}).status_code == 422
        assert not ApiToken.objects.exists()

    def test_a_key_is_ended(self, as_, jisu):
        made, token = actions.make_token(jisu, label="보고서", at=NOON)

        as_(jisu).post(url("end_token", made.pk))

        assert queries.person_with_token(token) is None

    def test_anothers_key_is_not_there(self, as_, jisu, lead):
        made, _token = actions.make_token(lead, label="보고서", at=NOON)

        assert as_(jisu).post(url("end_token", made.pk)).status_code == 404

    @pytest.mark.parametrize(
        ("role", "hinted"), [("it_administrator", True), ("centre_head", True), ("agent", False)]
    )
    def test_whoever_reaches_far_is_asked_for_a_second_step(self, as_, centre, role, hinted):
        person = make.person("someone", centre, role)

        assert as_(person).get(url("me")).context["lacks_second_step"] is hinted
