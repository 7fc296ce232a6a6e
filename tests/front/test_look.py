"""Times and addresses as the screens write them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import formats, translation

from gijun.web.templatetags.look import elapsed, masked

WEDNESDAY = datetime(2026, 11, 25, 5, 5, tzinfo=UTC)  # 14:05 in Seoul


@pytest.mark.parametrize(
    ("waited", "expected"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_waiting_is_told_in_one_unit(waited, expected):
    with translation.override("en"):
        assert elapsed(WEDNESDAY - waited, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("+821012342210", "010-****-2210"),
        ("010-1234-2210", "010-****-2210"),
        ("+82212345678", "02-****-5678"),
        ("haneul.lee@example.com", "ha********@example.com"),
        ("ab@example.com", "ab**@example.com"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_an_address_is_shown_only_as_far_as_it_is_known_again(address, expected):
    assert masked(address) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("ko", "2026. 11. 25.(수) 14:05"), ("en", "Wed 25 Nov 2026 14:05")]
)
def test_a_date_is_written_as_its_readers_write_it(language, expected, settings):
    settings.TIME_ZONE = "Asia/Seoul"
    with translation.override(language):
        page = Template("{% load look %}{% moment at 'DATETIME_FORMAT' %}").render(Context({"at": WEDNESDAY}))

    assert page == f'<time datetime="2026-11-25T14:05:00+09:00">{expected}</time>'


@pytest.mark.parametrize(("language", "expected"), [("ko", "1,482"), ("en", "1,482")])
def test_thousands_are_told_apart(language, expected):
    with translation.override(language):
        assert formats.number_format(1482, force_grouping=True) == expected
