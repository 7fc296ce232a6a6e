"""Killing the refresher at any point loses nothing and doubles nothing."""

import os
import random
import subprocess
import sys

import pytest

from gijun.events.models import Event
from gijun.measures import lake
from tests import make
from tests.measures.test_lake_folds import shown
from tests.measures.told import DAY, Story, after


def positions():
    with lake.opened() as opened:
        return [row[0] for row in opened.duck.execute("SELECT position FROM events ORDER BY 1").fetchall()]


@pytest.mark.threads
@pytest.mark.parametrize("seed", [1, 2])
def test_a_refresher_that_is_killed_loses_and_doubles_nothing(committed_db, settings, tmp_path, seed):
    desk = Story(make.team(make.centre()).pk)
    for contact in range(1, 4):
        desk.begin(contact, contact, contact * DAY)
    settings.LAKE = tmp_path / "lake"
    chance = random.Random(seed)
    points = [1, 2, *(chance.randrange(3, 40) for _ in range(8))]

    told = subprocess.run(
        [sys.executable, "-m", "tests.measures.killed", *map(str, points)],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "gijun.settings",
            "GIJUN_DATABASE": committed_db,
            "GIJUN_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert "ended:256" not in told.stdout, told.stderr
    assert told.stdout.split().count("killed") >= 5
    end = after(40 * DAY)
    assert lake.refresh(lambda: end)
    assert positions() == list(Event.objects.order_by("position").values_list("position", flat=True))
    grown = shown()
    assert lake.refresh(lambda: end, anew=True)
    assert shown() == grown
