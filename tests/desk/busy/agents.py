"""Agents of a busy day: their shifts and breaks, what they do with an offer, and with a ticket."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gijun.desk import actions as desk
from gijun.desk.actions.routing import answer_offer
from gijun.desk.models import Message, Ticket
from gijun.desk.terms.routing import Refusal
from gijun.organisation.actions.breaks import ask_break, begin_break, decide_break
from gijun.organisation.actions.floor import come_in, enter_state, go_out, note_seen
from gijun.organisation.models import Person
from gijun.organisation.queries import floor
from gijun.organisation.terms import BreakState, StateKind
from gijun.standards.actions.receipts import confirm_read
from tests.desk.busy import matters

if TYPE_CHECKING:
    from tests.desk.busy.day import Day

STARTS = (-0.02, 0.1, 0.25)  # of the open hours: early, middle and late shift
LASTS = 0.75
SIGN_OF_LIFE_S = 120
ACCEPTS, DECLINES = 0.88, 0.06  # else the offer is not noticed


@dataclass(slots=True)
class Agent:
    """One agent. ``is_there``: at their desk and taking contacts, as far as they know."""

    day: Day
    person: Person
    number: int
    is_there: bool = False
    is_gone: bool = False  # vanished without a word
    at_work_on: int | None = None
    seen_message: int = 0  # the last one they had read when they began
    afterwards: deque[Callable[[], None]] = field(default_factory=deque)
    unread: list[int] = field(default_factory=list)

    @property
    def lead(self) -> Person:
        return self.day.there.leads_of[self.person.pk]

    def attempt(self, name: str, action: Callable[..., Any], *args: Any, **fields: Any) -> Any:
        return self.day.attempt(name, action, *args, by=self.person, **fields)

    # The shift

    def plan_shift(self) -> None:
        """Put the whole shift on the clock: breaks, a coaching for some, a few who vanish."""
        plan, random = self.day.plan, self.day.random
        start = STARTS[self.number % 3] + random.random() * 0.01

        def at(share: float, what: Callable[[], None]) -> None:
            self.day.at(plan.after(start + share * LASTS), what)

        at(0.0, self.arrive)
        at(0.35 + random.random() * 0.15, lambda: self.wish("meal", plan.minutes(0.08)))
        at(0.65 + random.random() * 0.15, lambda: self.wish("break", plan.minutes(0.02)))
        at(0.1 + random.random() * 0.8, lambda: self.when_free(self.step_out))
        if self.number % 8 == 3:
            at(0.25 + random.random() * 0.05, lambda: self.when_free(self.be_coached))
        if self.number % 20 == 5:
            at(0.4 + random.random() * 0.3, self.vanish)
        at(1.0, lambda: self.when_free(self.go_home))

    def arrive(self) -> None:
        self.day.attempt("came in", come_in, self.person)
        self.day.after(60, self.be_ready)
        self.live()

    def live(self) -> None:
        """The page says now and then that it is open."""
        if floor.state_of([self.person.pk])[self.person.pk].kind != StateKind.OFFLINE and not self.is_gone:
            note_seen(self.person, at=self.day.now)
            self.day.after(SIGN_OF_LIFE_S, self.live)

    def be_ready(self) -> None:
        if self.is_gone:
            return
        if self.attempt("ready", enter_state, self.person.pk, StateKind.READY) is None and self.unread:
            self.read()
            self.attempt("ready", enter_state, self.person.pk, StateKind.READY)
        self.is_there = True

    def must_read(self, notice_id: int) -> None:
        """Some read it at once, some long after they had to."""
        if self.lead == self.day.there.leads[-1]:
            self.unread.append(notice_id)
            self.day.after(300 if self.number % 2 else 2_700, self.read)

    def read(self) -> None:
        while self.unread and not self.is_gone:
            self.attempt("read", confirm_read, self.unread.pop())

    def when_free(self, what: Callable[[], None]) -> None:
        """After what they are working on, or now."""
        if self.at_work_on is None:
            what()
        else:
            self.afterwards.append(what)

    def wish(self, reason: str, minutes: int, *, again: bool = True) -> None:
        if not self.is_there:
            return
        asked = self.attempt("break asked", ask_break, reason=reason, minutes=minutes)
        if asked is None:
            return
        if asked.state == BreakState.APPROVED:
            self.when_free(lambda: self.leave_for(asked.pk, minutes))
            return

        def decide() -> None:
            says_yes = self.day.random.random() < 0.6
            self.day.attempt("break decided", decide_break, asked.pk, approve=says_yes, by=self.lead)
            if says_yes:
                self.when_free(lambda: self.leave_for(asked.pk, minutes))
            elif again:
                self.day.after(900, lambda: self.wish(reason, minutes, again=False))

        self.day.after(self.day.spread(90), decide)

    def leave_for(self, request_id: int, minutes: int) -> None:
        if self.attempt("break begun", begin_break, request_id):
            self._be_back_after(minutes * 60 + self.day.random.randint(-60, 90))

    def step_out(self) -> None:
        if self.is_there and self.attempt(
            "stepped out", enter_state, self.person.pk, StateKind.AWAY, reason="restroom"
        ):
            self._be_back_after(self.day.spread(240))

    def be_coached(self) -> None:
        if self.is_there and self.day.attempt(
            "coached", enter_state, self.person.pk, StateKind.COACHING, by=self.lead
        ):
            self._be_back_after(self.day.plan.minutes(0.03) * 60)

    def _be_back_after(self, seconds: float) -> None:
        self.is_there = False
        self.day.after(seconds, self.be_ready)

    def vanish(self) -> None:
        """Stands up and goes, or the machine breaks down: no sign of life from now on."""
        self.is_there, self.is_gone = False, True
        self.day.tried["vanished"] += 1

    def go_home(self) -> None:
        self.is_there, self.is_gone = False, True
        self.day.attempt("went home", go_out, self.person)

    # Offers

    def is_offered(self, offer_id: int) -> None:
        chance = self.day.random.random()
        if chance < ACCEPTS + DECLINES:
            self.day.after(self.day.random.randint(2, 15), lambda: self.answer(offer_id, chance < ACCEPTS))
        else:
            self.day.after(90, self.look_up)

    def answer(self, offer_id: int, accept: bool) -> None:
        if self.is_there:
            reason = "" if accept else self.day.random.choice(Refusal.values)
            self.attempt(
                "accepted" if accept else "declined", answer_offer, offer_id, accept=accept, reason=reason
            )

    def look_up(self) -> None:
        """Whoever was set away because they answered nothing sees it, and is ready again."""
        if self.is_there and floor.state_of([self.person.pk])[self.person.pk].kind == StateKind.AWAY:
            self.be_ready()

    # Tickets

    def take(self, ticket_id: int) -> None:
        self.attempt("took by hand", desk.take, ticket_id)

    def go_on(self) -> None:
        """Begin with the most urgent of their tickets whose customer waits."""
        waits = Ticket.objects.weighing().filter(assignee=self.person, waiting_since__isnull=False)
        ticket = waits.order_by("-priority", "waiting_since", "id").first()
        if ticket is None:
            return
        self.at_work_on = ticket.pk
        newest = Message.objects.filter(ticket=ticket).order_by("-id").values_list("pk", flat=True).first()
        self.seen_message = newest or 0
        self.attempt("opened", desk.be_present, ticket.pk)
        self.day.after(self.day.spread(self.day.plan.touch_s), self.finish)

    def finish(self) -> None:
        ticket_id, self.at_work_on = self.at_work_on, None
        if not self.is_gone and ticket_id is not None:
            ticket = Ticket.objects.get(pk=ticket_id)
            if ticket.assignee_id == self.person.pk and not ticket.is_ended and ticket.waiting_since:
                matters.treat(self, ticket)
            self.attempt("left", desk.leave, ticket_id)
            self.day.after(self.day.spread(15), self.be_done)
        while self.afterwards:
            self.afterwards.popleft()()

    def be_done(self) -> None:
        """Many end their after-contact work by hand before the rule does."""
        now = floor.state_of([self.person.pk])[self.person.pk].kind
        if self.is_there and now == StateKind.AFTER_WORK and self.day.random.random() < 0.6:
            self.be_ready()
