"""How the boards ask the lake."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from gijun.events import log
from gijun.measures import compute
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import sql_of
from gijun.organisation.models import Team
from gijun.science.worktime import BusinessDay

TEAM_IDS = [("team_id", pa.int64())]


def rows(opened: Lake, name: str, **bound: Any) -> list[tuple[Any, ...]]:
    """The rows of a ``.sql`` file of the boards."""
    return opened.duck.execute(sql_of("boards/sql", name), bound).fetchall()


def select_teams(opened: Lake, team_ids: Iterable[int]) -> None:
    """Show SQL the teams that are looked at, as ``selected``."""
    compute.put(opened.duck, "selected", TEAM_IDS, [(pk,) for pk in sorted(team_ids)])


def group_by_rule(opened: Lake, teams: Mapping[int, Team]) -> Sequence[BusinessDay]:
    """Show SQL the teams by the business day they share, as ``day_rules``; returns these days."""
    rules = {pk: rule_of(team) for pk, team in teams.items()}
    known = sorted(set(rules.values()), key=lambda one: (one.zone, one.starts_at_min))
    fields = [("ruled_team_id", pa.int64()), ("rule_at", pa.int64())]
    told = [(pk, known.index(rule)) for pk, rule in sorted(rules.items())]
    compute.put(opened.duck, "day_rules", fields, told)
    return known


def choose_reasons(opened: Lake, reason_ids: Iterable[int]) -> None:
    """Show SQL the reasons that are looked at, as ``asked_reasons``."""
    told = [(pk,) for pk in sorted(reason_ids)]
    compute.put(opened.duck, "asked_reasons", [("asked_reason_id", pa.int64())], told)


def rule_of(team: Team) -> BusinessDay:
    return BusinessDay(team.zone, team.day_starts_at_min)


def as_of(opened: Lake) -> datetime:
    return log.from_ms(opened.manifest.as_of_ms)
