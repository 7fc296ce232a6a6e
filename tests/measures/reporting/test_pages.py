"""The pages of reports: two clicks to one, what they show and to whom, and their files."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.events.models import Event
from gijun.measures.models import Report, ReportDelivery, ReportTiming
from gijun.measures.reporting import actions, delivering, queries
from gijun.measures.reporting.rules import Timing
from gijun.measures.reporting.terms import BlockKind, DeliveryStanding, Hindrance, Rhythm
from gijun.organisation.models import Person
from gijun.organisation.terms import Role
from tests import make
from tests.measures.reporting.conftest import MORNING

LIST = "/measures/reports/"


@pytest.fixture(autouse=True)
def in_english(db, manager, lead, jisu):
    Person.objects.update(locale="en")


@pytest.fixture
def signed_in(client, manager, clock):
    client.force_login(manager)
    return client


def text_of(response) -> str:
    assert response.status_code == 200, response.content
    return " ".join(response.content.decode().split())


def page(report, name="report", **query) -> str:
    days = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"measures:{name}", args=[report.pk]) + (f"?{days}" if days else "")


def posted(form) -> dict:
    """What a browser would send for the form as it stands."""
    return {
        bound.html_name: bound.value()
        for bound in form
        if bound.value() is not None and not (isinstance(bound.value(), bool) and not bound.value())
    }


def test_a_daily_report_in_two_clicks(signed_in, figures):
    listed = text_of(signed_in.get(LIST))
    assert 'action="/measures/reports/make/daily/"' in listed  # the first click leads here, the second posts

    shown = signed_in.post(LIST + "make/daily/", follow=True)

    text = text_of(shown)
    assert "<h1>Daily report</h1>" in text
    assert "Contacts offered: 40 contacts." in text
    assert "Contacts offered" in text
    assert "as of" in text
    assert "How they are counted" in text


def test_comparisons_are_said_with_what_they_stand_on(signed_in, figures, report):
    text = text_of(signed_in.get(page(report)))

    assert "the day before (30 contacts), 10 contacts, lies within what chance alone can bring" in text
    assert (
        "20.0 contacts more than the mean of the same weekday in the four weeks before (20.0 contacts)"
        in text
    )
    assert "90.0% (95% interval 76.9–96.0%, n = 40)" in text


def test_a_day_that_goes_on_is_compared_with_nothing(signed_in, figures, report):
    text = text_of(signed_in.get(page(report, day="2026-12-02")))

    assert "These days are not over" in text
    assert "the day before" not in text


def test_other_days_can_be_looked_at(signed_in, figures, report):
    text = text_of(signed_in.get(page(report, day="2026-11-30")))

    assert "Contacts offered: 30 contacts." in text
    assert "?day=2026-11-29" in text
    assert "?day=2026-12-01" in text


@pytest.mark.parametrize("day", ["yesterday", "2099-01-01", ""])
def test_a_day_nobody_understands_shows_the_latest(signed_in, figures, report, day):
    assert "40 contacts" in text_of(signed_in.get(page(report, day=day)))


def test_without_figures_the_page_says_so(signed_in, report, clock):
    assert "No figures yet" in text_of(signed_in.get(page(report)))


def test_nobody_sees_a_report_over_teams_they_do_not_see(client, figures, report, jisu, lead):
    for person in (jisu, lead):
        client.force_login(person)
        assert report.title not in text_of(client.get(LIST))
        for name in ("report", "report_edit", "report_sending"):
            assert client.get(page(report, name)).status_code in {403, 404}
        assert client.post(page(report, "report_file"), {"file": "csv"}).status_code in {403, 404}
        assert client.post(page(report, "report_retire")).status_code in {403, 404}


def test_a_reader_sees_it_and_cannot_change_it(client, figures, report, centre):
    reader = make.person("reader", centre, Role.OBSERVER)
    client.force_login(reader)

    text = text_of(client.get(page(report)))

    assert "40" in text
    assert page(report, "report_edit") not in text
    assert client.post(LIST + "make/daily/").status_code == 403
    assert client.post(page(report, "report_file"), {"file": "xlsx"}).status_code == 403


@pytest.mark.parametrize(("kind", "begin"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("pdf", b"%PDF")])
def test_files_leave_with_a_trace(signed_in, figures, report, manager, kind, begin):
    response = signed_in.post(page(report, "report_file"), {"file": kind, "day": "2026-11-30"})

    assert response.content.startswith(begin)
    assert f"report-{report.pk}-2026-11-30-2026-11-30.{kind}" in response["Content-Disposition"]
    assert Event.objects.filter(name="organisation.sensitive_read", actor_id=manager.pk).count() == 1


def test_no_other_kind_of_file(signed_in, figures, report):
    assert signed_in.post(page(report, "report_file"), {"file": "exe"}).status_code == 404


def test_blocks_are_changed_moved_added_and_taken_out(signed_in, report, clock):
    shown = signed_in.get(page(report, "report_edit"))
    builder = shown.context["builder"]
    sent = posted(builder.form)
    for block in builder.blocks:
        sent |= posted(block)
    sent |= {"title": "바꾼 보고서", "block-0-kind": "", "block-6-place": "5",
             "block-8-kind": "course", "block-8-measures": ["answer_rate"]}  # fmt: skip

    response = signed_in.post(page(report, "report_edit"), sent)

    assert response.status_code == 302
    report.refresh_from_db()
    kinds = [block.kind for block in queries.blocks_of(report)]
    assert report.title == "바꾼 보고서"
    assert kinds[0] == BlockKind.PARETO
    assert BlockKind.STORY not in kinds
    assert queries.blocks_of(report)[-1].measures == ("answer_rate",)


def test_what_cannot_be_saved_is_said_and_kept(signed_in, report, clock):
    builder = signed_in.get(page(report, "report_edit")).context["builder"]
    sent = posted(builder.form)
    for block in builder.blocks:
        sent |= posted(block)

    response = signed_in.post(page(report, "report_edit"), sent | {"block-8-kind": "course"})

    assert response.status_code == 422
    assert "Choose what the block shows: Course of a measure." in response.content.decode()
    report.refresh_from_db()
    assert report.version == 1


def test_sending_is_set_on_its_page(signed_in, report, manager, clock):
    response = signed_in.post(
        page(report, "report_sending"),
        {"is_on": "on", "at": "07:30", "on_working_days": "on", "people": [manager.pk]},
    )

    assert response.status_code == 302
    row = ReportTiming.objects.get()
    assert (row.is_on, row.at_min, row.on_working_days) == (True, 450, True)
    assert queries.reader_ids(report) == [manager.pk]


def test_nobody_chosen_is_said(signed_in, report, clock):
    response = signed_in.post(page(report, "report_sending"), {"is_on": "on", "at": "07:30"})

    assert response.status_code == 422
    assert "Choose at least one person" in response.content.decode()


def test_a_delivery_that_failed_shows_why_and_is_sent_again(signed_in, report, manager, clock):
    actions.send_regularly(
        report.pk, Timing(480), [manager.pk], is_on=True, by=manager, at=clock.at - timedelta(hours=1)
    )
    delivering.make_due(clock.at)
    row = delivering.claim_next(clock.at)
    delivering.note_not_sent(row.pk, Hindrance.REFUSED, answer="550 no", final=True, at=clock.at)

    text = text_of(signed_in.get(page(report, "report_sending")))
    assert "The mail server refused it." in text
    assert "550 no" in text
    again = reverse("measures:report_again", args=[row.pk])
    assert again in text

    assert signed_in.post(again).status_code == 302
    assert ReportDelivery.objects.get().standing == DeliveryStanding.WAITING


def test_a_report_is_taken_off_the_list(signed_in, report, clock):
    assert signed_in.post(page(report, "report_retire")).status_code == 302

    assert report.title not in text_of(signed_in.get(LIST))
    assert signed_in.get(page(report)).status_code == 404


@pytest.mark.parametrize("rhythm", [Rhythm.WEEKLY, Rhythm.MONTHLY])
def test_weeks_and_months_can_be_shown(signed_in, figures, rhythm):
    text = text_of(signed_in.post(f"{LIST}make/{rhythm.value}/", follow=True))

    assert Report.objects.get().rhythm == rhythm
    assert "At a glance" in text


def test_the_clock_of_these_tests_stands_still(clock):
    assert timezone.now() == MORNING
