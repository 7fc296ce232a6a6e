"""How much of the policies is said."""

import pytest

from gijun.standards.rules.coverage import Stands, coverage, state_of
from gijun.standards.terms.documents import ClauseState

SAID, MISSING, CHECK, WRITING, ASIDE = (
    ClauseState.SAID,
    ClauseState.MISSING,
    ClauseState.CHECK,
    ClauseState.WRITING,
    ClauseState.ASIDE,
)


@pytest.mark.parametrize(
    ("standing", "is_aside", "state"),
    [
        ([], False, MISSING),
        ([], True, ASIDE),
        ([Stands(in_force=True)], False, SAID),
        ([Stands(in_force=False)], False, WRITING),
        ([Stands(in_force=False), Stands(in_force=True)], False, SAID),
        ([Stands(in_force=True, needs_check=True)], False, CHECK),
        ([Stands(in_force=True), Stands(in_force=False, needs_check=True)], False, CHECK),
    ],
)
def test_the_state_of_a_clause(standing, is_aside, state):
    assert state_of(standing, is_aside=is_aside) == state


def test_the_share_is_said_out_of_needed():
    found = coverage([SAID, SAID, MISSING, CHECK, WRITING, ASIDE])

    assert (found.said, found.needed, found.open, found.aside) == (2, 5, 3, 1)
    assert found.share == pytest.approx(0.4)


def test_where_nothing_needs_a_sentence_there_is_no_share():
    assert coverage([ASIDE]).share is None
    assert coverage([]).share is None
