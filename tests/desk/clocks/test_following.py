"""Rows of clocks follow the log inside the action, and can be built anew from it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from gijun.desk import actions
from gijun.desk.actions import clocks
from gijun.desk.errors import DeskError
from gijun.desk.models import ClockPolicy, Ticket, TicketClock
from gijun.desk.models.modes import ModePeriod, ModePlan
from gijun.desk.queries import clocks as reads
from gijun.desk.queries import state
from gijun.desk.terms import Priority, TicketStatus
from gijun.events.models import Event
from tests import make
from tests.desk.clocks import agreed
from tests.make import NOON, at


def minutes(number):
    return NOON + timedelta(minutes=number)


def told(name):
    return list(Event.objects.filter(name=name).order_by("position"))


@pytest.fixture
def door(centre, team):
    agreed.office_hours(centre)
    agreed.targets(centre)
    return make.account(team)


def test_a_new_ticket_is_due_by_the_targets_and_hours_in_force(door):
    ticket = make.ticket(door, when=minutes(300))  # 17:00 on a Wednesday

    first, resolution = agreed.clock(ticket, "first_response"), agreed.clock(ticket, "resolution")
    assert first.due_at == minutes(360)  # 18:00, as the centre closes
    assert resolution.due_at == minutes(300 + 60 + 15 * 60 + 7 * 60)  # 16:00 the next day
    assert ticket.due_at == minutes(360)


def test_without_targets_there_are_no_clocks(team):
    ticket = make.ticket(make.account(team))

    assert (ticket.due_at, TicketClock.objects.count(), told("desk.clock_cycle_started")) == (None, 0, [])


def test_an_answer_stops_the_clock_in_the_same_action_and_is_recorded_as_kept(door, jisu):
    ticket = make.ticket(door)
    actions.reply(ticket.pk, body="곧 답하겠습니다.", by=jisu, at=minutes(20))

    kept = told("desk.clock_kept")
    assert [(one.data["metric"], one.data["used_ms"], one.agent_id) for one in kept] == [
        ("first_response", 20 * 60_000, jisu.pk)
    ]
    ticket.refresh_from_db()
    assert ticket.due_at is None  # the solution waits for the customer
    assert agreed.clock(ticket, "resolution").left_ms == 460 * 60_000


def test_a_reply_that_takes_and_solves_is_followed_once(door, jisu):
    ticket = make.ticket(door)
    reason = make.reason()

    with CaptureQueriesContext(connection) as asked:
        actions.reply(ticket.pk, body="네.", by=jisu, at=minutes(20), then_solve=True, reason_id=reason.pk)

    folded = [one["sql"] for one in asked if "desk.priority_changed" in one["sql"]]
    assert len(folded) == 1  # the log of the ticket is read once for an action made of four
    assert [one.data["metric"] for one in told("desk.clock_kept")] == ["resolution", "first_response"]


def test_a_clock_that_ran_out_is_recorded_once_even_when_nobody_looked_before_the_answer(door, jisu):
    ticket = make.ticket(door)
    actions.reply(ticket.pk, body="늦었습니다.", by=jisu, at=minutes(61))

    clocks.note_due(minutes(62))

    assert [(one.data["metric"], one.data["turn"]) for one in told("desk.clock_breached")] == [
        ("first_response", 1)
    ]
    assert told("desk.clock_kept") == []


def test_people_are_warned_once_and_told_of_the_breach_once(door):
    make.ticket(door)

    seen = [clocks.note_due(minutes(number)) for number in (44, 45, 46, 60, 61, 62)]

    assert seen == [(0, 0), (1, 0), (0, 0), (0, 0), (0, 1), (0, 0)]
    assert state.from_log() == state.from_rows()


def test_a_warning_of_the_night_is_told_when_the_centre_opens(centre, team):
    agreed.office_hours(centre)
    agreed.targets(centre, agreed.row("first_response", 600, hours="always"))
    make.ticket(make.account(team))  # noon; three quarters are over at 19:30

    assert clocks.note_due(minutes(450)) == (0, 0)
    assert clocks.note_due(minutes(21 * 60)) == (0, 1)  # at 9:00 it is late already, and no warning any more


def test_other_targets_move_no_clock_that_runs(door, centre):
    ticket = make.ticket(door)
    agreed.targets(centre, agreed.row("first_response", 10), when=minutes(5))

    later = make.ticket(door, when=minutes(6), address="other@example.com")

    ticket.refresh_from_db()
    assert (ticket.due_at, later.due_at) == (minutes(60), minutes(16))


def test_another_calendar_moves_no_clock_that_runs(door, centre):
    from gijun.organisation import actions as organisation

    ticket = make.ticket(door, when=minutes(330))  # 17:30
    organisation.set_exception(
        centre.calendar_id,
        day=(NOON + timedelta(days=1)).date(),
        hours="",
        label="창립기념일",
        by=None,
        at=minutes(331),
    )
    actions.set_priority(ticket.pk, priority=Priority.HIGH, by=lead_of(centre), at=minutes(332))

    later = make.ticket(door, when=minutes(333), address="other@example.com")
    ticket.refresh_from_db()
    assert ticket.due_at == minutes(360 + 15 * 60 + 30)
    assert later.due_at == minutes(360 + 39 * 60 + 33)


def lead_of(centre):
    return make.person("head", centre, "operations_manager")


def test_clocks_move_to_other_targets_when_asked(door, centre, manager):
    ticket = make.ticket(door)
    agreed.targets(centre, agreed.row("first_response", 10), when=minutes(5))

    moved = clocks.move_clocks([ticket.pk], by=manager, at=minutes(6))
    again = clocks.move_clocks([ticket.pk], by=manager, at=minutes(7))

    ticket.refresh_from_db()
    assert (moved, again) == (1, 0)
    assert ticket.due_at == minutes(10)
    assert agreed.clock(ticket, "resolution").target_ms is None
    assert state.from_log() == state.from_rows()


def test_tickets_opened_before_there_were_targets_get_clocks_only_when_asked(centre, team, manager):
    ticket = make.ticket(make.account(team))
    agreed.targets(centre, when=minutes(5))
    make.inbound(make.account(team), ticket_id=ticket.pk, when=minutes(6))
    assert TicketClock.objects.count() == 0

    clocks.move_clocks([ticket.pk], by=manager, at=minutes(7))

    ticket.refresh_from_db()
    assert ticket.due_at == minutes(60)


def test_an_agent_may_not_move_clocks(door, jisu):
    with pytest.raises(PermissionDenied):
        clocks.move_clocks([make.ticket(door).pk], by=jisu, at=NOON)


def test_the_clocks_of_a_merged_ticket_go_on_in_the_winner(door, jisu):
    old = make.ticket(door)
    new = make.ticket(door, when=minutes(30), address="two@example.com")
    actions.merge(old.pk, into_id=new.pk, by=jisu, at=minutes(40))

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.due_at, new.due_at) == (None, minutes(60))
    assert state.from_log() == state.from_rows()

    actions.reply(new.pk, body="네.", by=jisu, at=minutes(50))
    assert [(one.ticket_id, one.data["turn"]) for one in told("desk.clock_kept")] == [(new.pk, 2)]


def test_a_customer_who_returns_starts_a_new_cycle_under_the_targets_of_then(door, centre, jisu):
    ticket = make.ticket(door)
    actions.reply(ticket.pk, body="네.", by=jisu, at=minutes(20), then_solve=True, reason_id=make.reason().pk)
    agreed.targets(centre, agreed.row("next_response", 15), agreed.row("resolution", 30), when=minutes(25))
    make.inbound(door, ticket_id=ticket.pk, when=minutes(30))

    assert [
        (row.metric, row.turn, row.cycle, row.policy_version)
        for row in TicketClock.objects.order_by("cycle", "metric")
    ] == [
        ("first_response", 1, 1, 1),
        ("resolution", 1, 1, 1),
        ("next_response", 1, 2, 2),
        ("resolution", 2, 2, 2),
    ]
    assert Ticket.objects.get(pk=ticket.pk).due_at == minutes(45)


def test_building_anew_changes_nothing(door, jisu):
    ticket = make.ticket(door)
    other = make.ticket(door, when=minutes(3), address="two@example.com")
    actions.reply(ticket.pk, body="네.", by=jisu, at=minutes(70))
    actions.park(other.pk, status=TicketStatus.WAITING_INTERNAL, by=jisu, at=minutes(71))
    before, facts = list(TicketClock.objects.order_by("pk").values()), Event.objects.count()
    seen = []

    found = list(clocks.rebuild(at=minutes(80), tell=lambda done, total: seen.append((done, total))))

    assert (found, seen) == ([], [(2, 2)])
    assert list(TicketClock.objects.order_by("pk").values()) == before
    assert Event.objects.count() == facts


def test_building_anew_mends_rows_and_says_which(door):
    ticket = make.ticket(door)
    TicketClock.objects.filter(metric="first_response").update(due_at=at(1))
    TicketClock.objects.filter(metric="resolution").delete()

    found = list(clocks.rebuild(at=at(5), tell=lambda _done, _total: None))

    assert [(one.metric, one.field, one.kept) for one in found] == [
        ("resolution", "", None),
        ("first_response", "due_at", at(1)),
    ]
    assert agreed.clock(ticket, "first_response").due_at == minutes(60)
    assert agreed.clock(ticket, "resolution").due_at == minutes(360 + 15 * 60 + 120)


def test_the_operating_mode_at_the_start_stretches_targets_and_its_end_moves_nothing(centre, team):
    agreed.targets(centre)
    ModePlan.objects.create(
        centre=centre, mode="outage", version=1, since=NOON, content={"targets_percent": 150}
    )
    ModePeriod.objects.create(
        centre=centre, mode="outage", entered_at=NOON, ends_by=minutes(60), entered_by=lead_of(centre)
    )
    ticket = make.ticket(make.account(team), when=minutes(30))
    later = make.ticket(make.account(team), when=minutes(61), address="two@example.com")

    assert ticket.due_at == minutes(30 + 90)
    assert later.due_at == minutes(121)


def test_targets_of_a_reason_hold_for_the_reasons_below_it_and_the_deeper_one_wins(centre, team, jisu):
    agreed.office_hours(centre)
    above = make.reason("claim", "클레임")
    below = make.reason("claim_refund", "환불 클레임")
    below.parent = above
    below.save()
    agreed.targets(
        centre,
        agreed.row("first_response", 60),
        agreed.row("first_response", 30, reason_id=above.pk),
        agreed.row("first_response", 20, channel="email"),
    )
    ticket = make.ticket(make.account(team))
    assert ticket.due_at == minutes(20)

    actions.choose_reason(ticket.pk, reason_id=below.pk, by=jisu, at=minutes(1))

    ticket.refresh_from_db()
    assert ticket.due_at == minutes(30)


@pytest.mark.parametrize(
    ("rows", "fields", "said"),
    [
        ([agreed.row("first_response", {"2": "soon"})], {}, "Row 1: “soon” is no number of minutes"),
        ([agreed.row("first_response", {"2": "0"})], {}, "Row 1: “0” is no number of minutes"),
        ([agreed.row("first_response", {})], {}, "Row 1 has no target"),
        ([agreed.row("resolution", 5), agreed.row("resolution", 9)], {}, "Rows 1 and 2 are for the same"),
        ([agreed.row("resolution", {"2": 30, "4": 60})], {}, "Row 1: a more urgent ticket is given more"),
        ([agreed.row("patience", 5)], {}, "Row 1: choose what is measured"),
        ([agreed.row("resolution", 5, reason_id=999)], {}, "Row 1: choose what is measured"),
        ([agreed.row("resolution", 5)], {"warn_percent": 95}, "Warn when 0 to 90 percent"),
        ([agreed.row("resolution", 5)], {"pauses": {"resolution": ["resolved"]}}, "cannot pause in this"),
    ],
)
def test_targets_that_make_no_sense_are_refused_with_the_reason(centre, rows, fields, said):
    with translation.override("en"), pytest.raises(DeskError, match=said):
        agreed.targets(centre, *rows, **fields)

    assert ClockPolicy.objects.count() == 0


def test_a_target_without_working_hours_to_reach_it_in_is_refused(centre):
    from gijun.organisation import actions as organisation

    calendar = organisation.add_calendar(
        name="거의 없음", zone="Asia/Seoul", week=("09:00–09:01",) + ("",) * 6, by=None, at=NOON
    )
    organisation.give_calendar(calendar.pk, team_id=centre.pk, by=None, at=NOON)

    with translation.override("en"), pytest.raises(DeskError, match="Row 1: the centre's calendar has no"):
        agreed.targets(centre, agreed.row("resolution", 10_000))


def test_two_people_who_save_at_once_do_not_overwrite_each_other(centre, manager):
    agreed.targets(centre)

    with pytest.raises(DeskError):
        clocks.change_policy(centre.pk, content=agreed.content(), by=manager, at=NOON, seen_version=0)

    assert reads.newest(centre.pk).version == 1
