"""Contradictions: declared to be none, opened again, ended by letting one standard stand for the other."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.errors import StandardsError
from gijun.standards.events import ConflictCleared, ConflictReopened, StandardSuperseded, VersionSuperseded
from gijun.standards.models import ConflictClearance, Standard, StandardVersion
from gijun.standards.queries.consistency import Conflict, conflicts_of
from gijun.standards.rules.content import clean, hash_of
from gijun.standards.rules.validity import superseded
from gijun.standards.terms import NOTE_LENGTH

POWER = "standards.publish"


@log.action
def clear_conflict(
    first_id: int, second_id: int, *, reason: str, by: Person, at: datetime
) -> ConflictClearance:
    """Say why two versions that contradict each other are both right; saying it again changes nothing.

    It holds for what both say now: other words ask the question anew.

    Raises:
        StandardsError: they do not contradict each other, or there is no reason.
        PermissionDenied: ``by`` may not publish standards for both teams.
        StandardVersion.DoesNotExist: there is no such version.
    """
    versions = StandardVersion.objects.select_related("standard__team").prefetch_related("sentences")
    older, newer = (versions.get(pk=pk) for pk in sorted((first_id, second_id)))
    for version in (older, newer):
        authority.require(by, POWER, team_id=version.standard.team_id)
    conflict = _between(older, newer, at)
    if conflict.clearance is not None:
        return conflict.clearance
    why = _reason(reason)
    clearance = ConflictClearance.objects.create(
        first=older,
        second=newer,
        reason=why,
        contents_hash=conflict.contents_hash,
        cleared_by=by,
        cleared_at=at,
    )
    log.record(
        ConflictCleared(
            clearance_id=clearance.pk,
            team_id=older.standard.team_id,
            first_version_id=older.pk,
            second_version_id=newer.pk,
            reason_hash=hash_of(why),
            contents_hash=conflict.contents_hash,
        ),
        at=at,
        actor_id=by.pk,
    )
    return clearance


@log.action
def reopen_conflict(clearance_id: int, *, by: Person, at: datetime) -> None:
    """Take back that two versions are both right; saying it again changes nothing.

    Raises:
        PermissionDenied: ``by`` may not publish standards for both teams.
        ConflictClearance.DoesNotExist: there is none.
    """
    rows = ConflictClearance.objects.select_related("first__standard", "second__standard")
    clearance = rows.get(pk=clearance_id)
    for version in (clearance.first, clearance.second):
        authority.require(by, POWER, team_id=version.standard.team_id)
    taken = ConflictClearance.objects.filter(pk=clearance_id, reopened_at=None).update(reopened_at=at)
    if taken:
        log.record(
            ConflictReopened(clearance_id=clearance_id, team_id=clearance.first.standard.team_id),
            at=at,
            actor_id=by.pk,
        )


@log.action
def supersede_standard(
    standard_id: int, by_standard_id: int, *, reason: str, by: Person, at: datetime
) -> Standard:
    """Let another standard stand for this one from now on; nothing of it is in force any more.

    Raises:
        StandardsError: the other one is not in force or holds for fewer teams, a draft of this one is being
            written, it has nothing in force, or there is no reason.
        PermissionDenied: ``by`` may not publish standards for its team.
        Standard.DoesNotExist: there is none.
    """
    standards = Standard.objects.select_related("team")
    standard, other = standards.get(pk=standard_id), standards.get(pk=by_standard_id)
    authority.require(by, POWER, team_id=standard.team_id)
    newer = _standing_for(standard, other, at)
    why = _reason(reason)
    published = list(standard.versions.published().order_by("number"))
    ended = superseded([one.span() for one in published], at)
    if not ended:
        raise StandardsError(_("Nothing of this standard is in force any more."))
    Standard.objects.filter(pk=standard.pk).update(superseded_by=other)
    standard.superseded_by = other
    log.record(
        StandardSuperseded(
            standard_id=standard.pk,
            team_id=standard.team_id,
            by_standard_id=other.pk,
            valid_to_ms=log.to_ms(at),
            reason_hash=hash_of(why),
        ),
        at=at,
        actor_id=by.pk,
    )
    for span in ended:
        _end(standard, span.version_id, newer, span.valid_to or at, by, at)
    return standard


def require_consistent(version: StandardVersion, starts: datetime, *, at: datetime | None = None) -> None:
    """Refuse to let a draft come into force that contradicts another standard, unless somebody cleared it.

    Raises:
        StandardsError: names every standard it contradicts.
    """
    found = [one for one in conflicts_of(version, at or starts, starts=starts) if one.is_open]
    if found:
        names = ", ".join(
            f"{other.standard.code} {other.standard.title}" for other in _others(found, version)
        )
        raise StandardsError(
            _(
                "It contradicts: %(standards)s. Change the sentence, let one stand for the other, "
                "or say why both are right."
            )
            % {"standards": names}
        )


def _others(found: list[Conflict], version: StandardVersion) -> list[StandardVersion]:
    return [one.other(version.pk) for one in found]


def _between(older: StandardVersion, newer: StandardVersion, at: datetime) -> Conflict:
    asked, other = (older, newer) if older.is_draft else (newer, older)
    found = next((one for one in conflicts_of(asked, at) if one.other(asked.pk).pk == other.pk), None)
    if found is None:
        raise StandardsError(_("These two do not contradict each other."))
    return found


def _standing_for(standard: Standard, other: Standard, at: datetime) -> StandardVersion:
    """The version in force that is to stand for the standard."""
    if standard.pk == other.pk:
        raise StandardsError(_("A standard cannot stand for itself."))
    if standard.versions.filter(valid_from=None).exists():
        raise StandardsError(_("Somebody is writing a draft of it. Publish or discard that draft first."))
    newer = other.versions.in_force(at).first()
    if newer is None:
        raise StandardsError(_("The other standard is not in force, so it cannot stand for this one."))
    if other.team_id not in standard.team.lineage:
        raise StandardsError(
            _("%(code)s holds for fewer teams. The others would have no answer any more.")
            % {"code": other.code}
        )
    return newer


def _end(
    standard: Standard, version_id: int, newer: StandardVersion, valid_to: datetime, by: Person, at: datetime
) -> None:
    StandardVersion.objects.filter(pk=version_id).update(valid_to=valid_to)
    log.record(
        VersionSuperseded(
            standard_id=standard.pk,
            team_id=standard.team_id,
            version_id=version_id,
            by_version_id=newer.pk,
            valid_to_ms=log.to_ms(valid_to),
        ),
        at=at,
        actor_id=by.pk,
    )


def _reason(text: str) -> str:
    reason = clean(text)
    if not reason or len(reason) > NOTE_LENGTH:
        raise StandardsError(_("Give a reason of at most %(most)d characters.") % {"most": NOTE_LENGTH})
    return reason
