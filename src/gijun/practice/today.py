"""How the practice centre is found: who is on duty doing what, what waits and why, what is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from gijun.desk import actions as desk
from gijun.desk.actions.routing import answer_offer, route, set_profile
from gijun.desk.queries import practice as desk_queries
from gijun.desk.terms import Priority
from gijun.desk.terms.routing import NewcomerMark, Refusal
from gijun.organisation import actions as organisation
from gijun.organisation.models import Person
from gijun.organisation.queries.floor import state_of
from gijun.organisation.terms import AwayReason, StateKind
from gijun.practice.asking import Asking
from gijun.practice.life import REFUSED, Life
from gijun.practice.people import AGENTS_A_TEAM
from gijun.practice.promising import Promising
from gijun.practice.routing import CLAIM_REASONS
from gijun.practice.setting import Setting
from gijun.practice.sparing import Sparing
from gijun.practice.texts import CLOSING

TRIAGED = ("exchange.defect", "delivery.where", "refund.amount", "delivery.late", "delivery.where")
COMES = timedelta(minutes=125)  # before now: from then on today is arranged
FOUND_MS = 6_200  # until a sentence was found
OWN = 8  # tickets of the agent who stands for theirs
ROOM = 24  # Σ weights that agent may hold: enough to be offered more
CREDITED = (StateKind.COACHING, StateKind.TRAINING, StateKind.MEETING, StateKind.PROJECT)
OFFERED = 2 * AGENTS_A_TEAM  # agents of teams 1 and 2
OVER, VANISHED, RESTING, LEARNING = 2, 4, 8, 3  # numbers of agents: teams 1 and 2
"""Whoever could be offered work is busy or away, so that offers wait for whoever signs in."""


@dataclass(slots=True)
class Today:
    """Plans the last two hours."""

    setting: Setting
    life: Life
    asking: Asking
    promising: Promising
    sparing: Sparing
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = self.setting.chance("today")

    @property
    def me(self) -> Person:
        """The agent who stands for theirs on the sign-in page."""
        return self.setting.crew.agents[0]

    def plan(self) -> None:
        """Plan everything before now; what happens earlier comes first."""
        for minutes, doing in (
            (COMES // timedelta(minutes=1), self._come),
            (95, self._take_own),
            (88, self._owe),
            (40, self._triage),
            (38, self._route),
            (37, self._answer_offers),
            (25, self._take),
            (14, self._settle_down),
            (12, self._ask),
            (10, self._triage_claims),
            (2, self._occupy),
            (2, self._route),
            (1, self._end_due),
            (0, self._occupy),
        ):
            self.life.plan(self.setting.now - timedelta(minutes=minutes), doing)

    def _come(self, at: datetime) -> None:
        """Whoever is not here yet comes in; one has room for more than others."""
        crew = self.setting.crew
        set_profile(self.me.pk, capacity=ROOM, newcomer=NewcomerMark.NO, by=crew.manager, at=at)
        for number, agent in enumerate(crew.agents):
            if number % AGENTS_A_TEAM == 0 or self.random.random() < 0.8:
                self._enter(agent, StateKind.READY, at)

    def _enter(self, person: Person, kind: StateKind, at: datetime, reason: str = "") -> None:
        now = state_of([person.pk])[person.pk]
        if now.kind == StateKind.OFFLINE and kind != StateKind.OFFLINE:
            organisation.enter_state(person.pk, StateKind.PREPARING, by=person, at=at, by_rule=True)
        lead = self.asking.lead_of(person)
        by = lead if kind == StateKind.AWAY else person
        organisation.enter_state(person.pk, kind, reason=reason, by=by, at=at)

    def _waiting(self, team_id: int | None = None) -> list[int]:
        return desk_queries.waiting_tickets(self.setting.crew.centre.path or "", team_id)

    def _take_own(self, at: datetime) -> None:
        """The agent holds some tickets; about half of them wait for the customer."""
        standards = self.setting.standards
        said = [one for known in standards.in_force.values() for one in known]
        for number, ticket_id in enumerate(self._waiting()[:OWN]):
            desk.take(ticket_id, by=self.me, at=at)
            if number % 2 == 0:
                continue
            one = said[number]
            message = desk.reply(
                ticket_id,
                body=f"{one.sentence}\n\n{CLOSING}",
                by=self.me,
                at=at,
                used=[desk.UsedSentence(one.version_id, one.sentence, FOUND_MS)],
            )
            self.life.deliver(message.pk, at)

    def _owe(self, at: datetime) -> None:
        held = desk_queries.held_by(self.me.pk)
        self.promising.leave_owed(at, held, self.me)
        self.sparing.leave_a_flag(at, held[-1], self.me)

    def _triage(self, at: datetime) -> None:
        """The operator says what some of it is about, and a lead what is urgent."""
        crew, waiting = self.setting.crew, self._waiting(self.setting.centre_id)
        self._say_reasons(waiting, TRIAGED, at)
        for ticket_id, priority in zip(waiting[3:5], (Priority.URGENT, Priority.HIGH), strict=False):
            desk.set_priority(ticket_id, priority=priority, by=crew.leads[0], at=at)

    def _triage_claims(self, at: datetime) -> None:
        """Two claims more, which nobody who masters them is free for."""
        self._say_reasons(self._waiting(self.setting.centre_id)[-2:], CLAIM_REASONS, at)

    def _say_reasons(self, ticket_ids: Sequence[int], codes: Sequence[str], at: datetime) -> None:
        for ticket_id, code in zip(ticket_ids, codes, strict=False):
            reason_id = self.setting.reason(code)
            desk.choose_reason(ticket_id, reason_id=reason_id, by=self.setting.crew.operator, at=at)

    def _route(self, at: datetime) -> None:
        route(at, self.setting.centre_id)

    def _answer_offers(self, at: datetime) -> None:
        """The first who is asked declines, the others accept."""
        people = {one.pk: one for one in self.setting.crew.agents}
        for number, (offer_id, person_id) in enumerate(desk_queries.open_offers(self.setting.centre_id)):
            if number == 0:
                answer_offer(offer_id, accept=False, reason=Refusal.values[0], by=people[person_id], at=at)
            else:
                answer_offer(offer_id, accept=True, by=people[person_id], at=at)

    def _take(self, at: datetime) -> None:
        """Agents take what waits: everybody of teams 1 and 2 who could be offered more, some others."""
        agents = self.setting.crew.agents
        busy = [1, VANISHED, 5, 6, 7, 9]
        busy += [number for number in range(OFFERED, len(agents)) if number % AGENTS_A_TEAM == 2]
        for number, ticket_id in zip(busy, self._waiting(self.setting.centre_id)[6:], strict=False):
            agent = agents[number]
            self._enter(agent, StateKind.READY, at)
            desk.take(ticket_id, by=agent, at=at)
            desk.be_present(ticket_id, by=agent, at=at)

    def _settle_down(self, at: datetime) -> None:
        """What everybody is doing when somebody signs in."""
        agents = self.setting.crew.agents
        for number, agent in enumerate(agents):
            try:
                self._settle(number, agent, at)
            except REFUSED:
                continue
        organisation.note_seen(agents[VANISHED], at=at)

    def _occupy(self, at: datetime) -> None:
        """Whoever of teams 1 and 2 has become free meanwhile does something else: offers are not for them."""
        for number, agent in enumerate(self.setting.crew.agents[1:OFFERED], start=1):
            if state_of([agent.pk])[agent.pk].kind == StateKind.READY:
                self._enter(agent, CREDITED[number % len(CREDITED)], at)

    def _settle(self, number: int, agent: Person, at: datetime) -> None:
        is_busy = state_of([agent.pk])[agent.pk].kind == StateKind.IN_CONTACT
        if number == 0:
            self._enter(agent, StateKind.PREPARING, at)
        elif number == OVER:
            begins, ends = at - timedelta(minutes=20), at + timedelta(minutes=2)
            lead = self.asking.lead_of(agent)
            organisation.enter_state(
                agent.pk, StateKind.AWAY, reason=AwayReason.BREAK, by=lead, at=begins, ends_by=ends
            )
        elif number in {LEARNING, RESTING} or (number < OFFERED and not is_busy):
            self._enter(agent, CREDITED[number % len(CREDITED)], at)
        elif number < OFFERED or is_busy:
            return
        else:
            self._settle_by_seat(number, agent, at)

    def _settle_by_seat(self, number: int, agent: Person, at: datetime) -> None:
        """Of the other teams some are ready, some away, some in a meeting, some finish a contact."""
        team, seat = divmod(number, AGENTS_A_TEAM)
        if seat == 1 and team % 3 == 0:
            self._enter(agent, StateKind.AWAY, at, AwayReason.RESTROOM)
        elif seat == 3 and team % 2:
            self._enter(agent, CREDITED[team % len(CREDITED)], at)
        elif seat == 4 and team % 3 == 1:
            self._enter(agent, StateKind.AFTER_WORK, at)
        else:
            self._enter(agent, StateKind.READY, at)

    def _ask(self, at: datetime) -> None:
        """What waits for an answer; one agent asks for a break that a lead has to decide."""
        self.asking.leave_open(at, desk_queries.held_by(self.me.pk), self.me)
        asks = self.setting.crew.agents[1]
        organisation.ask_break(reason=AwayReason.BREAK, minutes=15, by=asks, at=at)

    def _end_due(self, at: datetime) -> None:
        organisation.force_ends(at)
