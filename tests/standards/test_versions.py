"""Drafting, changing and publishing: rows, facts, refusals."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gijun.events import log
from gijun.standards import actions, queries
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.events import (
    DraftDiscarded,
    VersionChanged,
    VersionDrafted,
    VersionPublished,
    VersionSuperseded,
)
from gijun.standards.models import StandardVersion
from gijun.standards.rules.content import Content, Said, Step, content_hash
from gijun.standards.terms import Validity
from tests.committed import race
from tests.make import NOON
from tests.organisation.facts import last, newest
from tests.standards import agreed


def spans(version: StandardVersion) -> list[tuple[int, object, object]]:
    rows = StandardVersion.objects.filter(standard_id=version.standard_id).order_by("number")
    return [(row.number, row.valid_from, row.valid_to) for row in rows]


def test_the_first_draft_is_empty(policy, centre):
    standard = agreed.matter(policy, centre)

    version = actions.draft_version(standard.pk, by=policy, at=NOON)

    assert (version.number, version.content(), version.validity(NOON)) == (1, Content(), Validity.DRAFT)
    assert last() == (
        VersionDrafted(
            standard_id=standard.pk,
            team_id=centre.pk,
            version_id=version.pk,
            number=1,
            content_hash=content_hash(Content()),
        ),
        policy.pk,
    )


def test_the_next_draft_begins_with_what_was_agreed_last_but_its_note(policy, centre):
    says = agreed.content(steps=("주문 확인", "안내"), explanation="약관 3조")
    version = agreed.published(policy, centre, says)

    draft = actions.draft_version(version.standard_id, by=policy, at=NOON)

    assert draft.number == 2
    assert draft.content() == agreed.content(
        steps=("주문 확인", "안내"), explanation="약관 3조", change_note=""
    )


def test_only_one_draft_is_written_at_a_time(policy, centre):
    draft = agreed.draft(policy, centre)

    with pytest.raises(StandardsError, match="exists already"):
        actions.draft_version(draft.standard_id, by=policy, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardVersion.objects.create(standard_id=draft.standard_id, number=9, author=policy, made_at=NOON)


def test_a_draft_says_what_it_was_changed_to(policy, centre):
    draft = agreed.draft(policy, centre)
    says = Content(
        sentences=(agreed.said("모두"), Said("email", "en", "By mail")),
        steps=(Step("하나"), Step("둘")),
        change_note="처음",
    )

    actions.change_draft(draft.pk, says, by=policy, at=NOON)

    assert StandardVersion.objects.get(pk=draft.pk).content() == says
    assert last() == (
        VersionChanged(
            standard_id=draft.standard_id,
            team_id=centre.pk,
            version_id=draft.pk,
            content_hash=content_hash(says),
        ),
        policy.pk,
    )


def test_the_same_content_again_is_no_fact(policy, centre):
    draft = agreed.draft(policy, centre)
    before = log.head()

    actions.change_draft(draft.pk, agreed.content(), by=policy, at=NOON)

    assert log.head() == before


def test_a_draft_somebody_changed_meanwhile_is_not_overwritten(policy, manager, centre):
    draft = agreed.draft(policy, centre)
    seen = content_hash(draft.content())
    actions.change_draft(draft.pk, agreed.content("먼저 쓴 말"), by=manager, at=NOON, seen_hash=seen)

    with pytest.raises(ChangedMeanwhileError):
        actions.change_draft(draft.pk, agreed.content("나중 쓴 말"), by=policy, at=NOON, seen_hash=seen)

    assert StandardVersion.objects.get(pk=draft.pk).content() == agreed.content("먼저 쓴 말")


@pytest.mark.parametrize(
    ("says", "refusal"),
    [
        (Content(sentences=(agreed.said("하나"), agreed.said("둘"))), "Two sentences"),
        (agreed.content("가" * 4001), "4000 characters"),
        (agreed.content(steps=("가" * 301,)), "300 characters"),
        (agreed.content(change_note="가" * 301), "300 characters"),
        (agreed.content(explanation="가" * 20_001), "20000 characters"),
    ],
)
def test_a_draft_that_is_not_sound_is_refused(policy, centre, says, refusal):
    draft = agreed.draft(policy, centre)

    with pytest.raises(StandardsError, match=refusal):
        actions.change_draft(draft.pk, says, by=policy, at=NOON)


def test_a_discarded_draft_frees_its_number(policy, centre):
    version = agreed.published(policy, centre)
    draft = actions.draft_version(version.standard_id, by=policy, at=NOON)

    actions.discard_draft(draft.pk, by=policy, at=NOON)

    assert last() == (
        DraftDiscarded(standard_id=version.standard_id, team_id=centre.pk, version_id=draft.pk),
        policy.pk,
    )
    assert actions.draft_version(version.standard_id, by=policy, at=NOON).number == 2


def test_publishing_puts_a_version_in_force_from_now(policy, centre):
    draft = agreed.draft(policy, centre)

    version = actions.publish(agreed.approve(draft).pk, by=policy, at=NOON)

    assert spans(version) == [(1, NOON, None)]
    assert newest(2)[0] == VersionPublished(
        standard_id=version.standard_id,
        team_id=centre.pk,
        version_id=version.pk,
        number=1,
        valid_from_ms=log.to_ms(NOON),
        content_hash=content_hash(agreed.content()),
        basis="agreed",
    )


def test_a_later_version_supersedes_the_one_before_at_its_moment(policy, centre):
    first = agreed.published(policy, centre)

    second = agreed.next_version(first, policy, agreed.content("새 말"), at=agreed.days(1))

    assert spans(first) == [(1, NOON, agreed.days(1)), (2, agreed.days(1), None)]
    assert newest(2)[:1] == [
        VersionSuperseded(
            standard_id=first.standard_id,
            team_id=centre.pk,
            version_id=first.pk,
            by_version_id=second.pk,
            valid_to_ms=log.to_ms(agreed.days(1)),
        )
    ]


def test_a_scheduled_version_takes_over_when_its_time_comes(policy, centre):
    first = agreed.published(policy, centre)
    second = agreed.next_version(first, policy, agreed.content("새 말"), at=NOON, valid_from=agreed.days(3))

    def in_force(at):
        return list(queries.in_force(centre.lineage, at))

    assert in_force(NOON) == in_force(agreed.days(3) - timedelta(milliseconds=1)) == [first]
    assert in_force(agreed.days(3)) == in_force(agreed.days(400)) == [second]


def test_an_urgent_version_takes_the_place_of_a_scheduled_one(policy, centre):
    first = agreed.published(policy, centre)
    agreed.next_version(first, policy, agreed.content("다음 주 말"), at=NOON, valid_from=agreed.days(7))

    agreed.next_version(first, policy, agreed.content("급한 말"), at=agreed.days(1))

    assert spans(first) == [
        (1, NOON, agreed.days(1)),
        (2, agreed.days(7), agreed.days(7)),
        (3, agreed.days(1), None),
    ]


@pytest.mark.parametrize(
    ("says", "refusal"),
    [
        (Content(change_note="처음"), "Korean sentence"),
        (Content(sentences=(Said("email", "ko", "메일"),), change_note="처음"), "Korean sentence"),
    ],
)
def test_without_the_korean_sentence_for_every_channel_nothing_is_published(policy, centre, says, refusal):
    draft = agreed.draft(policy, centre, says)

    with pytest.raises(StandardsError, match=refusal):
        actions.publish(draft.pk, by=policy, at=NOON)


def test_from_the_second_version_on_a_change_note_is_needed(policy, centre):
    first = agreed.published(policy, centre, agreed.content(change_note=""))

    with pytest.raises(StandardsError, match="what changed"):
        agreed.next_version(first, policy, agreed.content("새 말", change_note=""), at=NOON)

    assert spans(first) == [(1, NOON, None), (2, None, None)]


def test_nothing_is_in_force_from_a_time_that_has_passed(policy, centre):
    draft = agreed.draft(policy, centre)

    with pytest.raises(StandardsError, match="passed"):
        actions.publish(draft.pk, by=policy, at=NOON, valid_from=NOON - timedelta(seconds=1))


def test_what_is_published_never_changes(policy, centre):
    version = agreed.published(policy, centre)
    refused = (
        lambda: actions.change_draft(version.pk, agreed.content("다른 말"), by=policy, at=NOON),
        lambda: actions.discard_draft(version.pk, by=policy, at=NOON),
        lambda: actions.publish(version.pk, by=policy, at=NOON),
    )

    for change in refused:
        with pytest.raises(StandardsError, match="never changes"):
            change()

    assert StandardVersion.objects.get(pk=version.pk).content() == agreed.content()


def test_who_writes_may_not_publish(lead, team):
    draft = agreed.draft(lead, team)

    with pytest.raises(PermissionDenied):
        actions.publish(draft.pk, by=lead, at=NOON)


def test_agents_and_strangers_write_nothing(policy, jisu, stranger, centre):
    draft = agreed.draft(policy, centre)

    for somebody in (jisu, stranger):
        with pytest.raises(PermissionDenied):
            actions.draft_version(draft.standard_id, by=somebody, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.change_draft(draft.pk, agreed.content("내 말"), by=somebody, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.discard_draft(draft.pk, by=somebody, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.publish(draft.pk, by=somebody, at=NOON)


def test_a_team_lead_does_not_write_the_centres_standards(policy, lead, centre):
    version = agreed.published(policy, centre)

    with pytest.raises(PermissionDenied):
        actions.draft_version(version.standard_id, by=lead, at=NOON)


@pytest.mark.threads
def test_of_two_who_publish_at_once_one_wins(committed_db):
    from tests import make

    centre = make.centre()
    policy = make.person("policy", centre, "policy_owner")
    draft = agreed.approve(agreed.draft(policy, centre))

    def publish(at):
        try:
            return actions.publish(draft.pk, by=policy, at=at).valid_from
        except StandardsError:
            return None

    started = race(publish, (NOON,), (agreed.days(1),), (agreed.days(2),), (agreed.days(3),))

    won = [at for at in started if at]
    assert len(won) == 1
    assert spans(draft) == [(1, won[0], None)]
