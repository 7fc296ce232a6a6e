"""A version and everything that changes with it: what is told of it, published, taken back."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.events.facts import Fact
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.notices import PUBLISH, issue_for
from gijun.standards.actions.versions import change_draft, publish, write_content
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.events import (
    VersionDrafted,
    VersionPublished,
    VersionRolledBack,
    VersionSuperseded,
)
from gijun.standards.models import StandardVersion
from gijun.standards.rules.content import Comprehension, Content, Publication, clean, content_hash, hash_of
from gijun.standards.rules.notice import tidied_question
from gijun.standards.rules.rolling_back import before, ends_at
from gijun.standards.terms import NOTE_LENGTH, SENTENCE_LENGTH, Basis, Validity, VersionState
from gijun.standards.terms.publishing import ANSWER_LENGTH, MOST_ANSWERS, QUESTION_LENGTH


@log.action
def change_publication(
    version_id: int, publication: Publication, *, by: Person, at: datetime, seen_hash: str = ""
) -> StandardVersion:
    """Change what becomes known when a draft comes into force: notice, must-read, question.

    It belongs to what both sides agree to: their approvals hold for exactly one publication.

    Raises:
        ChangedMeanwhileError: somebody changed the draft since ``seen_hash``.
        StandardsError: it is published, a text is too long, or the question cannot be answered.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardVersion.DoesNotExist: there is none.
    """
    asked = tidied_question(publication.comprehension)
    _require_answerable(asked)
    if len(clean(publication.notice)) > SENTENCE_LENGTH:
        raise StandardsError(_("A notice has at most %(most)d characters.") % {"most": SENTENCE_LENGTH})
    content = StandardVersion.objects.get(pk=version_id).content()
    # A question is only put to those who must read it.
    told = replace(publication, comprehension=asked, must_read=publication.must_read or asked is not None)
    return change_draft(version_id, replace(content, publication=told), by=by, at=at, seen_hash=seen_hash)


@log.action
def publish_as_seen(
    version_id: int, *, seen_hash: str, by: Person, at: datetime, valid_from: datetime | None = None
) -> StandardVersion:
    """Publish a draft if it still says what the person saw in the preview (empty: whatever it says).

    Raises:
        ChangedMeanwhileError: somebody changed the draft since.
        StandardsError: as ``publish``.
        PermissionDenied: ``by`` may not publish standards of its team.
        StandardVersion.DoesNotExist: there is none.
    """
    if seen_hash not in {"", content_hash(StandardVersion.objects.get(pk=version_id).content())}:
        raise ChangedMeanwhileError(
            _("Somebody changed this draft since you opened the preview. Look at it again first.")
        )
    return publish(version_id, by=by, at=at, valid_from=valid_from)


@log.action
def roll_back(version_id: int, reason: str, *, by: Person, at: datetime) -> StandardVersion:
    """Take a version back: what the one before it said holds instead, as a new version.

    A version in force ends now; a scheduled one ends at its own start, so that it never begins. The new
    version takes its place in time. Whoever was told of the old one is told of its end; nothing is deleted.

    Raises:
        StandardsError: there is no reason, nothing stands before it, or it is not in force or scheduled.
        PermissionDenied: ``by`` may not publish standards of its team.
        StandardVersion.DoesNotExist: there is none.
    """
    taken = StandardVersion.objects.select_related("standard").get(pk=version_id)
    authority.require(by, PUBLISH, team_id=taken.standard.team_id)
    why = clean(reason)
    _require_reason(why)
    was_told = taken.validity(at) is Validity.IN_FORCE
    if not was_told and taken.validity(at) is not Validity.SCHEDULED:
        raise StandardsError(_("Only a version that is in force or scheduled can be taken back."))
    told = Publication(why, taken.must_read) if was_told else Publication()
    content = replace(_earlier_content(taken), change_note=why, publication=told)
    instead = _put_in_place(taken, content, by, at)
    _record_rollback(taken, instead, content, by, at)
    if was_told:
        issue_for(instead, by=by, at=at)
    return instead


def _earlier_content(taken: StandardVersion) -> Content:
    """What was in force until the version began."""
    published = StandardVersion.objects.published().filter(standard_id=taken.standard_id)
    spans = [one.span() for one in published]
    earlier = before(spans, taken.span())
    if earlier is None:
        raise StandardsError(_("No version was in force before this one. Write a new version instead."))
    return StandardVersion.objects.get(pk=earlier.version_id).content()


def _put_in_place(taken: StandardVersion, content: Content, by: Person, at: datetime) -> StandardVersion:
    """End the version and let a new one with this content run through the rest of its time."""
    span = taken.span()
    ends = ends_at(span, at)
    still = StandardVersion.objects.published().filter(pk=taken.pk, valid_to=span.valid_to)
    if not still.update(valid_to=ends):
        raise StandardsError(_("Somebody took this version back or replaced it just now."))
    of_standard = StandardVersion.objects.filter(standard_id=taken.standard_id)
    instead = StandardVersion(
        standard=taken.standard,
        number=(of_standard.aggregate(newest=Max("number"))["newest"] or 0) + 1,
        state=VersionState.PUBLISHED,
        basis=Basis.ROLLED_BACK,
        author=by,
        made_at=at,
        valid_from=ends,
        valid_to=span.valid_to,
    )
    write_content(instead, content)
    return instead


def _record_rollback(
    taken: StandardVersion, instead: StandardVersion, content: Content, by: Person, at: datetime
) -> None:
    standard_id, team_id = taken.standard_id, taken.standard.team_id
    starts_ms, named = log.to_ms(instead.span().valid_from), content_hash(content)
    facts: list[Fact] = [
        VersionDrafted(
            standard_id=standard_id,
            team_id=team_id,
            version_id=instead.pk,
            number=instead.number,
            content_hash=named,
        ),
        VersionPublished(
            standard_id=standard_id,
            team_id=team_id,
            version_id=instead.pk,
            number=instead.number,
            valid_from_ms=starts_ms,
            content_hash=named,
            basis=Basis.ROLLED_BACK,
        ),
        _superseded(taken, instead.pk, starts_ms),
        VersionRolledBack(
            standard_id=standard_id,
            team_id=team_id,
            version_id=taken.pk,
            by_version_id=instead.pk,
            reason_hash=hash_of(content.change_note),
        ),
    ]
    if instead.valid_to:
        facts.append(_superseded(instead, _follower(instead), log.to_ms(instead.valid_to)))
    for fact in facts:
        log.record(fact, at=at, actor_id=by.pk)


def _superseded(version: StandardVersion, by_version_id: int, valid_to_ms: int) -> VersionSuperseded:
    return VersionSuperseded(
        standard_id=version.standard_id,
        team_id=version.standard.team_id,
        version_id=version.pk,
        by_version_id=by_version_id,
        valid_to_ms=valid_to_ms,
    )


def _follower(version: StandardVersion) -> int:
    """The version that takes over where this one ends."""
    later = StandardVersion.objects.published().filter(
        Q(valid_to=None) | Q(valid_to__gt=version.valid_to),
        standard_id=version.standard_id,
        valid_from=version.valid_to,
    )
    follower = later.values_list("pk", flat=True).first()
    if follower is None:
        raise StandardsError(
            _("This standard ends at a set time. Its last version can no longer be taken back.")
        )
    return follower


def _require_reason(reason: str) -> None:
    if not reason:
        raise StandardsError(_("Say why the version is taken back. Everybody reads it."))
    if len(reason) > NOTE_LENGTH:
        raise StandardsError(_("The reason has at most %(most)d characters.") % {"most": NOTE_LENGTH})


def _require_answerable(asked: Comprehension | None) -> None:
    if asked is None:
        return
    if not asked.question or len(asked.answers) < 2 or not all(asked.answers):
        raise StandardsError(_("A question needs its text and at least two answers."))
    if len(asked.answers) > MOST_ANSWERS:
        raise StandardsError(_("A question has at most %(most)d answers.") % {"most": MOST_ANSWERS})
    if len(set(asked.answers)) < len(asked.answers):
        raise StandardsError(_("Two answers are the same. Write different ones."))
    if not 0 <= asked.right < len(asked.answers):
        raise StandardsError(_("Say which answer is right."))
    if len(asked.question) > QUESTION_LENGTH or max(map(len, asked.answers)) > ANSWER_LENGTH:
        raise StandardsError(
            _("A question has at most %(question)d characters, an answer at most %(answer)d.")
            % {"question": QUESTION_LENGTH, "answer": ANSWER_LENGTH}
        )
