"""After any sequence of sorting, merging and erasing, the folded log equals the rows."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from gijun.desk import actions
from gijun.desk.actions.sorting import memos, splitting, tags, wrapping
from gijun.desk.actions.sorting.parting import part_customers
from gijun.desk.errors import DeskError
from gijun.desk.models import Customer, CustomerMerge, Field, Memo, Message, Tag, Ticket
from gijun.desk.queries import state
from gijun.desk.rules.sorting.fields import Rule
from gijun.desk.terms.sorting import Cause, FieldKind, Source, TagState
from tests import make
from tests.desk.sorting import sorted as built

REFUSALS = (DeskError, PermissionDenied, ObjectDoesNotExist)
WORDS = st.sampled_from(["", "A-1", "paid", "shipped", "12,000", "2026-11-30"])
WHO = st.integers(0, 2)


class SortingMachine(RuleBasedStateMachine):
    """Agents and a manager sort a handful of tickets of two customers, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.centre = make.centre()
        team = make.team(self.centre)
        self.door = make.account(self.centre)
        self.people = [make.person("a", team, "agent"), make.person("b", team, "team_lead")]
        self.people.append(make.person("c", self.centre, "operations_manager"))
        self.reason = make.reason()
        manager = self.people[2]
        for code, kind, personal in (
            ("order_no", FieldKind.TEXT, False),
            ("state", FieldKind.ORDER_STATE, False),
            ("place", FieldKind.CHOICE, True),
        ):
            built.field(self.centre, manager, code, kind, personal=personal)
        first, second, _third = Field.objects.order_by("id")
        rules = (Rule(first.pk), Rule(second.pk, required=False, source=Source.LAST_TICKET))
        built.asks(self.centre, manager, *rules)
        for name in ("하나", "둘", "셋"):
            built.tag(self.centre, manager, name)
        self.now = make.NOON
        for sender in ("x@example.com", "y@example.com"):
            make.inbound(self.door, address=sender, when=self.now)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def some(self, data, model) -> int:
        ids = list(model.objects.order_by("id").values_list("pk", flat=True))
        return data.draw(st.sampled_from(ids)) if ids else 0

    def attempt(self, action, *args, **kwargs) -> None:
        self.now += timedelta(seconds=7)
        with suppress(*REFUSALS):  # a refusal must leave no trace: the invariant checks
            action(*args, at=self.now, **kwargs)

    @rule(data=st.data(), sender=st.sampled_from(["x@example.com", "y@example.com"]), fresh=st.booleans())
    def write(self, data, sender, fresh):
        self.now += timedelta(seconds=7)
        ticket_id = None if fresh else self.some(data, Ticket)
        make.inbound(self.door, address=sender, when=self.now, ticket_id=ticket_id)

    @rule(data=st.data(), who=WHO, off=st.booleans(), name=st.sampled_from(["", "하나", "넷"]))
    def tag(self, data, who, off, name):
        ticket_id, tag_id, by = self.some(data, Ticket), self.some(data, Tag), self.people[who]
        if off:
            self.attempt(tags.take_tag, ticket_id, tag_id=tag_id, by=by)
        else:
            self.attempt(tags.put_tag, ticket_id, tag_id=None if name else tag_id, name=name, by=by)

    @rule(data=st.data(), what=st.sampled_from(["merge", "name", "alias", *TagState.values]))
    def govern(self, data, what):
        tag_id, by = self.some(data, Tag), self.people[2]
        if what == "merge":
            self.attempt(tags.merge_tags, tag_id, into_id=self.some(data, Tag), by=by)
        elif what in {"name", "alias"}:
            name = data.draw(st.sampled_from(["하나", "다섯", "여섯"]))
            self.attempt(tags.name_tag, tag_id, name=name, alias=what == "alias", by=by)
        else:
            self.attempt(tags.set_tag_state, tag_id, state=TagState(what), by=by)

    @rule(data=st.data(), who=WHO, about=st.booleans(), pinned=st.booleans())
    def note(self, data, who, about, pinned):
        where = (
            {"ticket_id": self.some(data, Ticket)} if about else {"customer_id": self.some(data, Customer)}
        )
        self.attempt(memos.write_memo, text="메모", by=self.people[who], pinned=pinned, **where)

    @rule(data=st.data(), who=WHO, what=st.sampled_from(["pin", "unpin", "withdraw"]))
    def keep(self, data, who, what):
        memo_id, by = self.some(data, Memo), self.people[who]
        if what == "withdraw":
            self.attempt(memos.withdraw_memo, memo_id, by=by)
        else:
            self.attempt(memos.pin_memo, memo_id, pinned=what == "pin", by=by)

    @rule(data=st.data(), who=WHO, text=WORDS, cause=st.sampled_from([None, *Cause]), solve=st.booleans())
    def wrap(self, data, who, text, cause, solve):
        ticket_id, typed, by = self.some(data, Ticket), {self.some(data, Field): text}, self.people[who]
        if solve:
            self.attempt(
                wrapping.wrap_up, ticket_id, reason_id=self.reason.pk, cause=cause, typed=typed, by=by
            )
        else:
            self.attempt(wrapping.fill_fields, ticket_id, typed=typed, by=by)
            self.attempt(wrapping.name_cause, ticket_id, cause=cause, by=by)

    @rule(data=st.data(), who=WHO)
    def split(self, data, who):
        ticket_id = self.some(data, Ticket)
        said = list(Message.objects.filter(ticket=ticket_id).order_by("id").values_list("pk", flat=True))
        chosen = data.draw(st.lists(st.sampled_from(said), unique=True)) if said else []
        self.attempt(splitting.split, ticket_id, message_ids=chosen, by=self.people[who])

    @rule(data=st.data(), who=WHO, what=st.sampled_from(["take", "reply", "reopen", "merge"]))
    def work(self, data, who, what):
        ticket_id, by = self.some(data, Ticket), self.people[who]
        match what:
            case "take":
                self.attempt(actions.take, ticket_id, by=by)
            case "reply":
                self.attempt(actions.reply, ticket_id, body="확인했습니다.", by=by)
            case "reopen":
                self.attempt(actions.reopen, ticket_id, by=by)
            case "merge":
                self.attempt(actions.merge, ticket_id, into_id=self.some(data, Ticket), by=by)

    @rule(data=st.data(), erase=st.sampled_from([False, False, True]))
    def customers(self, data, erase):
        one, by = self.some(data, Customer), self.people[2]
        if erase:
            self.attempt(actions.erase_customer, one, by=by)
        else:
            self.attempt(actions.merge_customers, one, into_id=self.some(data, Customer), by=by)

    @rule(data=st.data())
    def part(self, data):
        self.attempt(part_customers, self.some(data, CustomerMerge), by=self.people[2])

    @invariant()
    def the_log_tells_what_the_rows_hold(self):
        assert state.from_log() == state.from_rows()


def test_replaying_the_log_equals_the_rows_after_any_sorting(db):
    run_state_machine_as_test(
        SortingMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
        ),
    )
