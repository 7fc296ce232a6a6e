"""Whatever happens to modes, plans, suggestions and broadcasts, the rows are what the log says."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from gijun.desk.actions import modes
from gijun.desk.errors import DeskError
from gijun.desk.models import Broadcast, ModePeriod, ModeSuggestion
from gijun.desk.queries.modes import mode_now
from gijun.desk.queries.state import from_log
from gijun.desk.queries.state.modes import from_rows
from gijun.desk.rules.modes.broadcasts import Line
from tests import make

KINDS = st.sampled_from(["peak", "outage"])
MINUTES = st.sampled_from([1, 5, 30, 90])


class ModesMachine(RuleBasedStateMachine):
    """Time passes, customers wait, people switch, prolong, deny, plan; the clock looks again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.centre = make.centre()
        self.team = make.team(self.centre)
        self.door = make.account(self.team)
        self.manager = make.person("m", self.centre, "operations_manager")
        self.now = make.NOON

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, action, *args, **kwargs) -> None:
        with suppress(DeskError):  # a refusal must leave no trace
            action(*args, by=self.manager, at=self.now, **kwargs)

    @rule(minutes=st.sampled_from([1, 10, 45, 200]))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        modes.watch_modes(self.now)

    @rule()
    def a_customer_writes(self):
        make.ticket(self.door, when=self.now)

    @rule(mode=KINDS, minutes=MINUTES)
    def somebody_switches(self, mode, minutes):
        self.attempt(modes.enter_mode, self.centre.pk, mode, minutes=minutes)

    @rule(minutes=MINUTES)
    def somebody_prolongs(self, minutes):
        for pk in ModePeriod.objects.order_by("-id").values_list("pk", flat=True)[:1]:
            self.attempt(modes.prolong_mode, pk, minutes=minutes)

    @rule()
    def somebody_ends_it(self):
        for pk in ModePeriod.objects.order_by("-id").values_list("pk", flat=True)[:1]:
            self.attempt(modes.end_mode, pk)

    @rule(confirm=st.booleans())
    def somebody_answers(self, confirm):
        for pk in ModeSuggestion.objects.order_by("-id").values_list("pk", flat=True)[:1]:
            self.attempt(modes.answer_suggestion, pk, confirm=confirm)

    @rule(mode=KINDS, limit=st.sampled_from([0, 5, 30]))
    def a_plan_changes(self, mode, limit):
        self.attempt(modes.change_plan, self.centre.pk, mode, {"longest_wait_min": limit})

    @rule(hours=st.integers(-1, 25))
    def a_broadcast_is_planned(self, hours):
        line = Line("코트전", "", self.now, self.now + timedelta(hours=hours))
        self.attempt(modes.plan_broadcast, self.centre.pk, line)

    @rule(away=st.booleans())
    def a_broadcast_is_checked_or_removed(self, away):
        for pk in Broadcast.objects.filter(removed_at=None).values_list("pk", flat=True)[:1]:
            self.attempt(modes.remove_broadcast if away else modes.check_broadcast, pk)

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert from_log().modes == from_rows()

    @invariant()
    def the_mode_is_that_of_the_open_period_while_its_time_lasts(self):
        open_one = ModePeriod.objects.open().filter(ends_by__gt=self.now).first()
        assert mode_now(self.team.pk, self.now) == (open_one.mode if open_one else "normal")


def test_rows_follow_the_log(db):
    run_state_machine_as_test(
        ModesMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
