"""The practice floor: hours, rules, who masters what, and the last days' comings and goings."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Protocol

from gijun.desk.actions.routing import set_profile
from gijun.desk.terms.routing import NewcomerMark
from gijun.organisation import actions
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import Person
from gijun.organisation.queries.floor import state_of
from gijun.organisation.terms import AVAILABLE, CREDITED, AwayReason, StateKind
from gijun.practice.demand import SEOUL
from gijun.practice.people import AGENTS_A_TEAM, Crew
from gijun.practice.setting import Setting

HOURS = "09:00–21:00"
ALL_DAY = "00:00–24:00"
OPEN_DAYS = 7  # from today: whoever tries the product at night finds a centre at work
EARLY, LATE = (9, 18), (12, 21)  # shifts; the first teams come early
KEPT_DAYS = 3  # of states, before today
REFUNDS, DELIVERY, PAYMENTS, LESSONS, CLAIMS = "refunds", "delivery", "payments", "lessons", "claims"
SKILLS = (
    (REFUNDS, "환불·교환"),
    (DELIVERY, "배송"),
    (PAYMENTS, "결제"),
    (LESSONS, "교육 상품"),
    (CLAIMS, "클레임"),
)
OF_TEAM = {
    1: {REFUNDS: 4, DELIVERY: 2},
    2: {DELIVERY: 4, REFUNDS: 2},
    3: {PAYMENTS: 4},
    4: {LESSONS: 4},
    5: {PAYMENTS: 3},
    6: {LESSONS: 3},
    7: {PAYMENTS: 4, LESSONS: 2},
    8: {LESSONS: 4, PAYMENTS: 3},
}
FOR_CLAIMS = {(1, 1): 5, (1, 4): 4, (2, 1): 4}  # (team, seat) → proficiency
NEWCOMERS = ((3, 5), (6, 5))
RULES = {
    "after_work_s": {"phone": 120, "chat": 60},
    "stay_percent": 40,
    "break_approval": "auto",
    "longest_break_min": 60,
    "away_limit_min": 30,
    "silent_after_s": 900,
}
FIRST_RULES = {"stay_percent": 30, "break_approval": "always", "longest_break_min": 30}
CHANGED_RULES_AFTER = timedelta(days=30)


class Agenda(Protocol):
    """What is done when."""

    def plan(self, at: datetime, happening: Callable[[datetime], object], /) -> None: ...


def open_floor(crew: Crew, at: datetime, today: date) -> dict[str, int]:
    """Give the centre hours, floor rules and skills; returns each skill's id by its code."""
    week = [HOURS] * 7
    calendar = actions.add_calendar(
        name="연습 센터 운영 시간", zone="Asia/Seoul", week=week, by=crew.manager, at=at
    )
    actions.give_calendar(calendar.pk, team_id=crew.centre.pk, by=crew.manager, at=at)
    for number in range(OPEN_DAYS):
        day = today + timedelta(days=number)
        label = "연습 주간: 종일 운영"
        actions.set_exception(calendar.pk, day=day, hours=ALL_DAY, label=label, by=crew.manager, at=at)
    actions.change_floor_rules(crew.centre.pk, FIRST_RULES, by=crew.manager, at=at)
    skills = {
        code: actions.define_skill(code=code, name=name, by=None, at=at, is_practice=True).pk
        for code, name in SKILLS
    }
    for number, agent in enumerate(crew.agents):
        _teach(skills, agent, number // AGENTS_A_TEAM + 1, number % AGENTS_A_TEAM + 1, crew, at)
    return skills


def _teach(skills: dict[str, int], agent: Person, team: int, seat: int, crew: Crew, at: datetime) -> None:
    newcomer = (team, seat) in NEWCOMERS
    levels = {
        code: 1 if newcomer else level - (seat == AGENTS_A_TEAM) for code, level in OF_TEAM[team].items()
    }
    if (team, seat) in FOR_CLAIMS:
        levels[CLAIMS] = FOR_CLAIMS[team, seat]
    cells = [(agent.pk, skills[code], level) for code, level in levels.items()]
    actions.give_skills(cells, by=crew.leads[team - 1], at=at)
    mark = NewcomerMark.YES if newcomer else NewcomerMark.NO
    set_profile(agent.pk, capacity=None, newcomer=mark, by=crew.manager, at=at)


def change_rules(setting: Setting, at: datetime) -> None:
    """The floor keeps other rules: breaks are granted at once where enough people stay."""
    actions.change_floor_rules(setting.centre_id, RULES, by=setting.crew.manager, at=at)


def shift_of(number: int, agents: int) -> tuple[int, int]:
    """From and to which hour the agent of this number works."""
    return EARLY if number < agents // 2 else LATE


def plan_day(setting: Setting, agenda: Agenda, day: date, random: Random, before_now: timedelta) -> None:
    """Plan how everybody on duty comes, pauses and goes on a day, up to so long before now."""

    def plan(at: datetime, doing: Callable[[datetime], object]) -> None:
        if at < setting.now - before_now:
            agenda.plan(at, doing)

    crew = setting.crew
    for number, agent in enumerate(crew.agents):
        comes, goes = shift_of(number, len(crew.agents))
        begins = datetime.combine(day, datetime.min.time(), SEOUL) + timedelta(
            hours=comes, minutes=random.randint(-8, 4)
        )
        lead = crew.leads[number // AGENTS_A_TEAM]
        if random.random() < 0.08:
            continue  # a day off
        for after_min, doing in _day_of(agent, lead, number, random):
            plan(begins + timedelta(minutes=after_min), doing)
        ends = begins.replace(hour=goes, minute=random.randint(0, 9))
        plan(ends, partial(_go, agent))


def _day_of(
    agent: Person, lead: Person, number: int, random: Random
) -> list[tuple[float, Callable[[datetime], None]]]:
    """What an agent does, minutes after coming in. A team eats one after the other, so that enough stay."""
    seat = number % AGENTS_A_TEAM
    meal = 150 + seat * 42
    doing: list[tuple[float, Callable[[datetime], None]]] = [
        (0, lambda at: _enter(agent, StateKind.PREPARING, at)),
        (random.uniform(3, 9), lambda at: _enter(agent, StateKind.READY, at)),
        (meal, lambda at: _pause(agent, lead, AwayReason.MEAL, 40, at)),
        (meal + random.uniform(33, 46), lambda at: _enter(agent, StateKind.READY, at)),
        (390 + seat * 18, lambda at: _pause(agent, lead, AwayReason.BREAK, 15, at)),
        (390 + seat * 18 + random.uniform(9, 19), lambda at: _enter(agent, StateKind.READY, at)),
    ]
    if random.random() < 0.3:
        kind = random.choice((StateKind.COACHING, StateKind.MEETING, StateKind.TRAINING, StateKind.PROJECT))
        starts = random.uniform(20, 100)
        doing += [
            (starts, lambda at: _credit(agent, lead, kind, at)),
            (starts + random.uniform(20, 45), lambda at: _enter(agent, StateKind.READY, at)),
        ]
    return doing


def _go(person: Person, at: datetime) -> None:
    actions.go_out(person, at=at)


def _enter(person: Person, kind: StateKind, at: datetime) -> None:
    try:
        actions.enter_state(person.pk, kind, by=person, at=at)
    except OrganisationError:
        return  # something has to be read first, or they have gone home


def _credit(person: Person, lead: Person, kind: StateKind, at: datetime) -> None:
    if state_of([person.pk])[person.pk].kind in AVAILABLE and kind in CREDITED:
        actions.enter_state(person.pk, kind, by=lead, at=at)


def _pause(person: Person, lead: Person, reason: AwayReason, minutes: int, at: datetime) -> None:
    """Ask for a break and leave; where the floor's rule does not answer, the lead does."""
    if state_of([person.pk])[person.pk].kind not in AVAILABLE:
        return
    try:
        request = actions.ask_break(reason=reason, minutes=minutes, by=person, at=at)
        if request.decided_at is None:
            waited = at + timedelta(seconds=100)
            actions.decide_break(request.pk, approve=True, by=lead, at=waited)
            at = waited
        actions.begin_break(request.pk, by=person, at=at)
    except OrganisationError:
        return
