"""Forty contacts that meet every edge case of the measures' reference; ``test_forty`` has their figures.

A centre in Seoul whose business day begins at 6:00: 1 December lasts from minute -180 to 1260, the next day
from there. Contact n is about ticket n, of customer n, unless the line says otherwise.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from gijun.desk.events import asking, promises, routing, sorting, sparing, tickets, wording
from gijun.events import log
from gijun.organisation.events import StateEntered
from gijun.standards import events as standards
from tests.measures.calls import Call, fact, leave_menu
from tests.measures.told import DAY, Story, after

KIM, LEE, PARK = 1, 2, 3  # Park works in the second team
FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 2)
CHANGE = 1260  # minutes: 2 December begins


@dataclass
class Forty:
    """The centre, its first team by channel, its second team."""

    centre: Story
    mail: Story
    second: Story
    messages: count = field(default_factory=lambda: count(1))

    @property
    def chat(self) -> Story:
        return self.mail.of(channel="chat")

    @property
    def phone(self) -> Story:
        return self.mail.of(channel="phone")

    def where(self, contact: int, agent: int | None = None, *, on: Story | None = None) -> dict[str, Any]:
        on = on or self.mail
        told = {"ticket_id": contact, "contact_id": contact, "team_id": on.team_id, "channel": on.channel}
        return told if agent is None else told | {"agent_id": agent}

    def reply(
        self,
        contact: int,
        minutes: float,
        *,
        agent: int = KIM,
        on: Story | None = None,
        ticket: int | None = None,
    ) -> int:
        message = next(self.messages)
        (on or self.mail).reply(contact, ticket or contact, minutes, agent=agent, message=message)
        return message

    def letter(
        self, contact: int, minutes: float, wait: float, *, reason: int, customer: int | None = None
    ) -> None:
        """A mail that Kim answers after ``wait`` minutes, and solves a minute later."""
        self.mail.begin(contact, contact, minutes, customer=customer or contact)
        self.reply(contact, minutes + wait)
        self.mail.solve(contact, contact, minutes + wait + 1, reason=reason)

    def tell(self) -> None:
        self.letters()
        self.edges()
        self.chats()
        self.calls()
        self.calls_that_nobody_took()
        self.asking()
        self.people()
        self.outside()

    def letters(self) -> None:
        mail = self.mail
        self.letter(1, 0, 10, reason=10)
        mail.work(1, 1, 11, agent=KIM, worked_min=6)
        mail.use(1, 1, 10, message=1, found_ms=12_000)
        # 2: Kim answers, then Lee too
        mail.begin(2, 2, 10, customer=2)
        mail.assign(2, 12, agent=KIM)
        self.reply(2, 20)
        mail.assign(2, 30, agent=LEE, before=KIM)
        self.reply(2, 50, agent=LEE)
        mail.solve(2, 2, 55, reason=10)
        # 3: handed from Kim to Lee, who answers
        mail.begin(3, 3, 20, customer=3)
        mail.assign(3, 21, agent=KIM)
        mail.assign(3, 30, agent=LEE, before=KIM)
        self.reply(3, 80, agent=LEE)
        mail.solve(3, 3, 81, reason=20)
        # 4: opened again on the third day
        self.letter(4, 30, 10, reason=10)
        mail.reopen(4, 4, 3 * DAY, by_customer=False)
        mail.solve(4, 4, 3 * DAY + 10, reason=10)
        # 5: contact 6 follows on the same ticket, after more than 7 days; nobody answers it
        self.letter(5, 40, 10, reason=20)
        mail.contact(6, 5, 8 * DAY, customer=5)
        # 7 and 8: the same again after exactly 7 days; 9 and 10: a minute later than that
        self.letter(7, 60, 10, reason=10)
        self.letter(8, 60 + 7 * DAY, 10, reason=10, customer=7)
        self.letter(9, 70, 10, reason=10)
        self.letter(10, 71 + 7 * DAY, 9, reason=10, customer=9)
        # 11: answered, never solved; 12: never answered
        mail.begin(11, 11, 80, customer=11)
        self.reply(11, 90)
        mail.begin(12, 12, 90, customer=12)

    def edges(self) -> None:
        mail = self.mail
        # 13 and 14, one customer: ticket 13 is merged into 14 before the answer
        mail.begin(13, 13, 100, customer=13)
        mail.begin(14, 14, 105, customer=13)
        mail.merge(13, 110, into=14)
        self.reply(14, 120)
        mail.solve(14, 14, 121, reason=30)
        # 15: spam, found out later
        self.letter(15, 130, 1, reason=10)
        mail.void(15, 200)
        # 32 and 33: two customers who turn out to be one
        self.letter(32, 600, 10, reason=40)
        self.letter(33, 700, 10, reason=40)
        mail.merge_customers(33, 800, into=32)
        # 34: the last minute of the business day; 35: the first of the next
        self.letter(34, CHANGE - 1, 41, reason=50)
        self.letter(35, CHANGE, 40, reason=51)
        # 36: ended by right after half an hour of work
        self.letter(36, 900, 5, reason=60)
        mail.work(36, 36, 935, agent=KIM, worked_min=30)
        ended = sparing.ContactEndedByRight(
            **self.where(36, KIM), run_id=1, reason="abuse", rest_until_ms=None
        )
        mail.tell(ended, 904)
        # 37: the same agent answers twice
        mail.begin(37, 37, 1000, customer=37)
        self.reply(37, 1005)
        self.reply(37, 1010)
        mail.solve(37, 37, 1011, reason=61)
        # 40: closed without an answer, opened again by an agent, then answered
        mail.begin(40, 40, 1100, customer=40)
        mail.solve(40, 40, 1110, reason=64)
        mail.reopen(40, 40, 1120, by_customer=False)
        self.reply(40, 1125)
        mail.solve(40, 40, 1130, reason=64)

    def chats(self) -> None:
        chat = self.chat
        # 16: a bot alone
        chat.begin(16, 16, 140, customer=16)
        chat.bot_reply(16, 16, 141)
        chat.solve(16, 16, 142)
        # 17: a bot, then Kim (10 min)
        chat.begin(17, 17, 150, customer=17)
        chat.bot_reply(17, 17, 151)
        chat.assign(17, 160, agent=KIM)
        self.reply(17, 161, on=chat)
        chat.solve(17, 17, 170, reason=20)
        # 18 (30 min), and beside it 19, which waits for its customer in between (10 + 15 min)
        chat.begin(18, 18, 200, customer=18)
        chat.assign(18, 200, agent=KIM)
        self.reply(18, 200.5, on=chat)
        chat.begin(19, 19, 210, customer=19)
        chat.assign(19, 210, agent=KIM)
        self.reply(19, 211, on=chat)
        chat.tell(tickets.TicketParked(**self.where(19, KIM, on=chat), status="waiting_customer"), 220)
        chat.written(19, 19, 225, message=9000)
        chat.solve(18, 18, 230, reason=20)
        chat.solve(19, 19, 240, reason=20)
        # 20: over the change of the day (10 min on either side)
        chat.begin(20, 20, CHANGE - 10, customer=20)
        chat.assign(20, CHANGE - 10, agent=KIM)
        self.reply(20, CHANGE - 8, on=chat)
        chat.solve(20, 20, CHANGE + 10, reason=20)
        # 39, KakaoTalk: Lee answers and puts it back (10 min)
        kakao = self.mail.of(channel="kakao")
        kakao.begin(39, 39, 1030, customer=39)
        kakao.assign(39, 1030, agent=LEE)
        self.reply(39, 1035, agent=LEE, on=kakao)
        kakao.release(39, 1040, agent=LEE)
        kakao.solve(39, 39, 1050, reason=63)

    def calls(self) -> None:
        phone, second = self.phone, self.second.team_id
        # 21: 15 s, of which 9 s rang; held for a minute
        one = Call(phone, 21, 21)
        one.come(300)
        one.ring(300.1, agent=KIM)
        one.answer(300.25, agent=KIM)
        one.hold(303, agent=KIM, held_min=1)
        one.hang_up(305.25, agent=KIM, talk_min=4)
        one.wrap_up(306.25, agent=KIM, wrap_min=1)
        phone.solve(21, 21, 306, reason=10)
        # 22: Lee misses it; Kim answers after 30 s and puts it through to Park
        two = Call(phone, 22, 22)
        two.come(310)
        two.ring(310.1, agent=LEE)
        two.miss(310.2, agent=LEE)
        two.ring(310.3, agent=KIM)
        two.answer(310.5, agent=KIM)
        two.hang_up(312.5, agent=KIM, talk_min=2, why="transfer")
        two.answer(312.5, agent=PARK, leg=2, team=second)
        two.hang_up(315.5, agent=PARK, talk_min=3, leg=2, team=second)
        phone.solve(22, 22, 316, reason=20)
        # 23: overflows after 30 s, Park answers 15 s later; the wrap-up ends on the next day
        three = Call(phone, 23, 23)
        three.come(320)
        three.leave(320.5, why="overflow")
        three.queue(320.5, leg=2, team=second)
        three.ring(320.6, agent=PARK, leg=2, team=second)
        three.answer(320.75, agent=PARK, leg=2, team=second)
        three.hang_up(322.75, agent=PARK, talk_min=2, leg=2, team=second)
        three.wrap_up(CHANGE + 5, agent=PARK, wrap_min=2, leg=2, team=second)
        phone.solve(23, 23, 323, reason=20)
        # 29: comes 6 s before the change of the day, Lee answers 30 s later
        night = Call(phone, 29, 29)
        night.come(CHANGE - 0.1)
        night.ring(CHANGE, agent=LEE)
        night.answer(CHANGE + 0.4, agent=LEE)
        night.hang_up(CHANGE + 2.4, agent=LEE, talk_min=2)
        phone.solve(29, 29, CHANGE + 3, reason=10)
        # 30: answered after 12 s, then the telephone system is lost
        lost = Call(phone, 30, 30)
        lost.come(400)
        lost.ring(400.1, agent=LEE)
        lost.answer(400.2, agent=LEE)
        lost.hang_up(401, agent=LEE, talk_min=None, why="restart")

    def calls_that_nobody_took(self) -> None:
        phone = self.phone
        # 24: hangs up after 3 s, told twice; 25: after 15 s; 26: after 45 s
        for contact, minutes, left in ((24, 330, (0.05, 0.06)), (25, 331, (0.25,)), (26, 332, (0.75,))):
            call = Call(phone, contact, contact)
            call.come(minutes)
            for waited in left:
                call.abandon(minutes + waited)
        # 27: chooses a call back after 30 s; Kim calls at 500 and talks for 3 min
        back = Call(phone, 27, 27)
        back.come(333)
        back.leave(333.5, why="callback")
        owed = {"promise_id": 1, "kind": "callback", "due_ms": 0, "avoidable": "yes"}
        made = promises.PromiseMade(
            **self.where(27, KIM, on=phone), **owed, why="", message_id=None, callback_reason=""
        )
        phone.tell(made, 334)
        back.answer(500, agent=KIM, leg=2)
        back.hang_up(503, agent=KIM, talk_min=3, leg=2)
        phone.tell(promises.PromiseKept(**self.where(27, KIM, on=phone), **owed, late=False), 504)
        phone.solve(27, 27, 504, reason=10)
        # 28: a test call
        test = Call(phone, 28, 28)
        test.come(340)
        test.answer(340.1, agent=KIM)
        test.hang_up(341, agent=KIM, talk_min=0.9)
        phone.void(28, 342)
        # 31: hangs up after 30 s, while it rings at Lee
        ringing = Call(phone, 31, 31)
        ringing.come(410)
        ringing.ring(410.1, agent=LEE)
        ringing.abandon(410.5)
        # in the menu: one gives up (told twice), one got what it wanted
        leave_menu(phone, 90, 420, served=False)
        leave_menu(phone, 90, 420.1, served=False)
        leave_menu(phone, 91, 421, served=True)

    def asking(self) -> None:
        mail = self.mail
        mail.begin(38, 38, 1020, customer=38)
        about = self.where(38, KIM)
        for number in (1, 2):
            asked = asking.ConsultAsked(
                **about, consult_id=number, department_id=1, why="policy", standard_id=None, due_ms=0
            )
            mail.tell(asked, 1021)
        mail.tell(
            asking.ConsultAnswered(**about, consult_id=1, by_id=9, took_ms=30 * 60_000, late=False), 1051
        )
        decided = asking.ApprovalDecided(
            **about, approval_id=1, by_id=9, for_id=None, approved=True, power="refund", amount=1,
            took_ms=60 * 60_000,
        )  # fmt: skip
        mail.tell(decided, 1081)
        mail.tell(
            asking.EscalationPickedUp(**about, escalation_id=1, by_id=9, mode="whisper", waited_ms=300_000),
            1026,
        )
        self.reply(38, 1100)
        wrapped = sorting.WrappedUp(
            **about, reason_id=62, fields_asked=1, fields_auto=0, fields_by_hand=1, clicks=2, took_ms=15_000
        )
        mail.tell(wrapped, 1101)
        mail.solve(38, 38, 1101, reason=62)
        # offers: accepted after 30 s; withdrawn
        for offer, minutes, answer in ((1, 1001, "accepted"), (2, 1002, "withdrawn")):
            at = {
                "ticket_id": 37,
                "team_id": mail.team_id,
                "agent_id": KIM,
                "channel": "email",
                "offer_id": offer,
            }
            mail.tell(
                routing.TicketOffered(**at, queue="q", choice="idle", expires_ms=0, policy_version=1), minutes
            )
            mail.tell(routing.OfferAnswered(**at, answer=answer, reason=""), minutes + 0.5)

    def people(self) -> None:
        """What Lee did: from 17:00 of minute 1000 on, offline 20 minutes into the next day."""
        states = [
            (1000, "ready"), (1020, "in_contact"), (1050, "after_work"), (1060, "ready"), (1200, "away"),
            (1250, "ready"), (CHANGE + 20, "offline"),
        ]  # fmt: skip
        before = ""
        for minutes, state in states:
            entered = StateEntered(
                agent_id=LEE, team_id=self.mail.team_id, state=state, reason="", from_state=before,
                from_reason="", since_ms=None, ends_by_ms=None, by_rule=False,
            )  # fmt: skip
            self.mail.tell(entered, minutes)
            before = state

    def outside(self) -> None:
        """What the centre sold, what a customer said, and what the floor raised ten days before."""
        for kind, amounts in {
            "orders": (100, 0),
            "uses": (1000,),
            "labour_cost": (1_000_000, 500_000),
        }.items():
            for day, amount in zip((FIRST, SECOND), amounts, strict=False):
                self.centre.grow(kind, day, amount)
        solved = promises.SatisfactionGiven(
            **self.where(1, KIM), solved_ms=log.to_ms(after(11)), score=5, resolved=True, changed=False
        )
        self.mail.tell(solved, 60)
        team = {"team_id": self.mail.team_id}
        missed = standards.StandardNotFound(
            **team, query_id=1, ticket_id=1, agent_id=KIM, channel="email", took_ms=None
        )
        self.mail.tell(missed, -10 * DAY)
        self.mail.tell(
            standards.NotFoundSettled(**team, query_id=1, outcome="written", standard_id=1), 0
        )  # after 10 days
        odd = wording.SentenceFlagged(
            **self.where(1), flag_id=1, message_id=None, standard_id=None, standard_version_id=None,
            template_id=None, template_version_id=None,
        )  # fmt: skip
        self.mail.tell(odd, -10 * DAY)  # nobody answered
        self.mail.tell(fact("quality.finding_made", **team, finding_id=1, channel="phone"), -10 * DAY)
        self.mail.tell(fact("quality.finding_settled", **team, finding_id=1), 5 * DAY)  # after 15 days
        kept = standards.CandidateKept(
            **team, candidate_id=1, kind="consult", reason_id=None, from_ticket_id=None, content_hash="0"
        )
        self.mail.tell(kept, 0)  # too young to be judged
