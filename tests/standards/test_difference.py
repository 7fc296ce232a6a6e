from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.difference import Piece, between_lists, between_texts

texts = st.text(alphabet="가나 \n", max_size=30)


@given(texts, texts)
def test_without_what_went_it_reads_as_after_and_without_what_came_as_before(before, after):
    pieces = between_texts(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before


@given(texts, texts)
def test_neighbours_are_of_different_kinds(before, after):
    kinds = [piece.kind for piece in between_texts(before, after)]

    assert all(one != next_one for one, next_one in pairwise(kinds))


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("같은 말", "같은 말", [Piece("same", "같은 말")]),
        (
            "영업일 3일 안에 환불",
            "영업일 5일 안에 환불",
            [
                Piece("same", "영업일 "),
                Piece("removed", "3일"),
                Piece("added", "5일"),
                Piece("same", " 안에 환불"),
            ],
        ),
        ("", "새 문장", [Piece("added", "새 문장")]),
    ],
)
def test_a_changed_word_is_shown_as_a_word(before, after, pieces):
    assert between_texts(before, after) == pieces


def test_steps_are_compared_whole():
    assert between_lists(["주문 확인", "환불"], ["주문 확인", "승인 취소", "환불"]) == [
        Piece("same", "주문 확인"),
        Piece("added", "승인 취소"),
        Piece("same", "환불"),
    ]
