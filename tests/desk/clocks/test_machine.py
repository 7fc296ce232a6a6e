"""Whatever happens to tickets and targets, the rows are what the log says; building anew changes nothing."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gijun.desk import actions
from gijun.desk.actions import clocks
from gijun.desk.errors import DeskError
from gijun.desk.models import Ticket, TicketClock
from gijun.desk.queries import state
from gijun.desk.terms import Priority, TicketStatus
from gijun.events.models import Event
from gijun.organisation import actions as organisation
from tests import make
from tests.desk.clocks import agreed

TARGETS = (
    (agreed.row("first_response", 60), agreed.row("next_response", 120), agreed.row("resolution", 480)),
    (agreed.row("first_response", {"2": 45, "4": 5}, hours="always"), agreed.row("resolution", 30)),
    (),
)


class ClockMachine(RuleBasedStateMachine):
    """Customers write, agents answer, park, solve and merge, managers change targets and hours."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.centre = make.centre()
        team = make.team(self.centre)
        self.door = make.account(team)
        self.agent = make.person("a", team, "agent")
        self.manager = make.person("m", self.centre, "operations_manager")
        self.reason = make.reason()
        agreed.office_hours(self.centre)
        self.now = make.NOON

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def tickets(self) -> list[int]:
        return list(Ticket.objects.order_by("id").values_list("pk", flat=True))

    def attempt(self, action, *args, **kwargs) -> None:
        with suppress(DeskError, Ticket.DoesNotExist):  # a refusal must leave no trace
            action(*args, at=self.now, **kwargs)

    @rule(minutes=st.sampled_from([1, 7, 50, 300, 1440]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        clocks.note_due(self.now)

    @rule(rows=st.sampled_from(TARGETS))
    def targets_change(self, rows):
        content = {"targets": list(rows), "pauses": agreed.PAUSES, "warn_percent": 25}
        clocks.change_policy(self.centre.pk, content=content, by=self.manager, at=self.now)

    @rule(days=st.integers(0, 3))
    def a_day_is_closed(self, days):
        day = (self.now + timedelta(days=days)).date()
        organisation.set_exception(self.centre.calendar_id, day=day, hours="", label="", by=None, at=self.now)

    @rule(
        sender=st.sampled_from(["x@example.com", "y@example.com"]),
        automatic=st.sampled_from(["", "", "auto"]),
    )
    def new_message(self, sender, automatic):
        make.inbound(self.door, address=sender, when=self.now, automatic=automatic)

    @precondition(lambda self: self.tickets())
    @rule(data=st.data())
    def customer_returns(self, data):
        pk = data.draw(st.sampled_from(self.tickets()))
        make.inbound(self.door, address="x@example.com", when=self.now, ticket_id=pk)

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), solve=st.booleans())
    def answer(self, data, solve):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.reply, pk, body="네.", by=self.agent, then_solve=solve, reason_id=self.reason.pk)

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), what=st.sampled_from(["take", "reopen", "close", "solve"]))
    def move(self, data, what):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(getattr(actions, what), pk, by=self.agent)

    @precondition(lambda self: self.tickets())
    @rule(
        data=st.data(), status=st.sampled_from(list(TicketStatus)), priority=st.sampled_from(list(Priority))
    )
    def park_and_urge(self, data, status, priority):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.park, pk, status=status, by=self.agent)
        self.attempt(actions.set_priority, pk, priority=priority, by=self.agent)

    @precondition(lambda self: len(self.tickets()) > 1)
    @rule(data=st.data())
    def merge(self, data):
        one, other = (data.draw(st.sampled_from(self.tickets())) for _ in range(2))
        self.attempt(actions.merge, one, into_id=other, by=self.agent)

    @precondition(lambda self: self.tickets())
    @rule(data=st.data())
    def move_clocks(self, data):
        pk = data.draw(st.sampled_from(self.tickets()))
        clocks.move_clocks([pk], by=self.manager, at=self.now)

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert state.from_log().clocks == state.from_rows().clocks

    @invariant()
    def building_anew_changes_nothing(self):
        before = Event.objects.count()
        assert list(clocks.rebuild(at=self.now, tell=lambda _done, _total: None)) == []
        assert Event.objects.count() == before

    @invariant()
    def one_clock_of_a_kind_runs_at_most_and_is_decided_once(self):
        running = TicketClock.objects.filter(stopped_at=None).values_list("ticket_id", "metric")
        assert len(set(running)) == len(running)
        assert not TicketClock.objects.filter(kept=True, breached=True).exists()
        decided = Event.objects.filter(name__in=["desk.clock_kept", "desk.clock_breached"])
        told = list(decided.values_list("ticket_id", "data__metric", "data__turn"))
        assert TicketClock.objects.filter(kept=True).count() + TicketClock.objects.filter(
            breached=True
        ).count() == len(told)


def test_clocks_follow_the_log_after_any_actions(db):
    run_state_machine_as_test(
        ClockMachine,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
        ),
    )
