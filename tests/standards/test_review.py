"""What waits for whom: reviews in the order of use, owners who left, approvals, searches in vain."""

from datetime import date, timedelta

import pytest

from gijun.events.models import Event
from gijun.organisation import actions as organisation
from gijun.standards import actions, reactions
from gijun.standards.actions import policies
from gijun.standards.queries import review
from gijun.standards.queries.agreement import basis_hash
from gijun.standards.queries.verification import basis_hashes, reviews
from gijun.standards.rules.review import Check, Review, next_review
from tests import make
from tests.make import NOON
from tests.standards import agreed, documented

TODAY = date(2026, 11, 25)
PAST, AHEAD = date(2026, 11, 1), date(2027, 1, 1)


class Used:
    """Uses as the test wants them."""

    def __init__(self, uses) -> None:
        self.uses, self.since = uses, None

    def to_versions(self, version_ids, *, seen_by, at):
        return {}

    def uses_of(self, version_ids, *, since):
        self.since = since
        return {pk: self.uses[pk] for pk in version_ids if pk in self.uses}


@pytest.fixture
def used():
    """Let these versions have been used so often, for one test."""
    before = reactions.source()

    def register(uses):
        source = Used(uses)
        reactions.register(source)
        return source

    yield register
    reactions.register(before)


def overdue(owner, centre, title="환불", day=PAST):
    return agreed.published(owner, centre, agreed.content(review_on=day), title=title)


@pytest.mark.parametrize(
    ("planned", "checks", "expected"),
    [
        (None, [], Review(None)),
        (PAST, [], Review(PAST)),
        (PAST, [Check(AHEAD, "now")], Review(AHEAD)),
        (AHEAD, [Check(AHEAD, "now"), Check(PAST, "now")], Review(PAST)),
        (None, [Check(AHEAD, "before")], Review(AHEAD, is_void=True)),
        (None, [Check(AHEAD, "before"), Check(AHEAD, "now")], Review(AHEAD)),
    ],
)
def test_the_last_verification_decides_as_long_as_its_clauses_are_the_same(planned, checks, expected):
    assert next_review(planned, checks, "now") == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Review(None), False),
        (Review(TODAY), False),
        (Review(TODAY - timedelta(days=1)), True),
        (Review(AHEAD, is_void=True), True),
    ],
)
def test_a_review_is_overdue_after_its_day_or_when_a_clause_changed(one, expected):
    assert one.is_overdue(TODAY) is expected


def test_overdue_reviews_come_in_the_order_of_use(policy, centre, used):
    rare, often, never = (overdue(policy, centre, title) for title in ("드문", "잦은", "없는"))
    overdue(policy, centre, "아직", day=AHEAD)
    source = used({rare.pk: 3, often.pk: 40})

    found = review.due(policy, NOON)

    assert [(one.version, one.uses) for one in found] == [(often, 40), (rare, 3), (never, 0)]
    assert source.since == NOON - timedelta(days=90)


def test_the_longest_overdue_comes_first_among_equally_used_ones(policy, centre):
    late = overdue(policy, centre, "둘째", day=date(2026, 11, 10))
    later = overdue(policy, centre, "첫째", day=date(2026, 10, 10))

    assert [one.version for one in review.due(policy, NOON)] == [later, late]


def test_verifying_moves_the_review_without_touching_a_word(policy, centre):
    version = overdue(policy, centre)
    actions.verify(version.pk, review_on=AHEAD, by=policy, at=NOON)

    assert review.due(policy, NOON) == []
    assert reviews([version]) == {version.pk: Review(AHEAD)}
    assert [one.version for one in review.due(policy, agreed.days(60))] == [version]


def test_a_verification_is_void_when_a_clause_changed_since(policy, centre):
    version = overdue(policy, centre)
    document = documented.document(policy, centre, "제1조(환불 기간) 7일 안에 환불한다.")
    policies.map_clause(documented.clauses(document)[0].pk, version.standard_id, by=policy, at=NOON)
    actions.verify(version.pk, review_on=AHEAD, by=policy, at=NOON)
    assert review.due(policy, NOON) == []

    newer = documented.brought("제1조(환불 기간) 14일 안에 환불한다.")
    policies.replace_document(document.pk, newer, by=policy, at=NOON)

    (line,) = review.due(policy, NOON)
    assert line.review == Review(AHEAD, is_void=True)
    assert basis_hashes([version.standard_id]) == {version.standard_id: basis_hash(version.standard_id)}


def test_a_standard_without_clauses_has_a_basis_too(policy, centre):
    standard = agreed.matter(policy, centre)

    assert basis_hashes([standard.pk]) == {standard.pk: basis_hash(standard.pk)}


def test_only_where_one_writes_there_is_something_to_do(policy, centre, jisu, stranger, admin):
    overdue(policy, centre)

    for somebody in (jisu, stranger, admin):
        page = review.work_page(somebody, NOON)
        assert (page.due, page.waiting, page.left, page.mine, page.waits) == ([], [], [], [], 0)


def test_ones_own_standards_come_with_their_state(policy, centre):
    agreed.matter(policy, centre, title="아직 없는 기준")
    late = overdue(policy, centre)
    actions.draft_version(late.standard_id, by=policy, at=NOON)

    first, second = review.mine(policy, NOON)

    assert (first.standard, first.current, first.is_overdue, first.has_draft) == (
        late.standard,
        late,
        True,
        True,
    )
    assert (second.current, second.review, second.is_overdue) == (None, None, False)


