"""Fold facts into the state of automatic answers, risks and ended calls. Times are ms since 1970 UTC."""

from bisect import insort
from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.events import sparing as facts
from gijun.desk.rules.history.customers import moved
from gijun.desk.terms.sparing import EndStage, FlagState
from gijun.events.facts import Fact


@dataclass(slots=True)
class FlagHistory:
    """A flag on a customer."""

    customer_id: int
    kind: str
    expires_ms: int
    state: str
    ended_ms: int | None = None
    appealed_ms: int | None = None
    appeal_decided_ms: int | None = None
    came_with: list[int] = field(default_factory=list, compare=False)  # merged records, the last one last


@dataclass(slots=True)
class EndingHistory:
    """One use of the right to end."""

    ticket_id: int
    agent_id: int
    reason: str
    stage: str
    started_ms: int
    final_ms: int | None = None
    ended_ms: int | None = None
    rest_until_ms: int | None = None


@dataclass(slots=True)
class SparingHistory:
    """What the log knows of automatic answers, risks and ended calls."""

    policies: dict[tuple[int, str], int] = field(default_factory=dict)  # (centre, kind) → version
    rules: dict[int, int] = field(default_factory=dict)  # door → version
    undone: set[int] = field(default_factory=set)  # messages
    answers: dict[int, tuple[int, str]] = field(default_factory=dict)  # answered → (message, occasion)
    flags: dict[int, FlagHistory] = field(default_factory=dict)
    endings: dict[int, EndingHistory] = field(default_factory=dict)
    lookups: list[tuple[int, str]] = field(default_factory=list)  # (when, source): questions not forgotten


def apply(history: SparingHistory, at_ms: int, fact: Fact) -> None:
    """Apply one fact."""
    match fact:
        case facts.SparingPolicyChanged():
            history.policies[fact.team_id, fact.kind] = fact.policy_version
        case facts.AutoAnswerRulesChanged():
            history.rules[fact.account_id] = fact.rules_version
        case facts.ReplyWithdrawn():
            history.undone.add(fact.message_id)
        case facts.AutoAnswerSent():
            history.answers[fact.answered_id] = (fact.message_id, fact.occasion)
        case facts.LookupDone():
            insort(history.lookups, (at_ms, fact.source))
        case facts.LookupsForgotten():
            history.lookups = [one for one in history.lookups if one[0] >= fact.before_ms]
        case events.TicketMerged():
            for run in history.endings.values():
                if run.ticket_id == fact.ticket_id:
                    run.ticket_id = fact.into_ticket_id
        case events.CustomersMerged() | events.CustomersParted():
            moved(history.flags.values(), fact)
        case facts.EndingStepped() | facts.ContactEndedByRight():
            _step(history.endings, at_ms, fact)
        case _:
            _flag(history.flags, at_ms, fact)


def _flag(flags: dict[int, FlagHistory], at_ms: int, fact: Fact) -> None:
    match fact:
        case facts.CustomerFlagged():
            flags[fact.flag_id] = FlagHistory(fact.customer_id, fact.kind, fact.expires_ms, fact.state)
        case facts.CustomerFlagDecided():
            one = flags[fact.flag_id]
            one.state = (FlagState.ACTIVE if fact.approved else FlagState.REFUSED).value
            one.ended_ms = None if fact.approved else at_ms
        case facts.CustomerFlagEnded():
            one = flags[fact.flag_id]
            one.state, one.ended_ms = fact.state, at_ms
        case facts.CustomerFlagAppealed():
            flags[fact.flag_id].appealed_ms = at_ms
        case facts.CustomerFlagAppealDecided():
            one = flags[fact.flag_id]
            one.appeal_decided_ms = at_ms
            if fact.lifted:
                one.state, one.ended_ms = FlagState.WITHDRAWN.value, at_ms


def _step(
    endings: dict[int, EndingHistory], at_ms: int, fact: facts.EndingStepped | facts.ContactEndedByRight
) -> None:
    if isinstance(fact, facts.ContactEndedByRight):
        run = endings[fact.run_id]
        run.stage, run.ended_ms, run.rest_until_ms = EndStage.ENDED.value, at_ms, fact.rest_until_ms
    elif fact.stage == EndStage.WARNING:
        endings[fact.run_id] = EndingHistory(fact.ticket_id, fact.agent_id, fact.reason, fact.stage, at_ms)
    else:
        run = endings[fact.run_id]
        run.stage = fact.stage
        run.final_ms = at_ms if fact.stage == EndStage.FINAL else run.final_ms
        run.ended_ms = at_ms if fact.stage == EndStage.CALMED else None
