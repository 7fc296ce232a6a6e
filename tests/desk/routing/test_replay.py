"""After any sequence of actions: rows equal the log, every choice can be made again, no promise is broken."""

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
from gijun.desk.actions import routing
from gijun.desk.errors import DeskError
from gijun.desk.models import Offer, Ticket
from gijun.desk.queries.routing.policies import every_version
from gijun.desk.rules.routing import audit, replay
from gijun.desk.terms import Priority
from gijun.organisation.errors import OrganisationError
from tests import make
from tests.desk.routing import routed
from tests.desk.routing.routed import queue

REFUSALS = (DeskError, PermissionDenied, Ticket.DoesNotExist, OrganisationError)
STATES = [("ready", ""), ("ready", ""), ("ready", ""), ("away", "meal"), ("after_work", ""), ("offline", "")]
PASS_MS = 8_000  # the machine lets a pass follow seven seconds after everything else


class RoutingMachine(RuleBasedStateMachine):
    """Agents come, go and work; customers write; a pass follows everything."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.centre = make.centre()
        self.teams = [make.team(self.centre, "1팀"), make.team(self.centre, "2팀")]
        self.doors = [make.account(self.centre), make.account(self.teams[0], "one@example.com")]
        self.people = [make.person(name, self.teams[n % 2], "agent") for n, name in enumerate("abcd")]
        self.lead = make.person("lead", self.teams[0], "team_lead")
        self.reason = make.reason()
        self.skill = routed.skilled("refunds", a=5, b=3)
        self.now = make.NOON
        self.decide("longest_idle", asks=False, capacity=2)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def decide(self, choice: str, *, asks: bool, capacity: int) -> None:
        routed.policy(
            self.centre,
            queue(
                "claims",
                choice=choice,
                asks=asks,
                reason_ids=[self.reason.pk],
                skill_id=self.skill,
                minimum=4,
                overflow=[{"after_s": 60, "team_id": self.teams[1].pk}],
            ),
            queue("rest", choice=choice, asks=asks),
            when=self.now,
            capacity=capacity,
            again_after_s=40,
            away_s=30,
            offer_s=20,
            expiries=2,
            claims={"reason_ids": [self.reason.pk], "minimum": 4},
        )

    def tick(self) -> None:
        self.now += timedelta(seconds=7)

    def attempt(self, action, *args, **kwargs) -> None:
        self.tick()
        with suppress(*REFUSALS):
            action(*args, at=self.now, **kwargs)

    def some(self, data) -> int:
        return data.draw(st.sampled_from(list(Ticket.objects.order_by("id").values_list("pk", flat=True))))

    @rule(who=st.integers(0, 5), door=st.integers(0, 1))
    def a_customer_writes(self, who, door):
        self.tick()
        make.inbound(self.doors[door], address=f"c{who}@example.com", when=self.now)

    @rule(who=st.integers(0, 3), to=st.sampled_from(STATES))
    def somebody_comes_or_goes(self, who, to):
        self.tick()
        routed.on_the_floor(self.people[who], state=to[0], reason=to[1], when=self.now)

    @rule(who=st.integers(0, 3), accept=st.booleans())
    def somebody_answers_an_offer(self, who, accept):
        offer = Offer.objects.open().filter(person=self.people[who]).first()
        if offer is not None:
            reason = "" if accept else "busy"
            self.attempt(routing.answer_offer, offer.pk, accept=accept, reason=reason, by=self.people[who])

    @precondition(lambda _self: Ticket.objects.exists())
    @rule(data=st.data(), who=st.integers(0, 3), what=st.sampled_from(["take", "release", "reopen"]))
    def somebody_moves_a_ticket(self, data, who, what):
        self.attempt(getattr(actions, what), self.some(data), by=self.people[who])

    @precondition(lambda _self: Ticket.objects.exists())
    @rule(data=st.data(), solve=st.booleans())
    def the_holder_answers(self, data, solve):
        ticket = Ticket.objects.get(pk=self.some(data))
        by, reason_id = ticket.assignee or self.people[0], self.reason.pk if solve else None
        self.attempt(actions.reply, ticket.pk, body="네.", by=by, then_solve=solve, reason_id=reason_id)

    @precondition(lambda _self: Ticket.objects.exists())
    @rule(data=st.data(), priority=st.sampled_from(list(Priority)), claim=st.booleans())
    def the_lead_sorts(self, data, priority, claim):
        ticket_id = self.some(data)
        self.attempt(actions.set_priority, ticket_id, priority=priority, by=self.lead)
        if claim:
            self.attempt(actions.choose_reason, ticket_id, reason_id=self.reason.pk, by=self.lead)

    @precondition(lambda _self: Ticket.objects.count() > 1)
    @rule(data=st.data())
    def the_lead_merges(self, data):
        self.attempt(actions.merge, self.some(data), into_id=self.some(data), by=self.lead)

    @rule(
        choice=st.sampled_from(["pull", "round_robin", "longest_idle", "best_proficiency"]),
        asks=st.booleans(),
        capacity=st.integers(1, 3),
    )
    def the_policy_changes(self, choice, asks, capacity):
        self.tick()
        self.decide(choice, asks=asks, capacity=capacity)

    @rule(pause=st.sampled_from([1, 25, 70]))
    def time_passes(self, pause):
        for _pass in range(pause // 7):
            self.tick()
            routing.route(self.now)

    @invariant()
    def a_pass_follows_and_promises_hold(self):
        self.now += timedelta(seconds=1)
        routing.route(self.now)
        routed.require_rows_equal_the_log()

    def check_the_log(self) -> None:
        told, policies = routed.told(), every_version()
        assert [one for one in replay.choices(told, policies) if not one.agrees] == []
        assert audit.violations(told, policies, patience_ms=PASS_MS) == []

    @invariant()
    def every_choice_can_be_made_again(self):
        self.check_the_log()


def test_rows_equal_the_log_and_every_choice_can_be_made_again(db):
    run_state_machine_as_test(
        RoutingMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
        ),
    )
