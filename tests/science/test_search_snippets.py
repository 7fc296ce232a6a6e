"""The part of a text that a query is about, with what matched marked."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.science.korean import morphemes
from gijun.science.search import Piece, Synonyms, snippet

TEXT = (
    "계정이 잠긴 경우 본인확인 후 임시 비밀번호를 문자로 보낸다. "
    "환불 기준은 구매 후 7일이며 Refunds take 3 days."
)


def marked(text: str, query: str, **options: object) -> list[str]:
    return [piece.text for piece in snippet(text, query, 500, **options) if piece.is_match]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("환불", ["환불"], id="a word"),
        pytest.param("환불을", ["환불"], id="with a particle"),
        pytest.param("환불기준", ["환불", "기준"], id="without spaces"),
        pytest.param("ghksqnf", ["환불"], id="keyboard"),
        pytest.param("ㅎㅂㄱㅈ", ["환불", "기준"], id="initials"),
        pytest.param("ㅎㅂ", ["환불"], id="initials of one word"),
        pytest.param("환ㅂ", ["환불"], id="syllables and initials"),
        pytest.param("ㅂㅇㅎㅇㅂㅁㅂㅎ", ["본인확인", "비밀번호"], id="initials, words left out"),
        pytest.param("환뷸", ["환불"], id="one wrong letter"),
        pytest.param("잠겼대요", ["잠긴"], id="another ending"),
        pytest.param("refunded", ["Refunds"], id="another English ending"),
        pytest.param("비번", ["비밀번호"], id="an ordinary word for it"),
        pytest.param("7일", ["7일"], id="a number"),
        pytest.param("없는 단어", [], id="nothing"),
        pytest.param("", [], id="no query"),
    ],
)
def test_what_matched_is_marked(query, words):
    assert marked(TEXT, query) == words


def test_the_centres_synonyms_are_marked():
    assert marked(TEXT, "꼬까", synonyms=Synonyms.of({"꼬까": ["환불"]})) == ["환불"]


def test_the_centres_synonyms_are_marked_beside_words_of_the_query():
    assert marked(TEXT, "꼬까 비밀번호", synonyms=Synonyms.of({"꼬까": ["환불"]})) == ["비밀번호", "환불"]


def test_a_verb_is_marked_in_any_ending_once_the_tokeniser_is_there():
    morphemes.load()
    assert marked("고객에게 물어서 정한다", "미리 물었는데") == ["물어서"]


def test_a_decomposed_text_is_marked_composed():
    assert marked(unicodedata.normalize("NFD", TEXT), "환불") == ["환불"]


def test_the_window_stands_where_most_of_the_query_is():
    text = "환불은 된다. " + "다른 이야기가 이어진다. " * 20 + "환불 금액은 카드 승인 취소로 돌려준다."
    pieces = snippet(text, "카드 환불 금액", 60)
    assert [piece.text for piece in pieces if piece.is_match] == ["환불", "금액", "카드"]
    assert pieces[0] == Piece("…", is_match=False)


def test_a_short_text_stays_whole():
    assert snippet("환불 기준", "기준") == [Piece("환불 ", is_match=False), Piece("기준", is_match=True)]


def test_words_are_not_cut():
    pieces = snippet("가나다라 마바사아 자차카타 파하가나 다라마바", "자차카타", 12)
    assert "".join(piece.text for piece in pieces) == "…자차카타 파하가나…"


@settings(deadline=None)
@given(st.text(), st.text(max_size=30), st.integers(3, 80))
def test_pieces_are_a_stretch_of_the_text(text, query, length):
    pieces = snippet(text, query, length)
    shown = "".join(piece.text for piece in pieces)
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    assert len(shown) <= max(length, 3)
    assert shown.removeprefix("…").removesuffix("…") in plain or shown in plain
    assert all(piece.text for piece in pieces)


@settings(deadline=None)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=60).map(" ".join), st.integers(20, 80))
def test_a_word_of_the_text_is_always_in_its_window(text, length):
    word = text.split()[-1]
    assert any(piece.is_match for piece in snippet(text, word, length))
