"""Paths into answers, values as people read them, spellings of one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.integrations.customer_card import addresses
from gijun.integrations.customer_card.rules import answers, paths
from gijun.integrations.customer_card.terms import LONGEST_VALUE, Variable


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("email", ("email",)),
        ("$.customer.email", ("customer", "email")),
        ("orders[0].status", ("orders", 0, "status")),
        ("[0].email", (0, "email")),
        ("orders.0.status", ("orders", "0", "status")),
        ("고객.회원 등급", ("고객", "회원 등급")),
        ("a[1][2]", ("a", 1, 2)),
    ],
)
def test_paths_that_can_be_read(text, steps):
    assert paths.parsed(text) == steps


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "$",
        ".",
        "a.",
        "a..b",
        "a[",
        "a[]",
        "a[x]",
        "a[-1]",
        "a]b",
        "[0]a",
        'a["b"]',
        "..",
        "a" * 201,
        "a." * 25 + "b",
    ],
)
def test_paths_that_cannot_be_read(text):
    with pytest.raises(paths.UnreadablePathError):
        paths.parsed(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.sampled_from("abc"), one, max_size=3),
)
PATHS = st.lists(st.sampled_from(["a", "b", "c", 0, 1]), min_size=1, max_size=4)


@given(JSON, PATHS)
def test_a_path_ends_somewhere_whatever_the_answer(value, steps):
    found = paths.at(value, steps)

    assert isinstance(found, paths.Missing | None | bool | str | list | dict)


@given(JSON)
def test_what_is_shown_is_one_short_line_that_can_be_written_down(value):
    shown = answers.shown(value)

    assert len(shown) <= LONGEST_VALUE
    assert (shown.isprintable(), shown.encode().decode()) == (True, shown)


def test_lone_surrogates_and_signs_that_turn_text_round_are_left_out():
    assert answers.shown("가\ud800나\u202e다\x00라\n마") == "가나다라 마"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("VIP", "VIP"),
        (True, "✓"),
        (False, "✗"),
        (None, ""),
        (["a", "b"], "a, b"),
        ({"a": "b"}, ""),
        ([{"a": "b"}], ""),
    ],
)
def test_values_as_people_read_them(value, shown):
    assert answers.shown(value) == shown


@pytest.mark.parametrize(
    ("variable", "asked", "said", "same"),
    [
        (Variable.EMAIL, "haneul@example.com", "Haneul@Example.com", True),
        (Variable.EMAIL, "haneul@example.com", "haneul@example.co", False),
        (Variable.PHONE, "+821012345678", "010-1234-5678", True),
        (Variable.PHONE, "+821012345678", "82 10 1234 5678", True),
        (Variable.PHONE_LOCAL, "01012345678", "+82 (0)10-1234-5678", True),
        (Variable.PHONE, "+821012345678", "01012345679", False),
        (Variable.PHONE, "+12025550123", "+1 (202) 555-0123", True),
        (Variable.API, "C1", "c1", False),
        (Variable.ID, "7", "7", True),
    ],
)
def test_spellings_of_one_address(variable, asked, said, same):
    assert answers.is_same(variable, asked, said) == same


@given(st.text(max_size=40))
def test_an_address_never_leaves_its_place_in_the_url(value):
    url = "https://shop.example.com/c/{email}/orders?by={email}"

    filled = addresses.filled(url, {Variable.EMAIL: value.encode(errors="ignore").decode()})

    assert filled.count("/") == 5
    assert filled.count("?") == 1
    assert "#" not in filled
    assert "&" not in filled


def test_a_number_is_dialled_in_korea_with_a_zero():
    values = answers.filled_values({"sms": "+821012345678"}, 7)

    assert (values[Variable.PHONE], values[Variable.PHONE_LOCAL], values[Variable.ID]) == (
        "+821012345678",
        "01012345678",
        "7",
    )
