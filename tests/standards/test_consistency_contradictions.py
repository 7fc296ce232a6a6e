"""Which Korean sentences contradict each other, and which only seem to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.standards.rules.content import Said
from gijun.standards.rules.contradictions import Scope, Text, contradictions, products_named
from gijun.standards.rules.decisions.storing import as_data
from gijun.standards.rules.decisions.table import Case, FactDefinition, Table, Within
from gijun.standards.rules.quantities import figures
from gijun.standards.terms.consistency import Bound, ContradictionKind, Measure
from gijun.standards.terms.decisions import FactKind, Unit, Verdict
from tests.make import NOON

DIFFERENT = [
    ("환불은 7일 이내에 신청하실 수 있습니다.", "환불은 14일 이내에 신청하실 수 있습니다."),
    ("카드 결제는 취소 후 3~5영업일 안에 환불됩니다.", "환불은 승인 후 7~10영업일 안에 완료됩니다."),
    ("환불까지 영업일 기준 3일 걸립니다.", "환불까지 3일 걸립니다."),
    ("환불은 일주일 안에 처리됩니다.", "환불은 열흘 안에 처리됩니다."),
    ("교환은 수령 후 7일 이내 가능합니다.", "교환은 받으신 날부터 30일 안에 가능합니다."),
    ("왕복 배송비 6,000원은 고객님이 부담하십니다.", "왕복 배송비는 5천 원입니다."),
    ("반품 배송비는 3,000원입니다.", "반품 배송비는 무료입니다."),
    ("배송비는 3만원 이상 주문하시면 무료입니다.", "배송비는 5만 원 이상 주문하시면 무료입니다."),
    ("취소하시면 결제 금액의 50%를 환불해 드립니다.", "취소하시면 70퍼센트를 환불해 드립니다."),
    ("취소하시면 전액 환불해 드립니다.", "취소하시면 90%를 환불해 드립니다."),
    ("적립금은 발급 후 1년간 유효합니다.", "적립금은 6개월 뒤 소멸됩니다."),
    ("일시정지는 1회만 가능합니다.", "일시정지는 2회까지 가능합니다."),
    ("개봉한 상품은 반품이 불가합니다.", "개봉한 상품도 반품이 가능합니다."),
    ("라이브 방송 상품은 교환이 안 됩니다.", "라이브 방송 상품은 교환하실 수 있습니다."),
    ("출고 후에는 취소해 드릴 수 없습니다.", "출고 후에도 취소가 가능합니다."),
    ("문의하신 내용은 24시간 안에 답변드립니다.", "문의하신 내용은 3일 안에 답변드립니다."),
    ("7일이 지나면 환불이 불가합니다.", "환불은 14일 이내 신청하시면 가능합니다."),
]
ALIKE = [
    ("환불은 7일 이내에 신청하실 수 있습니다.", "환불은 일주일 안에 신청해 주세요."),
    ("환불은 3~5영업일 안에 됩니다.", "환불은 영업일 기준 최대 5일 걸립니다."),
    ("답변은 24시간 안에 드립니다.", "답변은 하루 안에 드립니다."),
    ("환불은 30일 안에 신청하실 수 있습니다.", "환불은 한 달 안에 신청하실 수 있습니다."),
    # what customers may do until when, and what is done by when
    ("환불은 7일 이내에 신청하실 수 있습니다.", "환불은 접수 후 3~5영업일 걸립니다."),
    # another matter
    ("환불은 5일 걸립니다.", "배송은 2일 걸립니다."),
    ("취소는 3영업일 안에 처리됩니다.", "반품은 7영업일 안에 처리됩니다."),
    ("배송비는 3,000원입니다.", "취소 수수료는 5,000원입니다."),
    ("적립금 3,000원을 드립니다.", "배송비 2,500원을 받습니다."),
    # another case of it
    ("단순 변심은 7일 안에 반품하실 수 있습니다.", "불량은 30일 안에 반품하실 수 있습니다."),
    ("왕복 배송비는 6,000원입니다.", "편도 배송비는 3,000원입니다."),
    ("배송비는 3,000원입니다.", "제주 지역은 배송비가 6,000원입니다."),
    ("카드는 3영업일 뒤 환불됩니다.", "계좌 이체는 1영업일 뒤 환불됩니다."),
    ("개봉한 상품은 반품이 불가합니다.", "미개봉 상품은 반품이 가능합니다."),
    ("출고 전에는 취소가 가능합니다.", "출고 후에는 취소가 불가합니다."),
    ("세일 상품은 환불이 불가합니다.", "환불이 가능합니다."),
    ("배송은 2일 걸립니다.", "구독 상품 배송은 5일 걸립니다."),
    # no promise at all
    ("상담 시간은 오전 9시부터 오후 6시까지입니다.", "상담은 1588-1234로 연락 주세요."),
    ("11월 25일에 환불되었습니다.", "환불은 5일 걸립니다."),
    ("환불은 5일 걸립니다.", "환불을 도와드리겠습니다."),
    ("환불은 5일 걸립니다.", "환불은 5일 걸립니다. 배송비 3,000원이 빠집니다."),
]  # fmt: skip


def text(sentence: str, title: str = "", **more) -> Text:
    return Text(title, (Said("any", "ko", sentence),), **more)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_answers_contradict_each_other_both_ways_round(one, other):
    forth, back = contradictions(text(one), text(other)), contradictions(text(other), text(one))

    assert [point.kind for point in forth] == [point.kind for point in back]
    assert len(forth) == 1
    assert (forth[0].first.text, forth[0].second.text) == (one, other)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_answers_to_other_matters_or_in_other_words_do_not(one, other):
    assert contradictions(text(one), text(other)) == []


def test_a_title_says_what_a_sentence_is_about():
    short = "회수를 확인하고 7일 안에 끝납니다."

    assert contradictions(text(short, "환불 기간"), text("환불은 5일 안에 끝납니다."))
    assert contradictions(text(short, "설치 안내"), text("환불은 5일 안에 끝납니다.")) == []


def test_the_place_where_two_sentences_differ_is_marked():
    [point] = contradictions(
        text("네, 환불은 7일 이내에 신청하실 수 있습니다."), text("환불 신청은 14일 안에 받습니다.")
    )

    assert point.kind is ContradictionKind.QUANTITY
    assert (point.first.before, point.first.point) == ("네, 환불은 ", "7일 이내")
    assert (point.second.point, point.second.after) == ("14일 안에", " 받습니다.")
    assert point.topics == ("환불",)
    assert point.channels == ()


def test_only_channels_whose_words_differ_are_named():
    one = Text("", (Said("any", "ko", "환불은 5일 걸립니다."), Said("chat", "ko", "환불은 3일 걸립니다.")))
    other = Text("", (Said("any", "ko", "환불은 5일 걸립니다."), Said("phone", "ko", "환불은 3일 걸립니다.")))

    assert [(point.channels, point.first.point) for point in contradictions(one, other)] == [
        (("chat",), "3일"),
        (("phone",), "5일"),
    ]


SENTENCES = st.sampled_from([sentence for pair in DIFFERENT + ALIKE for sentence in pair])


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_nothing_contradicts_itself(sentences):
    forwards, backwards = text(" ".join(sentences)), text("\n".join(reversed(sentences)))

    assert contradictions(forwards, backwards) == []


@given(SENTENCES, SENTENCES)
def test_a_contradiction_has_no_direction(one, other):
    forth, back = contradictions(text(one), text(other)), contradictions(text(other), text(one))

    assert {(p.kind, p.first, p.second) for p in forth} == {(p.kind, p.second, p.first) for p in back}


@given(st.text("가나다 .!?{}[]()|\n\t\"'~-%", max_size=80))
def test_whatever_stands_before_a_promise_the_promise_is_read(anything):
    [point] = [
        point
        for point in contradictions(text(anything + "\n환불은 3일 걸립니다."), text("환불은 5일 걸립니다."))
        if point.first.text.endswith("환불은 3일 걸립니다.")
    ]

    assert (point.first.point, point.second.point) == ("3일", "5일")


@pytest.mark.parametrize(
    ("sentence", "measure", "low", "high", "bound"),
    [
        ("7일 이내", Measure.DAYS, 7, 7, Bound.WITHIN),
        ("3~5영업일 안에", Measure.BUSINESS_DAYS, 3, 5, Bound.WITHIN),
        ("영업일 3~5일 뒤", Measure.BUSINESS_DAYS, 3, 5, Bound.AFTER),
        ("영업일 기준 2일", Measure.BUSINESS_DAYS, 2, 2, Bound.EXACTLY),
        ("3일에서 5일 사이", Measure.DAYS, 3, 5, Bound.EXACTLY),
        ("2주 안에", Measure.DAYS, 14, 14, Bound.WITHIN),
        ("일주일 뒤", Measure.DAYS, 7, 7, Bound.AFTER),
        ("1년간", Measure.MONTHS, 12, 12, Bound.EXACTLY),
        ("한 달 안에", Measure.MONTHS, 1, 1, Bound.WITHIN),
        ("방송 3일 전까지", Measure.DAYS, 3, 3, Bound.BEFORE),
        ("30분 안에", Measure.MINUTES, 30, 30, Bound.WITHIN),
        ("24시간", Measure.MINUTES, 1440, 1440, Bound.EXACTLY),
        ("3만 5천원 이상", Measure.WON, 35_000, 35_000, Bound.AT_LEAST),
        ("6,000원을", Measure.WON, 6_000, 6_000, Bound.EXACTLY),
        ("2천 원", Measure.WON, 2_000, 2_000, Bound.EXACTLY),
        ("12.5% 이하", Measure.PERCENT, 12.5, 12.5, Bound.AT_MOST),
        ("2회까지", Measure.TIMES, 2, 2, Bound.WITHIN),
    ],
)  # fmt: skip
def test_figures_are_read_with_what_they_count(sentence, measure, low, high, bound):
    [(figure, start, end)] = figures(sentence)

    assert (figure.measure, figure.low, figure.high, figure.bound) == (measure, low, high, bound)
    assert sentence[start:end].strip()[0].isdigit() or sentence[start] in "영일한"


@pytest.mark.parametrize(
    "sentence",
    ["11월 25일", "1588-1234", "제3분기", "1주문당", "오후 6시", "일부 상품", "하루 세 번", "3일차 수업"],
)
def test_what_is_no_promise_is_no_figure(sentence):
    assert list(figures(sentence)) == []


def table(days: int, *, key: str = "days") -> dict:
    """Allowed for fewer days than these, denied from then on."""
    asked = FactDefinition(
        key, FactKind.DURATION, "받으신 지 며칠 되셨나요?", unit=Unit.DAYS, label="수령 후"
    )
    allowed = Case(((key, Within(below=days)),), Verdict.ALLOWED, "환불해 드립니다.")
    denied = Case(((key, Within(at_least=days)),), Verdict.DENIED, "환불해 드리기 어렵습니다.")
    return as_data(Table((asked,), (allowed, denied)))


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (table(7), table(14), True),
        (table(7), table(7), False),
        (table(7), table(14, key="other"), False),  # they share no question
        (table(7), None, False),
        (table(7), {"version": 99}, False),  # cannot be read, so it decides nothing
    ],
)
def test_exceptions_that_decide_a_contact_differently_contradict_each_other(first, second, differ):
    one, other = text("같은 문장", exceptions=first), text("같은 문장", exceptions=second)

    found = contradictions(one, other)

    assert [point.kind for point in found] == [ContradictionKind.DECISION] * differ
    for point in found:
        assert (point.first.point, point.second.point) == ("환불해 드리기 어렵습니다.", "환불해 드립니다.")
        assert point.first.text.startswith("수령 후 ")


HERE = Scope(frozenset({1, 2}), frozenset(), (1, 2), NOON)


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (HERE, True),
        (replace(HERE, reasons=frozenset({2})), True),  # below
        (replace(HERE, reasons=frozenset({3})), False),  # beside
        (replace(HERE, reasons=frozenset()), True),  # about anything
        (replace(HERE, products=frozenset({"tv"})), True),
        (replace(HERE, lineage=(1,)), True),  # the team above
        (replace(HERE, lineage=(1, 3)), False),  # a sister team
        (replace(HERE, lineage=(1, 2, 9)), True),
        (replace(HERE, valid_from=NOON - timedelta(days=9), valid_to=NOON), False),
        (replace(HERE, valid_from=NOON + timedelta(days=9)), True),
        (replace(HERE, valid_to=NOON + timedelta(seconds=1)), True),
    ],
)
def test_scopes_overlap_where_one_contact_may_fall_into_both(other, overlaps):
    assert (HERE.overlaps(other), other.overlaps(HERE)) == (overlaps, overlaps)


def test_products_are_compared_without_capitals_and_blanks():
    one = replace(HERE, products=products_named("TV  43\n\nsofa "))

    assert one.products == {"tv 43", "sofa"}
    assert one.overlaps(replace(HERE, products=products_named("Tv 43")))
    assert not one.overlaps(replace(HERE, products=products_named("chair")))
