"""The pages of the boards: what they show, to whom, in which language, and what goes out as a file."""

import csv
import io
from datetime import UTC, datetime

import pytest

from gijun.events.models import Event
from gijun.measures import lake
from gijun.organisation.terms import Role
from tests import make
from tests.measures.boards.test_goals import decide
from tests.measures.boards.test_today import entered
from tests.measures.told import Story

BASE = "/measures/boards/"
FOR_ALL = ("", "today/", "returns/", "goals/")


@pytest.fixture
def today(monkeypatch):
    """The pages' clock stands at noon of 1 December 2026 in Seoul."""
    at = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at


@pytest.fixture
def figures(team, jisu, today):
    """A morning of the team: three contacts, one answered and solved; Jisu ready, then away too long."""
    desk = Story(team.pk)
    for contact in (1, 2, 3):
        desk.begin(contact, contact, contact, customer=contact)
    desk.reply(1, 1, 5, agent=jisu.pk, message=5)
    desk.solve(1, 1, 6)
    decide(desk, jisu.pk, 3, 0, first=10)
    entered(desk, jisu.pk, 0, "ready")
    entered(desk, jisu.pk, 60, "away", before="ready", since=0, reason="break", ends_by=70)
    entered(desk, jisu.pk, 90, "ready", before="away", was="break", since=60)
    lake.refresh(lambda: today)


def page(client, person, address="", language="en"):
    person.locale = language
    person.save()
    client.force_login(person)
    return client.get(f"{BASE}{address}")


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("address", FOR_ALL)
@pytest.mark.parametrize("role", Role.values)
def test_everybody_with_a_role_may_look(client, team, figures, role, address):
    assert page(client, make.person("p", team, role), address).status_code == 200


@pytest.mark.parametrize("address", [*FOR_ALL, "states/", "wall/"])
def test_strangers_are_asked_to_sign_in(client, db, address):
    assert client.get(f"{BASE}{address}").status_code == 302


@pytest.mark.parametrize(
    ("role", "states", "wall"),
    [
        ("agent", 403, 403),
        ("team_lead", 200, 200),
        ("trainer", 200, 200),
        ("operations_manager", 200, 200),
        ("centre_head", 200, 200),
        ("cx_operator", 403, 200),
        ("observer", 403, 200),
        ("policy_owner", 403, 403),
        ("it_administrator", 403, 403),
    ],
)
def test_people_are_shown_to_those_who_lead_them_and_the_wall_to_those_who_see_the_floor(
    client, team, figures, role, states, wall
):
    person = make.person("p", team, role)

    assert [page(client, person, address).status_code for address in ("states/", "wall/")] == [states, wall]


@pytest.mark.parametrize("address", [*FOR_ALL, "states/"])
def test_before_anything_was_counted_a_board_says_so(client, lead, address):
    text = text_of(page(client, lead, address))

    assert "No figures yet" in text
    assert "<g-chart" not in text


def test_only_boards_one_may_open_have_a_tab(client, jisu, lead, figures):
    assert 'href="/measures/boards/states/"' not in text_of(page(client, jisu))
    assert 'href="/measures/boards/states/"' in text_of(page(client, lead))


def test_arrivals_are_drawn_from_their_table(client, jisu, figures):
    text = text_of(page(client, jisu))

    assert 'data-kind="heatmap" data-series="24"' in text  # half-hours that are over at noon
    row = text[text.index('<th scope="row">Tuesday</th>') :].split("</tr>")[0]
    assert row.count('data-value="3.0"') == 1
    assert row.count('data-value="0.0"') == 23
    assert "△ 3 more days needed" in row
    assert "1 Dec 2026 to 1 Dec 2026, 1 day" in text


def test_today_says_what_is_missing_before_anything_is_usual(client, jisu, figures):
    text = text_of(page(client, jisu, "today/"))

    assert "3 contacts on" not in text
    assert "3 contacts until 12:00" in text
    assert "Not enough data to say what is usual: 4 more such days needed." in text
    assert text.count("before the first record") == 8


def test_a_day_that_has_not_come_is_refused_in_words(client, jisu, figures):
    text = text_of(page(client, jisu, "today/?day=2026-12-02"))

    assert "This day has not come yet." in text
    assert "3 contacts until 12:00" in text


def test_the_timeline_is_drawn_and_told(client, lead, figures):
    text = text_of(page(client, lead, "states/"))

    assert 'class="state-bar away"' in text
    assert 'fill="url(#state-away)"' in text
    assert 'class="state-limit"' in text
    assert "한지수: Away (Break), 10:00–10:30, 30m 0s · 20m 0s over its limit" in text
    assert '<td class="r num">▲ 20</td>' in text


def test_names_are_not_on_other_boards(client, manager, figures):
    texts = [text_of(page(client, manager, address)) for address in FOR_ALL]

    assert ["한지수" in text for text in texts] == [False] * 4


def test_returns_whose_time_is_not_over_are_marked(client, jisu, figures):
    text = text_of(page(client, jisu, "returns/"))

    row = text[text.index('<th scope="row">30 Nov 2026</th>') :].split("</tr>")[0]
    assert row.count("◷ 1 not mature yet") == 5
    assert row.count('data-value=""') == 5


def test_goals_say_how_many_more_are_needed(client, jisu, figures):
    text = text_of(page(client, jisu, "goals/"))

    assert '<th scope="row">Me</th>' in text
    assert "Not enough data: 7 more needed" in text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "요일별 인입"),
        ("today/", "평소"),
        ("returns/", "재문의·재오픈"),
        ("goals/", "목표 연결"),
        ("states/", "상태 시간표"),
        ("wall/", "현황판"),
    ],
)
def test_boards_in_korean(client, lead, figures, address, words):
    assert words in text_of(page(client, lead, address, "ko"))


def test_the_wall_is_the_floor_alone_on_the_screen(client, lead, centre, figures):
    text = text_of(page(client, lead, "wall/"))

    assert 'class="rail"' not in text
    assert '<g-board data-topic="floor queue modes"' in text
    assert "data-pause" in text
    fragment = client.get(f"{BASE}wall/", headers={"X-Board": "true"}).content.decode()
    assert "floor-tiles" in fragment
    assert "<html" not in fragment


def test_a_wall_of_a_centre_that_is_not_theirs_is_not_there(client, lead, figures):
    other = make.centre("부산")

    assert page(client, lead, f"wall/?centre={other.pk}").status_code == 404


def export(client, person, **filters):
    person.locale = "en"
    person.save()
    client.force_login(person)
    return client.post(f"{BASE}export/", filters)


def test_the_csv_holds_every_half_hour_of_the_week(client, manager, figures):
    response = export(client, manager)

    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    nine = [row for row in rows if row["Half-hour"] == "09:00"]
    assert [list(row.values()) for row in nine] == [["Tuesday", "09:00", "3.0", "3", "1", "1"]]
    assert len(rows) == 24
    assert "arrivals-2026-11-04-2026-12-01.csv" in response.headers["Content-Disposition"]


def test_an_export_stays_in_the_audit_and_is_not_for_everybody(client, manager, jisu, figures):
    assert export(client, jisu).status_code == 403
    export(client, manager)

    fact = Event.objects.latest("position")
    assert (fact.name, fact.actor_id, fact.data["kind"]) == (
        "organisation.sensitive_read",
        manager.pk,
        "export",
    )
    assert client.get(f"{BASE}export/").status_code == 405
