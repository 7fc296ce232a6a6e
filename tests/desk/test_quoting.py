"""What is said of customers outside their tickets tells what they said and not who they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk import actions
from gijun.desk.queries.lessons import labels
from gijun.desk.rules.quoting import LONGEST, quote, without_names
from tests import make
from tests.make import NOON

SENTENCE = "카드사 승인 취소로 처리합니다."


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("이하늘", "이하늘입니다", "○○○입니다"),
        ("이하늘", "이 하늘이에요", "○○○이에요"),
        ("이하늘", "하늘 씨, 하늘님, 하늘이가 샀어요", "○○○ 씨, ○○○님, ○○○이가 샀어요"),
        ("하늘 이", "하늘님 안녕하세요", "○○○님 안녕하세요"),
        ("이하늘 고객님", "하늘 고객님의 주문", "○○○ 고객님의 주문"),
        ("이준", "이준입니다. 준 씨, 준님, 기준, 수준이", "○○○입니다. ○○○ 씨, ○○○님, 기준, 수준이"),
        ("남궁하늘", "하늘 씨와 남궁하늘 씨", "○○○ 씨와 ○○○ 씨"),
        ("남궁민", "남궁민 씨, 민 님, 민원", "○○○ 씨, ○○○ 님, 민원"),
        ("이하늘", unicodedata.normalize("NFD", "하늘 씨"), "○○○ 씨"),
        ("Haneul Lee", "Haneul Lee, LEE HANEUL", "○○○, ○○○ ○○○"),
        ("Haneul Lee", "Mr. Lee and haneul님 fleeing", "Mr. ○○○ and ○○○님 fleeing"),
        ("Ms. Ann Day", "Ann's announcement for Ms. Day, Monday", "○○○'s announcement for Ms. ○○○, Monday"),
        ("José Núñez", "Thank you, José", "Thank you, ○○○"),
        ("", "하늘 씨", "하늘 씨"),
        ("고객님", "고객님, 환불됩니다", "고객님, 환불됩니다"),
    ],
)
def test_names_are_hidden_whole_and_in_parts(name, text, shown):
    assert quote(text, [name]) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("010-1234-5678로 연락 주세요", "***-****-****로 연락 주세요"),
        ("010 - 1234 - 5678", "*** - **** - ****"),
        ("Call +82 10-1234-5678 please", "Call +** **-****-**** please"),
        ("대표번호 1588-1234", "대표번호 ****-****"),
        ("01012345678", "***********"),
        ("계좌 110 123 456789", "계좌 *** *** ******"),
        ("주문 20261125-0042 환불", "주문 ********-**** 환불"),
        ("order 20261125-0042", "order ********-****"),
        ("900101-1234567", "******-*******"),
        ("900101-*******", "******-*******"),
        ("카드 4111 1111 1111 1111, ****-****-****-1111", "카드 **** **** **** ****, ****-****-****-****"),
        ("haneul.lee@example.co.kr로 주세요", "***@***로 주세요"),
        ("Write to haneul@example.com.", "Write to ***@***."),
        ("한글@주소.한국", "***@***"),
        ("3일, 12,500원, 3~5 days, 24 hours", "3일, 12,500원, 3~5 days, 24 hours"),
        ("사흘 뒤\n\n 들어왔어요", "사흘 뒤 들어왔어요"),
    ],
)
def test_numbers_and_addresses_are_hidden_and_ordinary_figures_stay(text, shown):
    assert quote(text, ["이하늘", "Haneul Lee"]) == shown


def test_a_name_in_an_address_does_not_save_the_rest_of_it():
    assert quote("haneul@example.com", ["haneul"]) == "***@***"


def test_only_quotes_are_cut():
    assert quote("가" * 200) == "가" * (LONGEST - 1) + "…"
    assert without_names("가" * 200) == "가" * 200


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_quote_is_one_short_line_whatever_was_said(text, name):
    found = quote(text, [name])

    assert len(found) <= LONGEST
    assert "\n" not in found


@given(st.text("이하늘 Lee씨님.", max_size=60))
def test_no_given_name_is_left(text):
    assert "하늘" not in without_names(text, ["이하늘"])


def test_nothing_that_tells_who_it_was_is_learned_from(centre, manager, team, jisu):
    version = make.standard(centre, manager, text=SENTENCE)
    ticket = make.ticket(
        make.account(team), body="하늘이 돈이요. 010-1234-5678, 이하늘", address="haneul@example.com"
    )
    used = [actions.UsedSentence(version.pk, SENTENCE, None)]
    actions.reply(ticket.pk, body=SENTENCE, by=jisu, at=NOON, used=used)

    assert [one.query for one in labels(NOON)] == ["○○○이 돈이요. ***-****-****, ○○○"]
