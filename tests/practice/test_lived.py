"""What somebody finds who signs in to the practice centre for the first time: a busy desk, and why."""

from collections import Counter
from datetime import timedelta

import pytest

from gijun.desk.actions.routing import answer_offer, route
from gijun.desk.models import (
    ApprovalRequest,
    AutoAnswer,
    Broadcast,
    CallAttempt,
    ClockPolicy,
    Consult,
    CustomerFlag,
    EndingRun,
    Escalation,
    FieldValue,
    FloorSample,
    Memo,
    ModePeriod,
    Offer,
    ProcedureRun,
    Promise,
    Queued,
    Satisfaction,
    SavedView,
    SentenceFlag,
    SnippetUse,
    TemplateText,
    TemplateUse,
    TemplateVersion,
    Ticket,
    TicketTag,
)
from gijun.desk.queries import clocks, state
from gijun.organisation.actions import enter_state
from gijun.organisation.models import AgentState, BreakRequest, Person
from gijun.organisation.queries import floor_state, practice_logins
from gijun.organisation.terms import Role, StateKind
from gijun.standards.models import StandardCandidate
from gijun.standards.queries import state as standards_state
from tests.organisation import test_replay as organisation
from tests.practice.lived import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lived")]


def me() -> Person:
    return Person.objects.get(username="agent11")


def counted(rows, *names: str) -> Counter:
    return Counter(rows.values_list(*names, flat=len(names) == 1))


def test_replaying_the_whole_log_equals_the_rows_of_desk_organisation_and_standards():
    assert state.from_log() == state.from_rows()
    assert floor_state.from_log() == floor_state.from_rows()
    told, kept = organisation.from_log(), organisation.from_rows()
    kept.temporary = {}  # their passwords came with them; the log tells of passwords that are set later
    assert told == kept
    assert standards_state.from_log() == standards_state.from_rows()


def test_one_person_of_each_role_stands_ready_to_be_tried():
    roles = [person.memberships.get().role for person in practice_logins()]

    assert sorted(roles) == sorted(Role)


def test_the_floor_holds_every_kind_of_state_one_over_its_limit_and_one_whose_page_is_silent():
    now = AgentState.objects.filter(ended_at=None)
    over = now.filter(overran=True)
    silent = now.exclude(seen_at=None)

    assert set(now.values_list("kind", flat=True)) >= {
        StateKind.READY, StateKind.IN_CONTACT, StateKind.PREPARING, StateKind.AWAY, StateKind.AFTER_WORK,
        StateKind.COACHING, StateKind.TRAINING,
    }  # fmt: skip
    assert list(over.values_list("person__username", "kind")) == [("agent13", "away")]
    assert list(silent.values_list("person__username", "kind")) == [("agent15", "in_contact")]
    assert NOW - silent.get().seen_at < timedelta(minutes=15)
    assert counted(BreakRequest.objects.all(), "state")["asked"] == 1
    assert counted(BreakRequest.objects.all(), "state")["over"] > 100


def test_what_waits_says_why_and_nobody_but_who_signs_in_is_asked():
    waits = counted(Queued.objects.waiting(), "queue", "reason")

    assert waits["general", "by_hand"] >= 8
    assert {queue for queue, _reason in waits} == {"general", "refunds", "claims", "delivery"}
    assert not any(reason == "" for _queue, reason in waits)
    assert Offer.objects.open().count() == 0
    assert set(counted(Offer.objects.all(), "answer")) == {"accepted", "refused"}


def test_who_chooses_ready_is_offered_a_refund_at_the_next_pass():
    at = NOW + timedelta(seconds=20)
    enter_state(me().pk, StateKind.READY, by=me(), at=at)

    route(at)

    offer = Offer.objects.open().get()
    assert offer.person == me()
    ticket = answer_offer(offer.pk, accept=True, by=me(), at=at)
    assert ticket.assignee == me()


def test_some_targets_are_missed_some_nearly_and_most_were_kept():
    ids = list(Ticket.objects.active().values_list("pk", flat=True))
    levels = Counter(mark.level for mark in clocks.marks(ids, NOW).values())
    log_says = state.from_rows().clocks

    assert min(levels["late"], levels["soon"], levels[""], levels["paused"]) >= 1
    assert ClockPolicy.objects.count() == 2
    assert log_says == state.from_log().clocks


def test_what_was_asked_stands_at_every_stage():
    assert {("takeover", "waiting"), ("out_of_manual", "answered")} <= set(
        counted(Escalation.objects.all(), "kind", "state")
    )
    assert {"waiting", "approved"} <= set(counted(ApprovalRequest.objects.all(), "state"))
    assert {"waiting", "answered"} <= set(counted(Consult.objects.all(), "state"))
    assert StandardCandidate.objects.filter(kind="exception").count() >= 1


def test_promises_are_kept_broken_and_due():
    mine = Promise.objects.filter(owner=me())
    states = counted(mine, "state")
    due_today = mine.filter(state="open", due_at__gt=NOW, due_at__lt=NOW + timedelta(hours=4))

    assert states["broken"] >= 1
    assert due_today.count() >= 3
    assert CallAttempt.objects.filter(promise__owner=me(), outcome="no_answer").count() == 2
    assert {"kept", "kept_late"} <= set(counted(Promise.objects.all(), "state"))
    assert Satisfaction.objects.count() >= 5


def test_words_are_templates_scripts_procedures_and_doubts():
    assert TemplateVersion.objects.filter(number=2).count() == 3
    assert TemplateText.objects.filter(is_short=True).count() >= 3
    uses = (TemplateUse, SnippetUse, ProcedureRun, SentenceFlag)
    assert [model.objects.exists() for model in uses] == [True] * 4


def test_tickets_are_sorted_and_lists_are_shared():
    filled = counted(FieldValue.objects.all(), "text")
    assert {"shipped", "delivered", "returning"} <= set(filled)
    assert set(Ticket.objects.exclude(cause="").values_list("cause", flat=True)) >= {"input_flow", "policy"}
    assert TicketTag.objects.exists()
    assert Memo.objects.exists()
    assert SavedView.objects.exclude(team=None).count() == 4


def test_modes_and_broadcasts_are_scheduled_and_night_mails_answered_by_a_rule():
    today = NOW.date()
    shows = [row.starts_at.date() for row in Broadcast.objects.all()]

    assert {today, today + timedelta(days=1)} <= set(shows)
    assert counted(ModePeriod.objects.all(), "mode") == {"peak": 1}
    assert FloorSample.objects.count() >= 30
    assert AutoAnswer.objects.filter(occasion="outside_hours").exists()


def test_people_are_spared():
    assert counted(CustomerFlag.objects.all(), "state") == {"active": 1, "asked": 1}
    assert counted(EndingRun.objects.all(), "stage") == {"ended": 1}
    assert AgentState.objects.filter(reason="rest").count() == 1
