"""The states of a day, by name, for those who lead the people."""

from datetime import date

import pytest
from django.utils import translation

from gijun.measures import lake
from gijun.measures.boards import drawing
from gijun.measures.boards.presentation import states as words
from gijun.measures.boards.queries.states import states_of
from gijun.organisation import actions as organisation
from gijun.organisation.terms import StateKind
from tests import make
from tests.measures.boards.test_today import entered
from tests.measures.told import DAY, HOUR, Story, after

TODAY = date(2026, 12, 1)
MINUTE_MS = 60_000


@pytest.fixture
def story(team):
    return Story(team.pk)


@pytest.fixture
def shift(story, jisu, lead):
    """Ready 9:00, in contact 9:30, after work 9:45 (until 9:47), away 10:00 (until 10:30), ready 10:40."""
    entered(story, jisu.pk, 0, "ready")
    entered(story, jisu.pk, 30, "in_contact", before="ready", since=0)
    entered(story, jisu.pk, 45, "after_work", before="in_contact", since=30, ends_by=47)
    entered(story, jisu.pk, 60, "away", before="after_work", since=45, reason="break", ends_by=90)
    entered(story, jisu.pk, 100, "ready", before="away", was="break", since=60)


def found(person, team, *, day=TODAY, at_min=120):
    lake.refresh(lambda: after(at_min))
    return states_of(person, team, day)


def test_minutes_by_state_and_over_the_limits(shift, lead, team):
    (one,) = found(lead, team).people

    assert one.name == "한지수"
    spent = {kind.value: one.spent_ms(kind) // MINUTE_MS for kind in StateKind if one.spent_ms(kind)}
    assert spent == {"ready": 50, "in_contact": 15, "after_work": 15, "away": 40}
    assert [span.over_ms // MINUTE_MS for span in one.spans] == [0, 0, 13, 10, 0]
    assert [span.lasts for span in one.spans] == [False, False, False, False, True]


def test_a_state_over_the_change_of_the_day_is_cut_there(story, jisu, lead, team):
    entered(story, jisu.pk, 14 * HOUR, "ready")  # 23:00
    entered(story, jisu.pk, 16 * HOUR, "offline", before="ready", since=14 * HOUR)

    (first,) = found(lead, team, at_min=DAY).people
    (second,) = found(lead, team, day=date(2026, 12, 2), at_min=DAY).people

    assert [one.spent_ms(StateKind.READY) // MINUTE_MS for one in (first, second)] == [60, 60]


def test_a_night_shift_stays_on_one_day_where_the_day_begins_later(db):
    where = organisation.add_team(
        name="밤", parent_id=None, by=None, at=make.NOON, zone="Asia/Seoul", day_starts_at_min=360
    )
    lead, agent = make.person("l", where, "team_lead"), make.person("a", where, "agent")
    story = Story(where.pk)
    entered(story, agent.pk, 14 * HOUR, "ready")
    entered(story, agent.pk, 16 * HOUR, "offline", before="ready", since=14 * HOUR)

    (one,) = found(lead, where, at_min=DAY).people

    assert one.spent_ms(StateKind.READY) == 120 * MINUTE_MS
    assert drawing.drawn(found(lead, where, at_min=DAY + 1)).ticks[0].label == "23:00"


def test_nobody_sees_people_they_do_not_lead(shift, jisu, team):
    stranger = make.person("s", make.centre("부산"), "operations_manager")
    elsewhere = make.person("e", make.team(team.parent, "2팀"), "team_lead")

    for person in (stranger, elsewhere, jisu):
        assert found(person, team).people == []


def test_who_has_left_the_team_is_counted_but_not_named(shift, jisu, lead, team):
    jisu.is_active = False
    jisu.save()

    told = found(lead, team)

    assert (told.people, told.unnamed) == ([], 1)


def test_the_picture_has_a_bar_for_every_stretch_with_pattern_word_and_limit(shift, lead, team):
    with translation.override("en"):
        picture = drawing.drawn(found(lead, team))

    (row,) = picture.rows
    assert [bar.kind for bar in row.bars] == ["ready", "in_contact", "after_work", "away", "ready"]
    assert [bar.pattern for bar in row.bars] == ["", "in_contact", "after_work", "away", ""]
    assert [tick.label for tick in picture.ticks] == ["09:00", "10:00", "11:00"]
    assert [(bar.x, bar.width) for bar in row.bars[:2]] == [("120.0", "120.0"), ("240.0", "60.0")]
    assert row.bars[3].says == "Away (Break), 10:00–10:40, 40m 0s · 10m 0s over its limit"
    assert (row.bars[3].limit_x, row.bars[3].over_width) == ("480.0", "40.0")
    assert row.bars[0].limit_x == ""
    assert row.bars[4].says == "Ready, 10:40–now, 20m 0s"


def test_the_table_has_a_column_for_each_state_somebody_was_in(shift, lead, team):
    with translation.override("en"):
        shown = words.states(found(lead, team))

    assert shown.heads == ["Ready", "In contact", "After-contact work", "Away"]
    (line,) = shown.lines
    assert [cell.text for cell in [*line.minutes, line.over]] == ["50", "15", "15", "40", "23"]
