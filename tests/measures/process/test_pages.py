"""The pages of the process: what they show, to whom, and what goes out as a file."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gijun.events.models import Event
from gijun.measures import lake
from gijun.measures.process import uploads
from gijun.measures.process.queries import pseudonym
from gijun.science.event_logs import Columns, Reading, read_csv, read_xes
from tests import make
from tests.measures.told import DAY, HOUR, NINE, Story, after
from tests.standards.browser import HTMX, browser, words

DAYS = {"period": "own", "first": "2026-12-01", "last": "2026-12-01"}
PAGE = "measures:process"
LOG = "case,activity,timestamp\n=1,접수,2026-12-01 09:00\n=1,완료,2026-12-01 10:00\n2,접수,어제\n"


@pytest.fixture(autouse=True)
def noon_of_the_next_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NINE + timedelta(days=1))


@pytest.fixture
def told(team):
    """Two tickets of the team: one answered and solved, one still waiting."""
    desk = Story(team.pk)
    desk.begin(901, 901, 0)
    desk.begin(902, 902, 1, customer=2)
    desk.assign(901, 10, agent=7)
    desk.reply(901, 901, 40, agent=7)
    desk.solve(901, 901, HOUR)
    assert lake.refresh(lambda: after(DAY))


def page(person, locale="en", **asked):
    return browser(person, locale).get(reverse(PAGE), DAYS | asked)


def test_map_funnel_and_bottlenecks_stand_on_the_page(manager, told):
    response = page(manager)
    text, svg = words(response), response.content.decode()

    assert "Contact came in → Assigned 1 10m 0s 10m 0s 10m 0s 10m 0s 10m 0s 16.7%" in text
    assert "Contact opened 2 100.0%" in text
    assert "Assigned 1 50.0% – 1 50.0%" in text
    assert svg.count('class="process-path') == 6  # three paths, one beginning, two ends
    assert 'aria-label="Assigned, then Reply written: 1 times, median wait 30m 0s"' in svg
    assert "style=" not in svg.split("<main", 1)[1]


def test_in_korean_activities_have_their_korean_names(manager, told):
    assert "문의 접수 → 배정" in words(page(manager, "ko"))


def test_a_path_shows_its_longest_tickets_only_to_whom_they_may_be_shown(manager, told, team):
    ticket = make.ticket(make.account(team), when=after(2))
    Story(team.pk).assign(ticket.pk, 5, agent=7)
    assert lake.refresh(lambda: after(DAY))

    shown = page(manager, here="contact", there="assigned").content.decode()
    fragment = browser(manager).get(
        reverse(PAGE), DAYS | {"here": "contact", "there": "assigned"}, headers=HTMX
    )

    assert re.findall(r'href="/desk/tickets/(\d+)/"', shown) == [
        str(ticket.pk)
    ]  # the other is only in the log
    assert "<html" not in fragment.content.decode()
    assert "n = 2 · mean 6m 30s" in words(fragment)
    assert "Nothing goes that way" in words(page(manager, here="solved", there="contact"))


def test_somebody_elsewhere_sees_nothing_of_it(told):
    elsewhere = make.person("x", make.centre("부산"), "operations_manager")

    assert "No contact came in here in this period" in words(page(elsewhere))


def test_before_anything_was_counted_the_page_says_so(manager):
    assert "No figures yet" in words(page(manager))


def test_the_slider_hides_rare_paths(manager, told, team):
    desk = Story(team.pk)
    desk.reply(902, 902, 70, agent=7)  # from coming in straight to a reply: the rarer way
    desk.begin(903, 903, 2, customer=3)
    desk.assign(903, 10, agent=7)
    assert lake.refresh(lambda: after(DAY))

    def hidden(share):
        found = page(manager, share=share).content.decode()
        return re.findall(r' off" data-level="(\d+)"', found)

    assert hidden(100) == []
    assert len(hidden(0)) == 1  # the most frequent way into each activity and out of it stays


def test_an_export_holds_the_selection_under_pseudonyms_and_is_noted(manager, told, team):
    address = f"{reverse('measures:process_export')}?period=own&first=2026-12-01&last=2026-12-01"

    as_csv = browser(manager).post(address, {"file": "csv"})
    as_xes = browser(manager).post(address, {"file": "xes"})

    table = list(read_csv(io.BytesIO(as_csv.content), Columns(0, 1, 2, 3, 4), Reading(), zone="UTC"))
    xes = list(read_xes(io.BytesIO(b"".join(as_xes.streaming_content)), Reading(), zone="UTC"))
    assert [one._replace(order=0) for one in table] == [one._replace(order=0) for one in xes]
    assert [(one.case, one.activity) for one in table if one.case == pseudonym("ticket", 901)] == [
        (pseudonym("ticket", 901), name)
        for name in ("Contact came in", "Assigned", "Reply written", "Solved")
    ]
    assert {one.resource for one in table} == {"", pseudonym("agent", 7), pseudonym("agent", 1)}
    assert {one.department for one in table} == {team.name}
    assert Event.objects.filter(name="organisation.sensitive_read").count() == 2


def test_an_agent_may_look_but_not_export(jisu, told):
    assert "XES" not in words(page(jisu))
    assert browser(jisu).post(reverse("measures:process_export"), {"file": "csv"}).status_code == 403


def upload(person, content, name="log.csv"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return browser(person).post(reverse("measures:process_logs"), {"file": file})


def test_a_log_of_another_system_is_looked_at_by_its_owner_alone(manager, lead):
    facts = Event.objects.count()
    first = upload(manager, LOG)
    token = first["Location"].rstrip("/").rsplit("/", 1)[1]
    columns = reverse("measures:process_log_columns", args=[token])
    chosen = {"case": 0, "activity": 1, "at": 2, "department": "", "resource": "", "order": "ymd"}

    assert "어제" in words(browser(manager).get(columns))
    browser(manager).post(columns, chosen)
    shown = words(browser(manager).get(first["Location"]))

    assert "접수 → 완료 1 60m 0s" in shown
    assert "1 row was not taken" in shown
    assert "4 This is no time. 어제" in shown
    assert browser(lead).get(first["Location"]).status_code == 404
    assert Event.objects.count() == facts


def test_a_log_is_gone_after_seven_days_or_when_its_owner_says_so(manager):
    upload(manager, LOG)
    upload(manager, LOG, "second.csv")
    one, other = uploads.of(manager, at=NINE + timedelta(days=1))

    browser(manager).post(reverse("measures:process_log_forget", args=[one.token]))

    assert uploads.of(manager, at=NINE + timedelta(days=7, hours=23)) == [other]
    assert uploads.of(manager, at=NINE + timedelta(days=8)) == []
    assert uploads.of(manager, at=NINE + timedelta(days=1)) == []  # the file itself is gone


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<log><trace>", "line 1: It is not well-formed XML."),
        (b'<!DOCTYPE log [<!ENTITY a "b">]>\n<log/>', "It declares a document type"),
        (b"<svg/>", "Its first element is not"),
        (b"\xff\xfe\x00\xd8\xff", "neither UTF-8 nor CP949"),
        (b"\n", "It is empty."),
    ],
)
def test_what_is_no_log_is_refused_and_not_kept(manager, content, why):
    response = upload(manager, content)

    assert response.status_code == 422
    assert why in words(response)
    assert uploads.of(manager, at=NINE) == []


def test_of_a_person_only_the_newest_five_are_kept(manager, monkeypatch):
    for number in range(7):
        monkeypatch.setattr("django.utils.timezone.now", lambda at=number: after(DAY + at))
        upload(manager, LOG, f"{number}.csv")

    assert {one.name for one in uploads.of(manager, at=NINE)} == {f"{number}.csv" for number in range(2, 7)}
