"""What came back after a solution, from a log worked out by hand."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from gijun.measures import lake
from gijun.measures.boards.presentation import returns as words
from gijun.measures.boards.queries.returns import Back, returns
from gijun.measures.boards.terms import HORIZONS, Return
from gijun.measures.queries import Selection
from gijun.organisation import actions as organisation
from tests import make
from tests.measures.told import DAY, Story, after, rolled_back

MONDAY, BEFORE = date(2026, 11, 30), date(2026, 11, 23)
SPAN = Selection(date(2026, 11, 26), date(2026, 12, 1))


@pytest.fixture
def manager(db):
    return make.person("p", make.centre("서울"), "operations_manager")


@pytest.fixture
def story(manager):
    return Story(manager.memberships.get().team_id)


def solved(story, contact, minutes, *, customer=None, reason=10, came=None):
    story.begin(contact, contact, minutes - 30 if came is None else came, customer=customer or contact)
    story.solve(contact, contact, minutes, reason=reason)


def found(person, *, at_min=60 * DAY, what=Return.ANY, selection=SPAN):
    lake.refresh(lambda: after(at_min))
    return returns(person, selection, what).weeks


def backs(cells):
    return [cells[days].back for days in HORIZONS]


def test_contacts_fall_in_the_week_of_their_solution(manager, story):
    solved(story, 1, 0, came=-5 * DAY)
    solved(story, 2, -2 * DAY)  # Sunday
    solved(story, 3, -DAY - 541)  # Sunday, a minute before midnight
    solved(story, 4, -DAY - 540)  # Monday, at midnight

    weeks = found(manager)

    assert {week: cells[1].solved for week, cells in weeks.items()} == {BEFORE: 2, MONDAY: 2}


def test_a_reopening_counts_from_the_horizon_it_falls_in(manager, story):
    solved(story, 1, 0)
    story.reopen(1, 1, 3 * DAY)  # exactly 3 days
    solved(story, 2, 0)
    story.reopen(2, 2, 3 * DAY + 1)
    solved(story, 3, 0)

    cells = found(manager)[MONDAY]

    assert backs(cells) == [0, 1, 2, 2, 2]
    assert cells[30] == Back(solved=3, mature=3, back=2)


def test_asking_again_is_the_same_customer_with_the_same_reason(manager, story):
    solved(story, 1, 0, customer=7)
    solved(story, 2, 0, customer=8)
    solved(story, 3, 0, customer=9, reason=None)
    again = story.of(channel="chat")
    for contact, customer, reason in ((11, 7, 10), (12, 8, 20), (13, 9, None)):
        again.begin(contact, contact, 5 * DAY, customer=customer)
        if reason:
            again.choose(contact, contact, 5 * DAY + 1, reason=reason)

    assert backs(found(manager)[MONDAY]) == [0, 0, 1, 1, 1]


def test_what_came_before_the_solution_is_no_coming_back_but_what_comes_after_the_next_is(manager, story):
    solved(story, 1, 60, customer=7, came=0)
    solved(story, 2, 70, customer=7, came=10)  # asked again before the first was solved
    story.begin(3, 3, 2 * DAY, customer=7)
    story.choose(3, 3, 2 * DAY + 1, reason=10)

    assert backs(found(manager)[MONDAY]) == [0, 2, 2, 2, 2]


def test_a_contact_that_comes_the_moment_another_is_solved_is_no_coming_back(manager, story):
    solved(story, 1, 60, customer=7)
    story.begin(2, 2, 60, customer=7)
    story.choose(2, 2, 61, reason=10)

    assert backs(found(manager)[MONDAY]) == [0] * 5


def test_only_reopened_or_only_asked_again(manager, story):
    solved(story, 1, 0, customer=7)
    story.reopen(1, 1, 60)
    solved(story, 2, 0, customer=8)
    story.begin(3, 3, 2 * DAY, customer=8)
    story.choose(3, 3, 2 * DAY, reason=10)

    told = [backs(found(manager, what=what)[MONDAY]) for what in Return]

    assert told == [[1, 2, 2, 2, 2], [1, 1, 1, 1, 1], [0, 1, 1, 1, 1]]


def test_cells_whose_time_is_not_over_are_immature_and_no_zero(manager, story):
    solved(story, 1, 0)
    solved(story, 2, 2 * DAY)
    story.reopen(1, 1, 60)

    cells = found(manager, at_min=3 * DAY)[MONDAY]

    assert [cells[days] for days in HORIZONS] == [
        Back(2, 2, 1), Back(2, 1, 1), Back(2, 0, 0), Back(2, 0, 0), Back(2, 0, 0)
    ]  # fmt: skip


def test_voided_contacts_neither_count_nor_come_back(manager, story):
    solved(story, 1, 0, customer=7)
    solved(story, 2, 0)
    story.void(2, 1)
    story.begin(3, 3, DAY, customer=7)
    story.choose(3, 3, DAY, reason=10)
    story.void(3, DAY + 1)

    assert found(manager)[MONDAY][30] == Back(1, 1, 0)


def test_customers_that_were_merged_are_one(manager, story):
    solved(story, 1, 0, customer=7)
    story.begin(2, 2, 60, customer=8)
    story.choose(2, 2, 60, reason=10)
    story.merge_customers(8, 70, into=7)

    assert backs(found(manager)[MONDAY]) == [1] * 5


def test_a_channel_and_teams_narrow_what_was_solved_but_not_what_comes_back(manager, story):
    other = make.team(manager.memberships.get().team, "2팀")
    solved(story, 1, 0, customer=7)
    solved(story.of(team_id=other.pk, channel="chat"), 2, 0, customer=8)
    story.begin(3, 3, 60, customer=8)
    story.choose(3, 3, 60, reason=10)

    chat = found(manager, selection=Selection(SPAN.first, SPAN.last, "chat"))[MONDAY]
    team = found(manager, selection=Selection(SPAN.first, SPAN.last, team_id=other.pk))[MONDAY]

    assert chat[1] == team[1] == Back(1, 1, 1)


def test_a_week_begins_when_its_monday_begins_in_the_centre(db):
    where = organisation.add_team(
        name="밤", parent_id=None, by=None, at=make.NOON, zone="Asia/Seoul", day_starts_at_min=360
    )
    manager = make.person("m", where, "operations_manager")
    solved(Story(where.pk), 1, -DAY - 240)  # Monday 5:00

    assert found(manager)[BEFORE][1].solved == 1


def test_nobody_counts_teams_they_do_not_see(manager, story):
    solved(story, 1, 0)
    stranger = make.person("q", make.centre("부산"), "operations_manager")

    assert found(stranger) == {BEFORE: {}, MONDAY: {}}


MOVE = st.tuples(
    st.integers(1, 3), st.sampled_from([10, 20]), st.integers(0, 20), st.integers(1, 10), st.booleans()
)
MOVES = st.lists(MOVE, min_size=1, max_size=8)


@tried(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_the_query_equals_counting_one_by_one(manager, story, tmp_path, settings, moves):
    settings.LAKE = tmp_path / str(len(list(tmp_path.iterdir())))
    told = []
    with rolled_back():
        for contact, (customer, reason, came, took, woken) in enumerate(moves, start=1):
            opened, ended = came * 720, came * 720 + took * 720 + 1
            solved(story, contact, ended, customer=customer, reason=reason, came=opened)
            if woken:
                story.reopen(contact, contact, ended + 1000)
            told.append((customer, reason, opened, ended, ended + 1000 if woken else None))
        weeks = found(manager, at_min=100 * DAY, selection=Selection(MONDAY, date(2027, 1, 3)))

    expected = [
        sum(
            (woken is not None and woken <= ended + days * DAY)
            or any(
                (customer, reason) == (who, why) and ended < when <= ended + days * DAY
                for who, why, when, _ended, _woken in told
            )
            for customer, reason, _opened, ended, woken in told
        )
        for days in HORIZONS
    ]
    assert [sum(cells[days].back for cells in weeks.values() if cells) for days in HORIZONS] == expected


@pytest.mark.parametrize(
    ("cell", "text", "number", "mark"),
    [
        (Back(20, 20, 5), "25.0", "25.0", "5/20 · 11.2–46.9"),
        (Back(20, 12, 3), "25.0", "", "3/12 · 8.9–53.2 · ◷ 8 not mature yet"),
        (Back(8, 8, 2), "25.0", "", "2/8 · 7.1–59.1 · △"),
        (Back(6, 0, 0), "–", "", "◷ 6 not mature yet"),
        (Back(20, 20, 0), "0.0", "0.0", "0/20 · 0.0–16.1"),
    ],
)
def test_how_a_cell_is_told_and_whether_it_is_drawn(cell, text, number, mark):
    with translation.override("en"):
        shown = words._back(cell)

    assert (shown.text, shown.number, shown.mark) == (text, number, mark)
