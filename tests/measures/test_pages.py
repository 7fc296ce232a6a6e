"""The pages: what they show, to whom, and what goes out as a file."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from gijun.events.models import Event
from gijun.measures import exports, forms, lake, presentation, queries, registry
from gijun.measures.compute import Figure, Result
from gijun.measures.models import GrowthFigure
from gijun.measures.queries import Overview, Selection
from gijun.organisation.terms import Role
from tests import make
from tests.measures.told import NINE, Story
from tests.standards import agreed

OVERVIEW = "/measures/"
BY_NAME = {measure.name: measure for measure in registry.measures()}


@pytest.fixture
def today(monkeypatch):
    """The pages' clock stands at noon of 1 December 2026 in Seoul."""
    at = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at


@pytest.fixture
def figures(team, today):
    """Two contacts of today, one of them answered after 90 s; counted at noon."""
    desk = Story(team.pk)
    desk.begin(1, 1, 0)
    desk.begin(2, 2, 1, customer=2)
    desk.reply(1, 1, 1.5, agent=1, message=5)
    desk.solve(1, 1, 2)
    lake.refresh(lambda: today)


def page(client, person, address=OVERVIEW, language="en"):
    person.locale = language
    person.save()
    client.force_login(person)
    return client.get(address)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("role", Role.values)
def test_everybody_with_a_role_may_look(client, team, figures, role):
    person = make.person("p", team, role)

    assert page(client, person).status_code == 200
    assert page(client, person, "/measures/definitions/").status_code == 200


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get(OVERVIEW).status_code == 302


def test_the_page_shows_value_uncertainty_and_freshness(client, manager, figures):
    text = text_of(page(client, manager))

    assert '<h3>Contacts offered</h3> <span class="figure">2<small>contacts</small></span>' in text
    assert "50.0<small>%</small>" in text  # of two contacts one was answered
    assert "95% interval 9.5 to 90.5% · n = 2" in text
    assert "90s" in text
    assert f"up to record {Event.objects.latest('position').position}" in text.replace(",", "")
    assert '<th scope="row" class="num">1 Dec 2026</th>' in text


def test_in_korean_the_measures_have_their_korean_names(client, manager, figures):
    text = text_of(page(client, manager, language="ko"))

    assert "<h3>인입 문의</h3>" in text
    assert "첫 문의 해결률 (FCR)" in text


def test_days_that_may_still_change_are_marked(client, manager, figures):
    text = text_of(page(client, manager))
    course = text[text.index('id="first_contact_resolution"') :].split("</figure>")[0]

    assert 'data-series="2"' in course
    assert "◷ 1 not mature yet" in course


def test_before_anything_was_counted_the_page_says_what_is_needed(client, manager):
    text = text_of(page(client, manager))

    assert "No figures yet" in text
    assert 'class="tiles"' not in text


def test_a_measure_without_data_says_what_it_needs(client, manager, figures):
    text = text_of(page(client, manager))

    assert "Import the number of orders. Shown for a whole centre." in text


def test_only_those_who_may_see_the_ways_out_and_in(client, team, jisu, manager, figures):
    assert 'action="/measures/export/"' in text_of(page(client, manager))
    for word in ("/measures/export/", "/measures/growth/"):
        assert word not in text_of(page(client, jisu))


def test_a_wrong_period_is_said_and_four_weeks_are_shown(client, manager, figures):
    text = text_of(page(client, manager, f"{OVERVIEW}?period=own&first=2026-12-01&last=2026-11-01"))

    assert "The last day lies before the first." in text
    assert "4 Nov 2026 to 1 Dec 2026" in text


def test_a_team_out_of_reach_is_no_choice(client, jisu, figures):
    other = make.team(make.centre("부산"), "먼 팀")

    text = text_of(page(client, jisu, f"{OVERVIEW}?team={other.pk}"))

    assert "먼 팀" not in text
    assert "Select a valid choice" in text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, (date(2026, 11, 4), date(2026, 12, 1))),
        ({"period": "7"}, (date(2026, 11, 25), date(2026, 12, 1))),
        ({"period": "90"}, (date(2026, 9, 3), date(2026, 12, 1))),
        (
            {"period": "own", "first": "2026-01-01", "last": "2026-12-31"},
            (date(2026, 1, 1), date(2026, 12, 31)),
        ),
        (
            {"period": "own", "first": "2025-01-01", "last": "2026-12-31"},
            (date(2026, 11, 4), date(2026, 12, 1)),
        ),
        ({"period": "own", "first": "x"}, (date(2026, 11, 4), date(2026, 12, 1))),
        ({"period": "x"}, (date(2026, 11, 4), date(2026, 12, 1))),
    ],
)
def test_which_days_are_looked_at(manager, today, asked, expected):
    chosen = forms.SelectionForm(manager, asked, at=today).selection()

    assert (chosen.first, chosen.last) == expected


