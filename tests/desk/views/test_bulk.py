"""Many tickets at once: each by its own rules, and back again as far as that is true."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from gijun.desk import actions as desk
from gijun.desk.actions import bulk as actions
from gijun.desk.actions.clocks import rebuild
from gijun.desk.actions.sorting.wrapping import name_cause
from gijun.desk.errors import DeskError
from gijun.desk.models import BulkChange, Ticket, TicketClock, TicketTag
from gijun.desk.queries import bulk as queries
from gijun.desk.terms import Priority
from gijun.desk.terms.sorting import Cause
from gijun.desk.terms.views import Act
from gijun.events.models import Event
from gijun.web.tasks import change_tickets, follow_changes, go_on_with_changes
from tests import make
from tests.desk.clocks import agreed
from tests.desk.sorting import sorted as built
from tests.desk.views import seen
from tests.make import NOON, at


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def rows(team):
    return seen.tickets(team, 3)


def of(rows, name):
    return list(
        Ticket.objects.filter(pk__in=[row.pk for row in rows]).order_by("id").values_list(name, flat=True)
    )


def told(name):
    return [event.data for event in Event.objects.filter(name=name)]


def test_each_ticket_is_given_by_the_real_action_and_given_back(lead, jisu, rows):
    desk.take(rows[0].pk, by=jisu, at=at(10))

    change = seen.changed(Act.ASSIGN, rows, lead, at(20), to=jisu.pk)

    assert of(rows, "assignee_id") == [jisu.pk] * 3
    assert seen.states(change) == ["unchanged", "done", "done"]
    assert told("desk.bulk_changed") == [
        {"change_id": change.pk, "act": "assign", "changed": 2, "unchanged": 1, "failed": 0}
    ]
    assert Event.objects.filter(name="desk.ticket_assigned").count() == 3
    assert seen.replayed()

    back = seen.undone(change, lead, at(60))

    assert of(rows, "assignee_id") == [jisu.pk, None, None]
    assert seen.states(back) == ["unchanged", "undone", "undone"]
    assert told("desk.bulk_undone") == [{"change_id": change.pk, "undone": 2, "kept": 0}]
    assert seen.replayed()


def test_one_bad_row_never_stops_the_rest_and_says_why(jisu, rows):
    reason = make.reason()
    for row in (rows[0], rows[2]):
        desk.choose_reason(row.pk, reason_id=reason.pk, by=jisu, at=at(10))

    change = seen.changed(Act.SOLVE, rows, jisu, at(20))

    assert seen.states(change) == ["done", "failed", "done"]
    assert change.rows.get(state="failed").why == (
        "Choose what the contact was about before you solve the ticket."
    )
    assert of(rows, "status") == ["resolved", "new", "resolved"]
    assert seen.replayed()


def test_a_ticket_whose_action_breaks_is_set_aside_and_the_others_go_on(jisu, rows, monkeypatch, caplog):
    real = actions.tickets.set_priority

    def breaks(ticket_id, **more):
        if ticket_id == rows[1].pk:
            raise RuntimeError("a bug")
        return real(ticket_id, **more)

    monkeypatch.setattr(actions.tickets, "set_priority", breaks)

    change = seen.changed(Act.PRIORITY, rows, jisu, at(20), priority=4)

    assert seen.states(change) == ["done", "failed", "done"]
    assert of(rows, "priority") == [4, 2, 4]
    assert "a bug" in caplog.text
    assert seen.replayed()


def test_what_somebody_may_not_do_alone_they_may_not_do_to_many(jisu, lead, rows):
    change = seen.changed(Act.ASSIGN, rows, jisu, at(20), to=jisu.pk)

    assert seen.states(change) == ["failed"] * 3
    assert of(rows, "assignee_id") == [None] * 3


def test_the_same_page_sent_twice_is_one_change(jisu, rows):
    key, ids = str(uuid4()), [row.pk for row in rows]
    made = [
        actions.request_bulk(Act.PRIORITY, {"priority": 4}, ids, key=key, by=jisu, at=at(number))
        for number in (1, 2)
    ]
    for _again in range(2):
        actions.run_bulk(made[0].pk, clock=lambda: at(3))

    assert made[0] == made[1]
    assert Event.objects.filter(name="desk.priority_changed").count() == 3
    assert len(told("desk.bulk_changed")) == 1


def test_tickets_of_others_are_never_meant(centre, jisu, rows):
    stranger = make.person("stranger", make.team(centre, "2팀"), "agent")

    with pytest.raises(DeskError):
        actions.request_bulk(
            Act.PRIORITY, {"priority": 4}, [row.pk for row in rows], key=str(uuid4()), by=stranger, at=at(1)
        )
    assert BulkChange.objects.count() == 0


@pytest.mark.parametrize(
    ("act", "content", "name", "before", "after"),
    [
        (Act.PRIORITY, {"priority": 4}, "priority", Priority.NORMAL, Priority.URGENT),
        (Act.CAUSE, {"cause": "policy"}, "cause", "", "policy"),
        (Act.PARK, {"status": "waiting_customer"}, "status", "open", "waiting_customer"),
    ],
)
def test_an_act_changes_every_ticket_and_its_undo_brings_back_what_was(
    jisu, rows, act, content, name, before, after
):
    for row in rows:
        desk.take(row.pk, by=jisu, at=at(10))

    change = seen.changed(act, rows, jisu, at(20), **content)
    assert of(rows, name) == [after] * 3
    seen.undone(change, jisu, at(30))

    assert of(rows, name) == [before] * 3
    assert seen.replayed()


def test_tags_are_put_on_and_off_and_only_what_changed_is_undone(centre, manager, jisu, rows):
    tag = built.tag(centre, manager)
    actions.tags.put_tag(rows[0].pk, tag_id=tag.pk, by=jisu, at=at(10))

    put = seen.changed(Act.ADD_TAG, rows, jisu, at(20), tag=tag.pk)
    assert (seen.states(put), TicketTag.objects.count()) == (["unchanged", "done", "done"], 3)
    seen.undone(put, jisu, at(30))
    assert list(TicketTag.objects.values_list("ticket_id", flat=True)) == [rows[0].pk]

    taken = seen.changed(Act.TAKE_TAG, rows, jisu, at(40), tag=tag.pk)
    assert TicketTag.objects.count() == 0
    seen.undone(taken, jisu, at(50))
    assert list(TicketTag.objects.values_list("ticket_id", flat=True)) == [rows[0].pk]
    assert seen.replayed()


def test_a_put_back_ticket_returns_to_whoever_held_it(jisu, lead, rows):
    desk.take(rows[0].pk, by=jisu, at=at(10))
    desk.take(rows[1].pk, by=lead, at=at(10))

    change = seen.changed(Act.RELEASE, rows[:2], lead, at(20))
    assert of(rows, "assignee_id") == [None] * 3
    seen.undone(change, lead, at(30))

    assert of(rows, "assignee_id") == [jisu.pk, lead.pk, None]
    assert seen.replayed()


def test_a_reason_is_undone_only_where_there_was_one(jisu, rows):
    refund, parcel = make.reason(), make.reason("parcel", "배송")
    desk.choose_reason(rows[0].pk, reason_id=refund.pk, by=jisu, at=at(10))

    change = seen.changed(Act.REASON, rows, jisu, at(20), reason=parcel.pk)
    back = seen.undone(change, jisu, at(30))

    assert seen.states(back) == ["undone", "kept", "kept"]
    assert of(rows, "reason_id") == [refund.pk, parcel.pk, parcel.pk]
    assert set(back.rows.filter(state="kept").values_list("why", flat=True)) == {
        "It had no reason before, and a reason cannot be taken away, only changed."
    }
    assert seen.replayed()


def test_where_the_customer_wrote_since_solving_stays_and_says_so(team, jisu, rows):
    reason = make.reason()
    for row in rows:
        desk.choose_reason(row.pk, reason_id=reason.pk, by=jisu, at=at(10))
    change = seen.changed(Act.SOLVE, rows, jisu, at(20))
    make.inbound(make.account(team), ticket_id=rows[1].pk, address="c@example.com", when=at(25))

    back = seen.undone(change, jisu, at(30))

    assert seen.states(back) == ["undone", "kept", "undone"]
    assert list(back.rows.order_by("place").values_list("why", flat=True)) == [
        "",
        "The customer has written since.",
        "",
    ]
    assert of(rows, "status") == ["new", "open", "new"]
    assert of(rows, "waiting_since") == [NOON, at(25), at(2)]
    assert seen.replayed()


def test_undoing_a_solution_leaves_no_trace_on_clocks_and_contacts(centre, manager, team, jisu, rows):
    agreed.targets(centre, by=manager, when=NOON - timedelta(days=1))
    (row,) = seen.tickets(team, 1)
    reason = make.reason()
    desk.choose_reason(row.pk, reason_id=reason.pk, by=jisu, at=at(10))
    before = clocks_of(row)

    change = seen.changed(Act.SOLVE, [row], jisu, at(20))
    assert clocks_of(row) != before
    desk.set_priority(row.pk, priority=Priority.NORMAL, by=jisu, at=at(25))
    seen.undone(change, jisu, at(30))

    assert clocks_of(row) == before
    assert list(rebuild(at=at(40), tell=lambda _done, _total: None)) == []
    assert list(row.contacts.values_list("ended_at", flat=True)) == [None]
    assert not Event.objects.filter(name="desk.ticket_reopened").exists()
    assert seen.replayed()


def clocks_of(row):
    return list(TicketClock.objects.filter(ticket=row).order_by("id").values())


def test_a_ticket_solved_once_more_since_stays_solved(jisu, rows):
    reason = make.reason()
    desk.choose_reason(rows[0].pk, reason_id=reason.pk, by=jisu, at=at(10))
    change = seen.changed(Act.SOLVE, rows[:1], jisu, at(20))
    desk.reopen(rows[0].pk, by=jisu, at=at(22))
    desk.solve(rows[0].pk, by=jisu, at=at(24))

    back = seen.undone(change, jisu, at(30))

    assert seen.states(back) == ["kept"]
    assert of(rows[:1], "status") == ["resolved"]


def test_a_solution_after_a_reply_that_was_taken_back_stays(jisu, rows):
    reason = make.reason()
    said = desk.reply(rows[0].pk, body="네.", by=jisu, at=at(15))
    desk.choose_reason(rows[0].pk, reason_id=reason.pk, by=jisu, at=at(16))
    change = seen.changed(Act.SOLVE, rows[:1], jisu, at(17))
    desk.withdraw_reply(said.pk, by=jisu, at=at(18))

    assert seen.states(seen.undone(change, jisu, at(30))) == ["kept"]
    assert seen.replayed()


def test_what_somebody_changed_since_is_left_alone(jisu, rows):
    change = seen.changed(Act.PRIORITY, rows, jisu, at(20), priority=4)
    desk.set_priority(rows[1].pk, priority=Priority.LOW, by=jisu, at=at(25))

    back = seen.undone(change, jisu, at(30))

    assert of(rows, "priority") == [Priority.NORMAL, Priority.LOW, Priority.NORMAL]
    assert list(back.rows.filter(state="kept").values_list("why", flat=True)) == [
        "Somebody changed it since."
    ]


def test_merged_tickets_stay_merged_and_the_undo_is_refused(jisu, rows):
    change = seen.changed(Act.MERGE, rows, jisu, at(20), into=rows[0].pk)

    assert of(rows, "merged_into_id") == [None, rows[0].pk, rows[0].pk]
    assert seen.states(change) == ["unchanged", "done", "done"]
    with pytest.raises(DeskError, match="stay merged"):
        actions.request_undo(change.pk, by=jisu, at=at(30))
    assert seen.replayed()


def test_after_ten_minutes_and_for_others_there_is_no_undo(jisu, lead, rows):
    change = seen.changed(Act.PRIORITY, rows, jisu, at(20), priority=4)

    with pytest.raises(DeskError, match="10 minutes"):
        actions.request_undo(change.pk, by=jisu, at=at(20 + 601))
    with pytest.raises(BulkChange.DoesNotExist):
        actions.request_undo(change.pk, by=lead, at=at(30))
    assert of(rows, "priority") == [Priority.URGENT] * 3


def test_undoing_twice_is_once(jisu, rows):
    change = seen.changed(Act.PRIORITY, rows, jisu, at(20), priority=4)
    for _again in range(2):
        seen.undone(change, jisu, at(30))

    assert len(told("desk.bulk_undone")) == 1
    assert seen.replayed()


def test_the_forecast_counts_what_would_change(jisu, rows):
    ids = [row.pk for row in rows]
    desk.take(rows[0].pk, by=jisu, at=at(10))
    name_cause(rows[0].pk, cause=Cause.POLICY, by=jisu, at=at(10))

    assert queries.foreseen(Act.CAUSE, {"cause": "policy"}, ids) == 2
    assert queries.foreseen(Act.ASSIGN, {"to": jisu.pk}, ids) == 2
    assert queries.foreseen_each(ids) == {"assign": 3, "release": 1, "solve": 3, "park": 3, "merge": 3}


def test_many_are_left_to_the_worker_and_few_are_not(jisu, team, django_capture_on_commit_callbacks):
    from django_tasks_db.models import DBTaskResult

    many = seen.tickets(team, 21)
    with django_capture_on_commit_callbacks(execute=True):
        for rows in (many, many[:20]):
            ids = [row.pk for row in rows]
            change = actions.request_bulk(
                Act.PRIORITY, {"priority": 3}, ids, key=str(uuid4()), by=jisu, at=at(60)
            )

    waiting = DBTaskResult.objects.filter(task_path=change_tickets.module_path)
    first = BulkChange.objects.order_by("id").first()
    assert [one.args_kwargs["args"] for one in waiting] == [[first.pk]]
    assert change.pk != first.pk
    assert change_tickets.func(first.pk) == "done"
    assert seen.states(first) == ["done"] * 21
    assert follow_changes([]) is None


def test_a_change_whose_worker_was_stopped_goes_on_where_it_was(jisu, rows):
    ids = [row.pk for row in rows]
    change = actions.request_bulk(Act.PRIORITY, {"priority": 4}, ids, key=str(uuid4()), by=jisu, at=at(20))
    first = change.rows.order_by("place").first()
    actions._apply(change, first.pk, at(21))

    assert actions.resume_bulk(at(60), clock=lambda: at(60)) == 0  # somebody may still be at it
    assert actions.resume_bulk(at(90), clock=lambda: at(90)) == 1
    change.refresh_from_db()
    assert (change.state, seen.states(change)) == ("done", ["done"] * 3)
    assert Event.objects.filter(name="desk.priority_changed").count() == 3
    assert go_on_with_changes.func() == 0
    assert seen.replayed()
