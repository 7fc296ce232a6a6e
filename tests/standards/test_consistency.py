"""Contradictions found, cleared, opened again, ended: rows, facts, refusals."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gijun.organisation.models import Person, Team
from gijun.standards import actions
from gijun.standards.actions import consistency
from gijun.standards.actions.consistency import require_consistent
from gijun.standards.errors import StandardsError
from gijun.standards.events import ConflictCleared, ConflictReopened, StandardSuperseded, VersionSuperseded
from gijun.standards.models import ConflictClearance, Standard, StandardVersion
from gijun.standards.queries.consistency import conflicts, conflicts_of
from gijun.standards.queries.marks import contradicted
from gijun.standards.rules.content import hash_of
from gijun.standards.terms import Basis
from gijun.standards.terms.consistency import ContradictionKind
from tests import make
from tests.make import NOON
from tests.organisation.facts import last, newest
from tests.standards import agreed

SEVEN, FOURTEEN = "환불은 7일 이내에 신청하실 수 있습니다.", "환불은 14일 이내에 신청하실 수 있습니다."


def in_force(owner: Person, where: Team, text: str = SEVEN, *, at=NOON, **about) -> StandardVersion:
    """A standard brought in, whatever it contradicts."""
    products = about.pop("products", "")
    draft = agreed.draft(owner, where, agreed.content(text), **about)
    if products:
        matter = actions.Matter(draft.standard.title, draft.standard.reason_id, products=products)
        actions.change_standard(draft.standard_id, matter, by=owner, at=NOON)
    return actions.publish(draft.pk, by=owner, at=at, basis=Basis.BROUGHT_IN)


@pytest.fixture
def pair(policy, centre) -> tuple[StandardVersion, StandardVersion]:
    """Two standards in force that contradict each other."""
    return in_force(policy, centre), in_force(policy, centre, FOURTEEN, title="환불 접수 기준")


def found(person: Person, at=NOON) -> list[tuple[int, int]]:
    return [(one.first.pk, one.second.pk) for one in conflicts(person, at)]


def test_two_standards_in_force_that_differ_are_found_with_what_differs(policy, jisu, pair):
    [conflict] = conflicts(policy, NOON)

    assert (conflict.first, conflict.second) == pair
    assert conflict.is_open
    [point] = conflict.points
    assert point.kind is ContradictionKind.QUANTITY
    assert (point.first.point, point.second.point) == ("7일 이내", "14일 이내")
    assert found(jisu) == [(pair[0].pk, pair[1].pk)]
    assert contradicted(jisu, NOON) == {pair[0].pk, pair[1].pk}


def test_standards_of_sister_reasons_or_teams_do_not_meet_and_one_above_meets_both(
    policy, centre, team, sister
):
    refund = actions.add_reason(code="refund", name_ko="환불", name_en="Refund", by=None, at=NOON)
    late = actions.add_reason(
        code="late", name_ko="지연", name_en="Late", parent_id=refund.pk, by=None, at=NOON
    )
    size = actions.add_reason(
        code="size", name_ko="금액", name_en="Amount", parent_id=refund.pk, by=None, at=NOON
    )
    in_force(policy, team, reason_id=late.pk)
    in_force(policy, team, FOURTEEN, reason_id=size.pk)
    in_force(policy, sister, FOURTEEN, reason_id=late.pk)
    assert found(policy) == []

    in_force(policy, centre, "환불은 30일 이내에 신청하실 수 있습니다.", reason_id=refund.pk)

    assert len(found(policy)) == 3


def test_products_keep_standards_apart(policy, centre):
    in_force(policy, centre, products="소파")
    other = in_force(policy, centre, FOURTEEN, products="냉장고")
    assert found(policy) == []

    matter = actions.Matter(other.standard.title, products="냉장고\n소파")
    actions.change_standard(other.standard_id, matter, by=policy, at=NOON)

    assert len(found(policy)) == 1


def test_what_is_scheduled_is_told_beforehand_and_what_ended_no_more(policy, jisu, centre):
    first = in_force(policy, centre)
    draft = agreed.draft(policy, centre, agreed.content(FOURTEEN))
    later = agreed.days(3)
    second = actions.publish(draft.pk, by=policy, at=NOON, valid_from=later, basis=Basis.BROUGHT_IN)

    [conflict] = conflicts(policy, NOON)
    assert conflict.begins == later
    assert contradicted(jisu, NOON) == frozenset()
    assert contradicted(jisu, later) == {first.pk, second.pk}

    fresh = actions.draft_version(first.standard_id, by=policy, at=NOON)
    actions.change_draft(fresh.pk, agreed.content(FOURTEEN), by=policy, at=NOON)
    actions.publish(fresh.pk, by=policy, at=NOON, basis=Basis.BROUGHT_IN)

    assert found(policy) == []


def test_nobody_is_told_of_standards_they_may_not_see(policy, centre, team, sister, pair):
    lead = make.person("lead2", sister, "team_lead")
    below = in_force(policy, team, "환불은 30일 이내에 신청하실 수 있습니다.")

    assert len(found(policy)) == 3
    assert found(lead) == [(pair[0].pk, pair[1].pk)]
    assert below.pk not in contradicted(lead, NOON)


def test_a_draft_is_held_against_what_is_in_force_from_its_start_on(policy, centre):
    live = in_force(policy, centre)
    draft = agreed.draft(policy, centre, agreed.content(FOURTEEN), title="새 기준")

    [conflict] = conflicts_of(draft, NOON)
    assert conflict.other(draft.pk) == live
    with pytest.raises(StandardsError, match=f"It contradicts: {live.standard.code} {live.standard.title}"):
        require_consistent(draft, NOON)

    actions.change_draft(draft.pk, agreed.content("환불은 일주일 안에 신청해 주세요."), by=policy, at=NOON)
    draft = StandardVersion.objects.get(pk=draft.pk)
    assert conflicts_of(draft, NOON) == []
    require_consistent(draft, NOON)


def test_a_draft_does_not_contradict_the_version_it_replaces(policy, centre):
    live = in_force(policy, centre)
    draft = actions.draft_version(live.standard_id, by=policy, at=NOON)
    actions.change_draft(draft.pk, agreed.content(FOURTEEN), by=policy, at=NOON)

    assert conflicts_of(StandardVersion.objects.get(pk=draft.pk), NOON) == []


def test_clearing_says_why_both_are_right(policy, pair):
    first, second = pair

    clearance = consistency.clear_conflict(
        second.pk, first.pk, reason=" 회원 등급이 다릅니다 ", by=policy, at=NOON
    )

    assert (clearance.first, clearance.second, clearance.reason) == (first, second, "회원 등급이 다릅니다")
    assert last() == (
        ConflictCleared(
            clearance_id=clearance.pk,
            team_id=first.standard.team_id,
            first_version_id=first.pk,
            second_version_id=second.pk,
            reason_hash=hash_of("회원 등급이 다릅니다"),
            contents_hash=clearance.contents_hash,
        ),
        policy.pk,
    )
    [conflict] = conflicts(policy, NOON)
    assert conflict.clearance == clearance
    assert contradicted(policy, NOON) == frozenset()
    again = consistency.clear_conflict(first.pk, second.pk, reason="또", by=policy, at=NOON)
    assert (again, ConflictClearance.objects.count()) == (clearance, 1)


def test_a_cleared_draft_may_be_published_until_it_says_something_else(policy, centre):
    live = in_force(policy, centre)
    draft = agreed.draft(policy, centre, agreed.content(FOURTEEN), title="새 기준")
    consistency.clear_conflict(live.pk, draft.pk, reason="방송만", by=policy, at=NOON)
    require_consistent(draft, NOON)

    longer = agreed.content("환불은 30일 이내에 신청하실 수 있습니다.")
    actions.change_draft(draft.pk, longer, by=policy, at=NOON)

    with pytest.raises(StandardsError, match="It contradicts"):
        require_consistent(StandardVersion.objects.get(pk=draft.pk), NOON)


def test_a_discarded_draft_takes_its_clearance_along(policy, centre):
    live = in_force(policy, centre)
    draft = agreed.draft(policy, centre, agreed.content(FOURTEEN))
    consistency.clear_conflict(live.pk, draft.pk, reason="방송만", by=policy, at=NOON)

    actions.discard_draft(draft.pk, by=policy, at=NOON)

    assert ConflictClearance.objects.count() == 0


def test_a_cleared_conflict_is_opened_again_once(policy, pair):
    clearance = consistency.clear_conflict(*(one.pk for one in pair), reason="등급", by=policy, at=NOON)

    consistency.reopen_conflict(clearance.pk, by=policy, at=NOON)
    consistency.reopen_conflict(clearance.pk, by=policy, at=agreed.days(1))

    fact = ConflictReopened(clearance_id=clearance.pk, team_id=pair[0].standard.team_id)
    assert last() == (fact, policy.pk)
    assert ConflictClearance.objects.get().reopened_at == NOON
    [conflict] = conflicts(policy, NOON)
    assert conflict.is_open


def test_superseding_ends_a_standard_at_once(policy, pair):
    first, second = pair
    at = NOON + timedelta(hours=1)

    consistency.supersede_standard(first.standard_id, second.standard_id, reason="하나로", by=policy, at=at)

    assert Standard.objects.get(pk=first.standard_id).superseded_by == second.standard
    assert StandardVersion.objects.get(pk=first.pk).valid_to == at
    at_ms = int(at.timestamp() * 1000)
    team_id = first.standard.team_id
    assert newest(2) == [
        StandardSuperseded(
            standard_id=first.standard_id,
            team_id=team_id,
            by_standard_id=second.standard_id,
            valid_to_ms=at_ms,
            reason_hash=hash_of("하나로"),
        ),
        VersionSuperseded(
            standard_id=first.standard_id,
            team_id=team_id,
            version_id=first.pk,
            by_version_id=second.pk,
            valid_to_ms=at_ms,
        ),
    ]
    assert found(policy, at) == []


def test_refusals_change_nothing(policy, lead, jisu, team, centre, pair):
    first, second = pair
    below = in_force(policy, team, "환불은 30일 이내에 신청하실 수 있습니다.")
    alone = in_force(policy, centre, "배송은 2일 걸립니다.")
    draft = agreed.draft(policy, centre)
    events = newest(1)
    clear, supersede = consistency.clear_conflict, consistency.supersede_standard
    refused = [
        (clear, (first.pk, alone.pk), "do not contradict"),
        (supersede, (first.standard_id, first.standard_id), "cannot stand for itself"),
        (supersede, (first.standard_id, draft.standard_id), "not in force"),
        (supersede, (first.standard_id, below.standard_id), "fewer teams"),
        (supersede, (draft.standard_id, first.standard_id), "writing a draft"),
    ]
    for action, ids, refusal in refused:
        with pytest.raises(StandardsError, match=refusal):
            action(*ids, reason="이유", by=policy, at=NOON)
    for reason in (" ", "가" * 301):
        with pytest.raises(StandardsError, match="Give a reason"):
            clear(first.pk, second.pk, reason=reason, by=policy, at=NOON)
        with pytest.raises(StandardsError, match="Give a reason"):
            supersede(first.standard_id, second.standard_id, reason=reason, by=policy, at=NOON)
    for person in (jisu, lead):
        with pytest.raises(PermissionDenied):
            clear(first.pk, second.pk, reason="이유", by=person, at=NOON)
        with pytest.raises(PermissionDenied):
            supersede(first.standard_id, second.standard_id, reason="이유", by=person, at=NOON)
    assert newest(1) == events


def test_a_standard_is_superseded_once(policy, pair):
    first, second = pair
    consistency.supersede_standard(first.standard_id, second.standard_id, reason="하나로", by=policy, at=NOON)

    with pytest.raises(StandardsError, match="Nothing of this standard"):
        consistency.supersede_standard(
            first.standard_id, second.standard_id, reason="하나로", by=policy, at=NOON
        )


def test_a_standard_without_a_reason_is_about_everything(policy, centre):
    refund = actions.add_reason(code="refund", name_ko="환불", name_en="Refund", by=None, at=NOON)
    for number, reason_id in enumerate((refund.pk, None, None)):
        in_force(policy, centre, f"환불은 {number + 5}일 이내에 신청하실 수 있습니다.", reason_id=reason_id)

    assert len(found(policy)) == 3


def questions_asked(person: Person) -> int:
    with CaptureQueriesContext(connection) as asked:
        conflicts(Person.objects.get(pk=person.pk), NOON)
    return len(asked)


def test_however_many_contradict_each_other_the_database_is_asked_as_often(policy, centre, pair):
    of_two = questions_asked(policy)
    for number in range(20, 26):
        in_force(policy, centre, f"환불은 {number}일 이내에 신청하실 수 있습니다.")

    assert questions_asked(policy) == of_two
    assert len(found(policy)) == 28
