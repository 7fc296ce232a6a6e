from datetime import timedelta

import pytest

from gijun.measures import lake
from gijun.organisation.actions import enter_state
from tests import make

NAMES = ("이하늘", "haneul@example.com", "한지수", "jisu", "환불은 언제", "환불 문의")
COUNTED_AT = make.NOON + timedelta(hours=6)


@pytest.fixture
def busy_day(team, jisu, manager):
    """Customers with names wrote, an agent with a name was there; all of it counted in the evening."""
    make.reason()
    door = make.account(team)
    make.inbound(door, sender_name="이하늘")
    make.inbound(
        door, address="bada@example.com", body="주소가 바뀌었어요. 서울시 마포구 1", sender_name="박바다"
    )
    enter_state(jisu.pk, "ready", by=jisu, at=make.NOON)
    enter_state(jisu.pk, "away", reason="meal", by=jisu, at=make.NOON + timedelta(hours=2))
    lake.refresh(lambda: COUNTED_AT)


def told_of_people(rows):
    """What of the customers' and agents' names, addresses and words stands in rows of any kind."""
    words = [*NAMES, "박바다", "bada@example.com", "마포구", "주소가"]
    return {
        word for row in rows for value in row if isinstance(value, str) for word in words if word in value
    }
