"""Growth figures sent by another system, with a person's token."""

import pytest
from django.test import Client

from gijun.measures.models import GrowthFigure
from gijun.organisation.actions import give_role, make_token
from tests import make
from tests.make import NOON

ADDRESS = "/api/v1/growth"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def send(person, *figures, **more):
    _made, token = make_token(person, label="주문 시스템", at=NOON)
    body = {
        "figures": [{"kind": kind, "day": day, "amount": amount} for kind, day, amount in figures],
        **more,
    }
    return Client().post(
        ADDRESS, body, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )


def in_force():
    return list(GrowthFigure.objects.order_by("day", "kind").values_list("team_id", "kind", "amount"))


def test_figures_go_in_once_and_are_corrected(centre, manager):
    sent = (("orders", "2026-11-23", 900), ("uses", "2026-11-23", 12_000))

    assert send(manager, *sent).json() == {"changed": 2}
    assert send(manager, *sent, ("orders", "2026-11-24", 1)).json() == {"changed": 1}
    assert send(manager, ("orders", "2026-11-23", 950)).json() == {"changed": 1}

    assert in_force() == [(centre.pk, "orders", 950), (centre.pk, "uses", 12_000), (centre.pk, "orders", 1)]


@pytest.mark.parametrize(
    ("figure", "status"),
    [
        (("orders", "2026-11-23", -1), 422),
        (("orders", "2026-11-23", 1.5), 422),
        (("orders", "2026-11-23", 10**13), 422),
        (("revenue", "2026-11-23", 5), 422),
        (("orders", "yesterday", 5), 422),
        (("orders", "2027-01-01", 5), 409),
        (("orders", "1999-01-01", 5), 409),
    ],
)
def test_a_figure_that_cannot_be_refuses_all(centre, manager, figure, status):
    response = send(manager, ("orders", "2026-11-22", 5), figure)

    assert response.status_code == status
    assert response.json()["detail"]
    assert in_force() == []


def test_without_a_token_nothing_goes_in(centre):
    body = {"figures": [{"kind": "orders", "day": "2026-11-23", "amount": 5}]}

    assert Client().post(ADDRESS, body, content_type="application/json").status_code == 401


def test_only_those_who_may_import(centre, jisu):
    figure = ("orders", "2026-11-23", 5)

    assert send(jisu, figure).status_code == 403
    assert send(jisu, figure, centre_id=centre.pk).status_code == 403
    assert in_force() == []


def test_who_imports_for_several_centres_says_for_which(centre, manager):
    other = make.centre("부산센터")
    give_role(manager.pk, team_id=other.pk, role="operations_manager", by=None, at=NOON)
    figure = ("orders", "2026-11-23", 5)

    assert send(manager, figure).status_code == 409
    assert send(manager, figure, centre_id=other.pk).json() == {"changed": 1}
    assert send(manager, figure, centre_id=999_999).status_code in {403, 404, 409}
    assert in_force() == [(other.pk, "orders", 5)]
