"""The folded log equals the floor's rows, whatever people on it do in whatever order."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from gijun.events import log
from gijun.organisation import actions
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import AgentState, BreakRequest, Person, Skill
from gijun.organisation.queries import floor_state
from gijun.organisation.queries.ledger import stretches_of
from gijun.organisation.rules.ledger import ledger
from gijun.organisation.terms import AwayReason, StateKind
from gijun.science.worktime import BusinessDay
from tests import make
from tests.make import NOON

REFUSALS = (OrganisationError, PermissionDenied, ObjectDoesNotExist)
KINDS = st.sampled_from([*StateKind.values, "asleep"])
REASONS = st.sampled_from(["", "", *AwayReason.values])


class FloorMachine(RuleBasedStateMachine):
    """Two agents, their lead and a manager; the clock moves on, and sometimes lags a little."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = NOON
        centre = make.centre()
        self.centre_id = centre.pk
        team = make.team(centre)
        for name, role in (("jisu", "agent"), ("minsu", "agent"), ("lead", "team_lead")):
            make.person(name, team, role)
        make.person("manager", centre, "operations_manager")

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, action, *args, **kwargs) -> None:
        """A refusal must leave no trace: the invariant checks."""
        with suppress(*REFUSALS):
            action(*args, at=self.now, **kwargs)

    def one(self, data, model):
        rows = list(model.objects.order_by("pk"))
        return data.draw(st.sampled_from(rows)).pk if rows else 0

    def who(self, data) -> Person:
        return data.draw(st.sampled_from(list(Person.objects.order_by("pk"))))

    @initialize()
    def everybody_comes_in(self):
        for person in Person.objects.order_by("pk"):
            self.attempt(actions.come_in, person)

    @rule(seconds=st.integers(-3, 2_000))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @rule(data=st.data(), kind=KINDS, reason=REASONS, by_rule=st.booleans())
    def enter(self, data, kind, reason, by_rule):
        person, by = self.who(data), data.draw(st.sampled_from([None, self.who(data)]))
        self.attempt(actions.enter_state, person.pk, kind, reason=reason, by=by, by_rule=by_rule)

    @rule(data=st.data(), kind=KINDS, reason=REASONS)
    def choose(self, data, kind, reason):
        person = self.who(data)
        self.attempt(actions.enter_state, person.pk, kind, reason=reason, by=person)

    @rule(data=st.data(), channel=st.sampled_from(["phone", "chat", "email"]))
    def finish_a_contact(self, data, channel):
        self.attempt(actions.enter_after_work, self.who(data).pk, channel=channel)

    @rule(data=st.data(), minutes=st.integers(0, 30), reason=REASONS, ahead=st.none() | st.integers(-9, 90))
    def ask(self, data, minutes, reason, ahead):
        wanted = None if ahead is None else self.now + timedelta(minutes=ahead)
        self.attempt(actions.ask_break, reason=reason, minutes=minutes, by=self.who(data), wanted_from=wanted)

    @rule(data=st.data(), approve=st.booleans())
    def decide(self, data, approve):
        request_id = self.one(data, BreakRequest)
        self.attempt(actions.decide_break, request_id, approve=approve, by=self.who(data))

    @rule(data=st.data())
    def withdraw(self, data):
        self.attempt(actions.withdraw_break, self.one(data, BreakRequest), by=self.who(data))

    @rule(data=st.data())
    def leave(self, data):
        self.attempt(actions.begin_break, self.one(data, BreakRequest), by=self.who(data))

    @rule(data=st.data())
    def go(self, data):
        person = self.who(data)
        actions.note_seen(person, at=self.now)
        if data.draw(st.booleans()):
            self.attempt(actions.go_out, person)

    @rule()
    def the_clock_ticks(self):
        actions.force_ends(self.now)
        actions.sweep_silent(self.now)

    @rule(
        data=st.data(),
        number=st.integers(0, 3),
        approval=st.sampled_from(["auto", "always", "none"]),
        silent=st.none() | st.integers(100, 900),
    )
    def change_rules(self, data, number, approval, silent):
        content = {"stay_number": number, "break_approval": approval, "silent_after_s": silent}
        self.attempt(actions.change_floor_rules, self.centre_id, content, by=self.who(data))

    @rule(data=st.data(), code=st.sampled_from(["english", "claims", "No"]), retired=st.booleans())
    def skills(self, data, code, retired):
        self.attempt(actions.define_skill, code=code, name=code, by=self.who(data))
        self.attempt(
            actions.change_skill, self.one(data, Skill), name=code, retired=retired, by=self.who(data)
        )

    @rule(data=st.data(), proficiency=st.integers(0, 6))
    def master(self, data, proficiency):
        person_id, skill_id = self.who(data).pk, self.one(data, Skill)
        if proficiency:
            self.attempt(actions.give_skill, person_id, skill_id, proficiency=proficiency, by=self.who(data))
        else:
            self.attempt(actions.take_skill, person_id, skill_id, by=self.who(data))

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert floor_state.from_log() == floor_state.from_rows()

    @invariant()
    def each_stretch_begins_where_the_one_before_ended(self):
        for person in Person.objects.all():
            rows = list(AgentState.objects.filter(person=person).order_by("started_at", "id"))
            assert [row.ended_at for row in rows[:-1]] == [row.started_at for row in rows[1:]]
            assert [row.ended_at for row in rows[-1:]] == [None] * len(rows[-1:])

    @invariant()
    def the_ledger_counts_every_moment_once(self):
        end = self.now + timedelta(days=1)
        for person_id, stretches in stretches_of(
            list(Person.objects.values_list("pk", flat=True)), since=NOON, until=end, at=end
        ).items():
            told = ledger(stretches, BusinessDay("Asia/Seoul"), from_ms=0, to_ms=log.to_ms(end))
            first = AgentState.objects.filter(person_id=person_id).earliest("started_at")
            counted = sum(sum(one.spent.values()) for one in told)
            assert counted == log.to_ms(end) - log.to_ms(max(first.started_at, NOON))

    @invariant()
    def a_break_that_has_begun_is_a_person_who_is_away(self):
        for request in BreakRequest.objects.filter(state="approved").exclude(begun_at=None):
            assert AgentState.objects.get(person_id=request.person_id, ended_at=None).kind == "away"


def test_any_sequence_on_the_floor(db):
    run_state_machine_as_test(
        FloorMachine,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        ),
    )
