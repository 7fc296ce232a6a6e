"""From lines to clauses; no word is lost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.documents import Clause, joined, split, subject_of
from gijun.standards.rules.documents.lines import STRUCTURE, Line, tidy, told_apart
from gijun.standards.rules.documents.text import lines_of
from gijun.standards.terms import TITLE_LENGTH
from gijun.standards.terms.documents import CLAUSE_LENGTH


def clauses(text: str) -> list[tuple[str, str]]:
    return [(one.heading, one.text) for one in split(lines_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("제1조(목적) 이 정책은 환불을 정한다.", [("제1조(목적)", "이 정책은 환불을 정한다.")]),
        ("제1조 (목적)\n이 정책은 환불을 정한다.", [("제1조 (목적)", "이 정책은 환불을 정한다.")]),
        ("제 7 조의2【철회】 ① 철회한다.", [("제 7 조의2【철회】 ①", "철회한다.")]),
        (
            "제2조(제한) ① 쓴 상품은 안 된다. ② 하자는 된다. ③ 제1항 ②의 예외는 없다.",
            [
                ("제2조(제한) ①", "쓴 상품은 안 된다."),
                ("제2조(제한) ②", "하자는 된다."),
                ("제2조(제한) ③", "제1항 ②의 예외는 없다."),
            ],
        ),
        ("제3조 환불은 3일 안에 한다.", [("제3조", "환불은 3일 안에 한다.")]),
        ("제3조에 따라 환불한다.", [("", "제3조에 따라 환불한다.")]),
        ("제3조 제1항에 따라 환불한다.", [("", "제3조 제1항에 따라 환불한다.")]),
        ("제3조 및 제4조에 따라 환불한다.", [("", "제3조 및 제4조에 따라 환불한다.")]),
        ("제3조(환불)에 따라 환불한다.", [("", "제3조(환불)에 따라 환불한다.")]),
        (
            "제1장 총칙\n제1절 통칙\n제1조(목적) 정한다.\n제2장 환불\n제2조(기간) 7일이다.",
            [("제1장 총칙 › 제1절 통칙 › 제1조(목적)", "정한다."), ("제2장 환불 › 제2조(기간)", "7일이다.")],
        ),
        (
            "제1조(환불)\n① 먼저 확인한다.\n1. 주문 번호\n가. 앞자리\n2. 이름\n② 환불한다.",
            [
                ("제1조(환불) ①", "먼저 확인한다.\n1. 주문 번호\n가. 앞자리\n2. 이름"),
                ("제1조(환불) ②", "환불한다."),
            ],
        ),
        (
            "제1조(제한) 다음 각 호의 경우 환불하지 않는다.\n1. 훼손된 상품\n2. 쓴 상품\n\n제2조(예외) 있다.",
            [
                ("제1조(제한)", "다음 각 호의 경우 환불하지 않는다.\n1. 훼손된 상품\n2. 쓴 상품"),
                ("제2조(예외)", "있다."),
            ],
        ),
        (
            "■ 배송\n1. 평일에 보낸다.\n2. 주말에는 쉰다.",
            [("■ 배송 1.", "평일에 보낸다."), ("■ 배송 2.", "주말에는 쉰다.")],
        ),
        (
            "■ 배송\n- 평일에 보낸다.\n- 주말에는 쉰다.",
            [("■ 배송", "- 평일에 보낸다."), ("■ 배송", "- 주말에는 쉰다.")],
        ),
        (
            "1. 평일에 보낸다.\n※ 제주는 하루 더\n2. 쉰다.",
            [("1.", "평일에 보낸다.\n※ 제주는 하루 더"), ("2.", "쉰다.")],
        ),
        (
            "첫 문단은 길게\n이어진다.\n\n둘째 문단이다.",
            [("", "첫 문단은 길게\n이어진다."), ("", "둘째 문단이다.")],
        ),
        ("2026. 11. 25. 시행한다.", [("", "2026. 11. 25. 시행한다.")]),
        ("1.5배로 보상한다.", [("", "1.5배로 보상한다.")]),
        ("[환불]\n한다.\n\n[교환]\n안 한다.", [("[환불]", "한다."), ("[교환]", "안 한다.")]),
        ("부칙\n오늘부터 한다.", [("부칙", "오늘부터 한다.")]),
        (
            "제1장 총칙\n제2장 환불\n제1조(기간) 7일이다.",
            [("", "제1장 총칙"), ("제2장 환불 › 제1조(기간)", "7일이다.")],
        ),
        ("제1장 총칙", [("", "제1장 총칙")]),
        ("예시\n\n환불은 3일 안에 한다.", [("", "예시\n환불은 3일 안에 한다.")]),
        ("환불은 3일 안에 한다.\n\n끝", [("", "환불은 3일 안에 한다.\n끝")]),
        ("끝", [("", "끝")]),
        (" \n\n", []),
    ],
)
def test_korean_policies_are_divided_where_their_authors_divide_them(text, expected):
    assert clauses(text) == expected


def test_items_the_document_marks_itself_hold_what_stands_below_them():
    lines = [
        Line("환불", level=1),
        Line("7일 안에 한다.", rank=STRUCTURE + 1),
        Line("사진이 필요하다.", rank=STRUCTURE + 2),
        Line("교환은 30일까지다.", rank=STRUCTURE + 1),
        Line("목록 다음의 문단이다."),
    ]

    assert split(lines) == (
        Clause("환불", "7일 안에 한다.\n사진이 필요하다."),
        Clause("환불", "교환은 30일까지다."),
        Clause("환불", "목록 다음의 문단이다."),
    )


def test_rows_are_clauses_whatever_they_say():
    lines = [Line("제1조(이름) 1. 하나", is_whole=True), Line("끝", is_whole=True, under="구분")]

    assert split(lines) == (Clause("", "제1조(이름) 1. 하나"), Clause("구분", "끝"))


def test_a_long_heading_is_a_sentence_and_a_deep_one_becomes_text():
    long = "아주 긴 제목" * 10
    deep = [Line(f"{'제목' * 14} {level}", level=level) for level in range(1, 7)] + [Line("본문이다.")]

    assert split([Line(long, level=1)]) == (Clause("", long),)
    found = split(deep)
    assert max(len(one.heading) for one in found) <= TITLE_LENGTH
    assert found[-1].text.endswith("본문이다.")


def test_what_is_longer_than_a_clause_is_cut_between_words():
    words = "환불한다 " * 2_000

    found = split([Line(words.strip())])

    assert max(len(one.text) for one in found) <= CLAUSE_LENGTH
    assert " ".join(one.text for one in found) == words.strip()
    assert [len(one.text) for one in split([Line("가" * (CLAUSE_LENGTH + 1))])] == [CLAUSE_LENGTH, 1]


def test_the_hash_of_a_clause_sees_words_only():
    assert Clause("", "환불은\n3일").hash() == Clause("제1조", "환불은 3일").hash()
    assert Clause("", "환불은 3일").hash() != Clause("", "환불은 4일").hash()


MARKS = [
    "제1장 총칙",
    "제2조(환불)",
    "제3조",
    "①",
    "1.",
    "가.",
    "-",
    "※",
    "■ 배송",
    "[교환]",
    "다음 각 호:",
    "부칙",
    "",
]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30)
LINE = st.builds(lambda mark, words: f"{mark} {words}", st.sampled_from(MARKS), WORDS)
TEXTS = st.lists(LINE, max_size=25).map("\n".join)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(deadline=None)
@given(TEXTS)
def test_no_letter_is_lost(text):
    found = split(lines_of(text))

    said = letters("".join(f"{one.heading} {one.text}" for one in found))
    assert letters(tidy(text)) - said == Counter()


@settings(deadline=None)
@given(TEXTS)
def test_every_clause_has_words_and_fits(text):
    found = split(lines_of(text))

    assert all(one.text.strip() and len(one.text) <= CLAUSE_LENGTH for one in found)
    assert all(len(one.heading) <= TITLE_LENGTH for one in found)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(Line, WORDS.map(tidy), level=st.integers(0, 60), rank=st.integers(0, 103)), max_size=20
    )
)
def test_lines_of_any_kind_keep_their_letters(lines):
    found = split(lines)

    said = letters("".join(f"{one.heading} {one.text}" for one in found))
    assert letters("".join(line.text for line in lines)) - said == Counter()


@settings(deadline=None)
@given(WORDS.map(tidy))
def test_telling_a_line_apart_keeps_its_letters(text):
    parts = told_apart(Line(text))

    assert letters("".join(part.mark + part.text for part in parts)) == letters(text)


def test_clauses_are_joined_to_the_one_before():
    clauses = [Clause("1", "가"), Clause("1", "나"), Clause("2", "다"), Clause("", "라"), Clause("3", "마")]

    assert joined(clauses, [0, 1, 2, 3, 9]) == (Clause("1", "가\n나\n2\n다\n라"), Clause("3", "마"))
    assert joined(clauses, []) == tuple(clauses)


@pytest.mark.parametrize(
    ("heading", "text", "subject"),
    [
        ("제2장 환불 › 제3조(환불 기간) ①", "7일이다.", "환불 기간"),
        ("제3조의2 【 청약철회 】", "7일이다.", "청약철회"),
        ("환불 › ■ 배송비", "7일이다.", "■ 배송비"),
        ("", "7일 안에 환불한다.\n더 있다.", "7일 안에 환불한다."),
        ("", "가" * 99, "가" * 60),
    ],
)
def test_what_a_clause_is_about(heading, text, subject):
    assert subject_of(Clause(heading, text)) == subject
