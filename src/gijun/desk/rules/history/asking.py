"""Fold facts into the state of escalations, takeovers, approvals and consults."""

from dataclasses import dataclass, field

from gijun.desk.events import TicketMerged, asking
from gijun.desk.terms.asking import ApprovalState, AskState, PromotionState
from gijun.events.facts import Fact


@dataclass(slots=True)
class EscalationHistory:
    ticket_id: int
    kind: str
    why: str
    role: str
    level: int
    due_ms: int
    state: str = AskState.WAITING.value
    taken_by: int | None = None
    mode: str = ""
    candidate_id: int | None = None


@dataclass(slots=True)
class ApprovalHistory:
    ticket_id: int
    power: str
    amount: int
    why: str
    approver: str
    due_ms: int
    state: str = ApprovalState.WAITING.value
    decided_by: int | None = None
    stood_in_for: int | None = None


@dataclass(slots=True)
class ConsultHistory:
    ticket_id: int
    department_id: int
    why: str
    due_ms: int
    state: str = AskState.WAITING.value
    answered_by: int | None = None
    candidate_id: int | None = None


@dataclass(slots=True)
class AskingHistory:
    """What the log knows of escalations, takeovers, approvals and consults. Times are ms since 1970 UTC."""

    escalations: dict[int, EscalationHistory] = field(default_factory=dict)
    whispers: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # ticket, from, to
    approvals: dict[int, ApprovalHistory] = field(default_factory=dict)
    delegations: dict[int, tuple[int, int, int, int, bool]] = field(default_factory=dict)
    promotions: dict[int, tuple[str, str, int | None, int, str, int | None]] = field(default_factory=dict)
    consults: dict[int, ConsultHistory] = field(default_factory=dict)
    policies: dict[int, int] = field(default_factory=dict)  # centre → version in force


def apply(history: AskingHistory, at_ms: int, fact: Fact) -> None:  # noqa: ARG001 -- as its neighbours
    """Apply one fact."""
    match fact:
        case TicketMerged():
            _move(history, fact.ticket_id, fact.into_ticket_id)
        case asking.WhisperWritten():
            history.whispers[fact.whisper_id] = (fact.ticket_id, fact.by_id, fact.agent_id)
        case asking.AskingPolicyChanged():
            history.policies[fact.team_id] = fact.policy_version
        case _:
            _escalation(history.escalations, fact)
            _approval(history.approvals, fact)
            _consult(history.consults, fact)
            _delegation(history, fact)
            _promotion(history, fact)


def _move(history: AskingHistory, loser: int, winner: int) -> None:
    """What was asked in a ticket goes with it into the other."""
    asked: list[EscalationHistory | ApprovalHistory | ConsultHistory] = [
        *history.escalations.values(),
        *history.approvals.values(),
        *history.consults.values(),
    ]
    for one in asked:
        if one.ticket_id == loser:
            one.ticket_id = winner
    for pk, (ticket_id, writer, to) in history.whispers.items():
        if ticket_id == loser:
            history.whispers[pk] = (winner, writer, to)


def _escalation(known: dict[int, EscalationHistory], fact: Fact) -> None:
    match fact:
        case asking.EscalationAsked():
            known[fact.escalation_id] = EscalationHistory(
                fact.ticket_id, fact.kind, fact.why, fact.role, fact.level, fact.due_ms
            )
        case asking.EscalationWentUp():
            one = known[fact.escalation_id]
            one.level, one.role, one.due_ms = fact.level, fact.role, fact.due_ms
        case asking.EscalationPickedUp():
            one = known[fact.escalation_id]
            one.state, one.taken_by, one.mode = AskState.TAKEN.value, fact.by_id, fact.mode
        case asking.EscalationAnswered():
            one = known[fact.escalation_id]
            one.state, one.candidate_id = AskState.ANSWERED.value, fact.candidate_id
        case asking.EscalationWithdrawn():
            known[fact.escalation_id].state = AskState.WITHDRAWN.value


def _approval(known: dict[int, ApprovalHistory], fact: Fact) -> None:
    match fact:
        case asking.ApprovalAsked():
            known[fact.approval_id] = ApprovalHistory(
                fact.ticket_id, fact.power, fact.amount, fact.why, fact.approver, fact.due_ms
            )
        case asking.ApprovalWentUp():
            one = known[fact.approval_id]
            one.approver, one.due_ms = fact.approver, fact.due_ms
        case asking.ApprovalDecided():
            one = known[fact.approval_id]
            one.state = (ApprovalState.APPROVED if fact.approved else ApprovalState.DENIED).value
            one.decided_by, one.stood_in_for = fact.by_id, fact.for_id
        case asking.ApprovalWithdrawn():
            known[fact.approval_id].state = ApprovalState.WITHDRAWN.value


def _consult(known: dict[int, ConsultHistory], fact: Fact) -> None:
    match fact:
        case asking.ConsultAsked():
            known[fact.consult_id] = ConsultHistory(fact.ticket_id, fact.department_id, fact.why, fact.due_ms)
        case asking.ConsultAnswered():
            one = known[fact.consult_id]
            one.state, one.answered_by = AskState.ANSWERED.value, fact.by_id
        case asking.ConsultKept():
            known[fact.consult_id].candidate_id = fact.candidate_id
        case asking.ConsultWithdrawn():
            known[fact.consult_id].state = AskState.WITHDRAWN.value


def _delegation(history: AskingHistory, fact: Fact) -> None:
    match fact:
        case asking.DelegationGiven():
            span = (fact.from_ms, fact.until_ms)
            history.delegations[fact.delegation_id] = (fact.giver_id, fact.deputy_id, *span, False)
        case asking.DelegationEnded():
            *before, _ended = history.delegations[fact.delegation_id]
            history.delegations[fact.delegation_id] = (before[0], before[1], before[2], before[3], True)


def _promotion(history: AskingHistory, fact: Fact) -> None:
    match fact:
        case asking.PromotionProposed():
            kind = (fact.power, fact.role, fact.reason_id, fact.amount)
            history.promotions[fact.promotion_id] = (*kind, PromotionState.PROPOSED.value, None)
        case asking.PromotionDecided():
            power, role, reason_id, amount, _state, _quiet = history.promotions[fact.promotion_id]
            state = PromotionState.ACCEPTED if fact.accepted else PromotionState.DECLINED
            history.promotions[fact.promotion_id] = (
                power,
                role,
                reason_id,
                amount,
                state.value,
                fact.quiet_until_ms,
            )
