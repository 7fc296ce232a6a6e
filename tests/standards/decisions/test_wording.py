from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    Between,
    Choice,
    DecisionError,
    FactKind,
    Is,
    OneOf,
    Within,
    read_condition,
    read_value,
    write_condition,
)
from gijun.standards.rules.decisions.wording import NOTHING, written_value
from gijun.standards.terms.decisions import Unit
from tests.standards.decisions.tables import STATES

TODAY = date(2026, 11, 25)
MEASURES = [Unit.DAYS, Unit.HOURS, Unit.MINUTES]
LANGUAGES = st.sampled_from(["ko", "en"])


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@st.composite
def ranges(draw, least: int = 0, most: int = 10**9):
    low = draw(st.none() | st.integers(least, most))
    high = draw(st.none() | st.integers((least if low is None else low) + 1, most + 1))
    return (low, high) if (low, high) != (None, None) else (None, most)


@given(ranges(), LANGUAGES)
@settings(deadline=None)
def test_amounts_are_read_back_as_they_were_written(ends, language):
    written = write_condition(FactKind.AMOUNT, Within(*ends), (), language)

    assert read_condition(FactKind.AMOUNT, written) == Within(*ends)


@given(ranges(), LANGUAGES, st.sampled_from(MEASURES))
@settings(deadline=None)
def test_durations_are_read_back_as_they_were_written(ends, language, unit):
    written = write_condition(FactKind.DURATION, Within(*ends), (), language, unit=unit)

    assert read_condition(FactKind.DURATION, written, unit=unit) == Within(*ends)


@given(ranges(date(1900, 1, 1).toordinal(), date(2999, 12, 30).toordinal()), LANGUAGES)
@settings(deadline=None)
def test_dates_are_read_back_as_they_were_written(ends, language):
    condition = Between(*(None if end is None else date.fromordinal(end) for end in ends))

    assert read_condition(FactKind.DATE, write_condition(FactKind.DATE, condition, (), language)) == condition


@given(st.booleans(), LANGUAGES)
@settings(deadline=None)
def test_yes_and_no_are_read_back_as_they_were_written(value, language):
    written = write_condition(FactKind.BOOLEAN, Is(value), (), language)

    assert read_condition(FactKind.BOOLEAN, written) == Is(value)


LABELS = st.text("ab -,!아님또는or모두사용", max_size=8)


@st.composite
def named_choices(draw):
    codes = draw(st.lists(st.text("abA1._", min_size=1, max_size=3), min_size=1, max_size=5, unique=True))
    return tuple(Choice(code, draw(LABELS), draw(LABELS)) for code in codes)


@given(named_choices(), LANGUAGES, st.data())
@settings(deadline=None)
def test_choices_are_read_back_as_they_were_written_whatever_they_are_called(choices, language, data):
    some = data.draw(st.sets(st.sampled_from([choice.code for choice in choices]), min_size=1))
    written = write_condition(FactKind.CHOICE, OneOf(frozenset(some)), choices, language)

    assert read_condition(FactKind.CHOICE, written, choices) == OneOf(frozenset(some))


@given(named_choices(), LANGUAGES, st.data())
@settings(deadline=None)
def test_an_answer_is_read_back_as_it_was_written(choices, language, data):
    kind, value = data.draw(
        st.one_of(
            st.tuples(st.just(FactKind.BOOLEAN), st.booleans()),
            st.tuples(st.just(FactKind.CHOICE), st.sampled_from([choice.code for choice in choices])),
            st.tuples(st.sampled_from([FactKind.AMOUNT, FactKind.DURATION]), st.integers(0, 10**9)),
            st.tuples(st.just(FactKind.DATE), st.dates(date(1900, 1, 1), date(2999, 12, 31))),
        )
    )
    unit = data.draw(st.sampled_from(["", *MEASURES])) if kind == FactKind.DURATION else ""
    written = written_value(kind, value, choices, language, unit=unit)

    assert read_value(kind, written, choices, TODAY, unit=unit) == value


TYPED = st.text(max_size=12) | st.text("0123456789만천일~-이상하 ,.", max_size=12)


@given(st.sampled_from(list(FactKind)), TYPED)
@settings(deadline=None)
def test_whatever_is_typed_is_refused_or_understood_as_it_is_written_back(kind, text):
    try:
        condition = read_condition(kind, text, STATES)
    except DecisionError:
        return

    assert read_condition(kind, write_condition(kind, condition, STATES, "ko"), STATES) == condition


@pytest.mark.parametrize(
    ("kind", "condition", "korean", "english"),
    [
        (FactKind.DURATION, None, "-", "-"),
        (FactKind.DURATION, Within(), "-", "-"),
        (FactKind.DURATION, Within(None, 8), "7일 이내", "within 7 days"),
        (FactKind.DURATION, Within(None, 2), "1일 이내", "within 1 day"),
        (FactKind.DURATION, Within(8, None), "8일 이상", "8 days or more"),
        (FactKind.DURATION, Within(3, 8), "3~7일", "3–7 days"),
        (FactKind.DURATION, Within(7, 8), "7일", "7 days"),
        (FactKind.DURATION, Within(8, 3), NOTHING, NOTHING),
        (FactKind.AMOUNT, Within(None, 30_000), "30,000원 미만", "under 30,000 won"),
        (FactKind.AMOUNT, Within(None, 30_001), "30,000원 이하", "30,000 won or less"),
        (FactKind.AMOUNT, Within(30_000, None), "30,000원 이상", "30,000 won or more"),
        (FactKind.AMOUNT, Within(30_001, None), "30,000원 초과", "more than 30,000 won"),
        (
            FactKind.AMOUNT,
            Within(10_000, 30_001),
            "10,000원 이상 30,000원 이하",
            "10,000 won or more, 30,000 won or less",
        ),
        (FactKind.AMOUNT, Within(0, 1), "0원", "0 won"),
        (FactKind.DATE, Between(day(12, 1), None), "2026-12-01부터", "from 2026-12-01"),
        (FactKind.DATE, Between(None, day(12, 1)), "2026-11-30까지", "until 2026-11-30"),
        (FactKind.DATE, Between(day(12, 1), day(12, 2)), "2026-12-01", "2026-12-01"),
        (FactKind.DATE, Between(day(12, 1), day(12, 4)), "2026-12-01~2026-12-03", "2026-12-01 to 2026-12-03"),
        (FactKind.DATE, Between(None, date.min), NOTHING, NOTHING),
        (FactKind.BOOLEAN, Is(value=True), "예", "yes"),
        (FactKind.BOOLEAN, Is(value=False), "아니요", "no"),
        (FactKind.CHOICE, OneOf(frozenset({"used"})), "사용", "used"),
        (FactKind.CHOICE, OneOf(frozenset({"used", "faulty"})), "미사용 아님", "not unused"),
        (FactKind.CHOICE, OneOf(frozenset()), NOTHING, NOTHING),
    ],
)
def test_conditions_are_written_in_both_languages(kind, condition, korean, english):
    assert write_condition(kind, condition, STATES, "ko") == korean
    assert write_condition(kind, condition, STATES, "en") == english
