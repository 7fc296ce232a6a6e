"""When practice customers write: weekdays, hours, broadcasts, one outage."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from gijun.practice.texts import REASONS

SEOUL = ZoneInfo("Asia/Seoul")
DAYS = 90
A_WEEKDAY = 26.0  # contacts on an ordinary weekday
BY_WEEKDAY = (1.15, 1.05, 1.0, 1.0, 0.95, 0.5, 0.4)
BY_HOUR = (0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 2, 7, 9, 9, 6, 8, 9, 8, 7, 6, 4, 4, 4, 3, 2, 1)
BROADCAST_WEEKDAYS = frozenset({1, 3, 5})
BROADCAST_HOUR = 20
BROADCAST_EXTRA = 8.0
USES_AN_ORDER = 9  # visits that look something up for each order
OUTAGE_DAYS_AGO = 14
OUTAGE_EXTRA = 45.0
RUSH, RUSH_MIN = 46, 150  # so many contacts came in the last so many minutes, whatever the time is


@dataclass(frozen=True, slots=True)
class Arrival:
    """One approach by a customer. ``outage``: because payment was down."""

    at: datetime
    reason: str
    outage: bool = False


def arrivals(day: date, days_ago: int, random: Random) -> list[Arrival]:
    """What comes in on a day, in order. ``days_ago`` counts back from the last day."""
    leaves = [reason for reason in REASONS if reason.share]
    shares = [reason.share for reason in leaves]
    count = _poisson(A_WEEKDAY * BY_WEEKDAY[day.weekday()], random)
    found = [
        Arrival(
            _moment(day, random.choices(range(24), BY_HOUR)[0], random),
            random.choices(leaves, shares)[0].code,
        )
        for _ in range(count)
    ]
    if day.weekday() in BROADCAST_WEEKDAYS:
        codes = ("payment.failed", "exchange.size", "delivery.where", "refund.request")
        found += [
            Arrival(_moment(day, BROADCAST_HOUR + random.randint(0, 2), random), random.choice(codes))
            for _ in range(_poisson(BROADCAST_EXTRA, random))
        ]
    if days_ago == OUTAGE_DAYS_AGO:
        found += [
            Arrival(_moment(day, random.choice((13, 14, 14, 15)), random), "payment.failed", outage=True)
            for _ in range(_poisson(OUTAGE_EXTRA, random))
        ]
    return sorted(found, key=lambda one: one.at)


def rush(now: datetime, random: Random) -> list[Arrival]:
    """What came just before ``now``, in order, so that there is work for whoever signs in."""
    leaves = [reason for reason in REASONS if reason.share]
    shares = [reason.share for reason in leaves]
    found = [
        Arrival(
            now - timedelta(seconds=random.uniform(40, RUSH_MIN * 60)),
            random.choices(leaves, shares)[0].code,
        )
        for _ in range(RUSH)
    ]
    return sorted(found, key=lambda one: one.at)


def orders(day: date, random: Random) -> dict[str, int]:
    """Orders, payments, sign-ups and uses of the service on a day, broadcasts included."""
    base = 820 * BY_WEEKDAY[day.weekday()] ** 0.3 * (1.35 if day.weekday() in BROADCAST_WEEKDAYS else 1.0)
    made = int(random.gauss(base, base * 0.06))
    return {
        "orders": made,
        "payments": int(made * 0.96),
        "signups": int(random.gauss(210, 18)),
        "uses": made * USES_AN_ORDER,
    }


def _moment(day: date, hour: int, random: Random) -> datetime:
    start = datetime.combine(day, time(min(hour, 23)), SEOUL)
    return start + timedelta(seconds=random.randrange(3_600))


def _poisson(mean: float, random: Random) -> int:
    """A Poisson number: arrivals of a unit-rate process before ``mean``."""
    count, passed = 0, random.expovariate(1.0)
    while passed < mean:
        count, passed = count + 1, passed + random.expovariate(1.0)
    return count
