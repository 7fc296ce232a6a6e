"""One rule in list, page, search, export, API and stream: a foreign ticket is not there."""

import csv
import io

import pytest

from gijun.desk import actions
from gijun.desk.queries import lists, visible
from gijun.web.realtime import News, Reach, topics_of
from tests import make
from tests.make import NOON


@pytest.fixture
def world(centre):
    one, two = make.team(centre, "1팀"), make.team(centre, "2팀")
    shared, own = make.account(centre, "help@example.com"), make.account(one, "one@example.com")
    agent_one, agent_two = make.person("one", one, "agent"), make.person("two", two, "agent")
    return {
        "centre": centre,
        "one": agent_one,
        "two": agent_two,
        "manager": make.person("boss", centre, "operations_manager"),
        "it": make.person("it", centre, "it_administrator"),
        "waiting": make.ticket(shared, subject="모두의 대기", address="a@example.com"),
        "foreign": make.ticket(own, subject="1팀만의 비밀", address="b@example.com"),
    }


def seen(person):
    return set(visible.tickets(person).values_list("subject", flat=True))


def test_a_team_sees_its_own_and_what_waits_above(world):
    assert seen(world["one"]) == {"모두의 대기", "1팀만의 비밀"}
    assert seen(world["two"]) == {"모두의 대기"}
    assert seen(world["manager"]) == {"모두의 대기", "1팀만의 비밀"}
    assert seen(world["it"]) == set()


def test_what_a_team_took_from_the_shared_queue_is_gone_for_the_others(world):
    actions.take(world["waiting"].pk, by=world["one"], at=NOON)

    assert seen(world["two"]) == set()


def test_a_foreign_ticket_is_nowhere_to_be_found(world, client):
    client.force_login(world["two"])
    pk = world["foreign"].pk

    listing = client.get("/desk/?view=all").content.decode()
    search = client.get("/desk/found/?q=비밀").content.decode()
    searched = client.get("/desk/?view=all&q=비밀").content.decode()
    api = client.get("/api/v1/tickets?view=all").json()["tickets"]

    assert "1팀만의 비밀" not in listing + search
    assert searched.count("1팀만의 비밀") == 0
    assert [row["subject"] for row in api] == ["모두의 대기"]
    for method, path in (
        ("get", f"/desk/tickets/{pk}/"),
        ("get", f"/desk/tickets/{pk}/thread/"),
        ("get", f"/desk/tickets/{pk}/side/"),
        ("post", f"/desk/tickets/{pk}/take/"),
        ("post", f"/desk/tickets/{pk}/reply/"),
        ("post", f"/desk/tickets/{pk}/presence/"),
        ("get", f"/api/v1/tickets/{pk}"),
        ("post", f"/api/v1/tickets/{pk}/take"),
        ("get", f"/desk/customers/{world['foreign'].customer_id}/"),
    ):
        assert getattr(client, method)(path).status_code == 404, path


def test_the_export_holds_what_the_list_shows(world, client):
    client.force_login(world["manager"])
    rows = list(csv.reader(io.StringIO(client.post("/desk/export/?view=all").getvalue().decode("utf-8-sig"))))
    assert {row[1] for row in rows[1:]} == {"모두의 대기", "1팀만의 비밀"}

    client.force_login(world["two"])
    assert client.post("/desk/export/?view=all").status_code == 403


def test_no_exported_cell_is_a_formula(world, client):
    make.ticket(make.account(world["centre"]), subject="＝HYPERLINK(1)", address="c@example.com")
    client.force_login(world["manager"])

    rows = csv.reader(io.StringIO(client.post("/desk/export/?view=all").getvalue().decode("utf-8-sig")))

    assert "'＝HYPERLINK(1)" in {row[1] for row in rows}


def test_the_stream_names_no_foreign_ticket(world):
    pk, team_id = world["foreign"].pk, world["foreign"].team_id
    two = world["two"]
    reach = Reach(two.pk, frozenset({two.memberships.get().team_id}), frozenset({world["centre"].pk}))

    assert topics_of(News(1, "desk.message_received", pk, team_id, None, None), reach) == (set(), False)
    left_the_queue = News(2, "desk.ticket_assigned", pk, team_id, world["one"].pk, world["centre"].pk)
    assert topics_of(left_the_queue, reach) == ({"queue"}, False)


@pytest.mark.parametrize("words", ["'", "%", "\\", "환불' OR 1=1 --", "ㅎ" * 200])
def test_odd_words_find_nothing_and_break_nothing(world, words):
    assert lists.page(world["manager"], lists.Filter(view="all", words=words)).tickets == []
