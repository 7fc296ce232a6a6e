"""Notice and question of a draft, publishing what was seen, taking back: rows, facts, refusals."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log
from gijun.standards import actions
from gijun.standards.actions.notices import add_notice, withdraw_notice
from gijun.standards.actions.publication import change_publication, publish_as_seen, roll_back
from gijun.standards.actions.receipts import confirm_read
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.events import (
    NoticeIssued,
    NoticeWithdrawn,
    VersionDrafted,
    VersionPublished,
    VersionRolledBack,
    VersionSuperseded,
)
from gijun.standards.models import Notice, Receipt, StandardVersion
from gijun.standards.queries.publication import artefacts, preview
from gijun.standards.rules.content import Comprehension, Publication, content_hash, hash_of
from gijun.standards.terms import Basis, Side, Validity
from gijun.standards.terms.publishing import ArtefactKind
from tests import make
from tests.committed import race
from tests.make import NOON
from tests.organisation.facts import last, newest
from tests.standards import agreed

QUESTION = Comprehension("며칠 안에 환불되나요?", ("3일", "7일"), 1)
TOLD = Publication("환불 기간이 7일로 바뀝니다.", True, QUESTION)


def spans(version: StandardVersion) -> list[tuple[int, object, object]]:
    rows = StandardVersion.objects.filter(standard_id=version.standard_id).order_by("number")
    return [(row.number, row.valid_from, row.valid_to) for row in rows]


@pytest.fixture
def three(policy, centre):
    """Three versions: agreed at noon, a day later, and scheduled for the tenth day."""
    first = agreed.published(policy, centre, agreed.content("3일", steps=("확인",)))
    second = agreed.next_version(first, policy, agreed.content("7일"), at=agreed.days(1))
    third = agreed.next_version(
        second, policy, agreed.content("9일"), at=agreed.days(2), valid_from=agreed.days(10)
    )
    return first, second, third


def test_notice_and_question_belong_to_what_is_agreed(policy, centre):
    draft = agreed.approve(agreed.draft(policy, centre))
    before = draft.content()

    changed = change_publication(draft.pk, TOLD, by=policy, at=NOON)

    content = StandardVersion.objects.get(pk=draft.pk).content()
    assert content.publication == TOLD
    assert content.sentences == before.sentences
    with pytest.raises(StandardsError, match="approval"):
        actions.publish(changed.pk, by=policy, at=NOON)


def test_who_is_asked_a_question_has_to_read(policy, centre):
    draft = agreed.draft(policy, centre)

    change_publication(draft.pk, Publication("알림", comprehension=QUESTION), by=policy, at=NOON)

    assert StandardVersion.objects.get(pk=draft.pk).must_read


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (Publication(comprehension=Comprehension("", ("3일", "7일"), 0)), "at least two answers"),
        (Publication(comprehension=Comprehension("언제?", ("3일",), 0)), "at least two answers"),
        (Publication(comprehension=Comprehension("언제?", ("3일", " "), 0)), "at least two answers"),
        (Publication(comprehension=Comprehension("언제?", tuple("12345"), 0)), "at most 4 answers"),
        (Publication(comprehension=Comprehension("언제?", ("3일", "3일 "), 0)), "are the same"),
        (Publication(comprehension=Comprehension("언제?", ("3일", "7일"), -1)), "which answer is right"),
        (Publication(comprehension=Comprehension("가" * 301, ("3일", "7일"), 0)), "300 characters"),
        (Publication(comprehension=Comprehension("언제?", ("3일", "가" * 201), 0)), "at most 200"),
        (Publication("가" * 4001), "4000 characters"),
    ],
)
def test_a_question_nobody_can_answer_is_refused(policy, centre, told, refusal):
    draft = agreed.draft(policy, centre)

    with pytest.raises(StandardsError, match=refusal):
        change_publication(draft.pk, told, by=policy, at=NOON)


def test_only_what_was_seen_is_published(policy, centre):
    draft = agreed.draft(policy, centre)
    seen = content_hash(draft.content())
    change_publication(draft.pk, TOLD, by=policy, at=NOON)
    agreed.approve(draft)

    with pytest.raises(ChangedMeanwhileError):
        publish_as_seen(draft.pk, seen_hash=seen, by=policy, at=NOON)

    now_seen = content_hash(StandardVersion.objects.get().content())
    assert publish_as_seen(draft.pk, seen_hash=now_seen, by=policy, at=NOON).valid_from == NOON


def test_publishing_tells_everybody_from_when_it_is_in_force(policy, centre):
    draft = agreed.draft(policy, centre)
    change_publication(draft.pk, TOLD, by=policy, at=NOON)
    version = actions.publish(agreed.approve(draft).pk, by=policy, at=NOON, valid_from=agreed.days(1))

    notice = Notice.objects.get()
    assert (notice.version, notice.text, notice.shows_from) == (version, TOLD.notice, agreed.days(1))
    assert newest(1) == [
        NoticeIssued(
            notice_id=notice.pk,
            team_id=centre.pk,
            standard_id=version.standard_id,
            version_id=version.pk,
            must_read=True,
            shows_from_ms=log.to_ms(agreed.days(1)),
            content_hash=hash_of("환불 처리 기준", TOLD.notice),
        )
    ]


def test_a_version_that_tells_of_no_change_issues_no_notice(policy, centre):
    agreed.published(policy, centre, agreed.content(change_note=""))

    assert not Notice.objects.exists()


def test_a_preview_shows_all_six_artefacts_against_what_is_in_force(policy, jisu, three):
    _first, second, _third = three
    draft = actions.draft_version(second.standard_id, by=policy, at=agreed.days(3))
    actions.change_draft(draft.pk, agreed.content("5일", steps=("확인",)), by=policy, at=agreed.days(3))
    change_publication(draft.pk, TOLD, by=policy, at=agreed.days(3))

    shown = preview(policy, draft.pk, agreed.days(3))

    assert [change.kind for change in shown.changes] == list(ArtefactKind)
    assert all(change.is_changed for change in shown.changes)
    assert (shown.earlier, shown.missing, shown.is_ready) == (second, list(Side), False)
    assert shown.people == 4  # jisu, the policy owner, and who approved for either side
    assert artefacts(draft.pk).quiz == QUESTION


def test_what_was_published_is_shown_against_what_it_took_the_place_of(policy, three):
    first, second, third = three

    assert preview(policy, first.pk, agreed.days(3)).earlier is None
    assert preview(policy, second.pk, agreed.days(3)).earlier == first
    assert preview(policy, third.pk, agreed.days(3)).earlier == second


def test_taking_back_what_is_in_force_puts_the_version_before_in_its_place(policy, centre, three):
    first, second, _third = three

    instead = roll_back(second.pk, "금액이 틀렸습니다.", by=policy, at=agreed.days(3))

    assert spans(first) == [
        (1, NOON, agreed.days(1)),
        (2, agreed.days(1), agreed.days(3)),
        (3, agreed.days(10), None),
        (4, agreed.days(3), agreed.days(10)),
    ]
    assert instead.basis == Basis.ROLLED_BACK
    assert instead.content() == agreed.content(
        "3일",
        steps=("확인",),
        change_note="금액이 틀렸습니다.",
        publication=Publication("금액이 틀렸습니다."),
    )
    named = content_hash(instead.content())
    whose = {"standard_id": first.standard_id, "team_id": centre.pk}
    notice = Notice.objects.get(version=instead)
    starts_ms, ends_ms = log.to_ms(agreed.days(3)), log.to_ms(agreed.days(10))
    assert newest(6) == [
        VersionDrafted(**whose, version_id=instead.pk, number=4, content_hash=named),
        VersionPublished(
            **whose,
            version_id=instead.pk,
            number=4,
            valid_from_ms=starts_ms,
            content_hash=named,
            basis=Basis.ROLLED_BACK,
        ),
        VersionSuperseded(**whose, version_id=second.pk, by_version_id=instead.pk, valid_to_ms=starts_ms),
        VersionRolledBack(
            **whose,
            version_id=second.pk,
            by_version_id=instead.pk,
            reason_hash=hash_of("금액이 틀렸습니다."),
        ),
        VersionSuperseded(**whose, version_id=instead.pk, by_version_id=three[2].pk, valid_to_ms=ends_ms),
        NoticeIssued(
            **whose,
            notice_id=notice.pk,
            version_id=instead.pk,
            must_read=False,
            shows_from_ms=starts_ms,
            content_hash=hash_of("환불 처리 기준", "금액이 틀렸습니다."),
        ),
    ]


def test_taking_back_what_is_scheduled_changes_nothing_today(policy, three):
    first, second, third = three

    instead = roll_back(third.pk, "미룹니다.", by=policy, at=agreed.days(3))

    assert spans(first)[1:] == [
        (2, agreed.days(1), agreed.days(10)),
        (3, agreed.days(10), agreed.days(10)),
        (4, agreed.days(10), None),
    ]
    assert instead.content().sentences == second.content().sentences
    assert third.__class__.objects.get(pk=third.pk).validity(agreed.days(11)) is Validity.SUPERSEDED
    assert not Notice.objects.filter(version=instead).exists()


def test_who_had_to_read_what_was_taken_back_has_to_read_why(policy, centre):
    first = agreed.published(policy, centre)
    second = agreed.next_version(first, policy, agreed.content("7일", publication=TOLD), at=agreed.days(1))

    instead = roll_back(second.pk, "금액이 틀렸습니다.", by=policy, at=agreed.days(2))

    notice = Notice.objects.get(version=instead)
    assert (notice.must_read, notice.text) == (True, "금액이 틀렸습니다.")


def test_taking_back_does_not_wait_for_a_draft(policy, three):
    _first, second, _third = three
    draft = actions.draft_version(second.standard_id, by=policy, at=agreed.days(3))

    instead = roll_back(second.pk, "틀렸습니다.", by=policy, at=agreed.days(3))

    assert (draft.number, instead.number) == (4, 5)
    assert StandardVersion.objects.get(pk=draft.pk).is_draft


@pytest.mark.parametrize(
    ("which", "reason", "refusal"),
    [
        (1, " ", "Say why"),
        (1, "가" * 301, "300 characters"),
        (0, "틀림", "in force or scheduled"),
    ],
)
def test_taking_back_needs_a_reason_and_a_version_that_counts(policy, three, which, reason, refusal):
    with pytest.raises(StandardsError, match=refusal):
        roll_back(three[which].pk, reason, by=policy, at=agreed.days(3))


def test_the_first_version_and_a_draft_cannot_be_taken_back(policy, centre):
    version = agreed.published(policy, centre)
    draft = actions.draft_version(version.standard_id, by=policy, at=NOON)

    with pytest.raises(StandardsError, match="No version was in force"):
        roll_back(version.pk, "틀림", by=policy, at=agreed.days(1))
    with pytest.raises(StandardsError, match="in force or scheduled"):
        roll_back(draft.pk, "틀림", by=policy, at=agreed.days(1))


def test_who_may_not_publish_may_not_take_back_or_tell(jisu, centre, three):
    with pytest.raises(PermissionDenied):
        roll_back(three[1].pk, "틀림", by=jisu, at=agreed.days(3))
    with pytest.raises(PermissionDenied):
        add_notice(title="알림", text="글", team_id=centre.pk, by=jisu, at=NOON)


def test_a_notice_by_itself_may_end(policy, centre):
    notice = add_notice(
        title="점검",
        text="오늘 밤 점검합니다.",
        team_id=centre.pk,
        by=policy,
        at=NOON,
        shows_until=agreed.days(1),
    )

    assert newest(2) == [
        NoticeIssued(
            notice_id=notice.pk,
            team_id=centre.pk,
            standard_id=None,
            version_id=None,
            must_read=False,
            shows_from_ms=log.to_ms(NOON),
            content_hash=hash_of("점검", "오늘 밤 점검합니다."),
        ),
        NoticeWithdrawn(notice_id=notice.pk, team_id=centre.pk, shows_until_ms=log.to_ms(agreed.days(1))),
    ]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"title": " "}, "title and a text"),
        ({"text": ""}, "title and a text"),
        ({"title": "가" * 201}, "200 characters"),
        ({"text": "가" * 4001}, "4000 characters"),
        ({"shows_from": agreed.days(-1)}, "has passed"),
        ({"shows_until": NOON}, "for some time"),
    ],
)
def test_a_notice_that_says_nothing_or_never_shows_is_refused(policy, centre, fields, refusal):
    given = {"title": "점검", "text": "글", "team_id": centre.pk, "by": policy, "at": NOON} | fields

    with pytest.raises(StandardsError, match=refusal):
        add_notice(**given)


def test_a_notice_is_withdrawn_once(policy, centre):
    notice = add_notice(title="점검", text="글", team_id=centre.pk, by=policy, at=NOON)

    withdraw_notice(notice.pk, by=policy, at=agreed.days(1))

    assert last() == (
        NoticeWithdrawn(notice_id=notice.pk, team_id=centre.pk, shows_until_ms=log.to_ms(agreed.days(1))),
        policy.pk,
    )
    with pytest.raises(StandardsError, match="not shown any more"):
        withdraw_notice(notice.pk, by=policy, at=agreed.days(2))


def test_two_people_take_a_version_back_once(committed_db):
    centre = make.centre()
    policy = make.person("policy", centre, "policy_owner")
    first = agreed.published(policy, centre)
    second = agreed.next_version(first, policy, agreed.content("7일"), at=agreed.days(1))

    def take_back(reason):
        try:
            return roll_back(second.pk, reason, by=policy, at=agreed.days(2)).number
        except StandardsError:
            return None

    assert sorted(race(take_back, ("하나",), ("둘",)), key=str) == [3, None]
    assert StandardVersion.objects.in_force(agreed.days(3)).count() == 1


def test_two_first_readings_at_once_are_one(committed_db):
    centre = make.centre()
    policy, jisu = make.person("policy", centre, "policy_owner"), make.person("jisu", centre, "agent")
    told = add_notice(title="점검", text="글", team_id=centre.pk, must_read=True, by=policy, at=NOON)

    race(lambda at: confirm_read(told.pk, by=jisu, at=at), (NOON,), (agreed.days(1),))

    assert Receipt.objects.count() == 1