def export(client, person, file, **filters):
    client.force_login(person)
    return client.post("/measures/export/", {"file": file, **filters})


def test_the_csv_holds_the_figures_of_the_page(client, manager, figures):
    manager.locale = "en"
    manager.save()

    response = export(client, manager, "csv", period="7")

    content = response.content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    offered = [row for row in rows if row["measure"] == "offered"]
    assert [(row["day"], row["value"]) for row in offered] == [("whole period", "2.0"), ("2026-12-01", "2.0")]
    wait = next(row for row in rows if row["measure"] == "first_response_median")
    assert (wait["value"], wait["unit"], wait["version"], wait["n"]) == ("90.0", "seconds", "1", "1")
    assert "measures-2026-11-25-2026-12-01.csv" in response.headers["Content-Disposition"]


def test_the_workbook_holds_numbers_and_definitions(client, manager, figures):
    response = export(client, manager, "xlsx")

    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        values = book.read("xl/worksheets/sheet1.xml").decode()
        told = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in values
    assert '<c r="E2"><v>2</v></c>' in values
    assert BY_NAME["offered"].ko.numerator in told


def test_an_export_follows_the_filter_and_what_the_person_sees(client, centre, manager, figures):
    other = make.person("p", make.centre("부산"), "operations_manager")

    for person, filters in ((other, {}), (manager, {"channel": "chat"})):
        rows = list(
            csv.reader(io.StringIO(export(client, person, "csv", **filters).content.decode("utf-8-sig")))
        )
        assert [row[4] for row in rows if row[0] == "offered"] == ["0.0"]


def test_an_export_stays_in_the_audit(client, manager, figures):
    export(client, manager, "csv")

    fact = Event.objects.latest("position")
    assert (fact.name, fact.actor_id, fact.data["kind"]) == (
        "organisation.sensitive_read",
        manager.pk,
        "export",
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("operations_manager", 200),
        ("centre_head", 200),
        ("team_lead", 200),
        ("cx_operator", 200),
        ("agent", 403),
        ("observer", 403),
        ("it_administrator", 403),
    ],
)
def test_who_may_export(client, centre, figures, role, status):
    assert export(client, make.person("p", centre, role), "csv").status_code == status


def test_a_get_never_exports_and_other_files_are_unknown(client, manager, figures):
    client.force_login(manager)

    assert client.get("/measures/export/").status_code == 405
    assert export(client, manager, "exe").status_code == 404


def overview_of(result):
    selection = Selection(date(2026, 12, 1), date(2026, 12, 3))
    return Overview(selection, [result], NINE, 7, date(2026, 12, 3))


def test_no_cell_of_an_export_is_taken_for_a_formula():
    measure = BY_NAME["offered"]
    named = replace(
        measure, ko=replace(measure.ko, title="=HYPERLINK(1)"), en=replace(measure.en, title="+1")
    )
    result = Result(named, Figure(-1.0, -1, 1), {})

    with translation.override("ko"):
        content = exports.as_csv(overview_of(result))
        workbook = exports.as_workbook(overview_of(result))

    line = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1]
    assert (line[1], line[4]) == ("'=HYPERLINK(1)", "-1.0")
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("ms", "expected"),
    [
        (0, "0.0s"),
        (1_500, "1.5s"),
        (90_000, "90s"),
        (120_000, "2m 0s"),
        (3_599_400, "59m 59s"),
        (7_200_000, "2h 0m"),
        (172_800_000, "2d 0h"),
        (324_000_000, "3d 18h"),
    ],
)
def test_durations_have_their_two_largest_units(ms, expected):
    with translation.override("en"):
        assert presentation.duration(ms) == expected


