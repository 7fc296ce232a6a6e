"""Policy documents with boring defaults, through the product's own actions and readers."""

from gijun.organisation.models import Person, Team
from gijun.standards.actions import policies
from gijun.standards.actions.policies import Brought
from gijun.standards.models import Clause, PolicyDocument
from gijun.standards.rules import documents
from gijun.standards.terms import DocumentKind
from tests.make import NOON

TEXT = """제1조(환불 기간) 구매한 날부터 7일 안에 환불한다.
제2조(배송비) 고객의 변심이면 배송비는 고객이 낸다.
제3조(내부 보고) 담당자는 매월 보고서를 낸다."""


def brought(text: str = TEXT, title: str = "환불 정책") -> Brought:
    return Brought(title, DocumentKind.TEXT, documents.read(text.encode(), DocumentKind.TEXT))


def document(owner: Person, where: Team, text: str = TEXT, title: str = "환불 정책") -> PolicyDocument:
    return policies.add_document(brought(text, title), team_id=where.pk, owner_id=owner.pk, by=owner, at=NOON)


def clauses(one: PolicyDocument) -> list[Clause]:
    return list(one.clauses.order_by("place"))
