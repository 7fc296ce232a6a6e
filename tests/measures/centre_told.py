"""Weeks of a centre in few words: contacts by day, hour and reason, and its growth figures."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from gijun.measures import actions, lake
from gijun.measures.actions import Growth
from gijun.organisation.models import Team
from tests.measures.told import NINE, Story

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)  # noon in Seoul
DAY_MIN = 1440
DAY = timedelta(days=1)


@dataclass
class Weeks:
    """Contacts of a team, each with a ticket of its own."""

    team: Team
    numbers: list[int] = field(default_factory=list)

    def come(self, day: date, hour: int, count: int, reason_id: int | None, *, solved: bool = True) -> None:
        """So many contacts within an hour of a day, each answered after ten minutes."""
        story = Story(self.team.pk)
        for _ in range(count):
            number = len(self.numbers) + 1
            self.numbers.append(number)
            at = (day - NINE.date()).days * DAY_MIN + (hour - 9) * 60 + 1
            story.begin(number, number, at, customer=number)
            if reason_id is not None:
                story.choose(number, number, at + 1, reason=reason_id)
            if solved:
                story.reply(number, number, at + 10, agent=1, message=number)
                story.solve(number, number, at + 11, reason=reason_id)

    def grow(self, kind: str, day: date, amount: int) -> None:
        """A growth figure of the centre."""
        figures = [Growth(self.team.centre_id, kind, day, amount)]
        actions.record_growth(figures, by=None, at=NOW)

    def count(self) -> None:
        """Copy everything into the lake."""
        assert lake.refresh(lambda: NOW)
