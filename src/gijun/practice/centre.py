"""Build the practice centre and take it away."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import Q

from gijun.desk.actions.practice import remove_practice as remove_from_desk
from gijun.events import log
from gijun.events.purge import purge_practice
from gijun.measures import actions as measures
from gijun.measures.terms import GrowthKind
from gijun.organisation.actions.practice import remove_practice as remove_from_organisation
from gijun.organisation.queries.practice import practice_ids, practice_skill_ids
from gijun.practice import clocks, demand, floor, kept_views, measuring, modes, routing, today, wording
from gijun.practice.agreeing import Standards, agree, agree_anew
from gijun.practice.asking import Asking
from gijun.practice.life import Companions, Life
from gijun.practice.people import Crew, hire
from gijun.practice.policies import discuss
from gijun.practice.promising import Promising
from gijun.practice.setting import Setting
from gijun.practice.sorting import Sorting, ask_for_order_state
from gijun.practice.sparing import Sparing
from gijun.practice.today import Today
from gijun.practice.wording import Wording
from gijun.standards.actions.practice import remove_practice as remove_from_standards
from gijun.standards.events import LearnedFromUse

SEED = 20_261_125
ANEW_DAYS_AGO = 30
REFUND_DOOR_DAYS_AGO = 15
STAND_IN_DAYS_AGO = 1
Progress = Callable[[int, int], None]  # (days done, days in all)
Dated = tuple[int, Callable[[datetime], object]]  # how many days ago, and what was decided then


class Practice:
    """The practice centre while it is built: its people and standards, and every part of its life."""

    def __init__(self, now: datetime, seed: int, days: int) -> None:
        self.random, self.days = Random(seed), days
        self.today = now.astimezone(demand.SEOUL).date()
        self.first = self.today - timedelta(days=days)
        start = _midnight(self.first)
        self.crew: Crew = hire(self.random, start)
        self.agreed: Standards = agree(self.crew, start)
        self.setting = setting = Setting(self.crew, self.agreed, now, seed)
        skills = floor.open_floor(self.crew, start, self.today)
        field_id, self.tags = ask_for_order_state(self.crew, start)
        self.wording = Wording(setting)
        self.life = life = Life(self.crew, self.agreed, self.random, now, self.wording.say)
        self.wording.life = life
        asking, promising, sparing = Asking(setting, life), Promising(setting, life), Sparing(setting, life)
        sorting = Sorting(setting, field_id, self.tags)
        life.companions = Companions(
            written=[sparing.written],
            taken=[asking.taken, sorting.taken, self.wording.taken, sparing.taken],
            answered=[promising.answered, sorting.answered, self.wording.answered],
        )
        self.now = Today(setting, life, asking, promising, sparing)
        self.dated: tuple[Dated, ...] = (
            (days, asking.decide_way),
            (days, promising.decide),
            (days, sparing.decide),
            (days, self.wording.write),
            (clocks.FIRST_DAYS_AGO, lambda at: clocks.agree_targets(setting, at)),
            (clocks.STRICTER_DAYS_AGO, lambda at: clocks.agree_stricter_targets(setting, at)),
            (ANEW_DAYS_AGO, lambda at: floor.change_rules(setting, at)),
            (REFUND_DOOR_DAYS_AGO, self._open_refund_door),
            (REFUND_DOOR_DAYS_AGO, lambda at: routing.decide_routing(setting, skills, at)),
            (REFUND_DOOR_DAYS_AGO, lambda at: modes.decide_plans(setting, at)),
            (REFUND_DOOR_DAYS_AGO - 5, lambda at: modes.decide_peak_again(setting, at)),
            (clocks.FIRST_DAYS_AGO, sparing.answer_by_itself),
            (wording.SECOND_VERSION_DAYS_AGO, self.wording.write_anew),
            (STAND_IN_DAYS_AGO, asking.stand_in),
            (STAND_IN_DAYS_AGO, lambda at: kept_views.share_views(setting, field_id, self.tags, at)),
        )

    def live(self, number: int) -> None:
        """Live the day of this number; the last one ends now."""
        day, days_ago = self.first + timedelta(days=number), self.days - number
        at, setting, life = _midnight(day), self.setting, self.life
        if days_ago == ANEW_DAYS_AGO:
            agree_anew(self.agreed, self.crew, at)
            discuss(self.agreed.ids, self.crew, at)
        for ago, decide in self.dated:
            if days_ago == min(ago, self.days):
                decide(at)
        if days_ago <= floor.KEPT_DAYS:
            floor.plan_day(setting, life, day, setting.chance(f"floor {days_ago}"), today.COMES)
        modes.plan_modes(setting, life, day, days_ago)
        for arrival in demand.arrivals(day, days_ago, self.random):
            life.arrive(arrival)
        if days_ago:
            life.run(min(setting.now, _midnight(day + timedelta(days=1))))
            _grow(self.crew.centre.pk, day, self.random)
        else:
            self._live_today()

    def _live_today(self) -> None:
        for arrival in demand.rush(self.setting.now, self.setting.chance("rush")):
            self.life.arrive(arrival)
        modes.plan_samples(self.setting, self.life)
        self.now.plan()
        self.life.run(self.setting.now)
        modes.plan_shows(self.setting, self.today)
        measuring.pursue_goal(self.setting, self.today, self.days)

    def _open_refund_door(self, at: datetime) -> None:
        self.life.refund_door = routing.open_refund_mailbox(self.crew, at), at


def build(
    now: datetime, *, seed: int = SEED, days: int = demand.DAYS, progress: Progress | None = None
) -> None:
    """Ninety days of a centre up to ``now``, by the actions real use takes; the same seed, the same centre.

    What would be answered after ``now`` waits: there is work to do when somebody signs in. What was decided
    longer ago than ``days`` is decided on the first day.
    """
    practice = Practice(now, seed, days)
    for number in range(days + 1):
        with transaction.atomic():
            practice.live(number)
        if progress:
            progress(number + 1, days + 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), demand.SEOUL)


def _grow(centre_id: int, day: date, random: Random) -> None:
    evening = datetime.combine(day + timedelta(days=1), datetime.min.time(), demand.SEOUL) - timedelta(
        minutes=1
    )
    counts = demand.orders(day, random)
    figures = [measures.Growth(centre_id, kind, day, counts[kind]) for kind in GrowthKind]
    measures.record_growth(figures, by=None, at=evening)


def remove() -> int:
    """Take the practice centre away, with its facts; returns how many facts went.

    Real people, teams, standards and tickets stay as they are.
    """
    (team_ids, person_ids), skill_ids = practice_ids(), practice_skill_ids()
    ticket_ids = remove_from_desk(team_ids)
    with log.writing():
        measures.remove_practice(team_ids, person_ids)
        standard_ids = remove_from_standards(team_ids)
        remove_from_organisation()
        return purge_practice(
            Q(team_id__in=team_ids)
            | Q(ticket_id__in=ticket_ids)
            | Q(actor_id__in=person_ids)
            | Q(agent_id__in=person_ids)
            | Q(data__person_id__in=person_ids)
            | Q(data__skill_id__in=skill_ids)
            | Q(data__standard_id__in=standard_ids)
            | Q(name=LearnedFromUse.name)
        )
