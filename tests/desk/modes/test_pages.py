"""The live floor, the team live, one's own day, the switch, plans and broadcasts as pages."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gijun.desk.actions import modes
from gijun.desk.models import Broadcast, FloorSample, ModePeriod, ModePlan
from gijun.desk.rules.modes.broadcasts import Line
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.models import AgentState
from gijun.organisation.queries.floor import state_of
from gijun.web.realtime import News, Reach, topics_of
from tests import make
from tests.standards.browser import browser, words


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def now():
    return timezone.now()


def shortcuts(response):
    return re.findall(r'data-shortcut="([^"]+)"', response.content.decode())


PAGES = ("floor", "team_live", "modes")


@pytest.mark.parametrize("name", PAGES)
def test_the_floor_is_for_those_who_lead_or_watch_it(team, centre, jisu, lead, manager, name):
    observer = make.person("observer", centre, "observer")

    opened = {
        who.username: browser(who).get(url(name)).status_code for who in (jisu, lead, manager, observer)
    }
    assert opened == {"jisu": 403, "lead": 200, "manager": 200, "observer": 200}


@pytest.mark.parametrize("name", [*PAGES, "my_day", "broadcasts"])
def test_every_page_is_whole_in_korean(team, manager, lead, name):
    make.ticket(make.account(team), when=now() - timedelta(minutes=50))
    page = browser(manager, "ko").get(url(name))

    assert page.status_code == 200
    assert re.findall(r"%\(\w+\)s", words(page)) == []


def test_the_floor_shows_six_figures_each_with_what_to_do(team, jisu, lead):
    enter_state(jisu.pk, "ready", by=jisu, at=now())
    ticket = make.ticket(make.account(team), when=now() - timedelta(minutes=50))

    page = browser(lead).get(url("floor"))

    said, raw = words(page), page.content.decode()
    assert raw.count('<section class="tile') == 6
    assert "Longest wait 50 min ‼ Act now at most 30 min" in said
    assert "Waiting 1" in said
    assert "Ready or in contact 100% ✓ On target at least 50%" in said
    assert f'href="{url("ticket", ticket.pk)}"' in raw
    assert "● Ready 1" in said
    assert "Taken by hand 1 ‼ 50 min" in said


def test_the_figures_are_a_table_on_request_also_while_it_is_open(centre, team, manager):
    make.ticket(make.account(team), when=now() - timedelta(minutes=50))
    for minutes, waiting in ((90, 7), (60, 2)):
        FloorSample.objects.create(
            centre=centre, taken_at=now() - timedelta(minutes=minutes), waiting=waiting, wait_ms=0,
            in_time=0, decided=0, arrivals=0, at_hand=0, signed_in=0,
        )  # fmt: skip
    client = browser(manager)
    where = url("floor") + f"?centre={centre.pk}&as=table"

    page, part = client.get(where), client.get(where, headers={"X-Board": "true"})

    assert page.content.decode().count('<section class="tile') == 0
    assert "Show as figures" in words(page)
    for shown in (page, part):
        row = next(one for one in shown.context["lines"] if one["one"].kind == "waiting")
        assert [row[name] for name in ("value", "first", "lowest", "highest")] == ["1", "7", "1", "7"]
    assert f'data-url="{where.replace("&", "&amp;")}"' in page.content.decode()
    assert "Show as a table" in words(client.get(url("floor")))


def test_the_floor_of_a_lead_is_their_teams(centre, team, lead):
    other = make.team(centre, "2팀")
    make.ticket(make.account(other, "two@example.com"), when=now() - timedelta(minutes=5))

    said = words(browser(lead).get(url("floor")))
    assert "Your teams only" in said
    assert "Waiting 0" in said


def test_another_centres_floor_is_not_found(lead):
    other = make.centre("부산센터")

    assert browser(lead).get(url("floor") + f"?centre={other.pk}").status_code == 404


def test_the_floor_asks_as_many_questions_for_many_tickets_as_for_few(
    centre, team, jisu, manager, django_assert_max_num_queries
):
    door = make.account(team)
    client = browser(manager)
    client.get(url("floor"))
    with django_assert_max_num_queries(60) as few:
        client.get(url("floor"), headers={"X-Board": "true"})
    for number in range(12):
        make.ticket(door, address=f"{number}@example.com", when=now() - timedelta(minutes=number))
        enter_state(make.person(f"agent{number}", team, "agent").pk, "ready", by=None, at=now())
    with django_assert_max_num_queries(60) as many:
        client.get(url("floor"), headers={"X-Board": "true"})

    # the first ticket makes the screen also look for the one that waits longest
    assert len(many) <= len(few) + 3


def test_only_the_figures_are_sent_to_an_open_board(lead):
    part = browser(lead).get(url("floor"), headers={"X-Board": "true"}).content.decode()

    assert ("<html" in part, part.count('<section class="tile')) == (False, 6)


def test_the_team_live_says_who_needs_help_first_and_ranks_nobody(team, jisu, lead):
    minsu = make.person("minsu", team, "agent", name="가민수")
    enter_state(minsu.pk, "ready", by=minsu, at=now())
    enter_state(jisu.pk, "ready", by=jisu, at=now() - timedelta(hours=2))
    enter_state(
        jisu.pk,
        "away",
        reason="other",
        by=None,
        at=now() - timedelta(hours=1),
        ends_by=now() - timedelta(minutes=20),
    )

    said = words(browser(lead).get(url("team_live")))

    assert said.index("한지수") < said.index("가민수")
    assert "! Longer away than planned: ask whether all is well" in said
    assert "오실장" not in said.split("What could help", 1)[1]


def test_the_team_live_shows_only_ones_own_teams(centre, team, lead, manager):
    other = make.team(centre, "2팀")
    make.person("far", other, "agent", name="남의팀")

    assert "남의팀" not in words(browser(lead).get(url("team_live")))
    assert "남의팀" in words(browser(manager).get(url("team_live")))


def test_a_lead_offers_a_break_and_ends_it(team, jisu, lead):
    enter_state(jisu.pk, "ready", by=jisu, at=now())
    client = browser(lead)

    client.post(url("send_to_rest", jisu.pk))
    resting = AgentState.objects.get(person=jisu, ended_at=None)
    client.post(url("call_back", jisu.pk))

    assert (resting.kind, resting.reason, resting.ends_by - resting.started_at) == (
        "away",
        "break",
        timedelta(minutes=10),
    )
    assert state_of([jisu.pk])[jisu.pk].kind == "ready"


def test_a_lead_of_another_team_sends_nobody_anywhere(centre, team, jisu):
    stranger = make.person("stranger", make.team(centre, "2팀"), "team_lead")
    enter_state(jisu.pk, "ready", by=jisu, at=now())

    assert browser(stranger).post(url("send_to_rest", jisu.pk)).status_code == 403
    assert browser(stranger).post(url("send_to_rest", 999_999)).status_code == 404


def test_a_mode_is_switched_by_one_key_and_seen_by_everybody(centre, jisu, manager):
    client = browser(manager)
    page = client.get(url("modes"))
    assert [key for key in shortcuts(page) if key in "123"] == ["2", "3"]

    client.post(url("enter_mode"), {"centre": centre.pk, "mode": "peak", "minutes": "30"})

    assert "▲ Peak until" in words(browser(jisu).get(url("queue")))
    assert "▲ Peak" in words(browser(jisu).get(url("mode_strip")))
    page = client.get(url("modes"))
    assert [key for key in shortcuts(page) if key in "123"] == ["1", "2", "3"]
    period = ModePeriod.objects.get()
    client.post(url("prolong_mode", period.pk), {"centre": centre.pk, "minutes": "90"})
    client.post(url("end_mode", period.pk), {"centre": centre.pk})
    period.refresh_from_db()
    assert (period.ending, period.ends_by - period.entered_at > timedelta(minutes=85)) == ("by_hand", True)
    assert "Peak" not in words(browser(jisu).get(url("mode_strip")))


def test_the_screen_says_what_each_mode_changes(centre, manager):
    modes.change_plan(
        centre.pk, "peak", {"targets_percent": 150, "break_rule": "frozen"}, by=manager, at=now()
    )

    said = words(browser(manager).get(url("modes")))
    assert "Targets, in percent of the normal ones 100 % 150 %" in said
    assert "Breaks As the floor rules say No breaks for now" in said


def test_a_lead_sees_the_modes_but_switches_none(centre, lead):
    client = browser(lead)

    assert "Switch" not in words(client.get(url("modes"))).replace("Switch the", "")
    assert client.post(url("enter_mode"), {"mode": "peak", "minutes": "30"}).status_code == 403


def test_what_is_typed_wrong_is_said_after_the_switch(centre, manager):
    said = browser(manager).post(
        url("enter_mode"), {"centre": centre.pk, "mode": "peak", "minutes": "2"}, follow=True
    )

    assert "A mode lasts 5 to 1440 minutes." in words(said)
    assert ModePeriod.objects.count() == 0


def plan_fields(page) -> dict[str, str]:
    raw = page.content.decode()
    numbers = re.findall(r'<input type="number" name="([^"]+)" value="([^"]*)"', raw)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', raw)
    return dict(numbers + hidden)


def test_a_plan_is_written_on_its_page(centre, manager):
    client = browser(manager)
    page = client.get(url("mode_plan", "peak"))
    given = plan_fields(page) | {
        "targets_percent": "150",
        "break_rule": "frozen",
        "figure_wait": "1",
        "figure_waiting": "9",
    }

    saved = client.post(url("mode_plan", "peak"), given)

    assert saved.status_code == 302
    content = ModePlan.objects.get().content
    assert (content["targets_percent"], content["break_rule"]) == (150, "frozen")
    assert (content["kpi_order"][0], content["kpi_order"][-1]) == ("wait", "waiting")


def test_a_plan_out_of_range_is_refused_and_keeps_what_was_typed(centre, manager):
    client = browser(manager)
    given = plan_fields(client.get(url("mode_plan", "outage"))) | {
        "targets_percent": "5000",
        "break_rule": "usual",
        "message_ko": "장애입니다",
        "message_en": "An outage",
    }

    refused = client.post(url("mode_plan", "outage"), given)

    assert refused.status_code == 422
    assert "choose a whole number between 10 and 1000" in words(refused)
    assert "장애입니다" in words(refused)
    assert client.get(url("mode_plan", "party")).status_code == 404


def test_a_broadcast_is_added_changed_checked_and_removed(centre, manager):
    client = browser(manager)
    given = {
        "centre": centre.pk,
        "title": "코트전",
        "starts_at": "2099-11-25T20:00",
        "ends_at": "2099-11-25T21:00",
    }
    assert client.post(url("broadcasts"), given).status_code == 302
    row = Broadcast.objects.get()

    client.post(url("broadcast", row.pk), given | {"title": "패딩전"})
    client.post(url("broadcast", row.pk), {"do": "check"})
    client.post(url("broadcast", row.pk), {"do": "remove"})

    row.refresh_from_db()
    assert (row.title, row.removed_at is None) == ("패딩전", False)
    assert client.get(url("broadcast", row.pk)).status_code == 404
    assert client.post(url("broadcasts"), given | {"ends_at": "2099-11-25T19:00"}).status_code == 422


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_sheet_is_brought_in_as_korean_offices_save_it(centre, manager, encoding):
    text = "제목,상품,시작,종료\n코트전,롱코트,2099-11-25 20:00,21:00\n김치,,틀림,21:00\n"
    sent = browser(manager).post(
        url("import_broadcasts"),
        {"centre": centre.pk, "file": SimpleUploadedFile("plan.csv", text.encode(encoding))},
    )

    assert [row.title for row in Broadcast.objects.all()] == ["코트전"]
    assert sent.status_code == 422
    assert "Line 3: “틀림” is no time. Write 2026-11-25 20:00." in words(sent)
    assert "김치,,틀림,21:00" in words(sent)


def test_agents_see_the_schedule_and_what_is_on_air_but_plan_nothing(centre, jisu, manager):
    modes.plan_broadcast(
        centre.pk,
        Line("코트전", "롱코트", now() - timedelta(minutes=5), now() + timedelta(minutes=30), "수량 100개"),
        by=manager,
        at=now() - timedelta(hours=13),
    )
    client = browser(jisu)

    assert "◉ On air 코트전 · 롱코트" in words(client.get(url("on_air")))
    assert "! not checked for 13 h" in words(client.get(url("on_air")))
    assert "Add a broadcast" not in words(client.get(url("broadcasts")))
    assert client.post(url("import_broadcasts"), {"text": "A,B,2099-11-25 20:00,21:00"}).status_code == 403


def test_my_day_leads_from_the_business_to_me(centre, team, jisu, manager):
    modes.change_plan(centre.pk, "normal", {"business_goal": "다시 찾는 고객을 늘린다"}, by=manager, at=now())

    said = words(browser(jisu).get(url("my_day")))

    order = [
        said.index(word)
        for word in ("다시 찾는 고객을 늘린다", "Centre · 서울센터", "Team · 1팀", "Me · 한지수")
    ]
    assert order == sorted(order)
    assert "You owe no customer anything in the next 24 hours." in said


def test_modes_are_news_for_the_centre_and_nobody_else(centre, team):
    reach = Reach(1, frozenset({team.pk}), frozenset({centre.pk}))
    news = News(1, "desk.mode_entered", None, centre.pk, None, None)

    assert topics_of(news, reach) == ({"modes"}, False)
    assert topics_of(news, Reach(1, frozenset({999}), frozenset())) == (set(), False)