def test_a_chart_has_a_row_for_every_day_with_gaps_where_nothing_can_be_said():
    rate = Result(BY_NAME["answer_rate"], Figure(0.5, 1, 2), {date(2026, 12, 1): Figure(0.5, 1, 2)})
    count = Result(BY_NAME["offered"], Figure(2.0, 2, 2), {date(2026, 12, 2): Figure(2.0, 2, 2)})

    def drawn(result):
        return [row.cells[0].number for row in presentation.shown(overview_of(result))[0].rows]

    assert drawn(rate) == ["50.0", "", ""]
    assert drawn(count) == ["0", "2", "0"]


def upload(client, person, content, centre, **more):
    client.force_login(person)
    file = SimpleUploadedFile("growth.csv", content, content_type="text/csv")
    return client.post("/measures/growth/", {"file": file, "centre": centre.pk, **more})


def test_a_file_goes_in_by_two_steps(client, centre, manager):
    manager.locale = "en"
    manager.save()
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()

    answer = upload(client, manager, f"날짜,주문\n{yesterday},5\n어제,6\n".encode("cp949"), centre)
    checked = text_of(client.get(answer.url))
    assert "1 new, 0 corrected, 0 unchanged." in checked
    assert "This is not a date. Write it like 2026-11-25." in checked
    assert GrowthFigure.objects.count() == 0
    done = text_of(client.post(f"{answer.url}import/", follow=True))

    assert "Imported: 1 figure is new or corrected." in done
    assert GrowthFigure.objects.get().amount == 5
    assert "Nothing would change" in text_of(
        client.get(upload(client, manager, f"date,orders\n{yesterday},5".encode(), centre).url)
    )


def test_a_file_that_is_missing_is_said(client, centre, manager):
    client.force_login(manager)

    assert client.post("/measures/growth/", {"centre": centre.pk}).status_code == 422


def test_others_do_not_get_to_the_import(client, centre, jisu, manager):
    draft = upload(client, manager, b"date,orders\n2026-11-01,5", centre)
    client.force_login(jisu)
    assert client.get("/measures/growth/").status_code == 403
    client.force_login(make.person("other", centre, "centre_head"))

    assert client.get(draft.url).url == reverse("measures:growth")
    assert client.post(f"{draft.url}import/").url == reverse("measures:growth")
    assert GrowthFigure.objects.count() == 0


def test_the_definitions_page_shows_every_measure_and_its_question(client, jisu):
    text = text_of(page(client, jisu, "/measures/definitions/"))

    for measure in registry.measures():
        assert f'id="{measure.name}"' in text
        assert measure.en.title in text
    assert "FROM contacts" in text


def test_the_number_of_queries_does_not_grow_with_the_teams(
    client, centre, manager, figures, django_assert_max_num_queries
):
    for number in range(20):
        make.team(centre, f"팀 {number}")
    client.force_login(manager)

    with django_assert_max_num_queries(15):
        queries.overview(manager, Selection(date(2026, 11, 1), date(2026, 12, 1)))


def test_standards_in_use_stand_with_their_names(client, team, today):
    policy = make.person("policy", team, "policy_owner")
    version = agreed.published(policy, team, at=NINE)
    desk = Story(team.pk)
    desk.begin(1, 1, 0)
    desk.use(1, 1, 1, message=1, found_ms=4_000, standard=version.standard_id)
    assert lake.refresh(lambda: today)
    client.force_login(make.person("lead", team, "team_lead"))

    html = client.get(reverse("measures:standards")).content.decode()

    assert "환불 처리 기준" in html
    assert "4,0" in html or "4.0" in html


def test_before_anything_is_counted_standards_in_use_say_so(client, team, today):
    client.force_login(make.person("lead", team, "team_lead"))

    html = client.get(reverse("measures:standards")).content.decode()

    assert "아직 지표가 없습니다" in html


def test_records_from_the_future_make_the_figures_incomplete(client, team, manager, today):
    desk = Story(team.pk)
    desk.begin(1, 1, 0)
    desk.begin(2, 2, 600, customer=2)  # ten hours after noon
    lake.refresh(lambda: today)

    told = text_of(page(client, manager))

    assert "The figures are incomplete: 2 records are dated later than now" in told
    assert queries.overview(manager, Selection(NINE.date(), NINE.date())).results[0].total.numerator == 1
