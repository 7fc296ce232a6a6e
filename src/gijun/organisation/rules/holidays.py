"""Days off in Korea."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

FIRST_YEAR, LAST_YEAR = 1949, 2100
LANGUAGES = {"ko": "ko", "en": "en_US"}


@lru_cache(maxsize=64)
def days_off(year: int, locale: str = "ko") -> Mapping[date, str]:
    """Public holidays of a year with their names, in order.

    Lunar days, substitute days, elections and Workers' Day are among them. Days that the government declares
    at short notice are known only to a later release of the table: a centre enters them itself.

    Source:
        The table of the package ``holidays``, country KR, categories public and bank.
    """
    table = holidays.country_holidays(
        "KR", years=year, language=LANGUAGES[locale], categories=("public", "bank"), observed=True
    )
    return MappingProxyType({day: name for day, name in sorted(table.items()) if day.year == year})
