"""Operating modes, broadcasts and the live floor of the practice centre."""

from datetime import date, datetime, timedelta

from gijun.desk.actions.modes import change_plan, end_mode, enter_mode, plan_broadcasts, sample
from gijun.desk.rules.modes.broadcasts import Line
from gijun.desk.terms.modes import FigureKind, ModeBreaks, ModeKind
from gijun.practice.demand import BROADCAST_HOUR, BROADCAST_WEEKDAYS, OUTAGE_DAYS_AGO, SEOUL
from gijun.practice.life import Life
from gijun.practice.setting import Setting, clock

PEAK = {
    "queue_order": ["claims", "refunds"],
    "targets_percent": 150,
    "break_rule": ModeBreaks.ASK.value,
    "service_goal": 60,
    "business_goal": "방송이 끝나기 전에 결제 문의를 먼저 처리해 주문을 놓치지 않는다.",
}
PEAK_AGAIN = PEAK | {"arrivals_percent": 60, "longest_wait_min": 45}
NORMAL = {"business_goal": "한 번에 끝내고 같은 문의가 다시 오지 않게 한다.", "waiting_goal": 25}
OUTAGE_MINUTES, PEAK_MINUTES = 180, 120
ON_AIR = timedelta(hours=2)
SHOWS = (
    ("겨울 패션 라이브", "겨울 코트, 캐시미어 니트"),
    ("생활가전 특가", "무선 청소기, 공기청정기, 에어프라이어"),
    ("새 학기 교육전", "초등 수학 학습지, 영어 화상수업 6개월권"),
    ("겨울 건강 모음", "홍삼 세트, 전기장판"),
)
SAMPLED = timedelta(hours=3)
SAMPLE_MIN = 5


def decide_plans(setting: Setting, at: datetime) -> None:
    """What each mode changes."""
    crew, centre_id = setting.crew, setting.centre_id
    outage = {
        "first_reason_ids": [setting.reason("payment.failed")],
        "pinned": [setting.standards.ids["P11"]],
        "paused": ["delivery"],
        "kpi_order": [FigureKind.WAITING.value, FigureKind.WAIT.value],
    }
    for mode, content in ((ModeKind.NORMAL, NORMAL), (ModeKind.PEAK, PEAK), (ModeKind.OUTAGE, outage)):
        change_plan(centre_id, mode, content, by=crew.manager, at=at)


def decide_peak_again(setting: Setting, at: datetime) -> None:
    """A peak is suggested earlier."""
    change_plan(setting.centre_id, ModeKind.PEAK, PEAK_AGAIN, by=setting.crew.manager, at=at)


def plan_modes(setting: Setting, life: Life, day: date, days_ago: int) -> None:
    """Plan the mode of a day: the outage, or the peak of a broadcast."""
    if days_ago == OUTAGE_DAYS_AGO:
        _plan_mode(setting, life, _moment(day, 13, 20), ModeKind.OUTAGE, OUTAGE_MINUTES)
    elif day.weekday() in BROADCAST_WEEKDAYS and days_ago < OUTAGE_DAYS_AGO:
        _plan_mode(setting, life, _moment(day, BROADCAST_HOUR, 5), ModeKind.PEAK, PEAK_MINUTES)


def _plan_mode(setting: Setting, life: Life, at: datetime, mode: ModeKind, minutes: int) -> None:
    """Enter it; after two thirds of its time somebody ends it."""
    manager = setting.crew.manager

    def enter(when: datetime) -> None:
        period = enter_mode(setting.centre_id, mode, minutes=minutes, by=manager, at=when)
        ends = when + timedelta(minutes=minutes * 2 / 3)
        life.plan(ends, lambda then: end_mode(period.pk, by=manager, at=then))

    life.plan(at, enter)


def plan_shows(setting: Setting, today: date) -> None:
    """The broadcast schedule of a week, today and tomorrow, as somebody gave it half an hour ago."""
    crew, lines = setting.crew, []
    for ago in range(7, -2, -1):
        day = today - timedelta(days=ago)
        if day.weekday() in BROADCAST_WEEKDAYS or ago <= 0:
            title, product = SHOWS[day.toordinal() % len(SHOWS)]
            starts = _moment(day, BROADCAST_HOUR)
            notes = "방송가와 회차 번호를 먼저 확인"
            lines.append(Line(title, product, starts, starts + ON_AIR, notes))
    at = setting.now - timedelta(minutes=30)
    plan_broadcasts(setting.centre_id, lines, by=crew.manager, at=at, source="편성표")


def _moment(day: date, hour: int, minute: int = 0) -> datetime:
    return clock(datetime.combine(day, datetime.min.time(), SEOUL), hour, minute)


def plan_samples(setting: Setting, life: Life) -> None:
    """Keep the floor's figures of the last hours, for their trends."""
    at = setting.now - SAMPLED
    while at < setting.now:
        life.plan(at, lambda when: sample(setting.centre_id, at=when))
        at += timedelta(minutes=SAMPLE_MIN)
