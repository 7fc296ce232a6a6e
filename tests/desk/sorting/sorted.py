"""Builders of tags, fields and rules, all through the product's own actions."""

from gijun.desk.actions.sorting import fields, tags
from gijun.desk.actions.sorting.fields import Choice
from gijun.desk.models import Field, Tag
from gijun.desk.queries import state
from gijun.desk.rules.sorting.fields import Rule
from gijun.desk.terms.sorting import FieldKind
from gijun.organisation.models import Person, Team
from tests.make import NOON

STATES = (Choice("paid", "결제 완료", "Paid"), Choice("shipped", "배송 중", "Shipped"))


def tag(centre: Team, by: Person, name: str = "환불지연") -> Tag:
    return tags.add_tag(centre.pk, name=name, by=by, at=NOON)


def field(
    centre: Team,
    by: Person,
    code: str = "order_no",
    kind: FieldKind = FieldKind.TEXT,
    *,
    name: str = "주문번호",
    personal: bool = False,
) -> Field:
    choices = STATES if kind in {FieldKind.CHOICE, FieldKind.ORDER_STATE} else ()
    return fields.add_field(
        centre.pk,
        code=code,
        name_ko=name,
        name_en=code,
        kind=kind,
        choices=choices,
        personal=personal,
        by=by,
        at=NOON,
    )


def asks(centre: Team, by: Person, *rules: Rule) -> None:
    fields.change_rules(centre.pk, rules, by=by, at=NOON)


def replayed() -> bool:
    """Does the folded log equal the rows?"""
    told, kept = state.from_log(), state.from_rows()
    assert told.sorting == kept.sorting
    assert told.tickets == kept.tickets
    return told == kept
