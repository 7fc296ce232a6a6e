"""Practice standards are no history: they may be taken away, and only they."""

from collections.abc import Collection

from django.db.models import Q

from gijun.events import log
from gijun.standards.models import (
    Candidate,
    Clause,
    ClauseStandard,
    ConflictClearance,
    Dissent,
    Lesson,
    NotFoundQuery,
    Notice,
    PolicyDocument,
    Receipt,
    Snippet,
    Standard,
    StandardCandidate,
    StandardVersion,
    Synonym,
    Verification,
    Vote,
    Workshop,
)


@log.action
def remove_practice(team_ids: Collection[int]) -> list[int]:
    """Remove the standards of practice teams; returns their ids. Contact reasons are everybody's and stay.

    What search learned goes as a whole: it is learned anew from what stays.
    """
    gone = Standard.objects.filter(team_id__in=team_ids)
    ids = list(gone.values_list("pk", flat=True))
    NotFoundQuery.objects.filter(team_id__in=team_ids).delete()
    Snippet.objects.filter(team_id__in=team_ids).delete()
    StandardCandidate.objects.filter(team_id__in=team_ids).delete()
    Synonym.objects.filter(added_by__is_practice=True).delete()
    Lesson.objects.all().delete()
    _remove_documents(team_ids, ids)
    _remove_workshops(ids)
    _remove_versions(team_ids, ids)
    gone.update(superseded_by=None)
    gone.delete()
    return ids


def _remove_workshops(standard_ids: Collection[int]) -> None:
    workshops = Workshop.objects.filter(standard_id__in=standard_ids)
    for part in (Vote, Dissent):
        part.objects.filter(workshop__in=workshops).delete()
    workshops.update(chosen=None)
    Candidate.objects.filter(workshop__in=workshops).delete()
    workshops.delete()


def _remove_versions(team_ids: Collection[int], standard_ids: Collection[int]) -> None:
    """Versions with the notices, verifications and clearances that name them."""
    notices = Notice.objects.filter(Q(team_id__in=team_ids) | Q(standard_id__in=standard_ids))
    Receipt.objects.filter(notice__in=notices).delete()
    notices.delete()
    versions = StandardVersion.objects.filter(standard_id__in=standard_ids)
    ConflictClearance.objects.filter(Q(first__in=versions) | Q(second__in=versions)).delete()
    Verification.objects.filter(version__in=versions).delete()
    versions.delete()


def _remove_documents(team_ids: Collection[int], standard_ids: Collection[int]) -> None:
    """Policy documents of the teams, and what ties clauses of any document to standards that go."""
    gone = PolicyDocument.objects.filter(team_id__in=team_ids)
    ClauseStandard.objects.filter(Q(clause__document__in=gone) | Q(standard__in=standard_ids)).delete()
    Clause.objects.filter(document__in=gone).delete()
    gone.update(replaced_by=None)
    gone.delete()
