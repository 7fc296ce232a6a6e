"""Exceptions judged in a contact: the row, the fact, refusals, and what a merge or an erasure leaves."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from gijun.desk import actions
from gijun.desk.errors import DeskError
from gijun.desk.models import Judgement
from gijun.desk.queries import state
from gijun.desk.queries.judging import judgeable, procedure
from gijun.desk.queries.page import used_standards
from gijun.events.models import Event
from tests import make
from tests.standards import agreed, tabled

LATE = [("why", "change"), ("days", "9일")]


@pytest.fixture
def policy(centre):
    return make.person("policy", centre, "policy_owner")


@pytest.fixture
def version(policy, centre):
    return tabled.published(policy, centre, says=agreed.content(steps=("주문 확인",)))


@pytest.fixture
def ticket(centre):
    return make.ticket(make.account(centre))


@pytest.fixture(autouse=True)
def told_by_the_log(db):
    with translation.override("en"):  # refusals are compared in the language they are written in
        yield
    assert state.from_log() == state.from_rows()


def judge(ticket, version, by, answers=LATE, **more):
    return actions.judge_exception(
        ticket.pk, version_id=version.pk, answers=answers, by=by, at=make.at(60), **more
    )


def test_a_verdict_is_kept_with_its_answers_and_told_without_them(ticket, version, jisu):
    judgement = judge(ticket, version, jisu, took_ms=8200)

    assert judgement.answers == {"why": "단순 변심", "days": "9일"}
    assert (judgement.verdict, judgement.case_place) == ("approval", 2)
    event = Event.objects.get(name="desk.exception_judged")
    assert (event.ticket_id, event.agent_id, event.contact_id) == (ticket.pk, jisu.pk, judgement.contact_id)
    assert event.data == {
        "judgement_id": judgement.pk,
        "standard_id": version.standard_id,
        "version_id": version.pk,
        "verdict": "approval",
        "case_place": 2,
        "questions": 2,
        "took_ms": 8200,
    }


def test_the_case_for_everything_else_has_no_place(ticket, version, jisu):
    answers = [("why", "change"), ("days", "3"), ("opened", "y")]

    assert judge(ticket, version, jisu, answers).case_place is None


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (LATE[:1], "not certain yet"),
        ([("why", "biscuit")], "not understood"),
        ([("colour", "red")], "does not ask"),
    ],
)
def test_nothing_is_kept_while_the_verdict_is_open(ticket, version, jisu, answers, why):
    with pytest.raises(DeskError, match=why):
        judge(ticket, version, jisu, answers)

    assert not Judgement.objects.exists()


def test_a_standard_without_exceptions_is_not_judged_by(ticket, policy, centre, jisu):
    version = make.standard(centre, policy)

    with pytest.raises(DeskError, match="no exceptions"):
        judge(ticket, version, jisu)


def test_who_only_looks_judges_nothing(ticket, version, centre):
    observer = make.person("observer", centre, "observer")

    with pytest.raises(PermissionDenied):
        judge(ticket, version, observer)


def test_judging_again_keeps_both_and_shows_the_last(ticket, version, jisu):
    judge(ticket, version, jisu)
    last = judge(ticket, version, jisu, [("why", "defect")])

    (used,) = used_standards(ticket)
    assert used.judgement == last
    assert [step.text for step in used.version.steps] == ["주문 확인", "사진 받기"]
    assert used.version.case_sentence == tabled.DEFECT.sentence


def test_a_merged_ticket_gives_its_judgements_away(ticket, version, centre, jisu):
    judgement = judge(ticket, version, jisu)
    other = make.ticket(make.account(centre), address="other@example.com")

    actions.merge(ticket.pk, into_id=other.pk, by=jisu, at=make.at(120))

    assert Judgement.objects.get(pk=judgement.pk).ticket_id == other.pk


def test_erasing_the_customer_takes_the_answers_and_leaves_the_verdict(ticket, version, jisu, manager):
    judgement = judge(ticket, version, jisu)

    actions.erase_customer(ticket.customer_id, by=manager, at=make.at(120))

    judgement.refresh_from_db()
    assert (judgement.answers, judgement.verdict) == ({}, "approval")


def test_the_standard_in_use_is_judged_by_before_all_others(ticket, version, policy, centre, jisu):
    other = tabled.published(policy, centre, title="교환 기준")

    assert [one.title for one in judgeable(jisu, ticket, [], make.at(60))] == ["교환 기준", "환불 처리 기준"]
    assert [one.version_id for one in judgeable(jisu, ticket, [other.pk], make.at(60))] == [other.pk]


def test_standards_of_the_tickets_reason_come_first(ticket, version, policy, centre, jisu):
    reason = make.reason()
    tabled.published(policy, centre, title="가장 앞 기준")
    mine = tabled.published(policy, centre, title="환불 사유 기준", reason_id=reason.pk)
    actions.choose_reason(ticket.pk, reason_id=reason.pk, by=jisu, at=make.at(30))
    ticket.refresh_from_db()

    assert judgeable(jisu, ticket, [], make.at(60))[0].version_id == mine.pk


def test_a_procedure_goes_on_where_it_stopped(ticket, version, jisu):
    judge(ticket, version, jisu)
    first = procedure(ticket, version.pk).step
    actions.tick(ticket.pk, item_id=first.pk, done=True, by=jisu, at=make.at(90))

    again = procedure(ticket, version.pk)

    assert (first.text, again.step.text, again.place) == ("주문 확인", "승인 요청", 1)
    assert procedure(ticket, version.pk, 0).is_done
    assert [step.text for step in again.standard.version.steps] == [
        "주문 확인",
        "승인 요청",
        "고객에게 다시 연락",
    ]


def test_a_procedure_whose_steps_are_done_has_no_step_left(ticket, version, jisu):
    for step in procedure(ticket, version.pk).standard.version.steps:
        actions.tick(ticket.pk, item_id=step.pk, done=True, by=jisu, at=make.at(90))

    done = procedure(ticket, version.pk)

    assert (done.step, done.skipped, done.needs_verdict) == (None, 0, True)


def test_there_is_no_procedure_of_a_draft(ticket, policy, centre):
    assert procedure(ticket, agreed.draft(policy, centre).pk) is None
