"""The day itself: what happens when, passes of routing in between, and what the worker does by the clock."""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from django.core.exceptions import PermissionDenied

from gijun.desk.actions import clocks, modes, routing
from gijun.desk.actions.asking.clock import send_up
from gijun.desk.actions.promises.keeping import note_broken_promises
from gijun.desk.actions.work import sweep_work
from gijun.desk.errors import DeskError
from gijun.desk.models import Offer, Queued, Ticket
from gijun.desk.terms.routing import WaitReason
from gijun.events import log
from gijun.organisation.actions import force_ends, sweep_silent
from gijun.organisation.errors import OrganisationError
from gijun.standards.actions.notices import add_notice
from tests.committed import race
from tests.desk.busy.agents import Agent
from tests.desk.busy.centre import BEFORE, Centre, Plan, set_up
from tests.desk.busy.customers import Customers

REFUSALS = (DeskError, OrganisationError, PermissionDenied, Ticket.DoesNotExist)
TWO_ROUTERS = (0.45, 0.55)  # of the open hours: two workers route at once, and an agent takes by hand
BY_THE_CLOCK = (  # what the product's own schedule does, and how often
    (15, lambda at: force_ends(at) + sweep_silent(at)),
    (15, clocks.note_due),
    (30, sweep_work),
    (30, send_up),
    (30, note_broken_promises),
    (60, modes.watch_modes),
)


@dataclass(slots=True)
class Day:
    """A day under way: the clock, what is still to come, and what was tried."""

    plan: Plan
    there: Centre
    random: Random
    now: datetime
    ahead: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    agents: dict[int, Agent] = field(default_factory=dict)
    customers: Customers | None = None
    seen_offer: int = 0
    passes: int = 0
    raced: int = 0
    took_s: float = 0.0
    _serial: Any = field(default_factory=itertools.count)

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        """Let something happen so many seconds from now."""
        self.at(self.now + timedelta(seconds=max(round(seconds), 1)), what)

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        heapq.heappush(self.ahead, (max(when, self.now), next(self._serial), what))

    def attempt(self, name: str, action: Callable[..., Any], *args: Any, **fields: Any) -> Any:
        """Do it now; a refusal is counted, leaves no trace, and gives back nothing."""
        self.tried[name] += 1
        try:
            return action(*args, at=self.now, **fields)
        except REFUSALS as refusal:
            self.refused[f"{name}: {refusal}"] += 1
            return None

    def spread(self, mean: float) -> float:
        """Seconds around a mean, as work takes them: many short, a few long."""
        return max(self.random.lognormvariate(-0.18, 0.6) * mean, 2.0)


def play(plan: Plan, tell: Callable[[str], None] = lambda _line: None) -> Day:
    """Play the whole day; afterwards the database holds it, and only the log is asked how it went.

    Args:
        tell: is told each hour of the day how far it is.
    """
    day = Day(plan, set_up(plan), Random(plan.seed + 1), plan.after(-BEFORE))
    day.customers = Customers(day)
    day.customers.announce()
    for number, person in enumerate(day.there.agents):
        agent = day.agents[person.pk] = Agent(day, person, number)
        agent.plan_shift()
    _plan_the_rest(day)
    began, end = perf_counter(), plan.after(1.12)
    while day.now < end:
        before = day.now
        _until_the_next_pass(day)
        if before.hour != day.now.hour:
            tell(f"{day.now:%H:%M} UTC, {perf_counter() - began:,.0f} s: {sum(day.tried.values()):,} actions")
    day.took_s = perf_counter() - began
    return day


def _plan_the_rest(day: Day) -> None:
    """What is no customer's and no agent's doing: a must-read, and a peak in the afternoon."""
    plan, there = day.plan, day.there

    def issue() -> None:
        notice = day.attempt(
            "must-read",
            add_notice,
            title="새 환불 기준",
            text="반품 기한이 바뀌었습니다.",
            team_id=there.teams[-1].pk,
            must_read=True,
            by=there.issuer,
        )
        for agent in day.agents.values():
            agent.must_read(notice.pk)

    def peak() -> None:
        day.attempt(
            "peak mode",
            modes.enter_mode,
            there.team.pk,
            "peak",
            minutes=plan.minutes(0.1) + 4,
            by=there.manager,
        )

    day.at(plan.after(0.12), issue)
    day.at(plan.after(0.55), peak)


def _until_the_next_pass(day: Day) -> None:
    """Everything up to the next tick, each at its own moment; then what the worker does."""
    tick = day.now + timedelta(seconds=day.plan.tick_s)
    while day.ahead and day.ahead[0][0] <= tick:
        day.now, _serial, what = heapq.heappop(day.ahead)
        what()
    day.now = tick
    elapsed_s = round((tick - day.plan.after(-BEFORE)).total_seconds())
    for every_s, task in BY_THE_CLOCK:
        if elapsed_s % max(every_s, day.plan.tick_s) < day.plan.tick_s:
            task(tick)
    _route(day)
    _tell_agents(day)


def _route(day: Day) -> None:
    from_, to = (day.plan.after(share) for share in TWO_ROUTERS)
    day.passes += 1
    if not from_ <= day.now < to:
        routing.route(day.now)
        return
    before = log.head()
    taker = _somebody_who_takes(day)
    race(_one_of_two, (day,), (day,), *((day, *one) for one in taker))
    day.raced += log.head() > before


def _one_of_two(day: Day, agent: Agent | None = None, ticket_id: int = 0) -> None:
    if agent is None:
        routing.route(day.now)
    else:
        agent.take(ticket_id)


def _somebody_who_takes(day: Day) -> list[tuple[Agent, int]]:
    """Now and then, an agent presses on a ticket in the same moment in which routing gives it away."""
    free = [agent for agent in day.agents.values() if agent.is_there and agent.at_work_on is None]
    waiting = list(Queued.objects.waiting().order_by("place", "id").values_list("ticket_id", flat=True)[:3])
    if not free or not waiting or day.random.random() < 0.5:
        return []
    return [(day.random.choice(free), day.random.choice(waiting))]


def _tell_agents(day: Day) -> None:
    """Pages hear of offers and tickets; whoever has nothing to do begins, or takes from a queue by hand."""
    for offer in Offer.objects.open().filter(pk__gt=day.seen_offer).order_by("pk"):
        day.seen_offer = offer.pk
        day.agents[offer.person_id].is_offered(offer.pk)
    has_work = set(Ticket.objects.weighing().values_list("assignee_id", flat=True).order_by().distinct())
    by_hand = list(
        Queued.objects.waiting()
        .filter(reason=WaitReason.BY_HAND)
        .order_by("place", "id")
        .values_list("ticket_id", flat=True)[:20]
    )
    for pk, agent in day.agents.items():
        if not agent.is_there or agent.at_work_on is not None:
            continue
        if pk in has_work:
            agent.go_on()
        elif by_hand and day.random.random() < 0.3:
            agent.take(by_hand.pop(0))
