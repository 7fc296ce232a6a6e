"""Views of the list that the practice centre shares."""

from datetime import datetime

from gijun.desk.actions.views import save_view
from gijun.practice.setting import Setting
from gijun.practice.sorting import BROADCAST


def share_views(setting: Setting, field_id: int, tags: dict[str, int], at: datetime) -> None:
    """Views for the whole centre, and one of team 1."""
    crew = setting.crew
    refunds = ",".join(
        str(setting.reason(code)) for code in ("refund.delay", "refund.request", "refund.amount")
    )
    shared = (
        ("목표 시간 지남", {"view": "all", "due": "late", "order": "due"}, crew.centre.pk),
        ("방송 문의", {"view": "all", "tag": str(tags[BROADCAST]), "days": "7"}, crew.centre.pk),
        ("반품 회수 중", {"view": "all", "field": f"{field_id}:returning"}, crew.centre.pk),
    )
    for name, params, team_id in shared:
        save_view(name=name, params=params, by=crew.manager, at=at, team_id=team_id)
    params = {"view": "team", "reason": refunds, "order": "wait"}
    save_view(name="우리 팀 환불", params=params, by=crew.leads[0], at=at, team_id=crew.team_ids[0])
    save_view(name="30분 넘게 기다림", params={"view": "waiting", "waiting": "30"}, by=crew.agents[0], at=at)
