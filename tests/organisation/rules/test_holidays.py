"""Days off in Korea, against the official calendar."""

from datetime import date

import pytest

from gijun.organisation.rules.holidays import days_off


def test_seollal_2027_follows_the_korean_moon_and_has_its_substitute():
    """The new moon comes after midnight in Korea, so it is 7 February; in China it is the 6th."""
    february = {day: name for day, name in days_off(2027).items() if day.month == 2}

    assert february == {
        date(2027, 2, 6): "설날 전날",
        date(2027, 2, 7): "설날",
        date(2027, 2, 8): "설날 다음날",
        date(2027, 2, 9): "설날 대체 휴일",
    }


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 5, 1), "근로자의날"),  # of the category bank only
        (date(2025, 1, 27), "임시공휴일"),  # declared two weeks before
        (date(2024, 10, 1), "국군의 날"),
        (date(2026, 9, 25), "추석"),
        (date(2026, 6, 3), "지방선거일"),
        (date(2026, 8, 17), "광복절 대체 휴일"),
        (date(2026, 12, 25), "기독탄신일"),
    ],
)
def test_days_of_every_kind_are_known(day, name):
    assert days_off(day.year)[day] == name


def test_an_english_reader_sees_english_names():
    assert days_off(2027, "en")[date(2027, 2, 7)] == "Korean New Year"


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027, 2028])
def test_a_year_holds_its_own_days_in_order(year):
    days = list(days_off(year))

    assert days == sorted(days)
    assert {day.year for day in days} == {year}
