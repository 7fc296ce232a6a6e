"""A standard whose clause changed stands behind the others until somebody looked at it again."""

from datetime import timedelta

import pytest

from gijun.standards import actions, indexing, queries
from gijun.standards.actions import policies
from gijun.standards.queries import review
from gijun.standards.queries.catalogue import changed_standards, last_change
from tests.make import NOON
from tests.standards import agreed, documented

SAID = "제1조(환불 기간) 구매한 날부터 7일 안에 환불한다."
CHANGED = "제1조(환불 기간) 구매한 날부터 14일 안에 환불한다."
OTHER = "제2조(배송비) 배송비는 고객이 낸다."
NEXT_REVIEW = NOON.date() + timedelta(days=30)


@pytest.fixture
def pair(policy, centre):
    """Two standards in force that the same words find; the first says a clause."""
    first = agreed.published(policy, centre, agreed.content("환불은 영업일 3일"), title="카드 환불 안내")
    agreed.published(policy, centre, agreed.content("환불은 영업일 3일"), title="현금 환불 안내")
    document = documented.document(policy, centre, SAID)
    policies.map_clause(documented.clauses(document)[0].pk, first.standard_id, by=policy, at=NOON)
    return first, document


def found(person, at=NOON) -> list[tuple[str, bool]]:
    return [(one.title, one.review_overdue) for one in queries.find(person, "환불 안내", at=at)]


def replace(document, text, by, at=NOON):
    return policies.replace_document(document.pk, documented.brought(text), by=by, at=at)


MARKED = [("현금 환불 안내", False), ("카드 환불 안내", True)]
FINE = [("카드 환불 안내", False), ("현금 환불 안내", False)]


def test_a_changed_clause_marks_its_standard_and_puts_it_last_until_it_is_verified(jisu, policy, pair):
    version, document = pair
    assert found(jisu) == FINE

    replace(document, CHANGED, policy)
    assert found(jisu) == MARKED

    actions.verify(version.pk, review_on=NEXT_REVIEW, by=policy, at=NOON)
    assert found(jisu) == FINE


def test_an_edition_that_says_the_same_of_it_marks_nothing(jisu, policy, pair):
    _version, document = pair

    replace(document, f"{SAID}\n{OTHER}", policy)

    assert found(jisu) == FINE


def test_who_ties_the_changed_clause_again_takes_the_mark_away(jisu, policy, pair):
    version, document = pair
    newer = replace(document, CHANGED, policy)

    policies.map_clause(documented.clauses(newer)[0].pk, version.standard_id, by=policy, at=NOON)

    assert found(jisu) == FINE


def test_untying_the_changed_clause_takes_the_mark_away(jisu, policy, pair):
    version, document = pair
    newer = replace(document, CHANGED, policy)
    assert found(jisu) == MARKED

    policies.unmap_clause(documented.clauses(newer)[0].pk, version.standard_id, by=policy, at=NOON)

    assert found(jisu) == FINE


def test_a_version_written_after_the_change_is_not_marked(jisu, policy, pair):
    version, document = pair
    replace(document, CHANGED, policy)
    later = agreed.days(1)

    agreed.next_version(version, policy, agreed.content("카드 환불은 영업일 3일"), at=later)

    assert sorted(found(jisu, later)) == sorted(FINE)


def test_tying_another_clause_voids_what_was_verified(jisu, policy, pair):
    version, _document = pair
    actions.verify(version.pk, review_on=NEXT_REVIEW, by=policy, at=NOON)
    other = documented.document(policy, version.standard.team, OTHER, title="배송 정책")
    assert found(jisu) == FINE

    policies.map_clause(documented.clauses(other)[0].pk, version.standard_id, by=policy, at=NOON)

    assert found(jisu) == MARKED


def test_a_verified_clause_that_is_gone_from_the_newer_edition_marks_its_standard(jisu, policy, pair):
    version, document = pair
    actions.verify(version.pk, review_on=NEXT_REVIEW, by=policy, at=NOON)
    assert found(jisu) == FINE
    before = last_change()

    replace(document, OTHER, policy)

    assert found(jisu) == MARKED
    assert changed_standards(before) == {version.standard_id}


def test_the_index_on_disk_follows_with_the_same_answer(jisu, policy, pair, settings):
    _version, document = pair
    indexing.write(settings.SEARCH, NOON)
    assert found(jisu) == FINE

    replace(document, CHANGED, policy)
    assert found(jisu) == MARKED
    assert indexing.write(settings.SEARCH, NOON)
    assert found(jisu) == MARKED


def test_a_day_that_passes_still_marks_a_verified_standard(jisu, policy, pair):
    version, _document = pair
    actions.verify(version.pk, review_on=NOON.date() + timedelta(days=1), by=policy, at=NOON)

    assert found(jisu, agreed.days(1)) == FINE
    assert found(jisu, agreed.days(2)) == MARKED


def test_the_work_page_asks_for_the_review_of_a_standard_nobody_verified_yet(policy, pair):
    version, document = pair
    assert review.due(policy, NOON) == []

    replace(document, CHANGED, policy)

    assert [(one.version, one.review.is_void) for one in review.due(policy, NOON)] == [(version, True)]
