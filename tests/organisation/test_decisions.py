"""Deciding what a role may do alone."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.organisation import actions, authority
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import AuthorityChanged
from gijun.organisation.models import Grant, Person
from gijun.organisation.queries import decisions
from gijun.organisation.terms import Role
from tests import make
from tests.make import NOON
from tests.organisation import facts

EXPORT = "desk.export"  # by default: team lead, operations manager, centre head, CX operator


def decide(by, role="agent", power=EXPORT, *, allowed=True, limit=None, approver=""):
    return actions.decide_authority(
        role, power, allowed=allowed, limit_amount=limit, approver=approver, by=by, at=NOON
    )


def may(person: Person, **about: int) -> bool:
    return authority.allows(Person.objects.get(pk=person.pk), EXPORT, **about)


def test_a_decision_holds_at_once_and_is_a_fact(admin, jisu):
    assert not may(jisu)

    decide(admin, limit=30_000, approver="team_lead")

    assert facts.last() == (AuthorityChanged("agent", EXPORT, True, 30_000, "team_lead"), admin.pk)
    assert (may(jisu, amount=30_000), may(jisu, amount=30_001)) == (True, False)


def test_the_second_decision_replaces_the_first(admin, jisu):
    decide(admin, limit=10)
    decide(admin, limit=20)

    assert list(Grant.objects.values_list("role", "power", "limit_amount")) == [("agent", EXPORT, 20)]


def test_going_back_to_the_default_keeps_no_row_but_is_a_fact(admin, lead):
    decide(admin, "team_lead", allowed=False)
    assert not may(lead)

    decide(admin, "team_lead", allowed=True)

    assert may(lead)
    assert not Grant.objects.exists()
    assert facts.last()[0] == AuthorityChanged("team_lead", EXPORT, True, None, "")


@pytest.mark.parametrize(
    "decision",
    [
        {"power": "desk.fly"},
        {"allowed": False, "limit": 100},
        {"limit": -1},
        {"limit": 10**16},
        {"approver": "team_lead"},  # nothing to approve without a limit
        {"limit": 100, "approver": "agent"},  # their own
        {"limit": 100, "approver": "trainer"},  # may not do it either
    ],
)
def test_what_makes_no_sense_is_refused(admin, decision):
    with pytest.raises(OrganisationError):
        decide(admin, **decision)

    assert not Grant.objects.exists()


def test_an_approver_must_reach_further(admin):
    decide(admin, "team_lead", limit=50_000)

    with pytest.raises(OrganisationError):
        decide(admin, "agent", limit=50_000, approver="team_lead")
    decide(admin, "agent", limit=49_999, approver="team_lead")

    assert Grant.objects.count() == 2


def test_an_approver_others_need_stays_one(admin):
    decide(admin, "agent", limit=10_000, approver="team_lead")

    with pytest.raises(OrganisationError, match=str(Role.AGENT.label)):
        decide(admin, "team_lead", allowed=False)

    assert not Grant.objects.filter(role="team_lead").exists()


def test_nobody_decides_themselves_out_of_deciding(admin):
    with pytest.raises(OrganisationError):
        decide(admin, "it_administrator", "organisation.manage_authority", allowed=False)

    assert authority.allows(admin, "organisation.manage_authority")
    assert not Grant.objects.exists()


@pytest.mark.parametrize("role", ["agent", "team_lead", "operations_manager", "observer"])
def test_only_administrators_decide(centre, role):
    with pytest.raises(PermissionDenied):
        decide(make.person("someone", centre, role))


def test_a_decision_holds_everywhere_so_it_is_taken_from_everywhere(small_admin, admin, elsewhere):
    with pytest.raises(PermissionDenied):
        decide(small_admin)
    with pytest.raises(PermissionDenied):
        decide(admin)  # of one centre of two


def test_the_matrix_shows_defaults_and_decisions(admin):
    decide(admin, limit=30_000, approver="team_lead")

    row = decisions.row_of(EXPORT)
    cells = {cell.role: cell for cell in row.cells}

    agent, lead = cells[Role.AGENT], cells[Role.TEAM_LEAD]
    assert (agent.decision.limit_amount, agent.decision.approver, agent.differs) == (
        30_000,
        "team_lead",
        True,
    )
    assert (lead.decision.allowed, lead.differs, lead.approver) == (True, False, "")
    assert [one.power.code for one in decisions.matrix()] == [power.code for power in authority.powers()]
    assert decisions.row_of("desk.fly") is None
