"""Candidates: answers given in contacts, kept, and made part of the standards or not."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.standards import Matter, add_standard
from gijun.standards.actions.versions import change_draft, draft_version
from gijun.standards.errors import StandardsError
from gijun.standards.events.candidates import CandidateKept, CandidateSettled
from gijun.standards.models import StandardCandidate, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.rules.content import Said, clean, hash_of
from gijun.standards.rules.languages import language_of
from gijun.standards.terms import SentenceChannel
from gijun.standards.terms.candidates import CANDIDATE_LENGTH, CandidateKind, CandidateState


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered in a contact, without names: whoever gives it here has taken them out."""

    question: str
    text: str
    team_id: int
    reason_id: int | None = None
    ticket_id: int | None = None


@log.action
def keep_candidate(answer: Answer, *, kind: CandidateKind, by: Person, at: datetime) -> StandardCandidate:
    """Keep an answer that no standard gave, for those who write the team's standards.

    Raises:
        StandardsError: it says nothing, or too much.
        PermissionDenied: ``by`` may not see the team's standards.
    """
    if answer.team_id not in visible.teams(by):
        authority.require(by, visible.VIEW, team_id=answer.team_id)
    text, question = clean(answer.text), clean(answer.question)
    if not text or max(len(text), len(question)) > CANDIDATE_LENGTH:
        raise StandardsError(_("Write words of at most %(most)d characters.") % {"most": CANDIDATE_LENGTH})
    kept = StandardCandidate.objects.create(
        kind=kind,
        question=question,
        text=text,
        team_id=answer.team_id,
        reason_id=answer.reason_id,
        ticket_id=answer.ticket_id,
        made_by=by,
        made_at=at,
    )
    log.record(
        CandidateKept(
            candidate_id=kept.pk,
            kind=kind.value,
            team_id=kept.team_id,
            reason_id=kept.reason_id,
            from_ticket_id=kept.ticket_id,
            content_hash=hash_of(question, text),
        ),
        at=at,
        actor_id=by.pk,
    )
    return kept


@log.action
def begin_standard(candidate_id: int, *, title: str, by: Person, at: datetime) -> StandardVersion:
    """Begin a standard whose first draft says what the candidate says; gives the draft.

    Raises:
        StandardsError: the title is empty or too long, or it is settled already.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardCandidate.DoesNotExist: there is none.
    """
    candidate = _open(candidate_id, by)
    matter = Matter(title, candidate.reason_id, candidate.question.replace("\n", " ")[:200])
    made = add_standard(matter, team_id=candidate.team_id, owner_id=by.pk, by=by, at=at)
    draft = draft_version(made.pk, by=by, at=at)
    said = Said(SentenceChannel.ANY, language_of(candidate.text), candidate.text)
    draft = change_draft(draft.pk, replace(draft.content(), sentences=(said,)), by=by, at=at)
    _settle(candidate, CandidateState.BEGUN, made.pk, by, at)
    return draft


@log.action
def join_standard(candidate_id: int, *, standard_id: int, by: Person, at: datetime) -> StandardCandidate:
    """Say that the candidate goes into a standard there is; its draft is written where drafts are.

    Raises:
        StandardsError: it is settled already.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardCandidate.DoesNotExist, Standard.DoesNotExist: there is none.
    """
    candidate = _open(candidate_id, by)
    standard = visible.standard(by, standard_id)
    authority.require(by, visible.WRITE, team_id=standard.team_id)
    _settle(candidate, CandidateState.JOINED, standard.pk, by, at)
    return candidate


@log.action
def decline_candidate(candidate_id: int, *, by: Person, at: datetime) -> StandardCandidate:
    """Leave the standards as they are.

    Raises:
        StandardsError: it is settled already.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardCandidate.DoesNotExist: there is none.
    """
    candidate = _open(candidate_id, by)
    _settle(candidate, CandidateState.DECLINED, None, by, at)
    return candidate


def _open(candidate_id: int, by: Person) -> StandardCandidate:
    candidate = StandardCandidate.objects.get(pk=candidate_id)
    authority.require(by, visible.WRITE, team_id=candidate.team_id)
    if candidate.state != CandidateState.OPEN:
        raise StandardsError(_("Somebody has decided about this candidate already."))
    return candidate


def _settle(
    candidate: StandardCandidate, state: CandidateState, standard_id: int | None, by: Person, at: datetime
) -> None:
    """Its last state; whoever comes second is told so."""
    settled = StandardCandidate.objects.filter(pk=candidate.pk, state=CandidateState.OPEN).update(
        state=state, standard_id=standard_id, settled_by=by, settled_at=at
    )
    if not settled:
        raise StandardsError(_("Somebody has decided about this candidate already."))
    candidate.refresh_from_db()
    log.record(
        CandidateSettled(
            candidate_id=candidate.pk, team_id=candidate.team_id, state=state.value, standard_id=standard_id
        ),
        at=at,
        actor_id=by.pk,
    )
