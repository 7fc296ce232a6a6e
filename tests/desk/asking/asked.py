"""Asking with boring defaults."""

from gijun.desk.actions.asking import approvals, consults, escalations
from gijun.desk.actions.asking.approvals import Request
from gijun.desk.models import ApprovalRequest, Consult, Escalation
from tests.make import at


def up(ticket, by, *, kind="takeover", why="authority", when=10) -> Escalation:
    return escalations.ask_up(ticket.pk, kind=kind, why=why, note="상급자를 찾으십니다", by=by, at=at(when))


def approval(ticket, by, *, amount=50_000, power="desk.refund", when=10, **more) -> ApprovalRequest:
    request = Request(power=power, amount=amount, why="authority", grounds="배송이 두 번 늦었습니다", **more)
    return approvals.ask_approval(ticket.pk, request, by=by, at=at(when))


def question(ticket, by, department, *, when=10, text="개봉 후 반품이 되나요?") -> Consult:
    return consults.consult(
        ticket.pk, department_id=department.pk, question=text, why="knowledge", by=by, at=at(when)
    )
