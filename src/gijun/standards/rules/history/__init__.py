"""Fold the standards' facts into their state: what the rows must equal after any action."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.standards.rules.history import (
    agreement,
    candidates,
    finding,
    matters,
    policies,
    publishing,
    snippets,
)
from gijun.standards.rules.history.agreement import AgreementHistory
from gijun.standards.rules.history.candidates import CandidateHistory
from gijun.standards.rules.history.finding import FindingHistory
from gijun.standards.rules.history.matters import MattersHistory
from gijun.standards.rules.history.policies import PoliciesHistory
from gijun.standards.rules.history.publishing import PublishingHistory
from gijun.standards.rules.history.snippets import SnippetHistory


@dataclass(slots=True)
class StandardsHistory:
    """Everything the log knows of the standards."""

    matters: MattersHistory = field(default_factory=MattersHistory)
    agreement: AgreementHistory = field(default_factory=AgreementHistory)
    policies: PoliciesHistory = field(default_factory=PoliciesHistory)
    snippets: dict[int, SnippetHistory] = field(default_factory=dict)
    publishing: PublishingHistory = field(default_factory=PublishingHistory)
    finding: FindingHistory = field(default_factory=FindingHistory)
    candidates: dict[int, CandidateHistory] = field(default_factory=dict)


def fold(history: StandardsHistory, facts: Iterable[Fact]) -> StandardsHistory:
    """Apply facts, oldest first."""
    for fact in facts:
        matters.apply(history.matters, fact)
        agreement.apply(history.agreement, fact)
        policies.apply(history.policies, fact)
        snippets.apply(history.snippets, fact)
        publishing.apply(history.publishing, fact)
        finding.apply(history.finding, fact)
        candidates.apply(history.candidates, fact)
    return history
