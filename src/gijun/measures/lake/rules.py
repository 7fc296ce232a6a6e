"""Which centre a team belongs to and when its business days begin and end, as SQL sees it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import pyarrow as pa
from django.conf import settings

from gijun.organisation.models import Team
from gijun.science.worktime import BusinessDay

NO_TEAM = 0  # facts of people without a team follow the installation's own day
TEAMS = pa.schema([("team_id", pa.int64()), ("centre_id", pa.int64())])
BOUNDS = pa.schema(
    [("team_id", pa.int64()), ("day", pa.date32()), ("begin_ms", pa.int64()), ("end_ms", pa.int64())]
)


@dataclass(frozen=True, slots=True)
class DayRules:
    """Each team's centre and business day."""

    centres: dict[int, int]
    days: dict[int, BusinessDay]

    @classmethod
    def now(cls) -> "DayRules":
        teams = list(Team.objects.all())
        days = {team.pk: BusinessDay(team.zone, team.day_starts_at_min) for team in teams}
        return cls(
            {team.pk: team.centre_id for team in teams}, days | {NO_TEAM: BusinessDay(settings.TIME_ZONE, 0)}
        )

    def written(self) -> dict[str, list[str]]:
        """As the manifest keeps them."""
        return {
            str(team): [str(self.centres.get(team, NO_TEAM)), rule.zone, str(rule.starts_at_min)]
            for team, rule in self.days.items()
        }

    @classmethod
    def from_written(cls, told: Mapping[str, list[str]]) -> "DayRules":
        """As the manifest kept them."""
        return cls(
            {int(team): int(centre) for team, (centre, _zone, _start) in told.items()},
            {int(team): BusinessDay(zone, int(start)) for team, (_centre, zone, start) in told.items()},
        )

    def moved_centres(self, before: Mapping[str, list[str]]) -> bool:
        """Does a team belong to another centre than before?"""
        now = self.written()
        return any(now.get(team, told)[0] != told[0] for team, told in before.items())

    def moved_days(self, before: Mapping[str, list[str]]) -> bool:
        """Do a team's business days begin at another time than before?"""
        now = self.written()
        return any(now.get(team, told)[1:] != told[1:] for team, told in before.items())

    def show(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make ``teams`` for SQL."""
        columns = [list(self.centres), list(self.centres.values())]
        connection.register("teams", pa.table(columns, schema=TEAMS))

    def put_bounds(
        self, connection: duckdb.DuckDBPyConnection, first_ms: int | None, last_ms: int | None
    ) -> None:
        """Make the table ``bounds``: the business days that touch the stretch; none: no stretch at all."""
        rows = (
            []
            if first_ms is None or last_ms is None
            else list(self._bounds(first_ms, max(first_ms, last_ms)))
        )
        columns = list(zip(*rows, strict=True)) or [()] * len(BOUNDS)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, BOUNDS.types, strict=True)]
        connection.register("told_bounds", pa.table(arrays, schema=BOUNDS))
        connection.execute("CREATE OR REPLACE TABLE bounds AS SELECT * FROM told_bounds")

    def _bounds(self, first_ms: int, last_ms: int) -> Iterator[tuple[int, date, int, int]]:
        for team, rule in self.days.items():
            day, last = rule.of(first_ms)[0], rule.of(last_ms)[0]
            while day <= last:
                yield team, day, *rule.bounds(day)
                day += timedelta(days=1)
