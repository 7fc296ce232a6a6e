"""Dates as Koreans write them: 2026. 11. 25.(수) 14:05."""

DATE_FORMAT = "Y. n. j.(D)"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y. n. j.(D) H:i"
SHORT_DATE_FORMAT = "Y. n. j."
SHORT_DATETIME_FORMAT = "n. j.(D) H:i"
YEAR_MONTH_FORMAT = "Y. n."
MONTH_DAY_FORMAT = "n. j."
THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
NUMBER_GROUPING = 3
