"""After any sequence of actions, the folded log equals the rows."""

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
from gijun.desk.errors import DeskError
from gijun.desk.models import Customer, Message, Ticket
from gijun.desk.queries import state
from gijun.desk.terms import Priority, TicketStatus
from tests import make
from tests.standards import tabled

REFUSALS = (DeskError, PermissionDenied, Ticket.DoesNotExist, Customer.DoesNotExist, Message.DoesNotExist)


class DeskMachine(RuleBasedStateMachine):
    """Agents, leads, customers and machines do things to a handful of tickets in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        centre = make.centre()
        teams = [make.team(centre, "1팀"), make.team(centre, "2팀")]
        self.door = make.account(centre)
        self.people = [
            make.person("a", teams[0], "agent"),
            make.person("b", teams[1], "agent"),
            make.person("c", teams[0], "team_lead"),
            make.person("d", centre, "operations_manager"),
        ]
        self.reason = make.reason()
        self.version = make.standard(centre, self.people[3], steps=("하나", "둘"))
        self.script = make.script(centre, self.people[3])
        self.judged = tabled.published(make.person("e", centre, "policy_owner"), centre)
        self.now = make.NOON

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def tickets(self) -> list[int]:
        return list(Ticket.objects.order_by("id").values_list("pk", flat=True))

    def attempt(self, action, *args, **kwargs) -> None:
        self.now += timedelta(seconds=7)
        with suppress(*REFUSALS):  # a refusal must leave no trace: the invariant checks
            action(*args, at=self.now, **kwargs)

    @rule(
        sender=st.sampled_from(["x@example.com", "y@example.com"]),
        automatic=st.sampled_from(["", "", "", "auto_submitted"]),
    )
    def new_message(self, sender, automatic):
        self.now += timedelta(seconds=7)
        make.inbound(self.door, address=sender, when=self.now, automatic=automatic)

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), automatic=st.sampled_from(["", "", "auto_replied"]))
    def answer_from_customer(self, data, automatic):
        self.now += timedelta(seconds=7)
        pk = data.draw(st.sampled_from(self.tickets()))
        make.inbound(self.door, address="x@example.com", when=self.now, ticket_id=pk, automatic=automatic)

    @precondition(lambda self: self.tickets())
    @rule(
        data=st.data(),
        who=st.integers(0, 3),
        what=st.sampled_from(["take", "release", "reopen", "close", "leave"]),
    )
    def move(self, data, who, what):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(getattr(actions, what), pk, by=self.people[who])

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3), to=st.integers(0, 3))
    def give(self, data, who, to):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.assign, pk, to=self.people[to], by=self.people[who])

    @precondition(lambda self: self.tickets())
    @rule(
        data=st.data(),
        who=st.integers(0, 3),
        solve=st.booleans(),
        use=st.integers(0, 3),
        reason=st.booleans(),
    )
    def answer(self, data, who, solve, use, reason):
        pk = data.draw(st.sampled_from(self.tickets()))
        text = "영업일 3~5일 안에 환불됩니다."
        sentences = [actions.UsedSentence(self.version.pk, text, 4000)] if use in {1, 3} else []
        scripts = [actions.UsedSnippet(self.script.pk, text, 4000)] if use in {2, 3} else []
        self.attempt(
            actions.reply,
            pk,
            body=text,
            by=self.people[who],
            used=[*sentences, *scripts],
            then_solve=solve,
            reason_id=self.reason.pk if reason else None,
        )

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3), reason=st.booleans())
    def solve(self, data, who, reason):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.solve, pk, by=self.people[who], reason_id=self.reason.pk if reason else None)

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3), why=st.sampled_from(["change", "defect"]))
    def judge(self, data, who, why):
        pk = data.draw(st.sampled_from(self.tickets()))
        answers = [("why", why), ("days", data.draw(st.sampled_from(["1", "9", "never"])))]
        self.attempt(
            actions.judge_exception,
            pk,
            version_id=self.judged.pk,
            answers=answers,
            by=self.people[who],
            took_ms=4000,
        )

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3), done=st.booleans(), place=st.integers(0, 1))
    def tick(self, data, who, done, place):
        pk = data.draw(st.sampled_from(self.tickets()))
        item = list(self.version.checklist.all())[place]
        self.attempt(actions.tick, pk, item_id=item.pk, done=done, by=self.people[who])

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3), status=st.sampled_from(list(TicketStatus)))
    def park(self, data, who, status):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.park, pk, status=status, by=self.people[who])

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3))
    def note_and_urge(self, data, who):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.write_note, pk, body="확인 중", by=self.people[who])
        self.attempt(actions.set_priority, pk, priority=Priority.HIGH, by=self.people[who])

    @precondition(lambda self: len(self.tickets()) > 1)
    @rule(data=st.data(), who=st.integers(0, 3))
    def merge(self, data, who):
        one, other = (data.draw(st.sampled_from(self.tickets())) for _ in range(2))
        self.attempt(actions.merge, one, into_id=other, by=self.people[who])

    @precondition(lambda self: self.tickets())
    @rule(data=st.data(), who=st.integers(0, 3), pause=st.sampled_from([5, 30, 300]))
    def work(self, data, who, pause):
        pk = data.draw(st.sampled_from(self.tickets()))
        self.attempt(actions.be_present, pk, by=self.people[who])
        self.now += timedelta(seconds=pause)
        self.attempt(actions.be_present, pk, by=self.people[who])

    @rule()
    def sweep(self):
        actions.sweep_work(self.now)

    @precondition(lambda _self: Customer.objects.count() > 1)
    @rule()
    def merge_customers(self):
        one, other = Customer.objects.order_by("id")[:2]
        self.attempt(actions.merge_customers, one.pk, into_id=other.pk, by=self.people[3])

    @precondition(lambda self: self.tickets())
    @rule(data=st.data())
    def erase(self, data):
        pk = data.draw(st.sampled_from(list(Customer.objects.values_list("pk", flat=True))))
        self.attempt(actions.erase_customer, pk, by=self.people[3])

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert state.from_log() == state.from_rows()


def test_replaying_the_log_equals_the_rows_after_any_actions(db):
    run_state_machine_as_test(
        DeskMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
        ),
    )
