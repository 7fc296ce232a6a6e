"""Promises are made, moved, kept, broken, withdrawn and handed over."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.promises.calling import note_call
from gijun.desk.actions.promises.keeping import (
    hand_over,
    keep,
    move,
    note_broken,
    note_broken_promises,
    withdraw,
)
from gijun.desk.actions.promises.told import OutsideHoursError
from gijun.desk.errors import DeskError
from gijun.desk.events.promises import PromiseHandedOver, PromiseKept, PromiseMade, PromiseMoved
from gijun.desk.models import CallAttempt, Handle, Promise, Ticket
from gijun.desk.queries.promises import lists
from gijun.events import log
from gijun.organisation import actions as organisation
from tests import make
from tests.desk.promises.promised import HOUR, callback, last, promise, told
from tests.make import NOON, at


def state(row) -> str:
    return Promise.objects.get(pk=row.pk).state


def test_a_promise_stands_with_the_team_of_whoever_keeps_it(ticket, jisu, team):
    row = promise(ticket, jisu, note="카드 900101-1234567 확인")

    assert (row.owner, row.team, row.state, row.note) == (jisu, team, "open", "카드 900101-******* 확인")
    assert last(PromiseMade.name) == PromiseMade(
        ticket_id=ticket.pk,
        contact_id=ticket.contacts.get().pk,
        team_id=team.pk,
        agent_id=jisu.pk,
        channel="email",
        promise_id=row.pk,
        kind="answer_by",
        due_ms=log.to_ms(at(2 * HOUR)),
        why="knowledge",
        message_id=None,
        callback_reason="",
        avoidable="unknown",
    )


def test_the_same_promise_pressed_twice_is_one(ticket, jisu):
    assert promise(ticket, jisu) == promise(ticket, jisu, when=11)
    assert told() == ["promise_made"]


@pytest.mark.parametrize(
    "more",
    [
        {"due": 10},
        {"due": NOON + timedelta(days=367)},
        {"kind": "sometime"},
        {"kind": "callback", "callback_reason": "because"},
        {"kind": "callback", "avoidable": "perhaps"},
        {"note": "가" * 501},
        {"owner_id": 0},
        {"message_id": 0},
    ],
)
def test_what_nobody_could_keep_is_refused_and_leaves_no_trace(ticket, jisu, more):
    with pytest.raises(DeskError):
        promise(ticket, jisu, **more)

    assert (Promise.objects.count(), told()) == (0, [])


def test_outside_the_hours_of_whoever_keeps_it_the_next_working_time_is_offered(ticket, jisu, hours):
    with pytest.raises(OutsideHoursError) as refused:
        promise(ticket, jisu, due=8 * HOUR)  # 20:00

    assert refused.value.next_at == at(21 * HOUR)  # 9:00 of the next day
    assert promise(ticket, jisu, due=8 * HOUR, outside_ok=True).due_at == at(8 * HOUR)
    assert promise(ticket, jisu, due=6 * HOUR).due_at == at(6 * HOUR)  # as the centre closes


def test_one_tap_says_why_a_call_back_is_needed(ticket, jisu):
    assert promise(ticket, jisu, kind="callback").callback_reason == "checking"


def test_the_number_to_call_is_the_customers(ticket, jisu):
    number = Handle.objects.create(customer=ticket.customer, kind="phone", external_id="+821012342210")

    assert callback(ticket, jisu).handle == number
    with pytest.raises(DeskError):
        callback(ticket, jisu, due=3 * HOUR, handle_id=0)


def test_on_a_closed_ticket_nothing_is_promised(ticket, jisu):
    actions.solve(ticket.pk, by=jisu, at=at(1), reason_id=make.reason().pk)
    assert promise(ticket, jisu, due=HOUR).state == "open"  # solved: a refund may still be due
    actions.close(ticket.pk, at=at(2))

    with pytest.raises(DeskError):
        promise(ticket, jisu, due=3 * HOUR)


def test_kept_in_time(ticket, jisu):
    row = keep(promise(ticket, jisu).pk, by=jisu, at=at(2 * HOUR))  # to the second

    assert (row.state, row.ended_at, last(PromiseKept.name).late) == ("kept", at(2 * HOUR), False)
    assert keep(row.pk, by=jisu, at=at(3 * HOUR)).ended_at == at(2 * HOUR)
    assert told() == ["promise_made", "promise_kept"]


def test_kept_late_is_an_outcome_of_its_own_and_was_broken(ticket, jisu):
    row = keep(promise(ticket, jisu).pk, by=jisu, at=at(2 * HOUR + 1))

    assert (row.state, last(PromiseKept.name).late) == ("kept_late", True)
    assert told() == ["promise_made", "promise_broken", "promise_kept"]


def test_a_promise_is_noted_as_broken_once(ticket, jisu):
    row = promise(ticket, jisu)

    assert note_broken_promises(at(2 * HOUR)) == 0
    assert note_broken_promises(at(2 * HOUR + 1)) == 1
    assert (note_broken_promises(at(3 * HOUR)), note_broken(row.pk, at=at(3 * HOUR))) == (0, False)
    assert (state(row), told()) == ("broken", ["promise_made", "promise_broken"])


def test_moving_keeps_the_history_and_says_who_wanted_it(ticket, jisu):
    row = move(promise(ticket, jisu).pk, due_at=at(4 * HOUR), reason="customer", by=jisu, at=at(60))

    assert (row.state, row.due_at) == ("open", at(4 * HOUR))
    assert [(one.from_at, one.due_at, one.reason) for one in row.moves.all()] == [
        (at(2 * HOUR), at(4 * HOUR), "customer")
    ]
    assert last(PromiseMoved.name).from_ms == log.to_ms(at(2 * HOUR))
    move(row.pk, due_at=at(4 * HOUR), reason="customer", by=jisu, at=at(61))  # the same time again
    assert told() == ["promise_made", "promise_moved"]


def test_moving_what_has_lapsed_does_not_mend_it(ticket, jisu):
    row = move(promise(ticket, jisu).pk, due_at=at(4 * HOUR), reason="ours", by=jisu, at=at(3 * HOUR))

    assert (row.state, note_broken_promises(at(5 * HOUR))) == ("broken", 0)
    assert keep(row.pk, by=jisu, at=at(3.5 * HOUR)).state == "kept_late"
    assert told() == ["promise_made", "promise_broken", "promise_moved", "promise_kept"]


@pytest.mark.parametrize("more", [{"due_at": at(60)}, {"reason": "whim"}])
def test_a_move_into_the_past_or_without_a_reason_is_refused(ticket, jisu, more):
    row = promise(ticket, jisu)

    with pytest.raises(DeskError):
        move(row.pk, **{"due_at": at(4 * HOUR), "reason": "customer"} | more, by=jisu, at=at(60))
    assert told() == ["promise_made"]


def test_withdrawn_before_its_time_it_holds_no_more(ticket, jisu):
    row = promise(ticket, jisu)

    assert withdraw(row.pk, by=jisu, at=at(60)).state == "withdrawn"
    withdraw(row.pk, by=jisu, at=at(61))
    with pytest.raises(DeskError):
        keep(row.pk, by=jisu, at=at(62))
    assert told() == ["promise_made", "promise_withdrawn"]


def test_what_has_lapsed_cannot_be_withdrawn(ticket, jisu):
    row = promise(ticket, jisu)

    with pytest.raises(DeskError):
        withdraw(row.pk, by=jisu, at=at(2 * HOUR + 1))


def test_a_lead_hands_over_what_an_absent_agent_owes(ticket, jisu, minsu, lead, centre):
    head = make.person("head", centre, "centre_head")
    row = promise(ticket, jisu)
    organisation.change_person(
        jisu.pk, name="한지수", email="", locale="ko", active=False, by=head, at=at(20)
    )

    (line,) = lists.of_teams(lead, at(30)).today
    assert (line.promise, line.owner_is_here) == (row, False)
    with pytest.raises(PermissionDenied):
        hand_over(row.pk, to=minsu, by=minsu, at=at(30))
    assert hand_over(row.pk, to=minsu, by=lead, at=at(30)).owner == minsu
    told_last = last(PromiseHandedOver.name)
    assert (told_last.agent_id, told_last.from_agent_id) == (minsu.pk, jisu.pk)


def test_nobody_gets_a_promise_who_does_not_answer_customers(ticket, jisu, admin):
    row = promise(ticket, jisu)

    with pytest.raises(DeskError):
        hand_over(row.pk, to=admin, by=jisu, at=at(30))


def test_promises_of_tickets_one_does_not_see_do_not_exist(ticket, jisu):
    stranger = make.person("x", make.centre("부산"), "agent")
    row = promise(ticket, jisu)

    with pytest.raises(Promise.DoesNotExist):
        keep(row.pk, by=stranger, at=at(60))
    with pytest.raises(Ticket.DoesNotExist):
        promise(ticket, stranger)


def test_calls_are_counted_and_reaching_the_customer_keeps_the_promise(ticket, jisu):
    row = callback(ticket, jisu)

    note_call(row.pk, outcome="no_answer", by=jisu, at=at(60))
    note_call(row.pk, outcome="wrong_number", by=jisu, at=at(120))
    assert state(row) == "open"
    kept = note_call(row.pk, outcome="reached", by=jisu, at=at(180), avoidable="yes")

    assert (kept.state, kept.avoidable, CallAttempt.objects.count()) == ("kept", "yes", 3)


def test_a_customer_who_asks_for_later_moves_the_promise(ticket, jisu):
    row = callback(ticket, jisu)

    with pytest.raises(DeskError):
        note_call(row.pk, outcome="later", by=jisu, at=at(60))
    assert CallAttempt.objects.count() == 0
    moved = note_call(row.pk, outcome="later", due_at=at(5 * HOUR), by=jisu, at=at(60))

    assert (moved.due_at, moved.moves.get().reason) == (at(5 * HOUR), "customer")


def test_only_a_call_back_has_calls(ticket, jisu):
    with pytest.raises(DeskError):
        note_call(promise(ticket, jisu).pk, outcome="reached", by=jisu, at=at(60))


def test_lists_put_overdue_first_then_today_then_later(ticket, jisu, minsu):
    late, today, later = (promise(ticket, jisu, due=due) for due in (60, 2 * HOUR, 30 * HOUR))
    promise(ticket, minsu, due=HOUR)

    found = lists.mine(jisu, at(120))

    assert [[line.promise for line in rows] for rows in (found.overdue, found.today, found.later)] == [
        [late],
        [today],
        [later],
    ]
    assert [line.standing.level for line in (*found.overdue, *found.today, *found.later)] == [
        "late",
        "calm",
        "calm",
    ]
    assert lists.mine(jisu, at(HOUR)).today[0].standing.level == "soon"
    assert lists.count_overdue("desk:promises", jisu, at(120)) == 1


def test_the_avoidable_share_counts_calls_of_which_somebody_knows(ticket, jisu):
    for number, avoidable in enumerate(("yes", "no", "no", "unknown")):
        row = callback(ticket, jisu, due=HOUR + number)
        note_call(row.pk, outcome="reached", by=jisu, at=at(60), avoidable=avoidable)

    share = lists.avoidable_share(jisu, at(HOUR))

    assert (share.part, share.n, share.unknown) == (1, 3, 1)


def test_promises_follow_a_merged_ticket_and_lose_their_words_with_the_customer(team, jisu, manager):
    door = make.account(team)
    loser, winner = make.ticket(door), make.ticket(door, address="b@example.com")
    row = promise(loser, jisu, note="이하늘 님께 연락")

    actions.merge(loser.pk, into_id=winner.pk, by=jisu, at=at(20))
    assert Promise.objects.get(pk=row.pk).ticket == winner
    actions.erase_customer(winner.customer_id, by=manager, at=at(30))
    assert Promise.objects.get(pk=row.pk).note == ""
