"""What a standard is about, and who answers for it."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log
from gijun.standards import actions
from gijun.standards.actions import Matter
from gijun.standards.errors import StandardsError
from gijun.standards.events import OwnerChanged, StandardAdded, StandardChanged
from gijun.standards.models import Standard
from gijun.standards.rules.content import hash_of
from tests.make import NOON
from tests.organisation.facts import last
from tests.standards import agreed


def test_a_new_standard_has_a_team_an_owner_and_a_reason(policy, centre):
    reason = actions.add_reason(code="refund", name_ko="환불", by=None, at=NOON)

    standard = agreed.matter(
        policy,
        centre,
        title=" 환불 처리 기준 ",
        reason_id=reason.pk,
        example_questions="환불 언제?\n\n 취소요 ",
    )

    assert (standard.code, standard.title, standard.example_questions) == (
        "S001",
        "환불 처리 기준",
        "환불 언제?\n취소요",
    )
    assert last() == (
        StandardAdded(
            standard_id=standard.pk,
            team_id=centre.pk,
            owner_id=policy.pk,
            reason_id=reason.pk,
            content_hash=hash_of("환불 처리 기준", "환불 언제?\n취소요"),
        ),
        policy.pk,
    )


def test_codes_count_on_from_the_highest(policy, centre):
    agreed.matter(policy, centre, code="S041")
    agreed.matter(policy, centre, code="refund-7")

    assert agreed.matter(policy, centre).code == "S042"


@pytest.mark.parametrize("code", ["S001", "환불", "a b", "x" * 33])
def test_a_code_that_is_taken_or_none_is_refused(policy, centre, code):
    agreed.matter(policy, centre, code="S001")

    with pytest.raises(StandardsError):
        agreed.matter(policy, centre, code=code)


@pytest.mark.parametrize("title", ["", "  ", "가" * 201])
def test_a_standard_needs_a_title(policy, centre, title):
    with pytest.raises(StandardsError, match="200"):
        agreed.matter(policy, centre, title=title)


def test_a_reason_that_is_not_in_use_is_refused_for_new_standards_and_kept_for_old_ones(policy, centre):
    reason = actions.add_reason(code="refund", name_ko="환불", by=None, at=NOON)
    standard = agreed.matter(policy, centre, reason_id=reason.pk)
    actions.change_reason(reason.pk, name_ko="환불", active=False, by=None, at=NOON)

    with pytest.raises(StandardsError):
        agreed.matter(policy, centre, reason_id=reason.pk)
    changed = actions.change_standard(standard.pk, Matter("새 제목", reason.pk), by=policy, at=NOON)
    assert (changed.title, changed.reason_id) == ("새 제목", reason.pk)


def test_a_changed_title_is_a_fact_and_the_same_title_none(policy, centre):
    standard = agreed.matter(policy, centre)
    actions.change_standard(standard.pk, Matter("새 제목"), by=policy, at=NOON)

    assert last() == (
        StandardChanged(
            standard_id=standard.pk, team_id=centre.pk, reason_id=None, content_hash=hash_of("새 제목", "")
        ),
        policy.pk,
    )
    before = log.head()
    actions.change_standard(standard.pk, Matter("새 제목"), by=policy, at=NOON)
    assert log.head() == before


def test_another_owner_is_a_fact(policy, manager, centre):
    standard = agreed.matter(policy, centre)

    actions.change_owner(standard.pk, owner_id=manager.pk, by=policy, at=NOON)

    assert Standard.objects.get().owner_id == manager.pk
    assert last() == (
        OwnerChanged(standard_id=standard.pk, team_id=centre.pk, owner_id=manager.pk),
        policy.pk,
    )


def test_nobody_answers_for_what_they_do_not_see(policy, stranger, centre):
    standard = agreed.matter(policy, centre)

    with pytest.raises(StandardsError):
        actions.change_owner(standard.pk, owner_id=stranger.pk, by=policy, at=NOON)
    with pytest.raises(StandardsError):
        agreed.matter(policy, centre, owner_id=stranger.pk)


def test_agents_and_strangers_change_nothing(policy, jisu, stranger, centre):
    standard = agreed.matter(policy, centre)

    for somebody in (jisu, stranger):
        with pytest.raises(PermissionDenied):
            agreed.matter(policy, centre, by=somebody)
        with pytest.raises(PermissionDenied):
            actions.change_standard(standard.pk, Matter("내 제목"), by=somebody, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.change_owner(standard.pk, owner_id=somebody.pk, by=somebody, at=NOON)
