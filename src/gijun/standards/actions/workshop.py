"""Workshops: which words to say. Proposed and voted on without names, decided with a reason."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.versions import change_draft, draft_version
from gijun.standards.errors import StandardsError
from gijun.standards.events import CandidateProposed, DissentNoted, VoteCast, WorkshopDecided, WorkshopOpened
from gijun.standards.models import Candidate, Dissent, Standard, StandardVersion, Vote, Workshop
from gijun.standards.queries import visible
from gijun.standards.queries.workshop import may_discuss
from gijun.standards.rules.content import Said, clean, hash_of, tidied
from gijun.standards.terms import (
    EXPLANATION_LENGTH,
    NOTE_LENGTH,
    SENTENCE_LENGTH,
    Language,
    SentenceChannel,
)


@log.action
def open_workshop(standard_id: int, purpose: str, *, by: Person, at: datetime) -> Workshop:
    """Let people agree on the words of a standard.

    Raises:
        StandardsError: one is open already, or nobody says what gets better for customers.
        PermissionDenied: ``by`` may not write standards for its team.
        Standard.DoesNotExist: there is none.
    """
    standard = Standard.objects.get(pk=standard_id)
    authority.require(by, visible.WRITE, team_id=standard.team_id)
    aim = _written(purpose, NOTE_LENGTH, _("Say in one line what gets better for customers."))
    if Workshop.objects.filter(standard=standard, decided_at=None).exists():
        raise StandardsError(_("A workshop on this standard is open already. Take part in that one."))
    workshop = Workshop.objects.create(standard=standard, purpose=aim, opened_by=by, opened_at=at)
    log.record(
        WorkshopOpened(
            workshop_id=workshop.pk,
            standard_id=standard.pk,
            team_id=standard.team_id,
            purpose_hash=hash_of(aim),
        ),
        at=at,
        actor_id=by.pk,
    )
    return workshop


@log.action
def propose(workshop_id: int, text: str, *, by: Person, at: datetime) -> Candidate:
    """Propose words; nobody sees whose they are before the decision.

    Raises:
        StandardsError: the workshop is decided, the same words are proposed already, or there are none.
        PermissionDenied: ``by`` may not take part.
        Workshop.DoesNotExist: there is none that ``by`` may see.
    """
    workshop = _open_to(workshop_id, by)
    words = _written(text, SENTENCE_LENGTH, _("Write the sentence you propose."))
    if workshop.candidates.filter(text=words).exists():
        raise StandardsError(_("These words are proposed already. Vote for them, or propose others."))
    candidate = Candidate.objects.create(workshop=workshop, text=words, author=by, proposed_at=at)
    log.record(
        CandidateProposed(
            workshop_id=workshop.pk,
            standard_id=workshop.standard_id,
            team_id=workshop.standard.team_id,
            candidate_id=candidate.pk,
            author_id=by.pk,
            content_hash=hash_of(words),
        ),
        at=at,
        actor_id=by.pk,
    )
    return candidate


@log.action
def vote(workshop_id: int, candidate_id: int, *, by: Person, at: datetime) -> Vote:
    """Vote for one of the candidates, instead of for the one before; the same again changes nothing.

    Raises:
        StandardsError: the workshop is decided, or the words are not among its candidates.
        PermissionDenied: ``by`` may not take part.
        Workshop.DoesNotExist: there is none that ``by`` may see.
    """
    workshop = _open_to(workshop_id, by)
    candidate = _candidate(workshop, candidate_id)
    before = Vote.objects.filter(workshop=workshop, voter=by).first()
    if before and before.candidate_id == candidate.pk:
        return before
    cast, _made = Vote.objects.update_or_create(
        workshop=workshop, voter=by, defaults={"candidate": candidate, "cast_at": at}
    )
    log.record(
        VoteCast(
            workshop_id=workshop.pk,
            standard_id=workshop.standard_id,
            team_id=workshop.standard.team_id,
            candidate_id=candidate.pk,
            voter_id=by.pk,
        ),
        at=at,
        actor_id=by.pk,
    )
    return cast


@log.action
def note_dissent(workshop_id: int, text: str, *, by: Person, at: datetime) -> Dissent:
    """Keep a disagreement beside the decision, for good.

    Raises:
        StandardsError: the workshop is decided, or nothing is said.
        PermissionDenied: ``by`` may not take part.
        Workshop.DoesNotExist: there is none that ``by`` may see.
    """
    workshop = _open_to(workshop_id, by)
    words = _written(text, EXPLANATION_LENGTH, _("Say what you disagree with, and why."))
    dissent = Dissent.objects.create(workshop=workshop, person=by, text=words, noted_at=at)
    log.record(
        DissentNoted(
            workshop_id=workshop.pk,
            standard_id=workshop.standard_id,
            team_id=workshop.standard.team_id,
            dissent_id=dissent.pk,
            person_id=by.pk,
            content_hash=hash_of(words),
        ),
        at=at,
        actor_id=by.pk,
    )
    return dissent


@log.action
def decide(workshop_id: int, candidate_id: int | None, reason: str, *, by: Person, at: datetime) -> Workshop:
    """Choose the words, or none of them. The chosen ones go into the standard's draft; names are shown.

    They become the Korean sentence for every channel; whatever else the draft says stays. Without a draft the
    next version is begun.

    Raises:
        StandardsError: it is decided already, no reason is given, or the words are not among its candidates.
        PermissionDenied: ``by`` may not write standards for its team.
        Workshop.DoesNotExist: there is none.
    """
    workshop = Workshop.objects.select_related("standard").get(pk=workshop_id)
    authority.require(by, visible.WRITE, team_id=workshop.standard.team_id)
    _require_open(workshop)
    why = _written(reason, NOTE_LENGTH, _("Say in one line why it is decided like this."))
    chosen = None if candidate_id is None else _candidate(workshop, candidate_id)
    taken = Workshop.objects.filter(pk=workshop.pk, decided_at=None).update(
        decided_at=at, decided_by=by, chosen=chosen, decision_reason=why
    )
    if not taken:
        raise _decided()
    workshop.refresh_from_db()
    draft = _into_draft(workshop.standard_id, chosen.text, by, at) if chosen else None
    log.record(
        WorkshopDecided(
            workshop_id=workshop.pk,
            standard_id=workshop.standard_id,
            team_id=workshop.standard.team_id,
            candidate_id=chosen.pk if chosen else None,
            version_id=draft.pk if draft else None,
            reason_hash=hash_of(why),
        ),
        at=at,
        actor_id=by.pk,
    )
    return workshop


def _into_draft(standard_id: int, text: str, by: Person, at: datetime) -> StandardVersion:
    """Let the draft say the words, beginning one where there is none."""
    standing = StandardVersion.objects.filter(standard=standard_id).order_by("-number").first()
    draft = standing if standing and standing.is_draft else draft_version(standard_id, by=by, at=at)
    content = draft.content()
    place = (SentenceChannel.ANY.value, Language.KOREAN.value)
    others = [one for one in content.sentences if (one.channel, one.language) != place]
    says = tidied(replace(content, sentences=(Said(*place, text), *others)))
    return change_draft(draft.pk, says, by=by, at=at)


def _open_to(workshop_id: int, by: Person) -> Workshop:
    """The open workshop, after asking whether the person may take part."""
    seen = Workshop.objects.filter(standard__in=visible.standards(by))
    workshop = seen.select_related("standard").get(pk=workshop_id)
    if not may_discuss(by, workshop.standard):
        raise PermissionDenied(_("Your role does not allow you to take part in this workshop."))
    _require_open(workshop)
    return workshop


def _require_open(workshop: Workshop) -> None:
    if workshop.decided_at is not None:
        raise _decided()


def _decided() -> StandardsError:
    return StandardsError(_("This workshop is decided, and nothing about it changes any more."))


def _candidate(workshop: Workshop, candidate_id: int) -> Candidate:
    candidate = workshop.candidates.filter(pk=candidate_id).first()
    if candidate is None:
        raise StandardsError(_("These words are not among the candidates of this workshop."))
    return candidate


def _written(text: str, most: int, lacking: str) -> str:
    """The tidy text, which has to say something within ``most`` characters."""
    words = clean(text)
    if not words:
        raise StandardsError(lacking)
    if len(words) > most:
        raise StandardsError(_("That is too long: %(most)d characters at the most.") % {"most": most})
    return words
