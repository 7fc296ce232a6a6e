"""Texts that say nearly the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.languages import language_of
from gijun.standards.rules.similar import ALIKE, Alike, features, likeness

REFUND = "환불은 영업일 3~5일 안에 처리됩니다."


@pytest.mark.parametrize(
    ("text", "is_alike"),
    [
        (REFUND, True),
        ("환불은 3~5 영업일 내에 처리됩니다.", True),
        ("환불은 영업일 기준 3~5일 이내에 처리됩니다.", True),
        ("환불은 영업일 3~5일 안에 처리해 드립니다.", True),
        ("환 불 은 영업일 3~5일 안에 처리됩니다!", True),
        ("배송비는 고객님이 부담하셔야 합니다.", False),
        ("안녕하세요, 고객센터입니다.", False),
        ("", False),
    ],
)
def test_other_words_for_the_same_are_alike(text, is_alike):
    assert (likeness(features(REFUND), features(text)) >= ALIKE) == is_alike


def test_likeness_is_the_share_of_features_in_common():
    # 환불 | ㅎㅘㄴ ㅘㄴㅂ ㄴㅂㅜ ㅂㅜㄹ against 환부 | ㅎㅘㄴ ㅘㄴㅂ ㄴㅂㅜ: three in common out of six
    assert likeness(features("환불"), features("환부")) == pytest.approx(3 / 6)
    assert likeness(features(""), features("")) == 0.0


TEXTS = st.text("환불교가나 다", max_size=8)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_likeness_knows_no_order_and_is_whole_only_for_the_same_features(one, other):
    left, right = features(one), features(other)

    assert likeness(left, right) == likeness(right, left)
    assert 0.0 <= likeness(left, right) <= 1.0
    assert (likeness(left, right) == 1.0) == (left == right and bool(left))


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, 30), TEXTS, max_size=12), TEXTS, st.sampled_from([0.1, 0.5, 0.75, 1.0]))
def test_looking_features_up_finds_what_comparing_each_would(texts, text, least):
    found = Alike(texts, least=least).near(text, most=99)

    everything = {key: likeness(features(text), features(known)) for key, known in texts.items()}
    assert dict(found) == {key: share for key, share in everything.items() if share >= least}
    assert [share for _key, share in found] == sorted((share for _key, share in found), reverse=True)


def test_a_text_is_not_like_itself_and_the_most_alike_come_first():
    texts = {
        1: REFUND,
        2: "환불은 영업일 3~5일 안에 처리해 드립니다.",
        3: "환불은 3~5 영업일 내에 처리됩니다.",
        4: "배송비",
    }

    assert [key for key, _share in Alike(texts).near(REFUND, but=1)] == [3, 2]
    assert [key for key, _share in Alike(texts).near(REFUND, most=1)] == [1]


@pytest.mark.parametrize(
    ("text", "language"),
    [("환불", "ko"), ("Refunds", "en"), ("환불 refund", "ko"), ("123", "ko"), ("", "ko")],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language
