"""Masking, edits, retries: tables and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.edits import edited_share
from gijun.desk.rules.masking import mask, passes_luhn
from gijun.desk.rules.retry import LAST_TRY, next_try


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("주민번호 900101-1234567 입니다", "주민번호 900101-******* 입니다"),
        ("9001011234567", "900101-*******"),
        ("카드 4111-1111-1111-1111 환불", "카드 ****-****-****-1111 환불"),
        ("4111 1111 1111 1111", "**** **** **** 1111"),
        ("주문번호 2026112500012345", "주문번호 2026112500012345"),  # no card: its check digit is wrong
        ("송장 123456789012", "송장 123456789012"),
        ("010-1234-5678", "010-1234-5678"),
        ("991399-1234567", "991399-1234567"),  # no such day
        ("0000-0000-0000-0000", "0000-0000-0000-0000"),
    ],
)
def test_numbers_that_must_not_lie_about_are_masked(given_text, shown):
    assert mask(given_text) == shown


def test_the_check_digit_agrees_with_the_published_test_numbers():
    # Numbers card schemes publish for testing.
    assert all(
        map(passes_luhn, ("4111111111111111", "5555555555554444", "378282246310005", "3530111333300000"))
    )
    assert not passes_luhn("4111111111111112")


@given(st.text())
def test_masking_changes_only_digits_and_twice_is_once(text):
    once = mask(text)

    assert mask(once) == once
    assert [a for a in text if not a.isdigit() and a not in "-– "] == [
        a for a in once if not a.isdigit() and a not in "*-– "
    ] or "*" in text


@given(st.text(min_size=1), st.text())
def test_the_edited_share_is_a_share_and_nothing_when_the_sentence_is_whole(sentence, around):
    assert 0.0 <= edited_share(sentence, around) <= 1.0
    assert edited_share(sentence, around + sentence + around) == 0.0


@given(st.integers(1, LAST_TRY - 2))
def test_each_wait_is_twice_the_one_before(attempts):
    assert next_try(attempts + 1) == 2 * next_try(attempts)


def test_after_the_last_try_nothing_follows():
    assert next_try(LAST_TRY) is None
