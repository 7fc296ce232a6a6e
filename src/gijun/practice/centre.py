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
from gijun.organisation.queries.practice import practice_ids
from gijun.practice import demand
from gijun.practice.agreeing import agree, agree_anew
from gijun.practice.life import Life
from gijun.practice.people import hire
from gijun.practice.policies import discuss
from gijun.standards.actions.practice import remove_practice as remove_from_standards
from gijun.standards.events import LearnedFromUse

SEED = 20_261_125
ANEW_DAYS_AGO = 30
Progress = Callable[[int, int], None]  # (days done, days in all)


def build(
    now: datetime, *, seed: int = SEED, days: int = demand.DAYS, progress: Progress | None = None
) -> None:
    """Ninety days of a centre up to ``now``, by the actions real use takes; the same seed, the same centre.

    What would be answered after ``now`` waits: there is work to do when somebody signs in.
    """
    random = Random(seed)
    first = (now.astimezone(demand.SEOUL) - timedelta(days=days)).date()
    start = datetime.combine(first, datetime.min.time(), demand.SEOUL)
    crew = hire(random, start)
    agreed = agree(crew, start)
    life = Life(crew, agreed, random, now)
    for number in range(days + 1):
        day = first + timedelta(days=number)
        with transaction.atomic():
            if days - number == ANEW_DAYS_AGO:
                agree_anew(agreed, crew, datetime.combine(day, datetime.min.time(), demand.SEOUL))
                discuss(agreed.ids, crew, datetime.combine(day, datetime.min.time(), demand.SEOUL))
            for arrival in demand.arrivals(day, days - number, random):
                life.arrive(arrival)
            life.run(min(now, datetime.combine(day + timedelta(days=1), datetime.min.time(), demand.SEOUL)))
            if number < days:
                _grow(crew.centre.pk, day, random)
        if progress:
            progress(number + 1, days + 1)


def _grow(centre_id: int, day: date, random: Random) -> None:
    evening = datetime.combine(day + timedelta(days=1), datetime.min.time(), demand.SEOUL) - timedelta(
        minutes=1
    )
    counts = demand.orders(day, random)
    kinds = (GrowthKind.ORDERS, GrowthKind.PAYMENTS, GrowthKind.SIGNUPS)
    figures = [measures.Growth(centre_id, kind, day, counts[kind]) for kind in kinds]
    measures.record_growth(figures, by=None, at=evening)


def remove() -> int:
    """Take the practice centre away, with its facts; returns how many facts went.

    Real people, teams, standards and tickets stay as they are.
    """
    team_ids, person_ids = practice_ids()
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
            | Q(data__standard_id__in=standard_ids)
            | Q(name=LearnedFromUse.name)
        )
