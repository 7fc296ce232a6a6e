"""Who may do what: the table, and what holds for every table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.organisation.rules.authority import Decision, Held, Power, decision_for, left_alone, may
from gijun.organisation.terms import Role

REFUND = Power("desk.refund", "Refund", frozenset({Role.TEAM_LEAD, Role.CENTRE_HEAD}))
CENTRE, TEAM, OTHER = (1,), (1, 2), (1, 3)
LEAD = Held(Role.TEAM_LEAD, TEAM)
HEAD = Held(Role.CENTRE_HEAD, CENTRE)
AGENT = Held(Role.AGENT, TEAM)
LIMITED = {("team_lead", "desk.refund"): Decision(allowed=True, limit_amount=50_000, approver="centre_head")}
ALLOWED = {("agent", "desk.refund"): Decision(allowed=True)}
TAKEN = {("team_lead", "desk.refund"): Decision(allowed=False)}


@pytest.mark.parametrize(
    ("held", "decided", "where", "amount", "answer"),
    [
        ([], {}, None, None, False),
        ([AGENT], {}, None, None, False),  # not by default
        ([AGENT], ALLOWED, TEAM, None, True),  # but by decision
        ([LEAD], {}, None, None, True),
        ([LEAD], TAKEN, None, None, False),
        ([LEAD], {}, TEAM, None, True),
        ([LEAD], {}, (1, 2, 9), None, True),  # a team below
        ([LEAD], {}, OTHER, None, False),  # a sister
        ([LEAD], {}, CENTRE, None, False),  # above
        ([HEAD], {}, OTHER, None, True),
        ([LEAD], LIMITED, TEAM, 50_000, True),
        ([LEAD], LIMITED, TEAM, 50_001, False),
        ([LEAD], LIMITED, TEAM, None, True),  # no amount at stake
        ([LEAD, HEAD], LIMITED, TEAM, 50_001, True),  # the head's own role goes further
        ([LEAD, Held(Role.CENTRE_HEAD, OTHER)], LIMITED, TEAM, 50_001, False),  # but not in another team
        ([AGENT], {("agent", "desk.other"): Decision(allowed=True)}, TEAM, None, False),
    ],
)
def test_who_may(held, decided, where, amount, answer):
    assert may(REFUND, held, decided, lineage=where, amount=amount) is answer


lineages = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)
helds = st.lists(st.builds(Held, st.sampled_from(list(Role)), lineages), max_size=4)
decisions = st.dictionaries(
    st.tuples(st.sampled_from([role.value for role in Role]), st.just("desk.refund")),
    st.builds(Decision, st.booleans(), st.none() | st.integers(0, 100)),
)
amounts = st.none() | st.integers(0, 100)


@settings(deadline=None)
@given(helds, helds, decisions, lineages, amounts)
def test_one_more_role_never_takes_anything_away(held, more, decided, lineage, amount):
    before = may(REFUND, held, decided, lineage=lineage, amount=amount)

    assert may(REFUND, held + more, decided, lineage=lineage, amount=amount) >= before


@settings(deadline=None)
@given(helds, decisions, lineages, st.integers(1, 9), amounts)
def test_what_is_allowed_above_is_allowed_below(held, decided, lineage, child, amount):
    above = may(REFUND, held, decided, lineage=lineage, amount=amount)

    assert may(REFUND, held, decided, lineage=(*lineage, child), amount=amount) >= above


@settings(deadline=None)
@given(helds, decisions, lineages, st.integers(0, 100), st.integers(0, 100))
def test_a_smaller_amount_is_never_refused_where_a_larger_one_passes(held, decided, lineage, one, other):
    less, more = sorted((one, other))

    assert may(REFUND, held, decided, lineage=lineage, amount=less) >= may(
        REFUND, held, decided, lineage=lineage, amount=more
    )


@settings(deadline=None)
@given(helds, decisions, lineages, amounts)
def test_whoever_may_somewhere_may_when_no_team_is_asked_for(held, decided, lineage, amount):
    somewhere = may(REFUND, held, decided, lineage=lineage, amount=amount)

    assert may(REFUND, held, decided, lineage=None, amount=amount) >= somewhere


@settings(deadline=None)
@given(decisions, lineages)
def test_nobody_without_a_role_may_anything(decided, lineage):
    assert may(REFUND, [], decided, lineage=lineage) is False


def test_a_decision_stands_before_the_default():
    assert decision_for(REFUND, Role.TEAM_LEAD, TAKEN) == Decision(allowed=False)
    assert decision_for(REFUND, Role.CENTRE_HEAD, TAKEN) == Decision(allowed=True)


@pytest.mark.parametrize(
    ("head", "alone"),
    [
        (None, None),
        (Decision(allowed=False), Role.TEAM_LEAD),
        (Decision(allowed=True, limit_amount=50_000), Role.TEAM_LEAD),
        (Decision(allowed=True, limit_amount=50_001), None),
    ],
)
def test_an_approver_must_reach_further(head, alone):
    decided = LIMITED | ({("centre_head", "desk.refund"): head} if head else {})

    assert left_alone(REFUND, decided) == alone


def test_another_powers_approver_does_not_count():
    other = Power("desk.export", "Export", frozenset())

    assert left_alone(other, LIMITED) is None
