"""Variables in sentences: read, filled with the particle that fits, refused where malformed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.variables import (
    NAMES,
    Rendered,
    Variable,
    fill_called,
    malformed,
    parsed,
    render,
    words_agreed,
)
from gijun.standards.terms.consistency import Fill, VariableProblem

KNOWN = {Fill.CUSTOMER_NAME: "이하늘", Fill.PRODUCT: "무선 청소기", Fill.AMOUNT: "30,000원"}


@pytest.mark.parametrize(
    ("text", "said", "unfilled"),
    [
        ("{{고객명|고객}} 님", "이하늘 님", ()),
        ("{{ customer name | customer }}님", "이하늘님", ()),
        ("{{센터명|저희 센터}}입니다", "저희 센터입니다", ()),
        ("{{상품명|상품}}(을/를) 보냅니다", "무선 청소기를 보냅니다", ()),
        ("{{고객명}}(이/가)", "이하늘이", ()),
        ("{{금액}}(으로/로)", "30,000원으로", ()),
        ("{{날짜|오늘}}(은/는)", "오늘은", ()),
        ("{{주문번호}}(을/를) 확인합니다", "［주문번호］을(를) 확인합니다", ("주문번호",)),
        ("{{주문번호}} {{주문번호}}", "［주문번호］ ［주문번호］", ("주문번호",)),
        ("{{모르는말}}", "［모르는말］", ("모르는말",)),
        ("{{모르는말|그것}}(이/가)", "그것이", ()),
        ("그냥 문장 {한 괄호}", "그냥 문장 {한 괄호}", ()),
    ],
)
def test_a_sentence_is_said_with_what_is_known(text, said, unfilled):
    assert render(text, KNOWN) == Rendered(said, unfilled)


def test_an_empty_value_counts_as_unknown():
    assert render("{{고객명|고객}} 님", {Fill.CUSTOMER_NAME: "  "}).text == "고객 님"


def test_the_parts_of_a_sentence_are_kept_in_order():
    assert parsed("a {{상품명|상품}}(을/를) b") == [
        "a ",
        Variable("상품명", Fill.PRODUCT, "상품", "을/를"),
        " b",
    ]


@pytest.mark.parametrize(
    ("text", "problem", "start"),
    [
        ("안녕 {{고객명 님", VariableProblem.UNCLOSED, 3),
        ("고객명}} 님", VariableProblem.UNOPENED, 3),
        ("{{ }}", VariableProblem.NAMELESS, 0),
        ("{{|고객}}", VariableProblem.NAMELESS, 0),
        ("{{고객명|고객|분}}", VariableProblem.BARS, 0),
        ("{{고객}} 님", VariableProblem.UNKNOWN, 0),
    ],
)
def test_what_cannot_be_filled_is_named_with_its_place(text, problem, start):
    [found] = malformed(text)

    assert (found.problem, found.start) == (problem, start)
    assert found.text in str(found)


def test_a_sound_sentence_has_nothing_malformed():
    assert malformed("{{고객명|고객}} 님, {{ order number }}(을/를) 확인했습니다. {괄호} {") == []


def test_every_variable_has_a_korean_and_an_english_name():
    assert set(NAMES) == set(Fill)
    for fill, names in NAMES.items():
        assert all(fill_called(name.upper().replace(" ", "")) is fill for name in names)
        assert any(name.isascii() for name in names)
        assert any(not name.isascii() for name in names)


@pytest.mark.parametrize(
    ("rendered", "agreed"),
    [
        ("［주문번호］을(를) 확인", "확인"),
        ("［금액］(으)로 보냅니다", "보냅니다"),
        ("환불됩니다(예외 없음)", "환불됩니다(예외 없음)"),
    ],
)
def test_blanks_and_their_particles_are_no_agreed_words(rendered, agreed):
    assert words_agreed(rendered).strip() == agreed


ANYTHING = st.text(max_size=80) | st.text("{}|가나 (을/를)", max_size=60)


@given(ANYTHING)
def test_a_text_without_variables_is_said_as_it_is(text):
    plain = text.replace("{{", "{")

    assert render(plain, KNOWN) == Rendered(plain)


@given(ANYTHING)
def test_whatever_is_written_every_blank_left_names_what_was_written(text):
    said = render(text, {})

    assert all(name in text and f"［{name}］" in said.text for name in said.unfilled)


@given(st.text("가나다 .", max_size=30), st.sampled_from(sorted(Fill)))
def test_a_value_stands_where_its_variable_stood(around, fill):
    name = NAMES[fill][0]

    assert render(f"{around}{{{{{name}}}}}{around}", {fill: "값"}).text == f"{around}값{around}"
