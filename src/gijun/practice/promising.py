"""What the practice centre owes its customers, and what they think of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from gijun.desk.actions.promises.calling import note_call
from gijun.desk.actions.promises.customer_page import give_satisfaction
from gijun.desk.actions.promises.keeping import keep, move, note_broken
from gijun.desk.actions.promises.making import Wanted, make
from gijun.desk.actions.promises.policies import change_policy
from gijun.desk.queries.practice import solved_at
from gijun.desk.queries.promises.links import token_of
from gijun.desk.rules.promises.policy import Policy
from gijun.desk.terms.asking import Why
from gijun.desk.terms.promises import Avoidable, CallbackReason, CallOutcome, MoveReason, PromiseKind
from gijun.events import log
from gijun.organisation.models import Person
from gijun.practice.life import Answered, Held, Life
from gijun.practice.setting import Setting, clock

PROMISED_DAYS, SATISFACTION_DAYS = 40, 45
PROMISED, RATED = 0.3, 0.22  # shares of answers
LATE_FROM, LEFT_FROM, MOVED_FROM = 0.62, 0.86, 0.92  # of promises: kept before, then late, then left, moved
LEFT_DAYS = 6  # what is older is no longer left undone
KINDS = {
    "delivery.late": (PromiseKind.CALLBACK, Why.INPUT_FLOW, "택배사 확인 결과를 알려 드리기로 함"),
    "refund.delay": (PromiseKind.REFUND_BY, Why.AUTHORITY, "카드사 확인 뒤 환불일을 알려 드리기로 함"),
    "installation.visit": (PromiseKind.VISIT, Why.INPUT_FLOW, "설치 기사 재방문 약속"),
    "delivery.address": (PromiseKind.ANSWER_BY, Why.KNOWLEDGE, "택배사에 주소 변경 가능한지 확인"),
}
SCORES = (5, 5, 5, 4, 4, 4, 3, 2, 1)
COMMENTS = {
    5: ("빠르고 친절했어요.", "먼저 연락 주셔서 좋았습니다.", ""),
    4: ("잘 해결됐어요.", "", ""),
    3: ("답이 조금 늦었어요.", ""),
    2: ("같은 말을 두 번 했습니다.", "말씀하신 날짜가 지났어요."),
    1: ("상담할 때마다 말이 달라요.", "아직 해결되지 않았습니다."),
}


@dataclass(slots=True)
class Promising:
    """Promises in some of the answers; customers say how it was."""

    setting: Setting
    life: Life
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = self.setting.chance("promises")

    def decide(self, at: datetime) -> None:
        """The customers' page: three weeks open after a matter is solved; a warning an hour before."""
        policy = Policy(open_days=21, warn_min=60)
        change_policy(self.setting.centre_id, policy, by=self.setting.crew.manager, at=at)

    def answered(self, at: datetime, answered: Answered) -> None:
        """Promise something where the reason calls for it; ask how it was."""
        held = answered.held
        known = KINDS.get(held.who.reason)
        if known and at > self.setting.days_before(PROMISED_DAYS) and self.random.random() < PROMISED:
            self._promise(at, held, answered.message_id, known)
        if (
            answered.solved
            and at > self.setting.days_before(SATISFACTION_DAYS)
            and self.random.random() < RATED
        ):
            after = at + timedelta(hours=self.random.uniform(0.3, 20))
            self.life.plan(after, lambda when: self._rate(when, held))

    def _promise(
        self, at: datetime, held: Held, message_id: int, known: tuple[PromiseKind, Why, str]
    ) -> None:
        kind, why, note = known
        due = clock(at + timedelta(days=self.random.choice((1, 1, 2))), self.random.randint(10, 19))
        wanted = Wanted(
            kind,
            due,
            note=note,
            why=why,
            message_id=message_id,
            avoidable=self.random.choice((Avoidable.YES, Avoidable.NO, Avoidable.UNKNOWN)),
        )
        row = make(held.ticket_id, wanted, by=held.agent, at=at)
        draw = self.random.random()
        early = due - timedelta(hours=self.random.uniform(0.5, 12))
        if draw < LATE_FROM or self._is_too_old_to_leave(draw, due):
            self._keep(max(early, at + timedelta(minutes=20)), row.pk, kind, held.agent)
            return
        self.life.plan(due + timedelta(minutes=1), lambda when: note_broken(row.pk, at=when))
        if draw < LEFT_FROM:
            self._keep(due + timedelta(hours=self.random.uniform(1, 30)), row.pk, kind, held.agent)
        elif draw >= MOVED_FROM:
            later = due + timedelta(days=1)
            reason = self.random.choice((MoveReason.CUSTOMER, MoveReason.OURS))
            self.life.plan(
                early, lambda when: move(row.pk, due_at=later, reason=reason, by=held.agent, at=when)
            )
            self._keep(later - timedelta(hours=1), row.pk, kind, held.agent)

    def _is_too_old_to_leave(self, draw: float, due: datetime) -> bool:
        return LEFT_FROM <= draw < MOVED_FROM and due < self.setting.days_before(LEFT_DAYS)

    def _keep(self, at: datetime, promise_id: int, kind: PromiseKind, by: Person) -> None:
        if kind != PromiseKind.CALLBACK:
            self.life.plan(at, lambda when: keep(promise_id, by=by, at=when))
            return
        if self.random.random() < 0.35:
            missed = at - timedelta(minutes=self.random.uniform(5, 15))
            self.life.plan(
                missed, lambda when: note_call(promise_id, outcome=CallOutcome.NO_ANSWER, by=by, at=when)
            )
        self.life.plan(at, lambda when: note_call(promise_id, outcome=CallOutcome.REACHED, by=by, at=when))

    def _rate(self, at: datetime, held: Held) -> None:
        solved = solved_at(held.ticket_id)
        if solved is None:
            return
        score = self.random.choice(SCORES)
        give_satisfaction(
            token_of(held.ticket_id),
            score=score,
            resolved=score > 2,
            comment=self.random.choice(COMMENTS[score]),
            solved_ms=log.to_ms(solved),
            at=at,
        )

    def leave_owed(self, at: datetime, ticket_ids: list[int], agent: Person) -> None:
        """What an agent owes when they sign in: due today, due now, overdue, and calls that were missed.

        Args:
            ticket_ids: at least four that the agent holds; ``at`` is an hour and a half ago.
        """
        soon, today, overdue, call = ticket_ids[:4]
        note = KINDS["refund.delay"][2]
        plans = (
            (soon, PromiseKind.ANSWER_BY, timedelta(hours=2, minutes=40)),
            (today, PromiseKind.REFUND_BY, timedelta(hours=4)),
            (overdue, PromiseKind.REFUND_BY, timedelta(hours=1)),
        )
        for ticket_id, kind, after in plans:
            wanted = Wanted(kind, at + after, note=note, why=Why.AUTHORITY)
            row = make(ticket_id, wanted, by=agent, at=at)
            self.life.plan(row.due_at + timedelta(minutes=1), partial(_lapse, row.pk))
        called = make(
            call,
            Wanted(
                PromiseKind.CALLBACK,
                at + timedelta(hours=3),
                note="오후에 다시 걸어 달라고 하심",
                callback_reason=CallbackReason.CHECKING,
                avoidable=Avoidable.YES,
            ),
            by=agent,
            at=at,
        )
        for minutes in (20, 45):
            self.life.plan(
                at + timedelta(minutes=minutes),
                lambda when: note_call(called.pk, outcome=CallOutcome.NO_ANSWER, by=agent, at=when),
            )


def _lapse(promise_id: int, at: datetime) -> None:
    note_broken(promise_id, at=at)
