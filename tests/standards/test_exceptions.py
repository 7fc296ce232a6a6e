"""Exceptions of a draft: kept with faults, published without any."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.standards import actions
from gijun.standards.errors import ChangedMeanwhileError, StandardsError
from gijun.standards.models import StandardVersion
from gijun.standards.rules.content import Content, content_hash, gaps
from gijun.standards.rules.decisions import Example, Verdict, from_data
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Basis, Gap
from tests.make import NOON
from tests.standards import agreed, tabled


def last_fact():
    event = Event.objects.order_by("-position").first()
    return event.name, event.data


def test_a_draft_keeps_its_table_and_the_log_its_hash(policy, centre):
    draft = agreed.draft(policy, centre)

    actions.change_exceptions(draft.pk, tabled.table(), no_exceptions=False, by=policy, at=NOON)

    says = StandardVersion.objects.get(pk=draft.pk).content()
    assert from_data(says.exceptions) == tabled.table()
    assert last_fact() == (
        "standards.version_changed",
        {"standard_id": draft.standard_id, "version_id": draft.pk, "content_hash": content_hash(says)},
    )


def test_what_else_the_draft_says_stays(policy, centre):
    draft = agreed.draft(policy, centre, agreed.content(steps=("주문 확인",), explanation="약관 3조"))
    before = draft.content()

    draft = actions.change_exceptions(draft.pk, tabled.table(), no_exceptions=False, by=policy, at=NOON)

    assert draft.content() == replace(before, exceptions=tabled.stored(tabled.table()), no_exceptions=False)


def test_steps_of_a_case_are_stored_after_those_of_every_case(policy, centre):
    draft = tabled.draft(policy, centre, says=agreed.content(steps=("주문 확인",)))

    assert list(draft.checklist.values_list("place", "text", "why", "is_critical", "case")) == [
        (0, "주문 확인", "", False, None),
        (1, "사진 받기", "", False, 0),
        (2, "승인 요청", "기한이 지난 반품은 실장이 정한다.", True, 2),
        (3, "고객에게 다시 연락", "", False, 2),
        (4, "거절 사유 기록", "", False, 3),
    ]
    assert [step.text for step in draft.content().steps] == ["주문 확인"]


def test_the_next_version_begins_with_the_exceptions_of_the_one_before(policy, centre):
    version = tabled.published(policy, centre)

    fresh = actions.draft_version(version.standard_id, by=policy, at=NOON)

    assert fresh.exceptions == version.exceptions
    assert fresh.checklist.count() == version.checklist.count()


def test_that_there_are_none_is_said_expressly(policy, centre):
    draft = agreed.draft(policy, centre)

    draft = actions.change_exceptions(draft.pk, None, no_exceptions=True, by=policy, at=NOON)

    assert (draft.exceptions, draft.no_exceptions) == (None, True)


def test_there_cannot_be_exceptions_and_none(policy, centre):
    draft = agreed.draft(policy, centre)

    with pytest.raises(StandardsError, match="Take it away"):
        actions.change_exceptions(draft.pk, tabled.table(), no_exceptions=True, by=policy, at=NOON)


def test_the_same_table_again_changes_nothing(policy, centre):
    draft = tabled.draft(policy, centre)
    told = Event.objects.count()

    actions.change_exceptions(draft.pk, tabled.table(), no_exceptions=False, by=policy, at=NOON)

    assert Event.objects.count() == told


def test_a_draft_somebody_changed_meanwhile_is_not_overwritten(policy, centre):
    draft = agreed.draft(policy, centre)
    seen = content_hash(draft.content())
    actions.change_draft(draft.pk, agreed.content("다른 문장입니다."), by=policy, at=NOON)

    with pytest.raises(ChangedMeanwhileError):
        actions.change_exceptions(
            draft.pk, tabled.table(), no_exceptions=False, by=policy, at=NOON, seen_hash=seen
        )


def test_a_published_version_never_changes(policy, centre):
    version = tabled.published(policy, centre)

    with pytest.raises(StandardsError, match="never changes"):
        actions.change_exceptions(version.pk, None, no_exceptions=True, by=policy, at=NOON)


def test_agents_write_no_exceptions(policy, centre, jisu):
    draft = agreed.draft(policy, centre)

    with pytest.raises(PermissionDenied):
        actions.change_exceptions(draft.pk, tabled.table(), no_exceptions=False, by=jisu, at=NOON)


def test_texts_have_the_length_their_columns_have(policy, centre):
    draft = agreed.draft(policy, centre)
    long = tabled.table(otherwise=replace(tabled.OPEN, steps=(Step("가" * 301),)))

    with pytest.raises(StandardsError, match="at most 300 characters"):
        actions.change_exceptions(draft.pk, long, no_exceptions=False, by=policy, at=NOON)


UNSOUND = {
    "a gap": tabled.table(otherwise=None),
    "a contradiction": tabled.table(
        cases=(tabled.DEFECT, tabled.IN_TIME, replace(tabled.LATE, conditions=tabled.LATE.conditions[:1]))
    ),
    "an example that fails": tabled.table(tests=(Example("늦음", tabled.EXAMPLE.values, Verdict.DENIED),)),
    "a case without a sentence": tabled.table(otherwise=replace(tabled.OPEN, sentence="")),
}


@pytest.mark.parametrize("fault", UNSOUND)
def test_a_table_with_faults_is_kept_as_a_draft_but_not_published(policy, centre, fault):
    draft = tabled.draft(policy, centre, UNSOUND[fault])

    with pytest.raises(StandardsError, match="Put it right first"):
        actions.publish(draft.pk, by=policy, at=NOON, basis=Basis.BROUGHT_IN)


@pytest.mark.parametrize(
    ("content", "basis", "lacking"),
    [
        (Content(), Basis.AGREED, [Gap.NO_EXCEPTIONS]),
        (Content(), Basis.BROUGHT_IN, []),
        (Content(no_exceptions=True), Basis.AGREED, []),
        (Content(exceptions=tabled.stored(tabled.table())), Basis.AGREED, []),
        (Content(exceptions=tabled.stored(UNSOUND["a gap"])), Basis.AGREED, [Gap.TABLE_UNSOUND]),
        (Content(exceptions={"version": 99}), Basis.BROUGHT_IN, [Gap.TABLE_UNSOUND]),
    ],
)
def test_what_is_agreed_on_says_which_exceptions_there_are(content, basis, lacking):
    said = replace(content, sentences=(agreed.said(),))

    assert list(gaps(said, 1, basis=basis)) == lacking
