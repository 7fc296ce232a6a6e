"""Hints on Korean wording: what is found where, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.readability import Hint, hints, syllables
from gijun.standards.terms.consistency import HintKind

LONG = (
    "고객님께서 말씀하신 상품은 저희 물류센터에 도착한 다음 담당자가 직접 상태를 확인하여 "
    "이상이 없다고 판단한 경우에만 "
    "결제하신 카드의 승인을 취소하는 방식으로 돌려 드립니다."
)
CHAINED = "확인하고, 접수하고, 처리하면, 알려 드립니다."
FOUND = [
    (LONG, HintKind.LONG, LONG, "Make two sentences"),
    (CHAINED, HintKind.CLAUSES, CHAINED, "it has 4 clauses"),
    ("환불은 익일 처리됩니다.", HintKind.HEAVY, "익일", "다음 날"),
    ("익영업일에 입금됩니다.", HintKind.HEAVY, "익영업일", "다음 영업일"),
    ("3일이 소요됩니다.", HintKind.HEAVY, "소요됩니다", "걸립니다"),
    ("기결제 건은 취소됩니다.", HintKind.INTERNAL, "기결제", "이미 결제하신"),
    ("담당 부서로 이관하겠습니다.", HintKind.INTERNAL, "이관", "담당 부서로 전달"),
    ("환불해 드리지 않을 수 없습니다.", HintKind.DOUBLE_NEGATION, "지 않을 수 없", "Say what is true"),
    ("영수증이 없지 않으면 됩니다.", HintKind.DOUBLE_NEGATION, "없지 않", "Say what is true"),
    ("접수하지 않으면 안 됩니다.", HintKind.DOUBLE_NEGATION, "지 않으면 안 됩", "Say what is true"),
    ("불가능하지 않습니다.", HintKind.DOUBLE_NEGATION, "불가능하지 않", "Say what is true"),
    ("영수증 없이는 안 됩니다.", HintKind.DOUBLE_NEGATION, "없이는 안 됩", "Say what is true"),
    ("상품이 품절이십니다.", HintKind.HONORIFIC, "상품이 품절이십니다", "상품이 품절입니다"),
    ("배송이 완료되셨습니다.", HintKind.HONORIFIC, "배송이 완료되셨습니다", "배송이 완료되었습니다"),
    ("금액은 30,000원이세요.", HintKind.HONORIFIC, "금액은 30,000원이세요", "금액은 30,000원이에요"),
    ("주문번호를 입력하실게요.", HintKind.HONORIFIC, "하실게요", "해 주세요"),
    ("잠시 기다리실게요.", HintKind.HONORIFIC, "실게요", "세요"),
    ("취소로 처리되어집니다.", HintKind.PASSIVE, "되어집", "됩"),
    ("지연될 것으로 보여집니다.", HintKind.PASSIVE, "보여집", "보입"),
    ("VOC로 접수하겠습니다.", HintKind.ABBREVIATION, "VOC", "Write it in Korean"),
    ("{{상품명}}을 보냅니다.", HintKind.PARTICLE, "을", "(을/를)"),
    ("{{상품명|상품}}으로 바꿔 드립니다.", HintKind.PARTICLE, "으로", "(으로/로)"),
]  # fmt: skip
FINE = [
    "환불은 3~5영업일 안에 됩니다.",
    "고객님, 확인하시고 알려 주시면 바로 처리해 드리겠습니다.",
    "찾으시는 상품이 있으세요?",
    "고객님께서 주문하신 상품이 오늘 출고되었습니다.",
    "TV와 PC는 설치 기사님이 방문합니다.",
    "CS(고객 응대) 담당자가 연락드립니다.",
    "{{상품명|상품}}(을/를) 보내 드립니다.",
    "{{고객명|고객}} 님, 안녕하세요.",
    "영수증이 없으면 카드 명세서를 보내 주세요.",
    "환불해 드리지 않습니다.",
    "환불을 원하지 않으시면 교환해 드립니다.",
    "3.5인치 화면입니다.",
    "",
]


@pytest.mark.parametrize(("text", "kind", "part", "suggestion"), FOUND)
def test_a_hint_says_where_and_what_instead(text, kind, part, suggestion):
    [hint] = [one for one in hints(text) if one.kind is kind]

    assert text[hint.start : hint.end] == hint.text == part
    assert suggestion in hint.suggestion


@pytest.mark.parametrize("text", FINE)
def test_what_customers_understand_is_left_alone(text):
    assert hints(text) == []


def test_hints_stand_in_reading_order():
    found = hints("익일 VOC로 이관하며 금일 처리되어집니다.")

    assert [one.text for one in found] == ["익일", "VOC", "이관", "금일", "되어집"]


@pytest.mark.parametrize(("text", "count"), [("환불은 3일", 5), ("iPhone 15", 2), ("", 0)])
def test_a_number_or_a_foreign_word_is_read_as_one_syllable(text, count):
    assert syllables(text) == count


@given(st.text(max_size=200) | st.text("환불이 않없익일되어지{}|. 고,A", max_size=120))
def test_every_hint_stands_in_the_text(text):
    for hint in hints(text):
        assert isinstance(hint, Hint)
        assert text[hint.start : hint.end].strip() == hint.text
        assert hint.text != ""
