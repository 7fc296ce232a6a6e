"""Which clause continues which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.documents.editions import Edition, Match, matched


def editions(*told: str) -> list[Edition]:
    """``heading=words``, each."""
    return [Edition(*one.split("=")) for one in told]


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (["1=가", "2=나"], ["1=가", "2=나"], [Match(0, False), Match(1, False)]),
        (["1=가", "2=나"], ["1=새", "2=가", "3=나"], [None, Match(0, False), Match(1, False)]),
        (["1=가", "2=나"], ["1=다", "2=나"], [Match(0, True), Match(1, False)]),
        (["1=가", "1=나"], ["1=나", "1=가"], [Match(1, False), Match(0, False)]),
        (["1=가", "2=가"], ["2=가", "1=가"], [Match(1, False), Match(0, False)]),
        (["1=가"], ["1=가", "1=가"], [Match(0, False), None]),
        (["=가"], ["=나"], [None]),
        (["=가"], ["=가"], [Match(0, False)]),
        ([], ["1=가"], [None]),
    ],
    ids=["same", "moved", "changed", "order", "headings first", "once", "no heading", "words alone", "new"],
)
def test_clauses_are_continued(older, newer, expected):
    assert matched(editions(*older), editions(*newer)) == expected


CLAUSES = st.lists(
    st.builds(Edition, st.sampled_from(["", "1", "2"]), st.sampled_from("가나다라")), max_size=12
)


@settings(deadline=None)
@given(CLAUSES, CLAUSES)
def test_each_clause_is_continued_once_and_rightly(older, newer):
    found = matched(older, newer)

    taken = [match.older for match in found if match]
    assert len(taken) == len(set(taken))
    for clause, match in zip(newer, found, strict=True):
        if match:
            there = older[match.older]
            same = clause.text_hash == there.text_hash
            assert match.is_changed == (not same)
            assert same or clause.heading == there.heading != ""


@settings(deadline=None)
@given(CLAUSES)
def test_the_same_edition_changes_nothing(clauses):
    assert matched(clauses, clauses) == [Match(place, False) for place in range(len(clauses))]
