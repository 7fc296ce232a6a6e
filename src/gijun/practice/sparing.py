"""What spares the practice centre's people: automatic answers, careful customers, the right to end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gijun.desk.actions.sparing.answering import answer
from gijun.desk.actions.sparing.ending import end_contact, rest, warn, warn_again
from gijun.desk.actions.sparing.flags import flag_customer
from gijun.desk.actions.sparing.policies import change_answers, change_policy
from gijun.desk.queries import practice as desk_queries
from gijun.desk.rules.sparing.answering import AnswerRules
from gijun.desk.rules.sparing.policy import Ending, Risk, Sending
from gijun.desk.terms.sparing import EndReason, FlagKind, PolicyKind
from gijun.organisation.actions import enter_state
from gijun.organisation.models import Person
from gijun.organisation.terms import StateKind
from gijun.practice.demand import BROADCAST_HOUR, BROADCAST_WEEKDAYS, OUTAGE_DAYS_AGO, SEOUL
from gijun.practice.life import CLOSES, OPENS, Held, Life
from gijun.practice.setting import Setting

ANSWERED_DAYS, FLAGGED_DAYS, ENDED_DAYS = 21, 27, 2
FLAG_LASTS = 30  # days; an agent flags for so long without a lead
RULES = AnswerRules(
    outside_hours=True,
    outside_hours_ko="지금은 운영 시간이 아닙니다. {hours}부터 받은 순서대로 답변드립니다. (문의 {number})",
    outside_hours_en="We are closed now and answer from {hours} on, in order. (Your matter: {number})",
    mode=True,
    period_h=12,
)
ABUSE = "상담사에게 욕설이 섞인 메일을 세 번 보냄"
EXCESSIVE = "같은 상품으로 네 번 환불을 요구하고 매번 다른 사유를 말함"


@dataclass(slots=True)
class Sparing:
    """Answers by a rule outside hours and in a peak or outage."""

    setting: Setting
    life: Life
    is_flagged: bool = False
    is_ended: bool = False

    def decide(self, at: datetime) -> None:
        """Ten seconds to take a reply back, flags for thirty days alone, half an hour of rest."""
        for kind, content in (
            (PolicyKind.SENDING, Sending()),
            (PolicyKind.RISK, Risk()),
            (PolicyKind.ENDING, Ending()),
        ):
            change_policy(self.setting.centre_id, kind, content, by=self.setting.crew.manager, at=at)

    def answer_by_itself(self, at: datetime) -> None:
        """Let the mailbox answer by itself from now on."""
        change_answers(self.setting.crew.mailbox_id, RULES, by=self.setting.crew.manager, at=at)

    def written(self, at: datetime, message_id: int) -> None:
        """The rule answers twenty seconds later, where one does."""
        if at > self.setting.days_before(ANSWERED_DAYS) and self._calls_for_it(at):
            self.life.plan(at + timedelta(seconds=20), lambda when: self._answer(when, message_id))

    def _calls_for_it(self, at: datetime) -> bool:
        """Is the centre closed, or may it be in another mode? Anything else needs no looking at."""
        local = at.astimezone(SEOUL)
        is_late = local.weekday() in BROADCAST_WEEKDAYS and local.hour >= BROADCAST_HOUR
        days_ago = (self.setting.now.astimezone(SEOUL).date() - local.date()).days
        return not OPENS <= local.hour < CLOSES or is_late or days_ago == OUTAGE_DAYS_AGO

    def _answer(self, at: datetime, message_id: int) -> None:
        answer(message_id, at=at)
        sent_id = desk_queries.answer_by_rule_to(message_id)
        if sent_id is not None:
            self.life.deliver(sent_id, at)

    def taken(self, at: datetime, held: Held) -> None:
        """One customer is to be careful with, for three more days; one contact is ended by right."""
        if not self.is_flagged and at > self.setting.days_before(FLAGGED_DAYS):
            self.is_flagged = True
            flag_customer(
                held.ticket_id, kind=FlagKind.ABUSE, evidence=ABUSE, days=FLAG_LASTS, by=held.agent, at=at
            )
        elif not self.is_ended and at > self.setting.days_before(ENDED_DAYS) and at.minute % 2:
            self.is_ended = True
            self._end(at, held)

    def _end(self, at: datetime, held: Held) -> None:
        """An agent ends a contact by right, after two warnings, rests, and is back."""
        agent = held.agent
        run = warn(held.ticket_id, reason=EndReason.ABUSE, by=agent, at=at)
        warn_again(run.pk, by=agent, at=at)
        end_contact(run.pk, by=agent, at=at)
        later = at + timedelta(minutes=1)
        self.life.plan(later, lambda when: rest(run.pk, by=agent, at=when))
        self.life.plan(
            at + timedelta(minutes=30),
            lambda when: enter_state(agent.pk, StateKind.READY, by=agent, at=when),
        )

    def leave_a_flag(self, at: datetime, ticket_id: int, agent: Person) -> None:
        """A flag that is to last so long that it waits for a lead."""
        flag_customer(ticket_id, kind=FlagKind.EXCESSIVE, evidence=EXCESSIVE, days=90, by=agent, at=at)
