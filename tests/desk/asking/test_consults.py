"""A question to a policy department: without names, answered without the ticket, kept as a candidate."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk.actions.asking import consults
from gijun.desk.errors import DeskError
from gijun.desk.models import Consult
from gijun.desk.queries import visible
from gijun.desk.queries.asking import consults as reads
from gijun.events.models import Event
from gijun.standards import actions as standards
from gijun.standards.actions import candidates
from gijun.standards.errors import StandardsError
from gijun.standards.models import StandardCandidate
from gijun.standards.queries import state as standards_state
from tests import make
from tests.desk.asking import asked
from tests.make import at


def test_the_department_gets_question_and_context_without_names(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team, text="이하늘 고객 010-1234-5678, 반품 되나요?")

    assert row.question == "○○○ 고객 ***-****-****, 반품 되나요?"
    assert row.context == "▸ 환불은 언제 되나요?"
    assert row.due_at == at(10) + timedelta(minutes=60)
    assert reads.waiting(owner) == [row]
    assert visible.tickets(owner).count() == 0


def test_the_answer_arrives_with_how_long_it_took(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team)
    done = consults.answer_consult(row.pk, text="개봉해도 됩니다", by=owner, at=at(130))

    assert (done.state, done.answer, done.answered_by) == ("answered", "개봉해도 됩니다", owner)
    event = Event.objects.get(name="desk.consult_answered")
    assert (event.agent_id, event.data["took_ms"], event.data["late"]) == (jisu.pk, 120_000, False)
    figures = reads.figures(owner, at(200))
    assert (figures.asked, figures.answered, figures.late, figures.kept) == (1, 1, 0, 0)


def test_a_late_answer_is_counted_late(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team)
    consults.answer_consult(row.pk, text="네", by=owner, at=at(9_000))

    assert Event.objects.get(name="desk.consult_answered").data["late"] is True
    assert reads.figures(owner, at(9_100)).late == 1


def test_it_is_answered_once_and_only_by_its_department(ticket, jisu, owner, policy_team, centre, lead):
    row = asked.question(ticket, jisu, policy_team)
    other = make.person("other", make.team(centre, "법무팀"), "policy_owner")

    with pytest.raises(Consult.DoesNotExist):
        consults.answer_consult(row.pk, text="저요", by=other, at=at(20))
    with pytest.raises(PermissionDenied):
        consults.answer_consult(row.pk, text="저요", by=lead, at=at(20))
    consults.answer_consult(row.pk, text="네", by=owner, at=at(30))
    with pytest.raises(DeskError, match="answered or withdrawn already"):
        consults.answer_consult(row.pk, text="아니요", by=owner, at=at(40))


def test_asking_twice_asks_once_and_withdrawing_ends_it(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team)
    assert asked.question(ticket, jisu, policy_team, when=20) == row
    consults.withdraw_consult(row.pk, by=jisu, at=at(30))

    with pytest.raises(DeskError, match="answered or withdrawn already"):
        consults.answer_consult(row.pk, text="네", by=owner, at=at(40))
    with pytest.raises(DeskError, match="Choose a department"):
        asked.question(ticket, jisu, ticket.team)


def test_earlier_answers_on_the_reason_stand_beside_it(ticket, jisu, owner, policy_team):
    ticket.reason = make.reason()
    ticket.save()
    first = asked.question(ticket, jisu, policy_team)
    consults.answer_consult(first.pk, text="네", by=owner, at=at(30))
    second = asked.question(ticket, jisu, policy_team, text="색상 교환은요?", when=40)

    assert reads.alike(second, owner) == [first]


@pytest.fixture
def kept(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team)
    consults.answer_consult(row.pk, text="개봉해도 7일 안이면 됩니다.", by=owner, at=at(30))
    consults.keep_answer(row.pk, by=owner, at=at(40))
    consults.keep_answer(row.pk, by=owner, at=at(41))
    return StandardCandidate.objects.get()


@pytest.fixture
def writer(centre):
    return make.person("writer", centre, "cx_operator")


def test_a_kept_answer_becomes_the_draft_of_a_standard(kept, writer):
    draft = candidates.begin_standard(kept.pk, title="개봉 상품 반품", by=writer, at=at(60))

    kept.refresh_from_db()
    assert [one.text for one in draft.sentences.all()] == ["개봉해도 7일 안이면 됩니다."]
    assert (kept.state, kept.standard_id) == ("begun", draft.standard_id)
    with pytest.raises(StandardsError, match="decided about this candidate already"):
        candidates.decline_candidate(kept.pk, by=writer, at=at(70))
    assert standards_state.from_log() == standards_state.from_rows()


def test_a_candidate_goes_into_a_standard_there_is_or_nowhere(kept, writer, centre):
    matter = standards.Matter("반품 기준")
    standard = standards.add_standard(matter, team_id=centre.pk, owner_id=writer.pk, by=writer, at=at(50))
    joined = candidates.join_standard(kept.pk, standard_id=standard.pk, by=writer, at=at(60))

    assert (joined.state, joined.standard) == ("joined", standard)
    assert standards_state.from_log().candidates == standards_state.from_rows().candidates


def test_an_agent_settles_no_candidate(kept, jisu):
    with pytest.raises(PermissionDenied):
        candidates.decline_candidate(kept.pk, by=jisu, at=at(60))


def test_an_open_question_is_no_candidate_yet(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team)

    with pytest.raises(DeskError, match="Answer it first"):
        consults.keep_answer(row.pk, by=owner, at=at(20))
