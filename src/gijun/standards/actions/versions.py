"""Versions: drafted, changed, agreed. What was published never changes again."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.consistency import require_consistent
from gijun.standards.actions.notices import issue_for
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.events import (
    DraftDiscarded,
    VersionChanged,
    VersionDrafted,
    VersionPublished,
    VersionSuperseded,
)
from gijun.standards.models import ChecklistItem, Sentence, Standard, StandardVersion
from gijun.standards.queries.agreement import missing_sides
from gijun.standards.rules.content import Content, Publication, content_hash, gaps, tidied, twice
from gijun.standards.rules.exceptions import case_steps
from gijun.standards.rules.validity import superseded
from gijun.standards.terms import (
    EXPLANATION_LENGTH,
    NOTE_LENGTH,
    SENTENCE_LENGTH,
    STEP_LENGTH,
    Basis,
    Language,
    SentenceChannel,
    VersionState,
)


@log.action
def draft_version(standard_id: int, *, by: Person, at: datetime) -> StandardVersion:
    """Begin the next version as a copy of the newest published one, without its change note.

    Raises:
        StandardsError: somebody is writing a draft already.
        PermissionDenied: ``by`` may not write standards for its team.
        Standard.DoesNotExist: there is none.
    """
    standard = Standard.objects.get(pk=standard_id)
    authority.require(by, "standards.write", team_id=standard.team_id)
    newest = standard.versions.order_by("-number").first()
    if standard.versions.filter(state=VersionState.DRAFT).exists():
        raise StandardsError(_("A draft of this standard exists already. Go on with it, or discard it."))
    before = newest.content() if newest else Content()
    version = StandardVersion.objects.create(
        standard=standard, number=newest.number + 1 if newest else 1, author=by, made_at=at
    )
    content = replace(before, change_note="", publication=Publication())
    write_content(version, content)
    log.record(
        VersionDrafted(
            standard_id=standard.pk,
            team_id=standard.team_id,
            version_id=version.pk,
            number=version.number,
            content_hash=content_hash(content),
        ),
        at=at,
        actor_id=by.pk,
    )
    return version


@log.action
def change_draft(
    version_id: int, content: Content, *, by: Person, at: datetime, seen_hash: str = ""
) -> StandardVersion:
    """Let a draft say ``content`` instead; the same again changes nothing.

    ``seen_hash`` names the content the person started from; empty: whatever stands there is replaced.

    Raises:
        ChangedMeanwhileError: somebody changed the draft since.
        StandardsError: it is published, a channel and language stand twice, or a text is too long.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardVersion.DoesNotExist: there is none.
    """
    version = _draft(version_id, "standards.write", by)
    tidy = tidied(content)
    _require_sound(tidy)
    before, after = content_hash(version.content()), content_hash(tidy)
    if before == after:
        return version
    if seen_hash not in {"", before}:
        raise ChangedMeanwhileError(
            _("Somebody changed this draft since you opened it. Yours was not saved.")
        )
    version.editor = by
    write_content(version, tidy)
    log.record(
        VersionChanged(
            standard_id=version.standard_id,
            team_id=version.standard.team_id,
            version_id=version.pk,
            content_hash=after,
        ),
        at=at,
        actor_id=by.pk,
    )
    return version


@log.action
def discard_draft(version_id: int, *, by: Person, at: datetime) -> None:
    """Throw a draft away; what is published stays as it is.

    Raises:
        StandardsError: it is published.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardVersion.DoesNotExist: there is none.
    """
    version = _draft(version_id, "standards.write", by)
    fact = DraftDiscarded(
        standard_id=version.standard_id, team_id=version.standard.team_id, version_id=version.pk
    )
    version.delete()
    log.record(fact, at=at, actor_id=by.pk)


@log.action
def publish(
    version_id: int,
    *,
    by: Person,
    at: datetime,
    valid_from: datetime | None = None,
    basis: str = Basis.AGREED,
) -> StandardVersion:
    """Put a draft in force from ``valid_from`` on (none: from now); it supersedes earlier versions.

    Both sides have to have agreed to exactly this content, unless it was agreed elsewhere before and is only
    brought in.

    Raises:
        StandardsError: it was published before, it lacks something or an approval, or the time has passed.
        PermissionDenied: ``by`` may not publish standards of its team.
        StandardVersion.DoesNotExist: there is none.
    """
    version = _draft(version_id, "standards.publish", by)
    starts = valid_from or at
    if starts < at:
        raise StandardsError(_("A standard cannot be in force from a time that has passed."))
    content = version.content()
    if lacking := gaps(content, version.number, basis=basis):
        raise StandardsError(" ".join(str(gap.label) for gap in lacking))
    if basis == Basis.AGREED:
        _require_agreed(version, starts, at)
    earlier = StandardVersion.objects.published().filter(standard_id=version.standard_id).order_by("number")
    ended = superseded([one.span() for one in earlier], starts)
    taken = StandardVersion.objects.filter(pk=version.pk, state=VersionState.DRAFT).update(
        state=VersionState.PUBLISHED, valid_from=starts, basis=basis
    )
    if not taken:
        raise StandardsError(_("This version was published just now."))
    log.record(
        VersionPublished(
            standard_id=version.standard_id,
            team_id=version.standard.team_id,
            version_id=version.pk,
            number=version.number,
            valid_from_ms=log.to_ms(starts),
            content_hash=content_hash(content),
            basis=basis,
        ),
        at=at,
        actor_id=by.pk,
    )
    for span in ended:
        _end(version, span.version_id, span.valid_to or starts, by, at)
    version.refresh_from_db()
    issue_for(version, by=by, at=at)
    return version


def _require_agreed(version: StandardVersion, starts: datetime, at: datetime) -> None:
    """Both sides agreed to exactly this, and nothing in force then says otherwise."""
    if sides := missing_sides(version):
        raise StandardsError(
            _("It waits for the approval of: %(sides)s.")
            % {"sides": ", ".join(str(side.label) for side in sides)}
        )
    require_consistent(version, starts, at=at)


def _end(newer: StandardVersion, version_id: int, valid_to: datetime, by: Person, at: datetime) -> None:
    StandardVersion.objects.filter(pk=version_id).update(valid_to=valid_to)
    log.record(
        VersionSuperseded(
            standard_id=newer.standard_id,
            team_id=newer.standard.team_id,
            version_id=version_id,
            by_version_id=newer.pk,
            valid_to_ms=log.to_ms(valid_to),
        ),
        at=at,
        actor_id=by.pk,
    )


def _draft(version_id: int, power: str, by: Person) -> StandardVersion:
    """The draft, after asking for authority over its team."""
    version = StandardVersion.objects.select_related("standard").get(pk=version_id)
    authority.require(by, power, team_id=version.standard.team_id)
    if not version.is_draft:
        raise StandardsError(_("This version is published and never changes. Write a new version instead."))
    return version


def write_content(version: StandardVersion, content: Content) -> None:
    """Inside an action: let a version say this."""
    version.explanation, version.change_note = content.explanation, content.change_note
    version.review_on = content.review_on
    version.exceptions, version.no_exceptions = content.exceptions, content.no_exceptions
    version.notice, version.must_read = content.publication.notice, content.publication.must_read
    asked = content.publication.comprehension
    version.comprehension = asked.as_data() if asked else None
    version.save()
    version.sentences.all().delete()
    version.checklist.all().delete()
    Sentence.objects.bulk_create(
        Sentence(version=version, channel=one.channel, language=one.language, text=one.text)
        for one in content.sentences
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            version=version, place=place, text=step.text, why=step.why, is_critical=step.is_critical
        )
        for place, step in enumerate(content.steps)
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            version=version,
            place=place,
            text=step.text,
            why=step.why,
            is_critical=step.is_critical,
            case=case,
        )
        for place, (case, step) in enumerate(case_steps(content.exceptions), start=len(content.steps))
    )


def _require_sound(content: Content) -> None:
    if again := twice(content.sentences):
        raise StandardsError(
            _("Two sentences are for %(channel)s in %(language)s. Keep one of them.")
            % {
                "channel": SentenceChannel(again.channel).label,
                "language": Language(again.language).label,
            }
        )
    limits = (
        (
            max((len(one.text) for one in content.sentences), default=0),
            SENTENCE_LENGTH,
            _("A sentence has at most %(most)d characters."),
        ),
        (
            max((len(step.text) for step in content.steps), default=0),
            STEP_LENGTH,
            _("A step has at most %(most)d characters."),
        ),
        (len(content.change_note), NOTE_LENGTH, _("The change note has at most %(most)d characters.")),
        (len(content.explanation), EXPLANATION_LENGTH, _("The explanation has at most %(most)d characters.")),
    )
    for length, most, refusal in limits:
        if length > most:
            raise StandardsError(refusal % {"most": most})
