"""Words that stand for others: found in any form, through any number of steps, in one direction."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.science.korean.lexicon import near_words
from gijun.science.korean.terms import runs
from gijun.science.search import Document, Index, MatchedBy, Synonyms, cycle
from gijun.science.search.synonyms import ordinary

TABLE = {
    "꽃돈 챙기다": ["환불"],
    "무르기": ["청약철회"],
    "앱카": ["앱카드"],
    "삭": ["삭제"],
    "money back": ["환불"],
    "크다": ["사이즈"],
}


def found(table: dict[str, list[str]], text: str, tokens: tuple[str, ...] = ()) -> dict[str, float]:
    return Synonyms.of(table).found(runs(text), tokens)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("꽃돈 챙기다", "환불"),
        ("꽃돈을 챙겨야 하는데요", "환불"),
        ("저기요 꽃돈은 언제 챙기나요?", "환불"),
        ("꽃돈챙기고싶어요", "환불"),
        ("어제산거꽃돈챙겨주세요", "환불"),
        ("무르기 되나요", "청약철회"),
        ("앱카로 했어요", "앱카드"),
        ("계정 삭은 어디서", "삭제"),
        ("I want my MONEY back!", "환불"),
    ],
)
def test_a_phrase_is_found_in_any_form(text, means):
    assert found(TABLE, text) == {means: 1.0}


@pytest.mark.parametrize(
    "text",
    [
        "챙기다 꽃돈",
        "꽃돈",
        "꽃돈 하고 그 다음 주에 챙기다",
        "삭막한 화면",
        "moneybags",
        "크림",
        "청약철회",
        "",
    ],
)
def test_other_words_are_not(text):
    assert found(TABLE, text) == {}


def test_a_verb_of_one_syllable_is_found_by_its_morpheme():
    assert found(TABLE, "옷이 너무 커요", ("옷", "크다")) == {"사이즈": 1.0}
    assert found(TABLE, "크림 색 옷", ("크림", "색", "옷")) == {}


def test_words_stand_for_words_by_way_of_others():
    table = {"캔슬": ["취소"], "취소": ["철회", "해지"], "해지": ["해약"]}
    assert found(table, "캔슬") == {"취소": 1.0, "철회": 0.8, "해지": 0.8, "해약": pytest.approx(0.64)}


def test_a_round_ends_by_itself():
    assert found({"가": ["나"], "나": ["다"], "다": ["가", "나"]}, "나") == {"다": 1.0, "가": 0.8}


@pytest.mark.parametrize(
    ("pairs", "round_"),
    [
        ([], None),
        ([("가", "나"), ("나", "다"), ("가", "다")], None),
        ([("가", "나"), ("나", "가")], ("가", "나", "가")),
        ([("라", "가"), ("가", "나"), ("나", "다"), ("다", "가")], ("가", "나", "다", "가")),
        ([("돈 받다", "환불"), ("환불", "돈받다")], ("돈 받다", "환불", "돈 받다")),
        ([("AS", "수리"), ("수리", "as")], ("AS", "수리", "AS")),
        ([("가", "가")], ("가", "가")),
    ],
)
def test_a_round_is_noticed(pairs, round_):
    assert cycle(pairs) == round_


letters = st.sampled_from("가나다라마")


@given(st.lists(st.tuples(letters, letters), max_size=8))
def test_a_round_is_one_and_none_is_missed(pairs):
    found_ = cycle(pairs)
    if found_ is not None:
        assert found_[0] == found_[-1]
        assert {*pairwise(found_)} <= set(pairs)
    else:
        order = list(dict.fromkeys(word for pair in pairs for word in pair))
        reached = {word: {other for one, other in pairs if one == word} for word in order}
        for _ in order:
            reached = {word: to.union(*(reached[one] for one in to)) for word, to in reached.items()}
        assert not any(word in to for word, to in reached.items())


class TestSearch:
    index = Index.build(
        [
            Document(1, {"title": "환불 기준"}),
            Document(2, {"title": "배송 지연"}),
            Document(3, {"title": "꽃돈 안내"}),
        ],
        {"title": 1.0},
    )

    def test_a_synonym_leads_to_the_standard(self):
        hits = self.index.search("맘이 변했는데 꼬까 되나요", synonyms=Synonyms.of({"꼬까": ["배송"]}))
        assert (hits[0].id, hits[0].matched_by) == (2, MatchedBy.SYNONYM)

    def test_a_written_word_counts_more(self):
        hits = self.index.search("꽃돈", synonyms=Synonyms.of({"꽃돈": ["환불"]}))
        assert [(hit.id, hit.matched_by) for hit in hits] == [(3, MatchedBy.WORDS), (1, MatchedBy.SYNONYM)]

    def test_the_direction_counts(self):
        assert [hit.id for hit in self.index.search("환불", synonyms=Synonyms.of({"꽃돈": ["환불"]}))] == [1]


class TestLexicon:
    def test_ordinary_words_stand_for_those_of_standards(self):
        assert "환불" in ordinary().found(runs("돈을 언제 돌려받나요"))
        assert "지연" in ordinary().found(runs("택배가 안 와요"))
        assert "비밀번호" in ordinary().found(runs("비번 까먹음"))

    def test_every_word_stands_for_something_else(self):
        assert [word for word, means in near_words().items() if not means or word in means] == []

    def test_standards_words_alone_ask_for_nothing_else(self):
        assert ordinary().found(runs("안내")) == {}
