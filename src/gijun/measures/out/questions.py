"""Questions about the whole installation, asked by nobody in particular."""

from collections.abc import Iterable
from datetime import date

from gijun.measures.compute import Question, TeamDay
from gijun.measures.lake.rules import NO_TEAM
from gijun.organisation.models import Team
from gijun.science.worktime import BusinessDay


def everything(days: Iterable[date], as_of_ms: int) -> Question:
    """Every team on these days, as far as they have begun.

    Facts of people without a team are in it, under the team 0.
    """
    wanted = sorted(set(days))
    teams = list(Team.objects.all())
    rules = {team.pk: BusinessDay(team.zone, team.day_starts_at_min) for team in teams}
    begun = max((rule.of(as_of_ms)[0] for rule in rules.values()), default=date.min)
    team_days = [
        TeamDay(pk, day, rule.bounds(day)[0], min(rule.bounds(day)[1], as_of_ms))
        for day in wanted
        if day <= begun
        for pk, rule in rules.items()
    ]
    return Question(
        first=wanted[0],
        last=wanted[-1],
        channels=(),
        team_ids=frozenset({*rules, NO_TEAM}),
        centres={team.pk: team.centre_id for team in teams},
        team_days=team_days,
    )
