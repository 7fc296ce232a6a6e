"""After any sequence of actions on promises, the folded log equals the rows."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import PermissionDenied
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
from gijun.desk.actions.promises import customer_page, keeping
from gijun.desk.actions.promises.calling import note_call
from gijun.desk.actions.promises.making import Wanted, make
from gijun.desk.errors import DeskError
from gijun.desk.models import Promise, Ticket
from gijun.desk.queries import state
from gijun.desk.queries.promises import links
from gijun.desk.terms.promises import CallOutcome, MoveReason, PromiseKind
from gijun.events import log
from tests import make as build

REFUSALS = (DeskError, PermissionDenied, Ticket.DoesNotExist, Promise.DoesNotExist)
AHEAD = st.sampled_from([1, 30, 90, 2_000])  # minutes


class PromiseMachine(RuleBasedStateMachine):
    """Two agents and a lead promise, keep, move and forget; customers rate; time goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        centre = build.centre()
        teams = [build.team(centre, "1팀"), build.team(centre, "2팀")]
        self.people = [
            build.person("a", teams[0], "agent"),
            build.person("b", teams[1], "agent"),
            build.person("c", centre, "operations_manager"),
        ]
        door = build.account(centre)
        self.tickets = [build.ticket(door, address=f"{n}@example.com").pk for n in range(2)]
        self.reason = build.reason()
        self.now = build.NOON

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, action, *args, **kwargs) -> None:
        with suppress(*REFUSALS):  # a refusal must leave no trace: the invariant checks
            action(*args, at=self.now, **kwargs)

    def due(self, minutes: int):
        return self.now + timedelta(minutes=minutes)

    def some_promise(self, data) -> int:
        return data.draw(st.sampled_from(list(Promise.objects.order_by("id").values_list("pk", flat=True))))

    @rule(minutes=st.sampled_from([1, 20, 120]))
    def time_goes_on(self, minutes):
        self.now += timedelta(minutes=minutes)
        keeping.note_broken_promises(self.now)

    @rule(
        who=st.integers(0, 2), which=st.integers(0, 1), kind=st.sampled_from(PromiseKind.values), ahead=AHEAD
    )
    def promise(self, who, which, kind, ahead):
        wanted = Wanted(kind=kind, due_at=self.due(ahead), why="authority")
        self.attempt(make, self.tickets[which], wanted, by=self.people[who])

    @precondition(lambda _self: Promise.objects.exists())
    @rule(data=st.data(), who=st.integers(0, 2), what=st.sampled_from(["keep", "withdraw"]))
    def settle(self, data, who, what):
        self.attempt(getattr(keeping, what), self.some_promise(data), by=self.people[who])

    @precondition(lambda _self: Promise.objects.exists())
    @rule(data=st.data(), who=st.integers(0, 2), ahead=AHEAD, reason=st.sampled_from(MoveReason.values))
    def move(self, data, who, ahead, reason):
        pk = self.some_promise(data)
        self.attempt(keeping.move, pk, due_at=self.due(ahead), reason=reason, by=self.people[who])

    @precondition(lambda _self: Promise.objects.exists())
    @rule(data=st.data(), who=st.integers(0, 2), to=st.integers(0, 2))
    def hand_over(self, data, who, to):
        self.attempt(keeping.hand_over, self.some_promise(data), to=self.people[to], by=self.people[who])

    @precondition(lambda _self: Promise.objects.exists())
    @rule(data=st.data(), who=st.integers(0, 2), outcome=st.sampled_from(CallOutcome.values), ahead=AHEAD)
    def call(self, data, who, outcome, ahead):
        pk = self.some_promise(data)
        self.attempt(note_call, pk, outcome=outcome, due_at=self.due(ahead), by=self.people[who])

    @rule(which=st.integers(0, 1), what=st.sampled_from(["solve", "reopen", "merge", "revoke"]))
    def ticket(self, which, what):
        pk, by = self.tickets[which], self.people[2]
        match what:
            case "solve":
                self.attempt(actions.solve, pk, by=by, reason_id=self.reason.pk)
            case "reopen":
                self.attempt(actions.reopen, pk, by=by)
            case "merge":
                self.attempt(actions.merge, pk, into_id=self.tickets[1 - which], by=by)
            case _:
                self.attempt(customer_page.revoke_links, pk, by=by)

    @rule(which=st.integers(0, 1), score=st.integers(0, 6), resolved=st.booleans())
    def rate(self, which, score, resolved):
        ticket = Ticket.objects.get(pk=self.tickets[which])
        solved_ms = log.to_ms(ticket.solved_at or self.now)
        self.attempt(
            customer_page.give_satisfaction,
            links.token_of(ticket.pk),
            score=score,
            resolved=resolved,
            comment="",
            solved_ms=solved_ms,
        )

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert state.from_log().promises == state.from_rows().promises

    @invariant()
    def nothing_lapsed_stays_open_after_the_clock(self):
        keeping.note_broken_promises(self.now)
        assert Promise.objects.lapsed(self.now).count() == 0


def test_replaying_the_log_equals_the_rows_after_any_actions_on_promises(db):
    run_state_machine_as_test(
        PromiseMachine,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
        ),
    )
