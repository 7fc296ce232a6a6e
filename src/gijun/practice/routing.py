"""How the practice centre routes: refunds and claims are offered to the skilled, the rest is taken by hand.

Offers go to teams 1 and 2; everything else waits in a queue that agents take the next ticket from. So the
desk can be tried alone, and whoever chooses Ready as an agent of team 1 is offered work at once.
"""

from datetime import datetime
from typing import Any

from gijun.desk import actions as desk
from gijun.desk.actions.routing import save_policy
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.routing import ChoiceRule
from gijun.practice.floor import CLAIMS, DELIVERY, REFUNDS
from gijun.practice.people import REFUND_MAILBOX, Crew
from gijun.practice.setting import Setting
from gijun.standards.queries import reasons_below

OVERFLOW_S = 1_200
CLAIM_REASONS = ("exchange.defect", "refund.amount")
SKILLED_FROM, CLAIMS_FROM, DELIVERY_FROM = 3, 4, 2


def open_refund_mailbox(crew: Crew, at: datetime) -> int:
    """The door of team 1, for refunds; returns its id."""
    team_id = crew.team_ids[0]
    return desk.add_account(
        kind=ChannelKind.EMAIL, name="환불 전담 메일", address=REFUND_MAILBOX, team_id=team_id, by=None, at=at
    ).pk


def decide_routing(setting: Setting, skills: dict[str, int], at: datetime) -> None:
    """One policy for the centre."""
    save_policy(setting.centre_id, _policy(setting, skills), by=setting.crew.manager, at=at)


def _policy(setting: Setting, skills: dict[str, int]) -> dict[str, Any]:
    claims = [setting.reason(code) for code in CLAIM_REASONS]
    first, second = setting.crew.team_ids[:2]
    return {
        "queues": [
            {
                "code": "claims",
                "name": "클레임",
                "choice": ChoiceRule.BEST_PROFICIENCY.value,
                "reason_ids": claims,
                "skill_id": skills[CLAIMS],
                "minimum": CLAIMS_FROM,
            },
            {
                "code": "refunds",
                "name": "환불",
                "choice": ChoiceRule.BEST_PROFICIENCY.value,
                "team_id": first,
                "skill_id": skills[REFUNDS],
                "minimum": SKILLED_FROM,
                "overflow": [{"after_s": OVERFLOW_S, "team_id": second}],
            },
            {
                "code": "delivery",
                "name": "배송",
                "choice": ChoiceRule.LONGEST_IDLE.value,
                "reason_ids": sorted(reasons_below(setting.reason("delivery"))),
                "skill_id": skills[DELIVERY],
                "minimum": DELIVERY_FROM,
            },
            {"code": "general", "name": "일반", "choice": ChoiceRule.PULL.value},
        ],
        "weights": {"email": 3},
        "capacity": 3,  # one mail at a time
        "offer_s": 45,
        "newcomer_days": 30,
        "newcomer_capacity": 3,
        "claims": {"reason_ids": claims, "skill_id": skills[CLAIMS], "minimum": CLAIMS_FROM},
    }
