"""The pages of the contact ratio: what they show, to whom, in both languages."""

import re

import pytest
from django.urls import reverse

from gijun.measures.models import ContactGoal, ReasonSuccession
from gijun.organisation.terms import Role
from tests import make
from tests.measures.centre_told import DAY, NOW, TODAY, Weeks
from tests.standards.browser import browser, words

PAGE = "/measures/ratio/"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def told(team):
    """Two fortnights: 20 then 30 contacts over 1,000 orders each, refunds and deliveries."""
    weeks = Weeks(team)
    refund, delivery = make.reason("refund", "환불"), make.reason("delivery", "배송")
    for n in range(10):
        day = TODAY - (n + 1) * DAY
        weeks.grow("orders", day, 100)
        weeks.grow("orders", day - 14 * DAY, 100)
        weeks.come(day, 10, 3, refund.pk)
        weeks.come(day - 14 * DAY, 10, 2, delivery.pk)
    weeks.count()
    return refund, delivery


def page(person, address=PAGE, locale="en"):
    return browser(person, locale).get(address)


OWN = f"{PAGE}?period=own&first=2026-11-17&last=2026-11-30"


def test_the_page_shows_the_ratio_the_change_and_its_parts(manager, told):
    text = words(page(manager, OWN))

    assert "Before 3 Nov 2026 – 16 Nov 2026 2.00 Contacts per 100 · Orders" in text
    assert "Now 17 Nov 2026 – 30 Nov 2026 3.00 Contacts per 100 · Orders" in text
    assert "Change in all: +10. Shared out by: Shapley" in text
    assert re.search(r"Refund 0 30 \+30 .*0\.0 .*0\.0 \+30\.0", text)
    assert "4 days have no growth figure and are left out of every ratio." in text


def test_every_chart_has_its_table(manager, told):
    html = page(manager, OWN).content.decode()

    assert html.count("<g-chart") == html.count('<details open class="as-table">') == 2
    assert 'data-kind="waterfall"' in html


def test_in_korean(manager, told):
    response = page(manager, OWN, "ko")

    assert response.status_code == 200
    assert "환불" in words(response)


@pytest.mark.parametrize("method", ["shapley", "lmdi", "sequential", "nonsense"])
def test_each_way_of_sharing_out_adds_up(manager, told, method):
    assert "Change in all: +10." in words(page(manager, f"{OWN}&method={method}&grain=week"))


def test_a_reason_leads_to_its_line_and_its_tickets(manager, told):
    refund, _delivery = told
    html = page(manager, OWN).content.decode()

    assert f"reason={refund.pk}" in html
    assert f'href="/desk/?view=all&amp;reason={refund.pk}&amp;days=15"' in html
    assert "Contacts per 100 · Orders · Refund" in words(page(manager, f"{OWN}&reason={refund.pk}"))


def test_without_growth_figures_the_page_says_what_is_missing(manager, told):
    text = words(page(manager, f"{OWN}&kind=uses"))

    assert "There are no growth figures for these days." in text


@pytest.mark.parametrize("role", Role.values)
def test_who_sees_a_whole_centre_sees_the_page(centre, told, role):
    person = make.person("p", centre, role)

    assert page(person, OWN).status_code == 200


def test_who_sees_only_a_team_is_told_so(jisu, told):
    assert "The contact ratio is of a whole centre" in words(page(jisu, OWN))


def test_another_centre_is_no_choice(manager, told):
    other = make.centre("부산센터")

    text = words(page(manager, f"{OWN}&centre={other.pk}"))

    assert "부산센터" not in text
    assert "2.00 Contacts per 100" in text


def test_before_anything_was_counted(manager):
    assert "No figures yet" in words(page(manager))


def goal(person, centre, **other):
    form = {
        "centre": centre.pk, "kind": "orders", "from_value": "300", "to_value": "150",
        "from_day": "2026-12-01", "to_day": "2027-11-30", **other,
    }  # fmt: skip
    return browser(person).post("/measures/ratio/goal/", form)


def test_a_goal_is_set_shown_and_closed(centre, operator, told):
    assert goal(operator, centre).status_code == 302
    text = words(page(operator))
    assert "300 to 150 contacts a day by 30 Nov 2027" in text
    assert "○ Has not begun" in text

    row = ContactGoal.objects.get()
    close = reverse("measures:ratio_goal_close", args=[row.pk])
    assert browser(operator).post(close, {"ending": "nonsense"}).status_code == 404
    assert browser(operator).post(close, {"ending": "reached"}).status_code == 302
    assert "300 to 150 contacts a day by 30 Nov 2027: Reached" in words(page(operator))
    assert browser(operator).post(close.replace(str(row.pk), "999"), {"ending": "reached"}).status_code == 404


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"to_value": "400"}, "The goal must be lower than where it begins."),
        ({"to_day": "2026-11-30"}, "The goal ends before it begins."),
        ({"kind": "payments"}, "There are no growth figures of this kind"),
        ({"to_value": "0"}, "greater than or equal to 1"),
        ({"to_day": ""}, "This field is required."),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused_in_words(centre, operator, told, other, why):
    response = goal(operator, centre, **other)

    assert (response.status_code, why in words(response)) == (422, True)


def test_agents_set_no_goals(centre, jisu, told):
    assert page(jisu, "/measures/ratio/goal/").status_code == 403
    assert goal(jisu, centre).status_code == 403
    assert "Set a goal" not in words(page(jisu))


def test_reasons_that_came_after_others_are_kept_on_their_page(operator, told):
    refund, delivery = told
    address = "/measures/ratio/reasons/"

    kept = browser(operator).post(address, {"reason": delivery.pk, "successor": refund.pk})
    assert kept.status_code == 302
    assert "Delivery → Refund" in words(page(operator, address))
    circle = browser(operator).post(address, {"reason": refund.pk, "successor": delivery.pk})
    assert (circle.status_code, "under itself" in words(circle)) == (422, True)
    assert ReasonSuccession.objects.count() == 1