def test_a_complete_draft_waits_for_whoever_may_approve(policy, centre, lead):
    draft = agreed.draft(policy, centre)
    actions.draft_version(agreed.matter(policy, centre, title="빈 초안").pk, by=policy, at=NOON)
    head, field = agreed.approver("policy", centre), agreed.approver("field", centre)

    assert [(one.version, one.sides) for one in review.waiting(head)] == [(draft, ("policy",))]
    assert [(one.version, one.sides) for one in review.waiting(field)] == [(draft, ("field",))]
    assert review.waiting(lead) == []
    assert review.waiting(policy) == []

    actions.approve(draft.pk, side="field", by=field, at=NOON)
    assert review.waiting(field) == []


def test_what_was_sent_back_waits_for_its_author_until_it_changes(policy, centre):
    draft, field = agreed.draft(policy, centre), agreed.approver("field", centre)
    actions.send_back(draft.pk, "기간이 모호합니다.", side="field", by=field, at=NOON)

    (back,) = review.returned(policy)
    assert (back.version, back.sent_back.reason, review.waiting(field)) == (draft, "기간이 모호합니다.", [])

    actions.change_draft(draft.pk, agreed.content("영업일 3일 안에 됩니다."), by=policy, at=NOON)
    assert review.returned(policy) == []
    assert [one.version for one in review.waiting(field)] == [draft]


def test_an_approval_after_all_settles_what_was_sent_back(policy, centre):
    draft, field = agreed.draft(policy, centre), agreed.approver("field", centre)
    actions.send_back(draft.pk, "모호합니다.", side="field", by=field, at=NOON)
    actions.approve(draft.pk, side="field", by=field, at=make.at(60))

    assert review.returned(policy) == []


def test_owners_who_left_or_lost_sight_are_named_with_their_standards(policy, centre, admin):
    gone, moved = (make.person(name, centre, "policy_owner", name=name) for name in ("gone", "moved"))
    of_gone, of_moved = agreed.matter(gone, centre, title="환불"), agreed.matter(moved, centre, title="교환")
    agreed.matter(policy, centre, title="배송")
    assert review.owners_left(policy) == []

    organisation.change_person(gone.pk, name="gone", email="", locale="ko", active=False, by=admin, at=NOON)
    organisation.take_role(moved.memberships.get().pk, by=admin, at=NOON)

    assert [(one.owner, one.standards, one.documents) for one in review.owners_left(policy)] == [
        (gone, (of_gone,), ()),
        (moved, (of_moved,), ()),
    ]


def test_handing_over_changes_every_owner_and_the_log_says_so(policy, centre):
    gone = make.person("gone", centre, "policy_owner")
    owned = [agreed.matter(gone, centre, title=title) for title in ("환불", "교환")]

    ids = [one.pk for one in owned]
    result = actions.hand_over(
        from_owner_id=gone.pk, to_owner_id=policy.pk, standard_ids=[*ids, ids[0]], by=policy, at=NOON
    )

    assert (result.done, result.refused) == (tuple(ids), ())
    told = Event.objects.filter(name="standards.owner_changed").order_by("position")
    assert [event.data["owner_id"] for event in told] == [policy.pk, policy.pk]


def test_one_standard_that_cannot_change_hands_does_not_stop_the_others(policy, centre, elsewhere, stranger):
    gone = make.person("gone", centre, "policy_owner")
    good, taken = (agreed.matter(gone, centre, title=title) for title in ("환불", "교환"))
    actions.change_owner(taken.pk, owner_id=policy.pk, by=policy, at=NOON)
    foreign = agreed.matter(stranger, elsewhere, title="남의 기준")

    result = actions.hand_over(
        from_owner_id=gone.pk,
        to_owner_id=policy.pk,
        standard_ids=[taken.pk, foreign.pk, 99_999, good.pk],
        by=policy,
        at=NOON,
    )

    assert result.done == (good.pk,)
    assert [pk for pk, _why in result.refused] == [taken.pk, foreign.pk, 99_999]
    assert [why for _pk, why in result.refused] == [
        "Somebody else answers for it by now.",
        "Somebody else answers for it by now.",
        "There is no such standard.",
    ]


def test_standards_are_not_handed_to_somebody_who_does_not_see_them_nor_by_somebody_who_may_not(
    policy, centre, stranger, jisu
):
    standard = agreed.matter(policy, centre)
    asked = {"from_owner_id": policy.pk, "standard_ids": [standard.pk], "at": NOON}

    to_stranger = actions.hand_over(to_owner_id=stranger.pk, by=policy, **asked)
    by_agent = actions.hand_over(to_owner_id=policy.pk, by=jisu, **asked)

    assert [why for _pk, why in to_stranger.refused + by_agent.refused] == [
        "This person cannot answer for the standard: they do not see the team's standards.",
        "Your role does not allow this: Write standards. Ask your team lead or an administrator.",
    ]


def test_open_workshops_wait_for_those_who_have_not_voted(policy, centre, jisu, admin):
    standard = agreed.matter(policy, centre)
    workshop = actions.open_workshop(standard.pk, "쉽게", by=policy, at=NOON)
    assert review.to_vote(jisu) == []

    candidate = actions.propose(workshop.pk, "사흘 뒤 됩니다.", by=policy, at=NOON)
    actions.propose(workshop.pk, "나흘 뒤 됩니다.", by=policy, at=NOON)
    assert (review.to_vote(jisu), review.to_vote(admin)) == ([workshop], [])

    actions.vote(workshop.pk, candidate.pk, by=jisu, at=NOON)
    assert (review.to_vote(jisu), review.to_vote(policy)) == ([], [workshop])


def test_searches_in_vain_are_counted_for_those_who_write(policy, jisu, team):
    actions.note_not_found("없는 말", team_id=team.pk, by=jisu, at=NOON)

    assert (review.searches_open(policy), review.searches_open(jisu)) == (1, 0)
