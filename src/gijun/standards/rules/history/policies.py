"""Policy documents and their clauses as the log tells them."""

from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.standards import events


@dataclass(slots=True)
class DocumentHistory:
    team_id: int
    owner_id: int
    clauses: int
    content_hash: str
    replaced_by_id: int | None = None


@dataclass(slots=True)
class PoliciesHistory:
    """``mapped``: clause and standard → whether somebody has to look at the pair again."""

    documents: dict[int, DocumentHistory] = field(default_factory=dict)
    mapped: dict[tuple[int, int], bool] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)


def apply(history: PoliciesHistory, fact: Fact) -> None:
    match fact:
        case events.PolicyDocumentAdded():
            history.documents[fact.document_id] = DocumentHistory(
                fact.team_id, fact.owner_id, fact.clauses, fact.content_hash
            )
        case events.PolicyDocumentReplaced():
            history.documents[fact.document_id].replaced_by_id = fact.by_document_id
        case events.PolicyDocumentHandedOver():
            history.documents[fact.document_id].owner_id = fact.owner_id
        case events.ClauseMapped():
            history.mapped[fact.clause_id, fact.standard_id] = fact.needs_check
        case events.ClauseUnmapped():
            history.mapped.pop((fact.clause_id, fact.standard_id), None)
        case events.ClauseSetAside(aside=True):
            history.aside.add(fact.clause_id)
        case events.ClauseSetAside(aside=False):
            history.aside.discard(fact.clause_id)
