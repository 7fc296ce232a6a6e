"""What the practice centre's agents ask: of leads, of whoever may approve, of departments."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from gijun.desk import actions as desk
from gijun.desk.actions.asking.approvals import Request, ask_approval, decide
from gijun.desk.actions.asking.clock import send_up
from gijun.desk.actions.asking.consults import answer_consult, consult, keep_answer
from gijun.desk.actions.asking.delegations import delegate
from gijun.desk.actions.asking.escalations import answer, ask_up, pick_up, whisper
from gijun.desk.actions.asking.policies import change_policy
from gijun.desk.rules.asking.policy import Level, Policy
from gijun.desk.terms.asking import Approvable, AssistMode, EscalationKind, Why
from gijun.organisation.models import Person
from gijun.organisation.terms import Role
from gijun.practice.asking_texts import (
    ANSWERS,
    COMPENSATED,
    CONSULTS,
    DENIED,
    ESCALATED,
    REFUNDED,
    WHISPER,
)
from gijun.practice.life import Held, Life
from gijun.practice.people import AGENTS_A_TEAM
from gijun.practice.setting import Setting

WAY_UP = (Level(Role.TEAM_LEAD, 10), Level(Role.OPERATIONS_MANAGER, 20), Level(Role.CENTRE_HEAD, 60))
COMPENSATED_FOR = "delivery.late"
COMPENSATION = (15_000, 20_000, 25_000, 30_000)  # won; beyond what an agent gives alone
REFUNDS = (45_000, 89_000, 159_000, 240_000, 390_000, 520_000)
REFUNDED_FOR = frozenset({"refund.request", "refund.amount"})
APPROVED, ASKED_UP, CONSULTED = 0.3, 0.03, 0.03  # shares of tickets
APPROVALS_DAYS, UP_DAYS, CONSULTS_DAYS = 60, 50, 40  # before now, from which on it was asked


@dataclass(slots=True)
class Asking:
    """Asks in some of the tickets that agents take."""

    setting: Setting
    life: Life
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = self.setting.chance("asking")

    def decide_way(self, at: datetime) -> None:
        """How requests go up."""
        change_policy(self.setting.centre_id, Policy(WAY_UP), by=self.setting.crew.manager, at=at)

    def taken(self, at: datetime, held: Held) -> None:
        """In some tickets something is beyond the agent."""
        reason, draw = held.who.reason, self.random.random()
        if reason == COMPENSATED_FOR and draw < APPROVED and self._since(at, APPROVALS_DAYS):
            self._compensate(at, held)
        elif reason in REFUNDED_FOR and draw < APPROVED and self._since(at, APPROVALS_DAYS):
            self._refund(at, held)
        elif draw > 1 - ASKED_UP and self._since(at, UP_DAYS):
            self._ask_up(at, held)
        elif draw > 1 - ASKED_UP - CONSULTED and self._since(at, CONSULTS_DAYS):
            self._consult(at, held)

    def _since(self, at: datetime, days: int) -> bool:
        return at >= self.setting.days_before(days)

    def lead_of(self, agent: Person) -> Person:
        """The agent's lead."""
        return self.setting.crew.leads[self.setting.crew.agents.index(agent) // AGENTS_A_TEAM]

    def _compensate(self, at: datetime, held: Held) -> None:
        """Late deliveries are always made good: the centre may soon let agents decide it alone."""
        amount = self.random.choice(COMPENSATION)
        desk.choose_reason(
            held.ticket_id, reason_id=self.setting.reason(COMPENSATED_FOR), by=held.agent, at=at
        )
        grounds = self.random.choice(COMPENSATED)
        request = Request(Approvable.COMPENSATE, amount, Why.AUTHORITY, grounds)
        row = ask_approval(held.ticket_id, request, by=held.agent, at=at)
        lead = self.lead_of(held.agent)
        self.life.plan(
            at + timedelta(seconds=self.random.uniform(40, 400)),
            lambda when: decide(row.pk, approved=True, by=lead, at=when),
        )

    def _refund(self, at: datetime, held: Held) -> None:
        amount = self.random.choice(REFUNDS)
        grounds, evidence = self.random.choice(REFUNDED)
        desk.choose_reason(
            held.ticket_id, reason_id=self.setting.reason(held.who.reason), by=held.agent, at=at
        )
        request = Request(Approvable.REFUND, amount, Why.AUTHORITY, grounds, evidence)
        row = ask_approval(held.ticket_id, request, by=held.agent, at=at)
        by = self.lead_of(held.agent) if amount <= 300_000 else self.setting.crew.manager
        draw = self.random.random()
        note, say = ("", "") if draw > 0.2 else self.random.choice(DENIED)
        waits = timedelta(minutes=self.random.uniform(2, 25))
        if draw > 0.9:  # nobody looked in time: the next approver decides
            waits, by = timedelta(minutes=self.random.uniform(33, 55)), self.setting.crew.manager
            self.life.plan(at + timedelta(minutes=31), send_up)
        self.life.plan(
            at + waits, lambda when: decide(row.pk, approved=not note, by=by, at=when, note=note, say=say)
        )

    def _ask_up(self, at: datetime, held: Held) -> None:
        kind, why, note = self.random.choice(ESCALATED)
        row = ask_up(held.ticket_id, kind=kind, why=why, note=note, by=held.agent, at=at)
        lead = self.lead_of(held.agent)
        mode = AssistMode.CO_HANDLE if kind == EscalationKind.TAKEOVER else AssistMode.ANSWER
        said = self.random.choice(ANSWERS)
        seen = at + timedelta(minutes=self.random.uniform(1, 8))
        self.life.plan(seen, lambda when: pick_up(row.pk, mode=mode, by=lead, at=when))
        after = seen + timedelta(minutes=self.random.uniform(1, 15))
        self.life.plan(after, lambda when: answer(row.pk, text=said, by=lead, at=when))

    def _consult(self, at: datetime, held: Held) -> None:
        number = self.random.randrange(len(self.setting.crew.departments))
        question, said = self.random.choice(CONSULTS[number])
        row = consult(
            held.ticket_id,
            department_id=self.setting.crew.departments[number],
            question=question,
            why=Why.KNOWLEDGE,
            by=held.agent,
            at=at,
        )
        who = self.setting.crew.answering[number]
        keeps = self.random.random() < 0.35
        after = at + timedelta(minutes=self.random.uniform(10, 95))
        self.life.plan(after, lambda when: _answer_consult(row.pk, said, who, when, keeps=keeps))

    def stand_in(self, at: datetime) -> None:
        """The manager is away tomorrow; the head stands in."""
        crew = self.setting.crew
        starts = at + timedelta(days=1)
        delegate(crew.head.pk, starts_at=starts, ends_at=starts + timedelta(days=2), by=crew.manager, at=at)

    def leave_open(self, at: datetime, ticket_ids: list[int], agent: Person) -> None:
        """What waits for answers when somebody signs in: a takeover, approvals, a question.

        Args:
            ticket_ids: at least five that the agent holds.
        """
        takeover, big, small, asked, helped = ticket_ids[:5]
        kind, why, note = ESCALATED[0]
        ask_up(takeover, kind=kind, why=why, note=note, by=agent, at=at)
        grounds, evidence = REFUNDED[0]
        for ticket_id, amount in ((big, 450_000), (small, 120_000)):
            request = Request(Approvable.REFUND, amount, Why.AUTHORITY, grounds, evidence)
            ask_approval(ticket_id, request, by=agent, at=at)
        question, _said = CONSULTS[0][0]
        department_id = self.setting.crew.departments[0]
        consult(asked, department_id=department_id, question=question, why=Why.KNOWLEDGE, by=agent, at=at)
        kind, why, note = ESCALATED[-1]
        row = ask_up(helped, kind=kind, why=why, note=note, by=agent, at=at)
        lead = self.lead_of(agent)
        answer(row.pk, text=ANSWERS[0], by=lead, at=at + timedelta(minutes=2))
        whisper(takeover, to=None, text=WHISPER, by=lead, at=at + timedelta(minutes=3))


def _answer_consult(consult_id: int, text: str, by: Person, at: datetime, *, keeps: bool) -> None:
    answer_consult(consult_id, text=text, by=by, at=at)
    if keeps:
        keep_answer(consult_id, by=by, at=at)
