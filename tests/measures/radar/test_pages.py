"""The page of the radar: what it shows, to whom, in both languages."""

import pytest

from gijun.measures.models import Acknowledgement
from gijun.organisation.terms import Role
from tests import make
from tests.measures.centre_told import DAY, NOW, TODAY, Weeks
from tests.standards.browser import browser, words

PAGE = "/measures/radar/?period=7"
DAY_OF_SPIKE = TODAY - 2 * DAY


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def told(team):
    """Thirty quiet days, then a burst about payments at 14:00."""
    weeks = Weeks(team)
    refund, payment = make.reason("refund", "환불"), make.reason("payment", "결제")
    for n in range(30):
        weeks.grow("orders", TODAY - (n + 1) * DAY, 1000)
        weeks.come(TODAY - (n + 1) * DAY, 10, 2, refund.pk)
    weeks.come(DAY_OF_SPIKE, 14, 12, payment.pk)
    weeks.count()
    return payment


def page(person, address=PAGE, locale="en"):
    return browser(person, locale).get(address)


def test_the_page_says_what_is_out_of_the_ordinary(manager, told):
    text = words(page(manager))

    assert "▲ Spike · Payment 29 Nov 2026, 14:00–15:00" in text
    assert "12 contacts where 0.0 are usual (chance < 0.0001)" in text
    assert "● New issue · Payment" in text
    assert "12 contacts, none in the 24 days before" in text
    assert "▲ Contact ratio out of its limits 29 Nov 2026 above the limit" in text
    assert "▲ above the limit" in text
    assert "at most 5% of what is shown is expected to be chance" in text


def test_a_finding_leads_to_its_tickets(manager, told):
    html = page(manager).content.decode()

    assert f'href="/desk/?view=all&amp;reason={told.pk}&amp;days=3"' in html


def test_in_korean(manager, told):
    response = page(manager, locale="ko")

    assert response.status_code == 200
    assert "결제" in words(response)


@pytest.mark.parametrize("more", ["&limits=laney&runs=on", "&limits=x&kind=x&centre=x", "&kind=uses"])
def test_other_limits_and_what_is_not_understood(manager, told, more):
    assert page(manager, PAGE + more).status_code == 200


def test_run_rules_are_off_unless_asked_for(manager, told):
    mark = "eight in a row on one side"

    assert mark not in words(page(manager))
    assert mark in words(page(manager, PAGE + "&runs=on"))


def test_a_finding_is_acknowledged_from_the_page(manager, told):
    address = f"/measures/radar/{manager_centre(manager)}/acknowledge/"
    form = {
        "kind": "spike", "reason": told.pk, "day": DAY_OF_SPIKE.isoformat(), "hour": 14,
        "note": "카드사 점검", "back": PAGE,
    }  # fmt: skip

    response = browser(manager).post(address, form)

    assert (response.status_code, response.headers["Location"]) == (302, PAGE)
    assert "✓ Acknowledged by 박매니저, " in words(page(manager))
    assert "카드사 점검" in words(page(manager))
    elsewhere = browser(manager).post(address, form | {"back": "https://evil.example/"})
    assert elsewhere.headers["Location"] == "/measures/radar/"
    for wrong in ({"hour": "99"}, {"day": "2027-01-01"}, {"note": "x" * 501}):
        assert browser(manager).post(address, form | wrong).status_code == 422
    assert Acknowledgement.objects.count() == 1


def manager_centre(manager):
    return page(manager).context["centre"].pk


@pytest.mark.parametrize("role", Role.values)
def test_who_sees_a_whole_centre_sees_the_page(centre, told, role):
    person = make.person("p", centre, role)
    may = role in {"operations_manager", "centre_head", "cx_operator", "team_lead"}

    response = page(person)

    assert response.status_code == 200
    assert ("/acknowledge/" in response.content.decode()) == may


def test_who_sees_only_a_team_is_told_so(jisu, centre, told):
    assert "The radar looks at a whole centre" in words(page(jisu))
    assert browser(jisu).post(f"/measures/radar/{centre.pk}/acknowledge/", {}).status_code == 403


def test_before_anything_was_counted(manager):
    assert "No figures yet" in words(page(manager))


def test_reasons_are_weighed_on_their_page(operator, told):
    address = "/measures/radar/weights/"

    assert browser(operator).post(address, {"reason": told.pk, "severity": 4}).status_code == 302
    assert "Payment Grave" in words(page(operator, address))
    assert browser(operator).post(address, {"reason": told.pk, "severity": 9}).status_code == 422
