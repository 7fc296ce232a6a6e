"""Contact reasons: added, renamed, retired."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from gijun.events import log
from gijun.standards import actions, queries
from gijun.standards.errors import StandardsError
from gijun.standards.events import ReasonAdded, ReasonChanged
from gijun.standards.models import ContactReason
from gijun.standards.rules.content import hash_of
from tests.make import NOON
from tests.organisation.facts import last


def reason(code: str, name: str, above: ContactReason | None = None, by=None) -> ContactReason:
    return actions.add_reason(code=code, name_ko=name, parent_id=above.pk if above else None, by=by, at=NOON)


@pytest.fixture
def tree(db) -> list[ContactReason]:
    refund = reason("refund", "환불")
    late = reason("refund.late", "지연", refund)
    return [refund, late, reason("refund.late.card", "카드", late)]


def test_a_new_reason_is_a_fact(manager, tree):
    made = actions.add_reason(
        code="ship", name_ko="배송", name_en="Delivery", parent_id=tree[0].pk, by=manager, at=NOON
    )

    assert (made.code, made.name_ko, made.name_en, made.parent_id) == ("ship", "배송", "Delivery", tree[0].pk)
    assert last() == (
        ReasonAdded(
            reason_id=made.pk, parent_id=tree[0].pk, code="ship", names_hash=hash_of("배송", "Delivery")
        ),
        manager.pk,
    )


def test_without_an_english_name_it_has_the_korean_one(db):
    assert reason("refund", "환불").name_en == "환불"


def test_reasons_stand_three_levels_deep_at_the_most(tree):
    with pytest.raises(StandardsError):
        reason("deeper", "더", tree[2])


@pytest.mark.parametrize(("code", "name"), [("refund", "환불"), ("환불", "환불"), ("", "환불"), ("x", " ")])
def test_a_reason_needs_a_free_code_and_a_name(tree, code, name):
    with pytest.raises(StandardsError):
        reason(code, name)


def test_a_reason_is_renamed_and_the_same_name_is_no_fact(manager, tree):
    actions.change_reason(tree[1].pk, name_ko="늦음", name_en="Late", by=manager, at=NOON)

    assert last() == (
        ReasonChanged(reason_id=tree[1].pk, active=True, names_hash=hash_of("늦음", "Late")),
        manager.pk,
    )
    before = log.head()
    actions.change_reason(tree[1].pk, name_ko="늦음", name_en="Late", by=manager, at=NOON)
    assert log.head() == before


def test_a_retired_reason_is_no_longer_offered_but_stays(tree):
    actions.change_reason(tree[2].pk, name_ko="카드", active=False, by=None, at=NOON)

    assert not queries.known_reason(tree[2].pk)
    assert queries.reasons_tree() == [(tree[0].pk, "환불"), (tree[1].pk, "환불 › 지연")]
    assert ContactReason.objects.get(pk=tree[2].pk).code == "refund.late.card"


def test_a_reason_is_retired_from_below_and_brought_back_from_above(tree):
    with pytest.raises(StandardsError):
        actions.change_reason(tree[1].pk, name_ko="지연", active=False, by=None, at=NOON)
    for row in reversed(tree):
        actions.change_reason(row.pk, name_ko=row.name_ko, active=False, by=None, at=NOON)
    with pytest.raises(StandardsError):
        actions.change_reason(tree[2].pk, name_ko="카드", active=True, by=None, at=NOON)
    with pytest.raises(StandardsError):
        reason("new", "새로", tree[0])

    actions.change_reason(tree[0].pk, name_ko="환불", active=True, by=None, at=NOON)

    assert queries.reasons_tree() == [(tree[0].pk, "환불")]


def test_the_tree_speaks_the_readers_language(db):
    made = actions.add_reason(code="refund", name_ko="환불", name_en="Refund", by=None, at=NOON)

    with translation.override("en"):
        assert queries.reasons_tree() == [(made.pk, "Refund")]


def test_who_does_not_manage_reasons_changes_none(tree, jisu, lead, policy):
    for somebody in (jisu, lead, policy):
        with pytest.raises(PermissionDenied):
            reason("mine", "내 것", by=somebody)
        with pytest.raises(PermissionDenied):
            actions.change_reason(tree[0].pk, name_ko="내 것", by=somebody, at=NOON)
