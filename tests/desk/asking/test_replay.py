"""After any sequence of asking and answering, the folded log equals the rows."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from gijun.desk import actions
from gijun.desk.actions.asking import (
    approvals,
    clock,
    consults,
    delegations,
    escalations,
    policies,
    promotions,
)
from gijun.desk.actions.asking.approvals import Request
from gijun.desk.errors import DeskError
from gijun.desk.models import ApprovalRequest, Consult, Delegation, Escalation, Promotion, Ticket
from gijun.desk.queries import state
from gijun.desk.rules.asking.policy import Level, Policy
from gijun.desk.terms.asking import Approvable, AssistMode, EscalationKind
from gijun.organisation.models import Person
from gijun.organisation.terms import Role
from gijun.standards.queries import state as standards_state
from tests import make

REFUSALS = (DeskError, PermissionDenied, ObjectDoesNotExist)
WHO = st.integers(0, 5)


class AskingMachine(RuleBasedStateMachine):
    """Agents, leads, managers and a department ask and answer in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.centre = make.centre()
        team = make.team(self.centre)
        self.people = [
            make.person("a", team, "agent"),
            make.person("b", team, "agent"),
            make.person("c", team, "team_lead"),
            make.person("d", self.centre, "operations_manager"),
            make.person("e", self.centre, "centre_head"),
            make.person("f", self.centre, "policy_owner"),
        ]
        door = make.account(team)
        self.tickets = [make.ticket(door, address=f"{name}@example.com").pk for name in "xy"]
        self.now = make.NOON

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, action, *args, **kwargs) -> None:
        self.now += timedelta(seconds=7)
        with suppress(*REFUSALS), transaction.atomic():
            action(*args, at=self.now, **kwargs)

    def one(self, data, model) -> int:
        return data.draw(
            st.sampled_from(list(model.objects.order_by("pk").values_list("pk", flat=True)) or [0])
        )

    def by(self, number) -> Person:
        return Person.objects.get(pk=self.people[number].pk)

    @rule(data=st.data(), who=WHO, kind=st.sampled_from(EscalationKind.values))
    def go_up(self, data, who, kind):
        pk = data.draw(st.sampled_from(self.tickets))
        self.attempt(escalations.ask_up, pk, kind=kind, why="knowledge", note="도와주세요", by=self.by(who))

    @rule(data=st.data(), who=WHO, mode=st.sampled_from(AssistMode.values))
    def pick_up(self, data, who, mode):
        self.attempt(escalations.pick_up, self.one(data, Escalation), mode=mode, by=self.by(who))

    @rule(data=st.data(), who=WHO, keep=st.booleans())
    def answer(self, data, who, keep):
        pk = self.one(data, Escalation)
        self.attempt(escalations.answer, pk, text="이렇게 하세요", by=self.by(who), keep_ticket=keep)

    @rule(data=st.data(), who=WHO)
    def withdraw(self, data, who):
        self.attempt(escalations.withdraw, self.one(data, Escalation), by=self.by(who))
        self.attempt(approvals.withdraw_approval, self.one(data, ApprovalRequest), by=self.by(who))
        self.attempt(consults.withdraw_consult, self.one(data, Consult), by=self.by(who))

    @rule(data=st.data(), who=WHO)
    def whisper(self, data, who):
        pk = data.draw(st.sampled_from(self.tickets))
        self.attempt(escalations.whisper, pk, to=None, text="천천히", by=self.by(who))

    @rule(
        data=st.data(),
        who=WHO,
        power=st.sampled_from(Approvable.values),
        amount=st.sampled_from([0, 20_000, 200_000, 2_000_000]),
    )
    def ask(self, data, who, power, amount):
        pk = data.draw(st.sampled_from(self.tickets))
        request = Request(power, amount, "authority", "두 번 늦었습니다")
        self.attempt(approvals.ask_approval, pk, request, by=self.by(who))

    @rule(data=st.data(), who=WHO, approved=st.booleans())
    def decide(self, data, who, approved):
        pk = self.one(data, ApprovalRequest)
        self.attempt(approvals.decide, pk, approved=approved, note="그래서", by=self.by(who))

    @rule(data=st.data(), who=WHO, accepted=st.booleans())
    def promote(self, data, who, accepted):
        self.attempt(
            promotions.decide_promotion, self.one(data, Promotion), accepted=accepted, by=self.by(who)
        )

    @rule(data=st.data(), who=WHO, to=WHO, hours=st.integers(-1, 9))
    def be_away(self, data, who, to, hours):
        span = {"starts_at": self.now, "ends_at": self.now + timedelta(hours=hours)}
        self.attempt(delegations.delegate, self.people[to].pk, **span, by=self.by(who))
        self.attempt(delegations.end_delegation, self.one(data, Delegation), by=self.by(who))

    @rule(data=st.data(), who=WHO)
    def consult(self, data, who):
        pk = data.draw(st.sampled_from(self.tickets))
        asked = {"department_id": self.centre.pk, "question": "되나요?", "why": "knowledge"}
        self.attempt(consults.consult, pk, **asked, by=self.by(who))

    @rule(data=st.data(), who=WHO)
    def answer_consult(self, data, who):
        pk = self.one(data, Consult)
        self.attempt(consults.answer_consult, pk, text="됩니다", by=self.by(who))
        self.attempt(consults.keep_answer, pk, by=self.by(who))

    @rule(who=WHO, minutes=st.integers(0, 3), after=st.integers(1, 3))
    def govern(self, who, minutes, after):
        rules = Policy((Level(Role.TEAM_LEAD, minutes), Level(Role.CENTRE_HEAD, 5)), promote_after=after)
        self.attempt(policies.change_policy, self.centre.pk, rules, by=self.by(who))

    @rule(hours=st.integers(0, 2))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)
        clock.send_up(self.now)

    @rule(data=st.data(), who=WHO)
    def end(self, data, who):
        pk = data.draw(st.sampled_from(self.tickets))
        self.attempt(actions.solve, pk, by=self.by(who), reason_id=make.reason().pk)
        self.attempt(actions.reopen, pk, by=self.by(1 - who % 2))

    @rule(who=WHO)
    def merge(self, who):
        one, other = self.tickets
        self.attempt(actions.merge, one, into_id=other, by=self.by(who))

    @rule(data=st.data())
    def erase(self, data):
        customer = Ticket.objects.get(pk=data.draw(st.sampled_from(self.tickets))).customer_id
        self.attempt(actions.erase_customer, customer, by=self.by(4))

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert state.from_log().asking == state.from_rows().asking
        assert state.from_log().tickets == state.from_rows().tickets
        assert standards_state.from_log().candidates == standards_state.from_rows().candidates


def test_replaying_the_log_equals_the_rows_after_any_asking(db):
    run_state_machine_as_test(
        AskingMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
        ),
    )
