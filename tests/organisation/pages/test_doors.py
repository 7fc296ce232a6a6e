"""Who may open which page, and what is not there for whom."""

from datetime import date

import pytest

from gijun.organisation import actions
from tests import make
from tests.make import NOON
from tests.organisation.pages.typed import PERSON, WEEK, url, week_fields

LISTS = (
    "people", "teams", "authority", "calendars", "skills", "floor_rules", "audit",
    "add_person", "add_team", "add_calendar",
)  # fmt: skip
OF_THE_CENTRE_HEAD = {"skills", "floor_rules"}  # an administrator of machines runs no floor


@pytest.mark.parametrize("name", [*LISTS, "me"])
def test_an_administrator_opens_every_page(as_, admin, centre, name):
    who = make.person("head", centre, "centre_head") if name in OF_THE_CENTRE_HEAD else admin

    assert as_(who).get(url(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_an_agent_opens_none_but_their_own(as_, jisu, name):
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
def test_a_manager_looks_but_administers_only_calendars(as_, manager, name, status):
    assert as_(manager).get(url(name)).status_code == status


def test_an_observer_reads_the_audit(as_, centre):
    client = as_(make.person("observer", centre, "observer"))

    assert client.get(url("audit")).status_code == 200
    assert client.get(url("people")).status_code == 403


@pytest.mark.parametrize("name", [*LISTS, "me"])
def test_whoever_is_not_signed_in_goes_to_the_door(client, db, name):
    response = client.get(url(name))

    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/accounts/login/?next={url(name)}",
    )


def test_every_change_is_refused_to_an_agent(as_, jisu, team, calendar):
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
        url("skills"),
        url("give_skills"),
        url("change_skill", 1),
        url("floor_rules"),
        url("decide_break", 1),
    ]

    assert [client.post(address).status_code for address in addresses] == [403] * len(addresses)


@pytest.mark.parametrize(
    "name", ["give_role", "new_password", "change_day", "set_exception", "add_holidays", "give_calendar"]
)
def test_a_change_is_no_page_to_look_at(as_, admin, name):
    assert as_(admin).get(url(name, 1)).status_code == 405


def test_what_lies_out_of_reach_is_not_there(as_, admin, stranger, elsewhere, team):
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


def test_a_calendar_is_given_to_no_centre_out_of_reach(as_, admin, elsewhere, calendar):
    address = url("give_calendar", calendar.pk)

    assert as_(admin).post(address, {"centre": elsewhere.parent_id}).status_code == 404


def test_a_date_that_is_none_is_no_address(as_, admin, calendar):
    address = url("remove_exception", calendar.pk, date(2027, 2, 6)).replace("02-06", "02-30")

    assert as_(admin).post(address).status_code == 404
