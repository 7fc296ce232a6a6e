"""What the practice centre pursues with its figures."""

from datetime import date, timedelta

from gijun.measures.ratio.actions import Wanted, set_goal
from gijun.measures.ratio.rules import BASE_DAYS
from gijun.measures.terms import GrowthKind
from gijun.practice.setting import Setting

BEGAN_DAYS_AGO = 42
A_YEAR = timedelta(days=365)
CONTACTS_A_DAY = 30
HALVED = 15


def pursue_goal(setting: Setting, today: date, days: int) -> None:
    """Half the contacts a day within a year, begun some weeks ago; nothing where no day has passed yet."""
    if days == 0:
        return
    begin = today - timedelta(days=max(0, min(BEGAN_DAYS_AGO, days - BASE_DAYS)))
    goal = Wanted(GrowthKind.ORDERS.value, CONTACTS_A_DAY, HALVED, begin, begin + A_YEAR)
    set_goal(setting.centre_id, goal, by=setting.crew.manager, at=setting.now)
