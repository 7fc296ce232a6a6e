"""Who has to read what, who read it, and who understood it."""

from datetime import timedelta

import pytest

from gijun.events import log
from gijun.organisation import actions as organisation
from gijun.standards.actions.notices import add_notice, withdraw_notice
from gijun.standards.actions.publication import roll_back
from gijun.standards.actions.receipts import answer, confirm_read
from gijun.standards.errors import StandardsError
from gijun.standards.events import ComprehensionAnswered, StandardRead
from gijun.standards.models import Notice
from gijun.standards.queries.receipts import (
    Adoption,
    adoption,
    notices,
    open_must_reads,
    overdue_must_reads,
    readers,
)
from gijun.standards.rules.content import Comprehension, Publication
from gijun.standards.terms.publishing import GRACE, ReadingState
from tests import make
from tests.make import NOON
from tests.organisation.facts import last, newest
from tests.standards import agreed

QUESTION = Comprehension("며칠 안에 환불되나요?", ("3일", "7일"), 1)
MUST_READ = agreed.content(publication=Publication("환불 기간이 바뀝니다.", must_read=True))
ASKING = agreed.content(publication=Publication("환불 기간이 바뀝니다.", True, QUESTION))
LATER = NOON + timedelta(minutes=5)


def told(policy, where, says=MUST_READ, **more) -> Notice:
    return Notice.objects.get(version=agreed.published(policy, where, says, **more))


def waits(person, at=LATER) -> list[Notice]:
    return list(open_must_reads(person, at))


def state(person, notice, at=LATER) -> ReadingState:
    return next(line.state for line in notices(person, at) if line.notice == notice)


def test_a_must_read_waits_for_everybody_it_holds_for_until_they_read_it(policy, jisu, lead, centre):
    notice = told(policy, centre)
    assert (waits(jisu), waits(lead), state(jisu, notice)) == ([notice], [notice], ReadingState.OPEN)

    confirm_read(notice.pk, by=jisu, at=LATER)

    assert (waits(jisu), waits(lead), state(jisu, notice)) == ([], [notice], ReadingState.READ)
    assert last() == (
        StandardRead(notice_id=notice.pk, version_id=notice.version_id, team_id=centre.pk, person_id=jisu.pk),
        jisu.pk,
    )


def test_confirming_again_is_no_fact(policy, jisu, centre):
    notice = told(policy, centre)
    confirm_read(notice.pk, by=jisu, at=LATER)
    before = log.head()

    confirm_read(notice.pk, by=jisu, at=LATER)

    assert log.head() == before


def test_it_waits_only_where_it_holds(policy, manager, jisu, team, sister, centre):
    other = make.person("other", sister, "agent")
    notice = told(manager, team)

    assert waits(jisu) == [notice]
    assert (waits(other), waits(policy), waits(manager)) == ([], [], [])
    with pytest.raises(Notice.DoesNotExist):
        confirm_read(notice.pk, by=other, at=LATER)


def test_what_need_not_be_read_waits_for_nobody(policy, jisu, centre):
    notice = told(policy, centre, agreed.content())

    assert (waits(jisu), state(jisu, notice)) == ([], ReadingState.FREE)


def test_whoever_issued_it_knows_it(policy, centre):
    notice = told(policy, centre)

    assert (waits(policy), state(policy, notice)) == ([], ReadingState.FREE)


def test_a_wrong_answer_leaves_it_open_and_the_right_one_closes_it(policy, jisu, centre):
    notice = told(policy, centre, ASKING)

    wrong = answer(notice.pk, 0, by=jisu, at=LATER)
    assert (wrong.attempts, wrong.understood_at) == (1, None)
    assert (waits(jisu), state(jisu, notice)) == ([notice], ReadingState.ASKED)
    right = answer(notice.pk, 1, by=jisu, at=LATER)

    assert (right.attempts, right.understood_at) == (2, LATER)
    assert (waits(jisu), state(jisu, notice)) == ([], ReadingState.READ)
    common = {"notice_id": notice.pk, "version_id": notice.version_id, "team_id": centre.pk}
    assert newest(3) == [
        StandardRead(**common, person_id=jisu.pk),
        ComprehensionAnswered(**common, person_id=jisu.pk, right=False, attempt=1),
        ComprehensionAnswered(**common, person_id=jisu.pk, right=True, attempt=2),
    ]


def test_reading_alone_does_not_close_what_asks_a_question(policy, jisu, centre):
    notice = told(policy, centre, ASKING)

    confirm_read(notice.pk, by=jisu, at=LATER)

    assert waits(jisu) == [notice]


