"""A busy day of a centre, played through the real actions on a virtual clock, and judged from its log."""

from tests.desk.busy.centre import Plan
from tests.desk.busy.day import Day, play
from tests.desk.busy.verdict import EXPECTED, Bar, bars, happened

__all__ = ["EXPECTED", "Bar", "Day", "Plan", "bars", "happened", "play"]
