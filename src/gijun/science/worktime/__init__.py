"""Business days and working time, exact across midnight and changes of the clock.

Times are whole milliseconds since 1970 UTC. Opening hours are what a clock on the wall of the centre shows;
elapsed time is real time.
"""

from gijun.science.worktime.calendar import Calendar, DayRules, Hours, Window, windows_on
from gijun.science.worktime.clock import SEARCH_DAYS, add, intervals, is_open, next_open, open_ms_between
from gijun.science.worktime.day import SLOT_MS, BusinessDay
from gijun.science.worktime.errors import WorktimeError

__all__ = [
    "SEARCH_DAYS",
    "SLOT_MS",
    "BusinessDay",
    "Calendar",
    "DayRules",
    "Hours",
    "Window",
    "WorktimeError",
    "add",
    "intervals",
    "is_open",
    "next_open",
    "open_ms_between",
    "windows_on",
]
