"""Up the tree with a clock, helped with in three ways, back with an answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.asking import escalations
from gijun.desk.actions.asking.clock import send_up
from gijun.desk.errors import DeskError, TakenError
from gijun.desk.models import Escalation, Ticket
from gijun.desk.queries.asking.escalations import inbox, quoted, whispers
from gijun.desk.terms.asking import AskState
from gijun.events.models import Event
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.terms import StateKind
from gijun.standards.models import StandardCandidate
from gijun.standards.queries import state as standards_state
from tests import make
from tests.desk.asking import asked
from tests.make import NOON, at


def told(name):
    return Event.objects.filter(name=f"desk.{name}").order_by("position").last()


def test_it_goes_to_the_lead_with_a_clock_and_its_cause(ticket, jisu, lead, manager):
    row = asked.up(ticket, jisu)

    assert (row.role, row.state, row.is_last) == ("team_lead", "waiting", False)
    assert row.due_at == at(10) + timedelta(minutes=10)
    event = told("escalation_asked")
    assert (event.ticket_id, event.agent_id, event.data["why"], event.data["kind"]) == (
        ticket.pk, jisu.pk, "authority", "takeover",
    )  # fmt: skip


def test_asking_twice_asks_once(ticket, jisu, lead):
    assert asked.up(ticket, jisu).pk == asked.up(ticket, jisu, when=20).pk
    assert Event.objects.filter(name="desk.escalation_asked").count() == 1


def test_a_second_request_on_the_ticket_is_refused_while_one_is_open(ticket, jisu, lead):
    asked.up(ticket, jisu)

    with pytest.raises(DeskError, match="has been asked about this ticket already"):
        asked.up(ticket, jisu, kind="out_of_manual")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"why": ""}, "Say what is missing"),
        ({"note": "  "}, "Write in one line"),
        ({"kind": "other"}, "Choose what goes up"),
    ],
)
def test_what_is_missing_is_said(ticket, jisu, lead, given, why):
    wanted = {"kind": "takeover", "why": "authority", "note": "급합니다"} | given

    with pytest.raises(DeskError, match=why):
        escalations.ask_up(ticket.pk, **wanted, by=jisu, at=NOON)


def test_where_nobody_stands_above_it_is_refused(ticket, jisu):
    with pytest.raises(DeskError, match="Nobody above this team could answer"):
        asked.up(ticket, jisu)


def test_what_nobody_picks_up_goes_up_level_by_level_and_stays_at_the_top(ticket, jisu, lead, manager, head):
    row = asked.up(ticket, jisu)

    assert send_up(row.due_at - timedelta(seconds=1)) == 0
    assert send_up(row.due_at) == 1
    row.refresh_from_db()
    assert (row.role, row.level) == ("operations_manager", 1)
    assert send_up(row.due_at) == 1
    row.refresh_from_db()
    assert (row.role, row.is_last) == ("centre_head", True)
    assert send_up(row.due_at + timedelta(days=9)) == 0
    names = Event.objects.filter(name="desk.escalation_went_up").values_list("data__role", flat=True)
    assert list(names.order_by("position")) == ["operations_manager", "centre_head"]


def test_a_lead_who_is_away_is_not_asked(ticket, jisu, lead, manager):
    enter_state(manager.pk, StateKind.READY, by=manager, at=NOON)

    assert asked.up(ticket, jisu).role == "operations_manager"


def test_what_waits_on_a_solved_ticket_is_withdrawn_by_the_clock(ticket, jisu, lead, manager):
    row = asked.up(ticket, jisu)
    actions.solve(ticket.pk, by=jisu, at=at(20), reason_id=make.reason().pk)

    assert send_up(row.due_at) == 1
    assert Escalation.objects.get().state == AskState.WITHDRAWN


def test_the_lead_answers_and_it_comes_back(ticket, jisu, lead):
    row = asked.up(ticket, jisu)
    done = escalations.answer(row.pk, text="제가 전화드리겠습니다", by=lead, at=at(70))

    assert (done.state, done.taken_by, done.mode, done.answer) == (
        "answered", lead, "answer", "제가 전화드리겠습니다",
    )  # fmt: skip
    event = told("escalation_answered")
    assert (event.agent_id, event.actor_id, event.data["took_ms"]) == (jisu.pk, lead.pk, 60_000)


def test_taking_over_takes_the_ticket_and_the_answer_gives_it_back(ticket, jisu, lead):
    row = asked.up(ticket, jisu)

    escalations.pick_up(row.pk, mode="take_over", by=lead, at=at(30))
    assert Ticket.objects.get(pk=ticket.pk).assignee == lead
    escalations.answer(row.pk, text="해결했습니다", by=lead, at=at(90))
    assert Ticket.objects.get(pk=ticket.pk).assignee == jisu


def test_a_lead_may_keep_what_they_took_over(ticket, jisu, lead):
    row = asked.up(ticket, jisu)
    escalations.pick_up(row.pk, mode="take_over", by=lead, at=at(30))
    escalations.answer(row.pk, text="끝까지 맡겠습니다", by=lead, at=at(90), keep_ticket=True)

    assert Ticket.objects.get(pk=ticket.pk).assignee == lead


def test_the_helper_may_change_how_but_nobody_else_picks_it_up(ticket, jisu, lead, manager):
    row = asked.up(ticket, jisu)
    escalations.pick_up(row.pk, mode="answer", by=lead, at=at(30))
    escalations.pick_up(row.pk, mode="co_handle", by=lead, at=at(40))
    escalations.pick_up(row.pk, mode="co_handle", by=lead, at=at(41))

    with pytest.raises(TakenError, match="오실장 picked this up first"):
        escalations.pick_up(row.pk, mode="answer", by=manager, at=at(50))
    modes = Event.objects.filter(name="desk.escalation_picked_up").values_list("data__mode", flat=True)
    assert list(modes.order_by("position")) == ["answer", "co_handle"]


def test_nobody_answers_their_own_request(ticket, lead, manager):
    actions.assign(ticket.pk, to=lead, by=manager, at=NOON)
    row = asked.up(ticket, lead)

    assert row.role == "operations_manager"
    with pytest.raises(Escalation.DoesNotExist):
        escalations.answer(row.pk, text="나야 나", by=lead, at=at(30))


def test_an_agent_and_another_teams_lead_answer_nothing(ticket, jisu, lead, centre):
    row = asked.up(ticket, jisu)
    colleague = make.person("colleague", ticket.team, "agent")
    stranger = make.person("stranger", make.team(centre, "2팀"), "team_lead")

    with pytest.raises(PermissionDenied):
        escalations.pick_up(row.pk, mode="answer", by=colleague, at=at(20))
    with pytest.raises(Escalation.DoesNotExist):
        escalations.pick_up(row.pk, mode="answer", by=stranger, at=at(20))
    assert inbox(stranger, at(20)) == []
    assert [line.is_mine for line in inbox(lead, at(20))] == [True]


def test_what_stands_in_no_manual_becomes_a_candidate_without_names(ticket, jisu, lead):
    row = asked.up(ticket, jisu, kind="out_of_manual", why="knowledge")
    done = escalations.answer(row.pk, text="이하늘 고객님께는 010-1234-5678로 안내", by=lead, at=at(70))

    kept = StandardCandidate.objects.get(pk=done.candidate_id)
    assert (kept.kind, kept.ticket_id, kept.text) == (
        "exception", ticket.pk, "○○○ 고객님께는 ***-****-****로 안내",
    )  # fmt: skip
    assert standards_state.from_log().candidates == standards_state.from_rows().candidates


def test_withdrawing_ends_it_and_twice_changes_nothing(ticket, jisu, lead):
    row = asked.up(ticket, jisu)
    escalations.withdraw(row.pk, by=jisu, at=at(20))
    escalations.withdraw(row.pk, by=jisu, at=at(30))

    with pytest.raises(DeskError, match="answered or withdrawn already"):
        escalations.answer(row.pk, text="늦었네요", by=lead, at=at(40))
    assert Event.objects.filter(name="desk.escalation_withdrawn").count() == 1


def test_a_whisper_is_read_by_the_two_and_leads_only(ticket, jisu, lead, manager):
    escalations.whisper(ticket.pk, to=None, text="환불 규정 3조를 보세요", by=lead, at=at(30))
    colleague = make.person("colleague", ticket.team, "agent")

    def heard(person):
        return [row.text for row in whispers(person, ticket)]

    assert heard(jisu) == heard(lead) == heard(manager) == ["환불 규정 3조를 보세요"]
    assert heard(colleague) == []
    assert ticket.messages.count() == 1  # no message: no list, search or export ever shows it
    with pytest.raises(PermissionDenied):
        escalations.whisper(ticket.pk, to=None, text="나도", by=colleague, at=at(40))


def test_what_was_asked_follows_a_merged_ticket(ticket, jisu, lead):
    row = asked.up(ticket, jisu)
    escalations.whisper(ticket.pk, to=None, text="확인 중", by=lead, at=at(15))
    other = make.ticket(make.account(ticket.team), address="other@example.com")
    actions.merge(ticket.pk, into_id=other.pk, by=jisu, at=at(30))

    row.refresh_from_db()
    assert row.ticket_id == other.pk


def test_erasing_the_customer_empties_what_was_asked(ticket, jisu, lead, manager):
    row = asked.up(ticket, jisu)
    escalations.answer(row.pk, text="이하늘 고객님 건", by=lead, at=at(70))
    actions.erase_customer(ticket.customer_id, by=manager, at=at(90))

    row.refresh_from_db()
    assert (row.note, row.answer, row.state) == ("", "", "answered")


def test_the_quote_names_nobody(team, jisu):
    made = make.ticket(make.account(team), body="이하늘입니다. 010-1234-5678로 연락 주세요")

    assert quoted(made) == "▸ ○○○입니다. ***-****-****로 연락 주세요"
