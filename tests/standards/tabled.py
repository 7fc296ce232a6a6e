"""A table of exceptions as a centre would agree on it, with boring defaults."""

from dataclasses import replace
from typing import Any

from gijun.organisation.models import Person, Team
from gijun.standards import actions
from gijun.standards.models import StandardVersion
from gijun.standards.rules.decisions import (
    Case,
    Choice,
    Example,
    FactDefinition,
    FactKind,
    Is,
    OneOf,
    Table,
    Verdict,
    Within,
    as_data,
)
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Basis
from tests.make import NOON
from tests.standards import agreed

WHY = FactDefinition(
    "why",
    FactKind.CHOICE,
    "왜 반품하나요?",
    "Why is it sent back?",
    choices=(Choice("change", "단순 변심", "change of mind"), Choice("defect", "상품 불량", "defect")),
    label="사유",
    label_en="reason",
)
DAYS = FactDefinition(
    "days",
    FactKind.DURATION,
    "받은 지 며칠 됐나요?",
    "How long ago was it received?",
    label="수령 후",
    unit="days",
)
OPENED = FactDefinition("opened", FactKind.BOOLEAN, "포장을 뜯었나요?", "Was it opened?", label="개봉")

DEFECT = Case(
    (("why", OneOf(frozenset({"defect"}))),),
    Verdict.ALLOWED,
    "불량은 언제든 반품됩니다.",
    steps=(Step("사진 받기"),),
)
IN_TIME = Case(
    (("why", OneOf(frozenset({"change"}))), ("days", Within(None, 8)), ("opened", Is(value=False))),
    Verdict.ALLOWED,
    "7일 안이라 반품됩니다.",
)
LATE = Case(
    (("why", OneOf(frozenset({"change"}))), ("days", Within(8, None))),
    Verdict.APPROVAL,
    "실장 승인을 받아 다시 안내드리겠습니다.",
    steps=(
        Step("승인 요청", "기한이 지난 반품은 실장이 정한다.", is_critical=True),
        Step("고객에게 다시 연락"),
    ),
    approval="실장",
    reason="7일이 지난 변심 반품은 실장이 정합니다.",
)
OPEN = Case((), Verdict.DENIED, "개봉한 상품은 반품되지 않습니다.", steps=(Step("거절 사유 기록"),))
EXAMPLE = Example("불량, 한 달 뒤", {"why": "defect", "days": 30, "opened": True}, Verdict.ALLOWED)


def table(**more: Any) -> Table:
    """Defects always, a change of mind within 7 days unopened, later with approval, opened never."""
    return replace(Table((WHY, DAYS, OPENED), (DEFECT, IN_TIME, LATE), OPEN, (EXAMPLE,)), **more)


def draft(owner: Person, where: Team, one: Table | None = None, **more: Any) -> StandardVersion:
    """A first draft with these exceptions."""
    made = agreed.draft(owner, where, **more)
    return actions.change_exceptions(made.pk, one or table(), no_exceptions=False, by=owner, at=NOON)


def published(owner: Person, where: Team, one: Table | None = None, **more: Any) -> StandardVersion:
    """A standard with these exceptions, in force from noon on."""
    made = draft(owner, where, one, **more)
    return actions.publish(made.pk, by=owner, at=NOON, basis=Basis.BROUGHT_IN)


def stored(one: Table) -> dict[str, object]:
    return as_data(one)
