"""A desk with a day behind it, and a report of that day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gijun.events import log
from gijun.measures import lake
from gijun.measures.reporting import actions
from gijun.measures.reporting.actions import Wanted
from gijun.measures.reporting.terms import Block, BlockKind, Rhythm, Split
from tests.integrations.email.conftest import sink  # noqa: F401 -- a fixture of these tests
from tests.measures.told import DAY, HOUR, Story

MORNING = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)  # 2 December, 8:00 in Seoul
FIRST = date(2026, 12, 1)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands at the morning after and can be moved on."""

    class Clock:
        at = MORNING

        def on(self, **by: float) -> datetime:
            self.at += timedelta(**by)
            return self.at

    held = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: held.at)
    return held


@pytest.fixture
def figures(team, clock):
    """40 contacts on 1 December, 36 of them answered; 30 on the day before; 20 on each Tuesday before."""
    days = [(-DAY, 30), *((-7 * DAY * week, 20) for week in range(1, 5)), (0, 40)]
    with log.writing():
        tell(Story(team.pk), [minutes + n for minutes, count in days for n in range(count)])
    lake.refresh(lambda: clock.at)


def tell(desk: Story, begun_at: list[int]) -> None:
    """Nine of ten contacts are answered; one of four is about another reason."""
    for number, begun in enumerate(begun_at, start=1):
        reason = 10 if begun % 4 else 11
        desk.begin(number, number, begun, customer=number)
        desk.choose(number, number, begun + 1, reason=reason)
        if begun % 10:
            desk.reply(number, number, begun + 2, agent=1, message=number)
            desk.solve(number, number, begun + HOUR / 2, reason=reason)


BLOCKS = (
    Block(BlockKind.STORY, ("offered", "answer_rate", "first_response_median")),
    Block(BlockKind.TILES, ("offered", "answer_rate", "csat")),
    Block(BlockKind.COURSE, ("offered",)),
    Block(BlockKind.TABLE, ("offered", "answer_rate"), Split.TEAM),
    Block(BlockKind.TABLE, ("offered",), Split.CHANNEL),
    Block(BlockKind.TABLE, split=Split.REASON),
    Block(BlockKind.PARETO),
    Block(BlockKind.NOTE, text="=1+1 점검\n둘째 줄"),
)


def wanted(*teams, title="일간 보고서", rhythm=Rhythm.DAILY, blocks=BLOCKS) -> Wanted:
    return Wanted(title, rhythm, tuple(team.pk for team in teams), blocks)


@pytest.fixture
def report(centre, team, manager):
    return actions.make_report(wanted(centre), by=manager, at=MORNING)
