"""Levels, deadlines, approvers and promotions as pure decisions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.asking.approving import Decided, band, limit_to_propose, stands_in_circle
from gijun.desk.rules.asking.policy import USUAL, Level, Policy, PolicyError, check, read_policy
from gijun.desk.rules.asking.way import due, rung, worked_ms
from gijun.desk.terms.asking import PolicyFault
from gijun.events.log import to_ms
from gijun.organisation.rules.authority import Decision, Power, approvers, decision_for, left_alone
from gijun.organisation.terms import Role
from gijun.science.worktime import Calendar, windows_on

LEAD, MANAGER, HEAD = Role.TEAM_LEAD, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD
ALL = frozenset({LEAD, MANAGER, HEAD})
WEEK = Calendar("Asia/Seoul", tuple(one for day in range(5) for one in windows_on(day, "09:00–18:00")))
FRIDAY = datetime(2026, 11, 27, 8, 50, tzinfo=UTC)  # 17:50 in Seoul
REFUND = Power(
    "desk.refund",
    "Refund",
    frozenset({Role.AGENT, LEAD, MANAGER, HEAD}),
    ((Role.AGENT, 30_000, LEAD), (LEAD, 300_000, MANAGER), (MANAGER, 3_000_000, HEAD)),
)


def levels(*roles: Role, minutes: int = 10) -> Policy:
    return Policy(tuple(Level(role, minutes) for role in roles))


def fault(policy: Policy, held=ALL) -> tuple[PolicyFault, Role | None] | None:
    try:
        check(policy, held)
    except PolicyError as error:
        return error.fault, error.role
    return None


@pytest.mark.parametrize(
    ("policy", "held", "wrong"),
    [
        (USUAL, ALL, None),
        (levels(LEAD, HEAD), ALL, None),
        (levels(LEAD, Role.TRAINER), ALL | {Role.TRAINER}, None),
        (levels(), ALL, (PolicyFault.NO_LEVEL, None)),
        (levels(*[LEAD] * 7), ALL, (PolicyFault.TOO_MANY, None)),
        (levels(LEAD, MANAGER, LEAD), ALL, (PolicyFault.LOOP, LEAD)),
        (levels(LEAD, LEAD), ALL, (PolicyFault.LOOP, LEAD)),
        (levels(MANAGER, LEAD), ALL, (PolicyFault.DOWNWARDS, LEAD)),
        (levels(LEAD, HEAD), {LEAD}, (PolicyFault.EMPTY, HEAD)),
        (levels(Role.AGENT), ALL, (PolicyFault.NOT_A_LEVEL, Role.AGENT)),
        (levels(LEAD, minutes=0), ALL, (PolicyFault.MINUTES, LEAD)),
        (levels(LEAD, minutes=10_081), ALL, (PolicyFault.MINUTES, LEAD)),
        (Policy((Level(LEAD, 5),), approval_min=0), ALL, (PolicyFault.MINUTES, None)),
        (Policy((Level(LEAD, 5),), promote_after=1), ALL, (PolicyFault.PROMOTION, None)),
    ],
)
def test_rules_that_lead_nowhere_are_refused(policy, held, wrong):
    assert fault(policy, held) == wrong


def test_rules_come_back_as_they_were_kept():
    assert read_policy(USUAL.data()) == USUAL


@pytest.mark.parametrize(
    ("staffed", "after", "answer"),
    [
        (ALL, -1, (0, LEAD, False)),
        (ALL, 0, (1, MANAGER, False)),
        (ALL, 1, (2, HEAD, True)),
        (ALL, 2, None),
        ({MANAGER, HEAD}, -1, (1, MANAGER, False)),  # no lead on duty: nobody waits for an empty chair
        ({LEAD, HEAD}, 0, (2, HEAD, True)),
        ({LEAD}, -1, (0, LEAD, True)),
        (set(), -1, None),
    ],
)
def test_the_way_goes_up_past_empty_levels(staffed, after, answer):
    found = rung(USUAL, staffed, after)

    assert (found and (found.level, found.role, found.is_last)) == answer


def test_a_deadline_on_friday_evening_runs_on_monday_morning():
    assert due(WEEK, to_ms(FRIDAY), 30) == datetime(2026, 11, 30, 0, 20, tzinfo=UTC)
    assert worked_ms(WEEK, to_ms(FRIDAY), to_ms(FRIDAY + timedelta(days=2))) == 10 * 60_000


@pytest.mark.parametrize(
    ("role", "amount", "decided", "way"),
    [
        (Role.AGENT, 50_000, {}, [LEAD, MANAGER, HEAD]),
        (Role.AGENT, 500_000, {}, [MANAGER, HEAD]),  # beyond the lead: not asked in vain
        (Role.AGENT, 9_000_000, {}, [HEAD]),
        (LEAD, 500_000, {}, [MANAGER, HEAD]),
        (HEAD, 9_000_000, {}, []),
        (Role.CX_OPERATOR, 50_000, {}, [LEAD, MANAGER, HEAD]),  # on no rung: begins at the lowest
        (Role.AGENT, 50_000, {("agent", "desk.refund"): Decision(True, 10_000, "centre_head")}, [HEAD]),
        (
            Role.AGENT,
            50_000,
            {
                ("team_lead", "desk.refund"): Decision(True, 60_000, "operations_manager"),
                ("operations_manager", "desk.refund"): Decision(True, 70_000, "team_lead"),
            },
            [LEAD, MANAGER],  # a circle in the table ends where it closes
        ),
    ],
)
def test_who_approves(role, amount, decided, way):
    assert approvers(REFUND, role, amount, decided, USUAL.ladder) == way


def test_without_a_decision_the_usual_limit_holds():
    assert decision_for(REFUND, Role.AGENT, {}) == Decision(True, 30_000, "team_lead")
    assert decision_for(REFUND, HEAD, {}) == Decision(True)


def test_a_usual_approver_who_may_do_less_is_noticed():
    assert left_alone(REFUND, {}) is None
    assert (
        left_alone(REFUND, {("team_lead", "desk.refund"): Decision(True, 30_000, "centre_head")}) == "agent"
    )


@given(st.integers(0, 10**9))
def test_every_amount_lies_in_its_band(amount):
    above, up_to = band(amount)

    assert above < amount
    assert up_to is None or amount <= up_to


def decided(*amounts: int, denied: int = 0) -> list[Decided]:
    return [Decided(True, amount, FRIDAY) for amount in amounts] + [Decided(False, 1, FRIDAY)] * denied


PROMOTES = Policy((Level(LEAD, 5),), promote_after=3, promote_days=30)


@pytest.mark.parametrize(
    ("lately", "own_limit", "answer"),
    [
        (decided(10_000, 50_000, 40_000), 30_000, 50_000),
        (decided(10_000, 50_000), 30_000, None),  # too few
        (decided(10_000, 50_000, 40_000, denied=1), 30_000, None),
        (decided(10_000, 20_000, 30_000), 30_000, None),  # nothing beyond the limit
        (decided(0, 0, 0), -1, 0),  # was not allowed at all
        ([Decided(True, 50_000, FRIDAY - timedelta(days=31))] * 3, 0, None),  # long ago
    ],
)
def test_what_was_always_approved_is_proposed(lately, own_limit, answer):
    assert limit_to_propose(PROMOTES, lately, FRIDAY, own_limit) == answer


@pytest.mark.parametrize(
    ("others", "circle"),
    [([], False), ([(2, 3)], False), ([(2, 1)], True), ([(2, 3), (3, 1)], True), ([(3, 1)], False)],
)
def test_absences_never_lead_back(others, circle):
    assert stands_in_circle(1, 2, others) is circle
