"""Targets kept: worked out by hand over a few clocks."""

import pytest

from gijun.desk.events import clocks as desk
from gijun.organisation.models import Person, Team
from tests import make
from tests.measures.told import DAY, Story, measured


@pytest.fixture
def somebody(db) -> Person:
    return make.person("p", make.centre("서울"), "operations_manager")


@pytest.fixture
def story(somebody) -> Story:
    return Story(Team.objects.get(name="서울").pk)


def decided(story, ticket, minutes, *, metric, kept):
    where = {
        "ticket_id": ticket,
        "team_id": story.team_id,
        "agent_id": 1,
        "channel": story.channel,
        "metric": metric,
        "turn": 1,
        "reason_id": None,
        "due_ms": 0,
    }
    story.tell(desk.ClockKept(**where, used_ms=1) if kept else desk.ClockBreached(**where), minutes)


def test_the_share_kept_counts_each_clock_once_by_what_it_measures(somebody, story):
    for ticket, kept in ((1, True), (2, True), (3, False)):
        decided(story, ticket, 60 * ticket, metric="first_response", kept=kept)
    decided(story, 1, 400, metric="resolution", kept=False)
    decided(story, 1, 410, metric="next_response", kept=True)

    found = measured(somebody, at_min=DAY)

    first, resolution = found["sla_first_response"], found["sla_resolution"]
    assert (first.total.numerator, first.total.n) == (2, 3)
    assert (resolution.total.numerator, resolution.total.n) == (0, 1)
