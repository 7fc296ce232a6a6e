"""Words of customers lead to words of the standards, never in a circle; one bad line stops nothing."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from gijun.science.search import cycle
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.models import NotFoundQuery, Synonym
from gijun.standards.queries.synonyms import pairs
from gijun.standards.terms import SettledAs
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import browser, url, words


@pytest.mark.parametrize(
    ("known", "way"),
    [
        ([], None),
        ([("돈", "환불"), ("반품", "환불")], None),
        ([("돈", "환불"), ("환불", "결제취소")], None),
        ([("돈", "환불"), ("환불", "결제취소"), ("결제 취소", "돈")], ("돈", "환불", "결제 취소", "돈")),
        ([("AS", "수리"), ("수리", "as")], ("AS", "수리", "AS")),
    ],
)
def test_circles_are_found_whatever_the_blanks_and_case(known, way):
    assert cycle(known) == way


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14))
def test_a_circle_is_found_exactly_when_some_word_leads_back_to_itself(numbers):
    leads = {word: {b for a, b in numbers if a == word} for word in range(7)}
    reached = {word: set(leads[word]) for word in leads}
    for _ in range(7):
        reached = {word: ends.union(*(leads[end] for end in ends)) for word, ends in reached.items()}
    letters = "가나다라마바사"

    found = cycle([(letters[a], letters[b]) for a, b in numbers])

    assert (found is not None) == any(word in ends for word, ends in reached.items())
    if found:
        steps = pairwise(found)
        assert found[0] == found[-1]
        assert all((letters.index(a), letters.index(b)) in numbers for a, b in steps)


def test_a_list_is_taken_line_by_line(policy, centre):
    lines = ["돈 돌려받기, 환불", "", "반품→환불", "혼자", "환불 , 환 불", "환불, 반품", "택배\t배송"]

    taken, refused = actions.add_synonyms(lines, by=policy, at=NOON)

    assert taken == 3
    assert set(pairs()) == {("돈 돌려받기", "환불"), ("반품", "환불"), ("택배", "배송")}
    assert [(one.line, one.text) for one in refused] == [(4, "혼자"), (5, "환불 , 환 불"), (6, "환불, 반품")]
    assert "in a circle: 환불 → 반품 → 환불" in refused[2].why or "반품 → 환불 → 반품" in refused[2].why


def test_the_same_words_again_change_nothing_and_removed_ones_are_gone(policy, centre):
    first = actions.add_synonym("돈", "환불", by=policy, at=NOON)

    assert actions.add_synonym(" 돈 ", "환불", by=policy, at=NOON) == first
    actions.remove_synonym(first.pk, by=policy, at=NOON)
    actions.remove_synonym(first.pk, by=policy, at=NOON)

    assert pairs() == []


def test_agents_own_no_words(jisu):
    with pytest.raises(PermissionDenied):
        actions.add_synonym("돈", "환불", by=jisu, at=NOON)


def test_the_page_takes_good_lines_and_shows_the_bad_ones(policy, centre):
    client = browser(policy)

    answer = client.post(url("words"), {"lines": "돈, 환불\n환불, 돈"})

    assert answer.status_code == 422
    assert "in a circle" in words(answer)
    assert Synonym.objects.count() == 1
    assert client.post(url("remove_word", Synonym.objects.get().pk)).url == url("words")
    assert not Synonym.objects.exists()


def test_a_search_in_vain_is_settled_once_and_leaves_the_list(policy, jisu, centre):
    asked = actions.note_not_found("할부 취소", by=jisu, at=NOON)
    standard = agreed.published(policy, centre).standard
    with pytest.raises(StandardsError, match="Choose the standard"):
        actions.settle_not_found(asked.pk, SettledAs.ANSWERED, by=policy, at=NOON)
    client = browser(policy)
    assert "할부 취소" in words(client.get(url("gaps")))

    client.post(url("settle", asked.pk), {"outcome": "answered", "standard": standard.pk})

    settled = NotFoundQuery.objects.get()
    assert (settled.settled_as, settled.standard, settled.settled_by) == ("answered", standard, policy)
    assert "할부 취소" not in words(client.get(url("gaps")))
