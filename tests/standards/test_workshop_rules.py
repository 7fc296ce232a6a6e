"""Blind names and orders, likeness of sentences, and who sees the counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.workshop import blind_key, blind_order, likeness, likest, shown_counts

TEXTS = st.dictionaries(st.integers(1, 10_000), st.text(min_size=1, max_size=30), max_size=8)


@given(st.integers(1, 99), TEXTS)
def test_every_candidate_stands_once_in_the_blind_order(workshop_id, texts):
    assert sorted(blind_order(workshop_id, texts)) == sorted(texts)


@given(st.integers(1, 99), st.sets(st.text("가나다라마바사", min_size=3, max_size=9), min_size=2, max_size=6))
def test_the_order_follows_from_the_words_and_not_from_when_they_came(workshop_id, words):
    texts = sorted(words)
    first_come = dict(enumerate(texts))
    last_come = dict(enumerate(reversed(texts)))

    assert [first_come[pk] for pk in blind_order(workshop_id, first_come)] == [
        last_come[pk] for pk in blind_order(workshop_id, last_come)
    ]


def test_another_workshop_shuffles_the_same_words_anew():
    texts = dict(enumerate(["가나다", "라마바", "사아자", "차카타", "파하가"]))

    assert len({tuple(blind_order(workshop_id, texts)) for workshop_id in range(20)}) > 5
    assert blind_key(1, "가나다") != blind_key(2, "가나다")


def test_the_blind_name_of_words_does_not_depend_on_how_they_were_typed():
    assert blind_key(1, " 환불 됩니다.\r\n") == blind_key(1, "환불 됩니다.")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("night", "nacht", 0.25),  # Kondrak (2005), N-Gram Similarity and Distance, the usual example
        ("환불됩니다", "환불 됩니다", 1.0),
        ("환불", "교환", 0.0),
        ("", "", 1.0),
        ("가", "나", 0.0),
        ("가", "가", 1.0),
    ],
)
def test_likeness_is_the_share_of_neighbouring_letters_in_common(one, other, expected):
    assert likeness(one, other) == pytest.approx(expected)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


@given(st.text(max_size=40))
def test_a_text_is_most_like_itself(text):
    assert likeness(text, text) == 1


def test_the_likest_text_is_found_and_the_first_of_equals_wins():
    said = ["교환은 이틀 걸립니다.", "환불은 사흘 걸립니다.", "환불은 사흘 걸립니다."]
    found = likest("환불은 나흘 걸립니다.", said)

    assert found.place == 1
    assert found.share == pytest.approx(7 / 9)


def test_texts_too_different_are_like_nothing():
    assert likest("환불은 사흘 걸립니다.", ["안녕하세요."]) is None
    assert likest("환불은 사흘 걸립니다.", []) is None


def test_counts_are_kept_from_whoever_has_not_voted():
    assert shown_counts([1, 1, 2], shown=False) is None
    assert shown_counts([1, 1, 2], shown=True) == {1: 2, 2: 1}
