"""What an operator does from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gijun.events import log
from gijun.events.models import Event
from gijun.measures.lake import lease, refresher
from tests.measures.told import Story, contacts


def run(what) -> str:
    told = io.StringIO()
    call_command("measures", what, stdout=told)
    return told.getvalue()


def test_refresh_says_what_it_copied(team):
    Story(team.pk).begin(1, 1, -20_160)  # two weeks before, whenever this runs

    count = Event.objects.count()
    assert f"{count:,} facts copied; figures up to record {log.head():,}." in run("refresh")
    assert "0 facts copied" in run("refresh")


def test_rebuild_shows_progress(team, monkeypatch):
    monkeypatch.setattr(refresher, "CHUNK", 2)
    Story(team.pk).begin(1, 1, -20_160)  # two weeks before, whenever this runs
    run("refresh")

    lines = run("rebuild").splitlines()

    second = Event.objects.order_by("position")[1].position
    assert lines[0] == f"record {second:,} of {log.head():,} ({second / log.head():.0%})"
    assert lines[-1].startswith(f"{Event.objects.count()} facts copied")
    assert len(contacts()) == 1


def test_a_refresh_beside_another_says_so(db):
    lease.take(timezone.now(), for_s=60)

    with pytest.raises(CommandError, match="Another process"):
        run("refresh")
