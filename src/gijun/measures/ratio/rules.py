"""The course of a goal, as planned and adjusted to growth, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from gijun.measures.ratio.terms import GoalStanding
from gijun.measures.terms import GrowthKind

LOOKED_BACK = 7  # days a goal's standing is told from
BASE_DAYS = 28  # before a goal begins, whose growth figures it starts from
SCALES = {GrowthKind.USES: 1000}
USUAL_SCALE = 100


def scale_of(kind: str) -> int:
    """Contacts are told per so many of what the centre grows by."""
    return SCALES.get(GrowthKind(kind), USUAL_SCALE)


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Course:
    """Contacts a day that fall evenly from one day to another.

    ``base``: growth figures a day when the goal was set. Adjusted to growth, a day may have as many contacts
    more as it has orders more.
    """

    from_value: int
    to_value: int
    from_day: date
    to_day: date
    base: Fraction

    def planned(self, day: date) -> Fraction:
        """Contacts of a day as the goal was written."""
        if day <= self.from_day:
            return Fraction(self.from_value)
        gone = Fraction((min(day, self.to_day) - self.from_day).days, (self.to_day - self.from_day).days)
        return self.from_value + (self.to_value - self.from_value) * gone

    def adjusted(self, day: date, growth: int) -> Fraction:
        """Contacts of a day that had so much growth: the planned ratio × the growth."""
        return self.planned(day) * growth / self.base

    def factor_of_ratio(self, growth_a_day: Fraction) -> Fraction | None:
        """What the ratio must shrink to, as a factor, to reach the goal as written at that growth."""
        if not growth_a_day:
            return None
        return Fraction(self.to_value, self.from_value) * self.base / growth_a_day


def standing(
    course: Course, contacts: Mapping[date, int], growth: Mapping[date, int], today: date
) -> GoalStanding:
    """How the last seven full days stand; after the goal's end, its last seven."""
    if today <= course.from_day:
        return GoalStanding.TO_COME
    is_over = today > course.to_day
    end = course.to_day if is_over else today - timedelta(days=1)
    days = [end - timedelta(days=n) for n in range(LOOKED_BACK)]
    told = [day for day in days if growth.get(day) and day >= course.from_day]
    if not told:
        return GoalStanding.UNKNOWN
    allowed = sum((course.adjusted(day, growth[day]) for day in told), Fraction())
    keeps = sum(contacts.get(day, 0) for day in told) <= allowed
    if is_over:
        return GoalStanding.REACHED if keeps else GoalStanding.MISSED
    return GoalStanding.ON_COURSE if keeps else GoalStanding.BEHIND
