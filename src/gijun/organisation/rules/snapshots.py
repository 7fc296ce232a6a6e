"""A working calendar as it stood: to a snapshot and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gijun.science.worktime import Calendar, Window


def taken(calendar: Calendar) -> dict[str, Any]:
    """What a snapshot keeps: zone, windows as [weekday, from, to], exceptions by date."""
    return {
        "zone": calendar.zone,
        "windows": [[one.weekday, one.from_min, one.to_min] for one in calendar.windows],
        "exceptions": {
            day.isoformat(): [list(span) for span in hours] for day, hours in calendar.exceptions.items()
        },
    }


def read(content: Mapping[str, Any], version: int) -> Calendar:
    """The calendar a snapshot holds."""
    return Calendar(
        content["zone"],
        tuple(Window(*one) for one in content["windows"]),
        {
            date.fromisoformat(day): tuple((from_min, to_min) for from_min, to_min in hours)
            for day, hours in content["exceptions"].items()
        },
        version,
    )
