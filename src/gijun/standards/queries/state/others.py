"""What stands around the standards, as the rows have it."""

from gijun.events import log
from gijun.standards import models
from gijun.standards.rules.content import hash_of
from gijun.standards.rules.history.agreement import AgreementHistory, WorkshopHistory
from gijun.standards.rules.history.candidates import CandidateHistory
from gijun.standards.rules.history.finding import Clearance, FindingHistory, OfficeWordHistory
from gijun.standards.rules.history.policies import DocumentHistory, PoliciesHistory
from gijun.standards.rules.history.publishing import NoticeHistory, PublishingHistory, ReceiptHistory
from gijun.standards.rules.history.snippets import SnippetHistory


def agreement() -> AgreementHistory:
    workshops = models.Workshop.objects.prefetch_related("candidates", "votes", "dissents")
    return AgreementHistory(
        workshops={row.pk: _workshop(row) for row in workshops},
        approvals={
            row.pk: (row.version_id, row.side, row.content_hash, row.withdrawn_at is None)
            for row in models.Approval.objects.all()
        },
        returns={row.pk: (row.version_id, row.side, row.content_hash) for row in models.Return.objects.all()},
        verifications={
            row.pk: (row.version_id, row.content_hash, row.review_on.isoformat())
            for row in models.Verification.objects.all()
        },
    )


def _workshop(row: models.Workshop) -> WorkshopHistory:
    return WorkshopHistory(
        standard_id=row.standard_id,
        purpose_hash=hash_of(row.purpose),
        candidates={one.pk: hash_of(one.text) for one in row.candidates.all()},
        votes={one.voter_id: one.candidate_id for one in row.votes.all()},
        dissents={one.pk: hash_of(one.text) for one in row.dissents.all()},
        is_decided=row.decided_at is not None,
        chosen_id=row.chosen_id,
    )


def policies() -> PoliciesHistory:
    documents = models.PolicyDocument.objects.prefetch_related("clauses")
    return PoliciesHistory(
        documents={
            row.pk: DocumentHistory(
                row.team_id, row.owner_id, len(row.clauses.all()), row.content_hash, row.replaced_by_id
            )
            for row in documents
        },
        mapped={
            (row.clause_id, row.standard_id): row.needs_check for row in models.ClauseStandard.objects.all()
        },
        aside=set(models.Clause.objects.filter(is_aside=True).values_list("pk", flat=True)),
    )


def snippets() -> dict[int, SnippetHistory]:
    return {
        row.pk: SnippetHistory(
            row.owner_id, row.team_id, hash_of(row.title, row.text), row.state, row.standard_id
        )
        for row in models.Snippet.objects.all()
    }


def publishing() -> PublishingHistory:
    return PublishingHistory(
        notices={
            row.pk: NoticeHistory(
                row.team_id,
                row.version_id,
                row.must_read,
                log.to_ms(row.shows_from),
                hash_of(row.title, row.text),
                log.to_ms(row.shows_until) if row.shows_until else None,
            )
            for row in models.Notice.objects.all()
        },
        receipts={
            (row.notice_id, row.person_id): ReceiptHistory(row.attempts, row.understood_at is not None)
            for row in models.Receipt.objects.all()
        },
    )


def finding() -> FindingHistory:
    return FindingHistory(
        not_found=dict(models.NotFoundQuery.objects.values_list("pk", "settled_as")),
        synonyms={row.pk: hash_of(row.word, row.means) for row in models.Synonym.objects.all()},
        office_words={
            row.pk: OfficeWordHistory(row.number, hash_of(row.word, row.instead), row.withdrawn_at is None)
            for row in models.OfficeWord.objects.all()
        },
        lessons={row.pk: hash_of(row.terms) for row in models.Lesson.objects.all()},
        clearances={
            row.pk: Clearance(row.first_id, row.second_id, row.contents_hash, row.reopened_at is None)
            for row in models.ConflictClearance.objects.all()
        },
    )


def candidates() -> dict[int, CandidateHistory]:
    return {
        row.pk: CandidateHistory(
            row.kind,
            row.team_id,
            row.reason_id,
            row.ticket_id,
            hash_of(row.question, row.text),
            row.state,
            row.standard_id,
        )
        for row in models.StandardCandidate.objects.all()
    }
