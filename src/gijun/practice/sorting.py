"""What the practice centre asks about an order, its tags and memos, and why contacts arose."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from gijun.desk.actions.sorting.fields import Choice, Rule, add_field, change_rules
from gijun.desk.actions.sorting.memos import write_memo
from gijun.desk.actions.sorting.tags import add_tag, name_tag, put_tag
from gijun.desk.actions.sorting.wrapping import fill_fields, name_cause
from gijun.desk.terms.sorting import Cause, FieldKind, Source
from gijun.practice.demand import BROADCAST_HOUR, BROADCAST_WEEKDAYS, SEOUL
from gijun.practice.life import Answered, Customer, Held
from gijun.practice.people import Crew
from gijun.practice.setting import Setting

PAID, PREPARING, SHIPPED, DELIVERED, RETURNING = "paid", "preparing", "shipped", "delivered", "returning"
STATES = (
    Choice(PAID, "결제 완료", "Paid"),
    Choice(PREPARING, "상품 준비 중", "Being prepared"),
    Choice(SHIPPED, "배송 중", "On its way"),
    Choice(DELIVERED, "배송 완료", "Delivered"),
    Choice(RETURNING, "반품 회수 중", "Coming back"),
)
BROADCAST, AGAIN, VIP, LATE = TAGS = ("라이브 방송", "재문의", "VIP", "배송 지연")
PROPOSED, ALIAS = "선물 포장", "방송"  # a tag an agent proposed; another name of the first one
SORTED_DAYS = 30
STATE_OF = {
    "refund.delay": (RETURNING, RETURNING, DELIVERED),
    "refund.request": (DELIVERED, DELIVERED, PAID),
    "refund.amount": (RETURNING, DELIVERED),
    "exchange.size": (DELIVERED,),
    "exchange.defect": (DELIVERED, RETURNING),
    "delivery.where": (SHIPPED, PREPARING),
    "delivery.late": (SHIPPED, PREPARING),
    "delivery.address": (PAID, PREPARING),
    "payment.failed": (PAID,),
}
CAUSE_OF = {
    "refund.delay": (Cause.POLICY, Cause.KNOWLEDGE, Cause.POLICY),
    "refund.amount": (Cause.POLICY, Cause.SKILL),
    "delivery.where": (Cause.INPUT_FLOW, Cause.INPUT_FLOW, Cause.CUSTOMER_OR_OUTSIDE),
    "delivery.late": (Cause.CUSTOMER_OR_OUTSIDE, Cause.AUTHORITY),
    "payment.failed": (Cause.INPUT_FLOW, Cause.CUSTOMER_OR_OUTSIDE),
    "exchange.defect": (Cause.CUSTOMER_OR_OUTSIDE, Cause.AUTHORITY),
    "account.login": (Cause.INPUT_FLOW,),
}
MEMOS = ("오후에만 통화 가능", "지난달에도 같은 상품으로 문의하심", "문자보다 메일을 원하심")
FILLED, NAMED, NOTED = 0.8, 0.7, 0.02  # shares of tickets


def ask_for_order_state(crew: Crew, at: datetime) -> tuple[int, dict[str, int]]:
    """Add the order state, offered at the end and taken over from the last ticket, and a few tags.

    Returns the field's id, and each tag's id by its name.
    """
    centre_id = crew.centre.pk
    field = add_field(
        centre_id,
        code="order_state",
        name_ko="주문 상태",
        name_en="Order state",
        kind=FieldKind.ORDER_STATE,
        choices=STATES,
        by=crew.manager,
        at=at,
    )
    rule = Rule(field.pk, required=False, source=Source.LAST_TICKET)
    change_rules(centre_id, [rule], by=crew.manager, at=at)
    tags = {name: add_tag(centre_id, name=name, by=crew.manager, at=at).pk for name in TAGS}
    name_tag(tags[BROADCAST], name=ALIAS, by=crew.manager, at=at, alias=True)
    add_tag(centre_id, name=PROPOSED, by=crew.agents[0], at=at)
    return field.pk, tags


@dataclass(slots=True)
class Sorting:
    """Tags, order states, causes and memos on what comes in."""

    setting: Setting
    field_id: int
    tags: dict[str, int]
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = self.setting.chance("sorting")

    def taken(self, at: datetime, held: Held) -> None:
        """Put tags on, and say where the order is."""
        if at < self.setting.days_before(SORTED_DAYS):
            return
        if name := self._tag_for(at, held.who):
            put_tag(held.ticket_id, tag_id=self.tags[name], by=held.agent, at=at)
        if (states := STATE_OF.get(held.who.reason)) and self.random.random() < FILLED:
            typed = {self.field_id: self.random.choice(states)}
            fill_fields(held.ticket_id, typed=typed, by=held.agent, at=at)
        if self.random.random() < NOTED:
            write_memo(text=self.random.choice(MEMOS), ticket_id=held.ticket_id, by=held.agent, at=at)

    def _tag_for(self, at: datetime, who: Customer) -> str:
        local = at.astimezone(SEOUL)
        if local.weekday() in BROADCAST_WEEKDAYS and local.hour >= BROADCAST_HOUR:
            return BROADCAST
        if who.reason == "delivery.late":
            return LATE
        return self.random.choices((VIP, AGAIN, ""), (0.02, 0.06, 0.92))[0]

    def answered(self, at: datetime, answered: Answered) -> None:
        """Say why the contact arose."""
        held = answered.held
        causes = CAUSE_OF.get(held.who.reason, (Cause.CUSTOMER_OR_OUTSIDE, Cause.KNOWLEDGE))
        if answered.solved and at > self.setting.days_before(SORTED_DAYS) and self.random.random() < NAMED:
            name_cause(held.ticket_id, cause=self.random.choice(causes), by=held.agent, at=at)
