"""The pages of authority."""

import pytest

from gijun.organisation import actions
from gijun.organisation.models import Grant
from tests.make import NOON
from tests.organisation.pages.typed import url

DECISION = {"role": "agent", "allowed": "on", "limit_amount": "30000", "approver": "team_lead"}


def test_a_role_is_decided(as_, admin):
    response = as_(admin).post(url("power", "desk.export"), DECISION)

    assert response.headers["Location"] == url("power", "desk.export")
    assert list(Grant.objects.values_list("role", "allowed", "limit_amount", "approver")) == [
        ("agent", True, 30_000, "team_lead")
    ]
    assert "30,000" in as_(admin).get(url("authority")).content.decode()


@pytest.mark.parametrize("wrong", [{"approver": "agent"}, {"limit_amount": "-1"}, {"limit_amount": "many"}])
def test_what_makes_no_sense_stands_on_the_form(as_, admin, wrong):
    response = as_(admin).post(url("power", "desk.export"), DECISION | wrong)

    assert response.status_code == 422
    assert not Grant.objects.exists()


def test_an_unknown_power_is_no_page(as_, admin):
    assert as_(admin).get(url("power", "desk.fly")).status_code == 404


def test_an_administrator_of_a_team_reads_but_does_not_decide(as_, small_admin):
    client = as_(small_admin)

    assert client.get(url("power", "desk.export")).context["may_decide"] is False
    assert client.post(url("power", "desk.export"), DECISION).status_code == 403


def test_the_matrix_asks_the_same_number_of_questions_however_much_is_decided(
    as_, admin, django_assert_max_num_queries
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