def test_once_understood_further_answers_count_nothing(policy, jisu, centre):
    notice = told(policy, centre, ASKING)
    answer(notice.pk, 1, by=jisu, at=LATER)
    before = log.head()

    assert answer(notice.pk, 0, by=jisu, at=LATER).attempts == 1
    assert log.head() == before


@pytest.mark.parametrize(("says", "choice"), [(ASKING, 2), (ASKING, -1), (MUST_READ, 0)])
def test_an_answer_to_no_question_is_refused(policy, jisu, centre, says, choice):
    notice = told(policy, centre, says)

    with pytest.raises(StandardsError):
        answer(notice.pk, choice, by=jisu, at=LATER)


def test_it_is_overdue_after_the_grace(policy, jisu, centre):
    notice = told(policy, centre)

    assert list(overdue_must_reads(jisu, NOON + GRACE - timedelta(seconds=1))) == []
    assert list(overdue_must_reads(jisu, NOON + GRACE)) == [notice]
    assert state(jisu, notice, NOON + GRACE) is ReadingState.OVERDUE


def test_a_scheduled_notice_waits_from_its_time_on(policy, jisu, centre):
    first = agreed.published(policy, centre, agreed.content(change_note=""))
    version = agreed.next_version(first, policy, MUST_READ, at=NOON, valid_from=agreed.days(1))
    notice = Notice.objects.get(version=version)

    assert (waits(jisu), waits(jisu, agreed.days(1))) == ([], [notice])
    assert ([one.notice for one in notices(jisu, LATER)], notices(policy, LATER)[0].is_coming) == ([], True)
    with pytest.raises(Notice.DoesNotExist):
        confirm_read(notice.pk, by=jisu, at=LATER)
    with pytest.raises(StandardsError, match="not shown yet"):
        confirm_read(notice.pk, by=policy, at=LATER)


def test_a_later_version_takes_the_must_read_of_the_one_before_with_it(policy, jisu, centre):
    first = told(policy, centre)
    agreed.next_version(first.version, policy, agreed.content("7일"), at=agreed.days(1))

    assert (waits(jisu), waits(jisu, agreed.days(1))) == ([first], [])
    assert state(jisu, first, agreed.days(1)) is ReadingState.FREE


def test_what_never_began_is_told_to_nobody(policy, jisu, centre):
    first = agreed.published(policy, centre, agreed.content(change_note=""))
    second = agreed.next_version(first, policy, MUST_READ, at=NOON, valid_from=agreed.days(1))
    roll_back(second.pk, "미룹니다.", by=policy, at=LATER)

    assert notices(jisu, agreed.days(2)) == []
    assert waits(jisu, agreed.days(2)) == []


def test_what_is_withdrawn_or_has_expired_waits_for_nobody(policy, jisu, centre):
    given = {"text": "글", "team_id": centre.pk, "by": policy, "at": NOON, "must_read": True}
    gone = add_notice(title="하나", **given)
    short = add_notice(title="둘", shows_until=agreed.days(1), **given)
    assert waits(jisu) == [gone, short]

    withdraw_notice(gone.pk, by=policy, at=LATER)

    assert (waits(jisu), waits(jisu, agreed.days(1))) == ([short], [])


def test_a_notice_by_itself_is_closed_by_reading_it(policy, jisu, centre):
    notice = add_notice(title="점검", text="글", team_id=centre.pk, must_read=True, by=policy, at=NOON)

    confirm_read(notice.pk, by=jisu, at=LATER)

    assert waits(jisu) == []


def test_adoption_counts_the_people_it_holds_for(policy, admin, jisu, lead, team):
    version = agreed.published(policy, team, ASKING, team_id=team.pk)
    notice = Notice.objects.get(version=version)
    confirm_read(notice.pk, by=lead, at=LATER)
    answer(notice.pk, 1, by=jisu, at=LATER)
    gone = make.person("gone", team, "agent")
    confirm_read(notice.pk, by=gone, at=LATER)
    organisation.change_person(gone.pk, name="나감", email="", locale="ko", active=False, by=admin, at=LATER)

    got = adoption(version.pk)

    # two more people of the team approved the version
    assert got == Adoption(people=4, read=2, understood=1, asks=True)
    assert (got.read_share, got.understood_share) == (0.5, 0.25)
    assert [one.person for one in readers(notice) if one.receipt] == [lead, jisu]


def test_a_version_nobody_was_told_of_has_no_adoption(policy, centre):
    version = agreed.published(policy, centre, agreed.content(change_note=""))

    assert adoption(version.pk) is None


def test_who_works_nowhere_has_nothing_to_read(policy, stranger, centre):
    told(policy, centre)

    assert (waits(stranger), notices(stranger, LATER)) == ([], [])
