"""Both sides agree to exactly what is published; an edit voids it; verifying is not editing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log, replay
from gijun.events.models import Event
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.events import VersionApproved, VersionReturned, VersionVerified
from gijun.standards.queries.agreement import missing_sides
from gijun.standards.rules.content import content_hash
from gijun.standards.terms import Side
from tests.make import NOON
from tests.standards import agreed


def last():
    event = Event.objects.order_by("-position").first()
    return next(fact for _event, fact in replay.facts([event]))


def test_nothing_is_published_before_both_sides_agree(policy, centre):
    draft = agreed.draft(policy, centre)
    actions.approve(draft.pk, side=Side.POLICY, by=agreed.approver("policy", centre), at=NOON)

    with pytest.raises(StandardsError, match="approval of: Field"):
        actions.publish(draft.pk, by=policy, at=NOON)

    actions.approve(draft.pk, side=Side.FIELD, by=agreed.approver("field", centre), at=NOON)
    assert actions.publish(draft.pk, by=policy, at=NOON).basis == "agreed"


def test_an_approval_names_exactly_what_was_agreed_to(policy, centre):
    draft, by = agreed.draft(policy, centre), agreed.approver("field", centre)

    approval = actions.approve(draft.pk, side=Side.FIELD, by=by, at=NOON)

    assert last() == VersionApproved(
        standard_id=draft.standard_id,
        team_id=centre.pk,
        version_id=draft.pk,
        approval_id=approval.pk,
        side="field",
        approver_id=by.pk,
        content_hash=content_hash(draft.content()),
    )
    assert actions.approve(draft.pk, side=Side.FIELD, by=by, at=NOON) == approval


def test_an_edit_voids_what_was_agreed_to_until_it_is_undone(policy, centre):
    draft = agreed.approve(agreed.draft(policy, centre))
    before = draft.content()

    changed = actions.change_draft(
        draft.pk, agreed.content("영업일 7일 안에 환불됩니다."), by=policy, at=NOON
    )
    assert missing_sides(changed) == [Side.POLICY, Side.FIELD]
    with pytest.raises(StandardsError, match="Policy, Field"):
        actions.publish(draft.pk, by=policy, at=NOON)

    assert missing_sides(actions.change_draft(draft.pk, before, by=policy, at=NOON)) == []


def test_whoever_wrote_a_draft_does_not_approve_it(centre, policy):
    head = agreed.approver("policy", centre)
    own = agreed.draft(head, centre)
    edited = actions.change_draft(
        agreed.draft(policy, centre, title="교환").pk, agreed.content("다른 말"), by=head, at=NOON
    )

    for draft in (own, edited):
        with pytest.raises(StandardsError, match="Somebody else"):
            actions.approve(draft.pk, side=Side.POLICY, by=head, at=NOON)


def test_each_side_is_approved_by_its_own_people(policy, jisu, centre):
    draft = agreed.draft(policy, centre)
    wrong = ((Side.POLICY, agreed.approver("field", centre)), (Side.FIELD, policy), (Side.FIELD, jisu))

    for side, somebody in wrong:
        with pytest.raises(PermissionDenied):
            actions.approve(draft.pk, side=side, by=somebody, at=NOON)


def test_what_changed_since_it_was_read_is_not_approved(policy, centre):
    draft = agreed.draft(policy, centre)
    read = content_hash(draft.content())
    actions.change_draft(draft.pk, agreed.content("다른 말"), by=policy, at=NOON)

    with pytest.raises(StandardsError, match="Read it again"):
        actions.approve(
            draft.pk, side=Side.FIELD, by=agreed.approver("field", centre), at=NOON, seen_hash=read
        )


def test_a_draft_sent_back_says_why_and_loses_that_sides_approval(policy, centre):
    draft, by = agreed.approve(agreed.draft(policy, centre)), agreed.approver("field", centre)

    sent = actions.send_back(draft.pk, "기간이 모호합니다.", side=Side.FIELD, by=by, at=NOON)

    assert missing_sides(draft) == [Side.FIELD]
    assert last() == VersionReturned(
        standard_id=draft.standard_id,
        team_id=centre.pk,
        version_id=draft.pk,
        return_id=sent.pk,
        side="field",
        person_id=by.pk,
        content_hash=content_hash(draft.content()),
    )
    with pytest.raises(StandardsError, match="Say what"):
        actions.send_back(draft.pk, " ", side=Side.FIELD, by=by, at=NOON)


def test_an_approval_can_be_taken_back_before_publishing(policy, centre):
    draft = agreed.approve(agreed.draft(policy, centre))

    actions.withdraw_approval(draft.pk, side=Side.POLICY, by=agreed.approver("policy", centre), at=NOON)

    assert missing_sides(draft) == [Side.POLICY]


def test_verifying_moves_the_review_and_changes_no_word(policy, centre):
    version = agreed.published(policy, centre)
    said = version.content()
    ahead = log.business_day(NOON) + timedelta(days=90)

    verification = actions.verify(version.pk, review_on=ahead, by=policy, at=NOON)

    version.refresh_from_db()
    assert version.content() == said
    assert last() == VersionVerified(
        standard_id=version.standard_id,
        team_id=centre.pk,
        version_id=version.pk,
        verification_id=verification.pk,
        verifier_id=policy.pk,
        content_hash=content_hash(said),
        review_on=ahead.isoformat(),
    )
    with pytest.raises(StandardsError, match="lie ahead"):
        actions.verify(version.pk, review_on=log.business_day(NOON), by=policy, at=NOON)


def test_discarding_a_draft_discards_what_was_agreed_to(policy, centre):
    version = agreed.approve(agreed.draft(policy, centre))

    actions.discard_draft(version.pk, by=policy, at=NOON)

    fresh = actions.draft_version(version.standard_id, by=policy, at=NOON)
    assert missing_sides(fresh) == [Side.POLICY, Side.FIELD]
