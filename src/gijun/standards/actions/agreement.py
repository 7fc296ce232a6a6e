"""Approvals of both sides, and verifications later on. Each holds for exactly one content."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.errors import StandardsError
from gijun.standards.events import ApprovalWithdrawn, VersionApproved, VersionReturned, VersionVerified
from gijun.standards.models import Approval, Return, StandardVersion, Verification
from gijun.standards.queries.agreement import POWER, basis_hash, standing_approvals
from gijun.standards.rules.content import clean, content_hash, gaps
from gijun.standards.terms import EXPLANATION_LENGTH, Basis, Side, Validity


@log.action
def approve(version_id: int, *, side: str, by: Person, at: datetime, seen_hash: str = "") -> Approval:
    """Agree to a draft for one side; the same approval again is the one that stands.

    ``seen_hash`` names the content the person read; empty: what stands there now.

    Raises:
        StandardsError: it is no draft, it lacks something, it changed since it was read, ``by`` wrote it, or
            ``by`` agreed for the other side.
        PermissionDenied: ``by`` may not approve for that side.
        StandardVersion.DoesNotExist: there is none.
    """
    version = _draft_for(version_id, side, by)
    content = version.content()
    named = content_hash(content)
    if seen_hash not in {"", named}:
        raise StandardsError(_("Somebody changed this draft since you opened it. Read it again first."))
    if by.pk in {version.author_id, version.editor_id}:
        raise StandardsError(_("You wrote this draft. Somebody else has to approve it."))
    if lacking := gaps(content, version.number, basis=Basis.AGREED):
        raise StandardsError(" ".join(str(gap.label) for gap in lacking))
    standing = standing_approvals(version)
    if any(one.approver_id == by.pk and one.side != side for one in standing):
        raise StandardsError(_("You approved for the other side. The two sides need two people."))
    if there := next((one for one in standing if one.side == side), None):
        return there
    approval = Approval.objects.create(
        version=version, side=side, approver=by, content_hash=named, approved_at=at
    )
    log.record(
        VersionApproved(
            standard_id=version.standard_id,
            team_id=version.standard.team_id,
            version_id=version.pk,
            approval_id=approval.pk,
            side=side,
            approver_id=by.pk,
            content_hash=named,
        ),
        at=at,
        actor_id=by.pk,
    )
    return approval


@log.action
def withdraw_approval(version_id: int, *, side: str, by: Person, at: datetime) -> None:
    """Take back what one side agreed to, as long as it is a draft; nothing where nothing stands.

    Raises:
        StandardsError: it is no draft.
        PermissionDenied: ``by`` may not approve for that side.
        StandardVersion.DoesNotExist: there is none.
    """
    _withdraw(_draft_for(version_id, side, by), side, by, at)


@log.action
def send_back(version_id: int, reason: str, *, side: str, by: Person, at: datetime) -> Return:
    """Say what has to change in a draft; an approval of that side no longer stands.

    Raises:
        StandardsError: it is no draft, or no reason is given.
        PermissionDenied: ``by`` may not approve for that side.
        StandardVersion.DoesNotExist: there is none.
    """
    version = _draft_for(version_id, side, by)
    why = clean(reason)
    if not why or len(why) > EXPLANATION_LENGTH:
        raise StandardsError(_("Say what has to change."))
    _withdraw(version, side, by, at)
    named = content_hash(version.content())
    sent = Return.objects.create(
        version=version, side=side, person=by, content_hash=named, reason=why, returned_at=at
    )
    log.record(
        VersionReturned(
            standard_id=version.standard_id,
            team_id=version.standard.team_id,
            version_id=version.pk,
            return_id=sent.pk,
            side=side,
            person_id=by.pk,
            content_hash=named,
        ),
        at=at,
        actor_id=by.pk,
    )
    return sent


@log.action
def verify(version_id: int, *, review_on: date, by: Person, at: datetime) -> Verification:
    """Say that a version in force is still right until the next review. It changes no word of it.

    Raises:
        StandardsError: it is not in force, or the next review would not lie ahead.
        PermissionDenied: ``by`` may not write standards for its team.
        StandardVersion.DoesNotExist: there is none.
    """
    version = StandardVersion.objects.select_related("standard").get(pk=version_id)
    authority.require(by, "standards.write", team_id=version.standard.team_id)
    if version.validity(at) is not Validity.IN_FORCE:
        raise StandardsError(_("Only a version in force can be verified."))
    if review_on <= log.business_day(at, version.standard.team_id):
        raise StandardsError(_("The next review has to lie ahead."))
    named = content_hash(version.content())
    verification = Verification.objects.create(
        version=version,
        verifier=by,
        content_hash=named,
        basis_hash=basis_hash(version.standard_id),
        review_on=review_on,
        verified_at=at,
    )
    log.record(
        VersionVerified(
            standard_id=version.standard_id,
            team_id=version.standard.team_id,
            version_id=version.pk,
            verification_id=verification.pk,
            verifier_id=by.pk,
            content_hash=named,
            review_on=review_on.isoformat(),
        ),
        at=at,
        actor_id=by.pk,
    )
    return verification


def _draft_for(version_id: int, side: str, by: Person) -> StandardVersion:
    """The draft, after asking for authority to approve for that side."""
    version = StandardVersion.objects.select_related("standard").get(pk=version_id)
    authority.require(by, POWER[Side(side)], team_id=version.standard.team_id)
    if not version.is_draft:
        raise StandardsError(_("This version is published and never changes. Write a new version instead."))
    return version


def _withdraw(version: StandardVersion, side: str, by: Person, at: datetime) -> None:
    standing = Approval.objects.filter(version=version, side=side, withdrawn_at=None)
    for pk in list(standing.values_list("pk", flat=True)):
        Approval.objects.filter(pk=pk).update(withdrawn_at=at)
        log.record(
            ApprovalWithdrawn(
                standard_id=version.standard_id,
                team_id=version.standard.team_id,
                version_id=version.pk,
                approval_id=pk,
                side=side,
            ),
            at=at,
            actor_id=by.pk,
        )
