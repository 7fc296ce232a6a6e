"""Which English sentences contradict each other, and which only seem to."""

import pytest

from gijun.standards.rules.content import Said
from gijun.standards.rules.contradictions import Text, contradictions
from gijun.standards.rules.english.quantities import figures
from gijun.standards.terms.consistency import Bound, ContradictionKind, Measure

KOREAN = "안내해 드리겠습니다."
DIFFERENT = [
    ("You can request a refund within 7 days.", "You can request a refund within 14 days."),
    (
        "Refunds take 3-5 business days after cancellation.",
        "Refunds are completed within 7 to 10 business days.",
    ),
    ("Refunds take 3 business days.", "Refunds take 3 days."),
    ("We process refunds within a week.", "We process refunds within ten days."),
    ("Exchanges are accepted within 7 days of receipt.", "You can exchange it within 30 days of delivery."),
    ("The shipping fee for both ways is 6,000 won.", "Shipping costs both ways are 5,000 won."),
    ("The return shipping fee is 3,000 won.", "Return shipping is free of charge."),
    (
        "Shipping is free for orders of 30,000 won or more.",
        "Shipping is free for orders of 50,000 won or more.",
    ),
    ("If you cancel, we refund 50% of the payment.", "If you cancel, we refund 70 percent."),
    ("If you cancel, we refund the full amount.", "If you cancel, 90% is refunded."),
    ("Points are valid for one year.", "Points expire after 6 months."),
    ("Opened items cannot be returned.", "Opened items can be returned."),
    ("Broadcast deals cannot be exchanged.", "Broadcast deals can be exchanged."),
    (
        "We cannot cancel the order after it has been dispatched.",
        "The order can be cancelled after it is shipped.",
    ),
    ("We answer your question within 24 hours.", "We answer your question within 3 days."),
]  # fmt: skip
ALIKE = [
    ("You can request a refund within 7 days.", "Please request your refund within a week."),
    ("Refunds take 3-5 business days.", "Refunds take up to 5 working days."),
    ("We reply within 24 hours.", "We reply within one day."),
    ("You can request a refund within 30 days.", "You may request a refund within a month."),
    # what customers may do until when, and what is done by when
    ("You can request a refund within 7 days.", "Refunds take 3-5 days after your request."),
    # another matter
    ("Refunds take 5 days.", "Delivery takes 2 days."),
    ("Cancellations are processed within 3 days.", "Returns are processed within 7 days."),
    ("The shipping fee is 3,000 won.", "The cancellation fee is 5,000 won."),
    # another case of it
    (
        "You can return it within 7 days if you change your mind.",
        "Defective items can be returned within 30 days.",
    ),
    ("The shipping fee for both ways is 6,000 won.", "The shipping fee one way is 3,000 won."),
    ("The shipping fee is 3,000 won.", "For Jeju the shipping fee is 6,000 won."),
    ("Cards are refunded after 3 days.", "Bank transfers are refunded after 1 day."),
    ("Opened items cannot be returned.", "Unopened items can be returned."),
    ("You can cancel before dispatch.", "You cannot cancel after dispatch."),
    ("Sale items cannot be refunded.", "Refunds are possible."),
    # no promise at all
    ("Refunds take 5 days.", "We will help you with the refund."),
    ("You may ask twice a day.", "Refunds take 5 days."),
]  # fmt: skip


def text(english: str, title: str = "", korean: str = KOREAN) -> Text:
    return Text(title, (Said("any", "ko", korean), Said("any", "en", english)))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_answers_contradict_each_other_both_ways_round(one, other):
    forth, back = contradictions(text(one), text(other)), contradictions(text(other), text(one))

    assert [(point.kind, point.language) for point in forth] == [(point.kind, "en") for point in back]
    assert [(point.first.text, point.second.text) for point in forth] == [(one, other)]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_answers_to_other_matters_or_in_other_words_do_not(one, other):
    assert contradictions(text(one), text(other)) == []


@pytest.mark.parametrize("sentence", [sentence for pair in DIFFERENT + ALIKE for sentence in pair])
def test_nothing_contradicts_itself(sentence):
    assert contradictions(text(sentence), text(f"Thank you. {sentence}")) == []


def test_english_is_compared_only_where_both_have_it():
    korean = Text("", (Said("any", "ko", KOREAN),))

    assert contradictions(text("Refunds take 3 days."), korean) == []


def test_both_languages_are_told_each_with_its_words():
    one = text("Refunds take 3 days.", korean="환불은 3일 걸립니다.")
    other = text("Refunds take 5 days.", korean="환불은 5일 걸립니다.")

    assert [
        (point.language, point.first.point, point.second.point) for point in contradictions(one, other)
    ] == [
        ("ko", "3일", "5일"),
        ("en", "3 days", "5 days"),
    ]


def test_only_channels_on_which_both_speak_english_are_named():
    one = Text("", (Said("any", "ko", KOREAN), Said("chat", "en", "Refunds take 3 days.")))
    other = text("Refunds take 5 days.")

    assert [point.channels for point in contradictions(one, other)] == [("chat",)]


def test_a_korean_title_says_what_an_english_sentence_is_about():
    short = "It takes 7 days."

    assert len(contradictions(text(short, "환불 기간"), text("Refunds take 5 days."))) == 1
    assert contradictions(text(short, "설치 안내"), text("Refunds take 5 days.")) == []


def test_what_refuses_and_what_allows_is_marked():
    [point] = contradictions(text("Opened items cannot be returned."), text("Opened items can be returned."))

    assert point.kind is ContradictionKind.POLARITY
    assert (point.first.point, point.second.point) == ("cannot", "can")
    assert point.topics == ("반품",)


@pytest.mark.parametrize(
    ("sentence", "measure", "low", "high", "bound"),
    [
        ("within 7 days", Measure.DAYS, 7, 7, Bound.WITHIN),
        ("3-5 business days", Measure.BUSINESS_DAYS, 3, 5, Bound.EXACTLY),
        ("within 3 to 5 working days", Measure.BUSINESS_DAYS, 3, 5, Bound.WITHIN),
        ("in two weeks", Measure.DAYS, 14, 14, Bound.WITHIN),
        ("after a week", Measure.DAYS, 7, 7, Bound.AFTER),
        ("one year", Measure.MONTHS, 12, 12, Bound.EXACTLY),
        ("3 days before", Measure.DAYS, 3, 3, Bound.BEFORE),
        ("24 hours", Measure.MINUTES, 1440, 1440, Bound.EXACTLY),
        ("30,000 won or more", Measure.WON, 30_000, 30_000, Bound.AT_LEAST),
        ("₩6,000", Measure.WON, 6_000, 6_000, Bound.EXACTLY),
        ("at most 12.5%", Measure.PERCENT, 12.5, 12.5, Bound.AT_MOST),
        ("2 times", Measure.TIMES, 2, 2, Bound.EXACTLY),
        ("only once", Measure.TIMES, 1, 1, Bound.EXACTLY),
    ],
)
def test_figures_are_read_with_what_they_count(sentence, measure, low, high, bound):
    [(figure, _start, _end)] = figures(sentence)

    assert (figure.measure, figure.low, figure.high, figure.bound) == (measure, low, high, bound)


@pytest.mark.parametrize(
    "sentence", ["twice a day", "call 1588-1234", "on 25 November", "version 3", "at 6 p.m."]
)
def test_what_is_no_promise_is_no_figure(sentence):
    assert list(figures(sentence)) == []
