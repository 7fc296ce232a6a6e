"""After any sequence of writing, saying, flagging and playing, the folded log equals the rows."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from gijun.desk import actions
from gijun.desk.actions.wording import flags, procedures, runs, templates, used
from gijun.desk.actions.wording.flags import Sentence
from gijun.desk.actions.wording.governing import About
from gijun.desk.errors import DeskError
from gijun.desk.models import (
    Procedure,
    ProcedureRun,
    ReplyTemplate,
    SentenceFlag,
    TemplateStep,
    TemplateUse,
    TemplateVersion,
)
from gijun.desk.queries import state
from gijun.desk.rules.wording.templates import Text
from tests import make
from tests.desk.wording import worded

REFUSALS = (DeskError, PermissionDenied, ObjectDoesNotExist)
WHO, FEW = st.integers(0, 3), st.integers(0, 3)
WORDS = ("고객님, 확인 후 연락드리겠습니다.", "{{고객명|고객}}님, {{기준}}", "{{고갱명}}", "")


class WordingMachine(RuleBasedStateMachine):
    """Two agents, a lead and a manager use words on three tickets in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        centre = make.centre()
        self.team = make.team(centre)
        self.people = [
            make.person("a", self.team, "agent"),
            make.person("b", self.team, "agent"),
            make.person("c", self.team, "team_lead"),
            make.person("d", centre, "operations_manager"),
        ]
        door = make.account(self.team)
        self.tickets = [make.ticket(door, address=f"{name}@example.com").pk for name in "xyz"]
        self.standard = make.standard(centre, self.people[3])
        self.now = make.NOON

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def attempt(self, action, *args, who: int, **kwargs) -> None:
        self.now += timedelta(seconds=7)
        with suppress(*REFUSALS):  # a refusal must leave no trace: the invariant checks
            action(*args, by=self.people[who], at=self.now, **kwargs)

    def one(self, model, at: int) -> int:
        """An id of that table, or one that does not exist."""
        ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
        return ids[at % len(ids)] if ids else 0

    @rule(who=WHO, name=st.sampled_from("가나"), text=st.sampled_from(WORDS), linked=st.booleans(), steps=FEW)
    def write(self, who, name, text, linked, steps):
        about = About(name, self.people[who].pk, standard_id=self.standard.standard_id if linked else None)
        says = worded.saying(text, steps=tuple(map(str, range(steps))))
        self.attempt(templates.add_template, templates.Matter(about), says, who=who, team_id=self.team.pk)

    @rule(who=WHO, which=FEW, text=st.sampled_from(WORDS), seen=st.integers(1, 2), short=st.booleans())
    def rewrite(self, who, which, text, seen, short):
        more = (Text("any", "ko", "네.", is_short=True),) if short else ()
        matter = templates.Matter(About("다", self.people[who].pk), stage="closing")
        pk = self.one(ReplyTemplate, which)
        says = worded.saying(text, *more)
        self.attempt(
            templates.change_template, pk, matter, says, who=who, change_reason="짧게", seen_number=seen
        )

    @rule(who=WHO, which=FEW, retired=st.booleans(), kind=st.sampled_from(["template", "procedure"]))
    def retire(self, who, which, retired, kind):
        if kind == "template":
            pk = self.one(ReplyTemplate, which)
            self.attempt(templates.retire_template, pk, who=who, retired=retired)
        else:
            pk = self.one(Procedure, which)
            self.attempt(procedures.retire_procedure, pk, who=who, retired=retired)

    @rule(who=WHO, ticket=FEW, which=FEW, short=st.booleans(), edited=st.booleans())
    def say(self, who, ticket, which, short, edited):
        text = "고객님, 확인 후 연락드리겠습니다."
        one = actions.UsedTemplate(
            self.one(TemplateVersion, which),
            text,
            is_short=short,
            standard_version_id=self.standard.pk,
            sentence=text,
        )
        body = "전혀 다른 말입니다" if edited else text
        self.attempt(actions.reply, self.tickets[ticket % 3], who=who, body=body, used=[one])

    @rule(who=WHO, ticket=FEW, which=FEW, done=st.booleans())
    def tick(self, who, ticket, which, done):
        pk = self.one(TemplateStep, which)
        self.attempt(used.tick_step, self.tickets[ticket % 3], who=who, step_id=pk, done=done)

    @rule(who=WHO, ticket=FEW, which=FEW, standard=st.booleans(), sent=st.booleans())
    def flag(self, who, ticket, which, standard, sent):
        sentence = (
            Sentence(self.standard.pk) if standard else Sentence(None, self.one(TemplateVersion, which))
        )
        pk, message_id = self.tickets[ticket % 3], None
        if sent and (use := TemplateUse.objects.select_related("message").first()):
            pk, message_id = use.message.ticket_id, use.message_id
            sentence = Sentence(None, use.version_id)
        self.attempt(flags.flag, pk, sentence, who=who, message_id=message_id, note="이상해요")

    @rule(who=WHO, which=FEW, as_=st.sampled_from(["fixed", "no_fault"]), answer=st.sampled_from(["", "네"]))
    def settle(self, who, which, as_, answer):
        pk = self.one(SentenceFlag, which)
        self.attempt(flags.settle_flag, pk, who=who, settled_as=as_, answer=answer)

    @rule(who=WHO, name=st.sampled_from("가나"), fine=st.booleans())
    def draw_up(self, who, name, fine):
        steps = worded.STEPS if fine else [worded.do("a", "a")]
        self.attempt(
            procedures.add_procedure, About(name, self.people[who].pk), steps, who=who, team_id=self.team.pk
        )

    @rule(who=WHO, which=FEW, seen=st.integers(1, 2), steps=st.integers(0, 2))
    def draw_anew(self, who, which, seen, steps):
        drawn = [worded.do(f"s{at}", f"s{at + 1}" if at + 1 < steps else "end") for at in range(steps)]
        self.attempt(
            procedures.change_procedure,
            self.one(Procedure, which),
            About("다", self.people[who].pk),
            drawn,
            who=who,
            change_reason="짧게",
            seen_number=seen,
        )

    @rule(who=WHO, ticket=FEW, which=FEW)
    def begin(self, who, ticket, which):
        pk = self.one(Procedure, which)
        self.attempt(runs.start_run, self.tickets[ticket % 3], who=who, procedure_id=pk)

    @rule(who=WHO, which=FEW, turn=st.integers(0, 5), choice=st.sampled_from([None, 1, 2, 9]))
    def go_on(self, who, which, turn, choice):
        self.attempt(runs.go_on, self.one(ProcedureRun, which), who=who, turn=turn, choice=choice)

    @rule(who=WHO, which=FEW, turn=st.integers(0, 5), leave=st.booleans())
    def go_back(self, who, which, turn, leave):
        pk = self.one(ProcedureRun, which)
        if leave:
            self.attempt(runs.abandon_run, pk, who=who)
        else:
            self.attempt(runs.go_back, pk, who=who, turn=turn)

    @rule(who=WHO, loser=st.integers(0, 2), winner=st.integers(0, 2))
    def merge(self, who, loser, winner):
        self.attempt(actions.merge, self.tickets[loser], who=who, into_id=self.tickets[winner])

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert state.from_log().wording == state.from_rows().wording


def test_replaying_the_log_equals_the_rows_after_any_words(db):
    run_state_machine_as_test(
        WordingMachine,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target],
            suppress_health_check=list(HealthCheck),
        ),
    )
