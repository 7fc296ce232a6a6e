"""Dates and numbers as people write them.

Django's Korean writes the short weekday in full (수요일); a date has room for one letter, so our catalogue
translates the short names once more.
"""

from django.utils.translation import gettext_noop

SHORT_WEEKDAYS = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
