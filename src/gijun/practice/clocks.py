"""What the practice centre promises in time: targets five weeks ago, stricter ones for three weeks."""

from datetime import datetime
from typing import Any

from gijun.desk.actions.clocks import change_policy
from gijun.desk.terms import Priority
from gijun.desk.terms.clocks import ClockHours, Metric
from gijun.practice.setting import Setting

FIRST_DAYS_AGO, STRICTER_DAYS_AGO = 35, 21
URGENT, HIGH, NORMAL, LOW = map(int, (Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW))
FIRST: dict[Metric, dict[int, int]] = {
    Metric.FIRST_RESPONSE: {URGENT: 30, HIGH: 60, NORMAL: 150, LOW: 300},
    Metric.RESOLUTION: {URGENT: 240, HIGH: 720, NORMAL: 1_440, LOW: 2_880},
}
STRICTER: dict[Metric, dict[int, int]] = {
    Metric.FIRST_RESPONSE: {URGENT: 20, HIGH: 45, NORMAL: 90, LOW: 240},
    Metric.NEXT_RESPONSE: {URGENT: 30, HIGH: 60, NORMAL: 120, LOW: 360},
    Metric.RESOLUTION: {URGENT: 180, HIGH: 480, NORMAL: 1_080, LOW: 2_160},
}
FOR_REFUNDS: dict[int, int] = {URGENT: 15, HIGH: 30, NORMAL: 60, LOW: 120}


def agree_targets(setting: Setting, at: datetime) -> None:
    """The first targets."""
    change_policy(setting.centre_id, content={"targets": _rows(FIRST)}, by=setting.crew.manager, at=at)


def agree_stricter_targets(setting: Setting, at: datetime) -> None:
    """Stricter targets, refunds first; a solution does not run while the customer has to answer."""
    refunds = _row(Metric.FIRST_RESPONSE, FOR_REFUNDS) | {"reason_id": setting.reason("refund")}
    content = {
        "targets": [*_rows(STRICTER), refunds],
        "pauses": {Metric.RESOLUTION.value: ["waiting_customer"]},
        "warn_percent": 25,
    }
    change_policy(setting.centre_id, content=content, by=setting.crew.manager, at=at)


def _rows(targets: dict[Metric, dict[int, int]]) -> list[dict[str, Any]]:
    return [_row(metric, minutes) for metric, minutes in targets.items()]


def _row(metric: Metric, minutes: dict[int, int]) -> dict[str, Any]:
    kept = {str(int(priority)): value for priority, value in minutes.items()}
    return {"metric": metric.value, "minutes": kept, "hours": ClockHours.WORKING.value}
