"""Goals from the business down to oneself, from clocks worked out by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.utils import translation

from gijun.desk.events import clocks as desk
from gijun.measures import lake
from gijun.measures.actions import import_growth, read_growth_file
from gijun.measures.boards.presentation import goals as words
from gijun.measures.boards.queries.goals import goals
from gijun.measures.boards.terms import Pursued, Whose
from gijun.measures.queries import Selection
from gijun.measures.ratio.actions import Wanted, set_goal
from tests import make
from tests.measures.told import DAY, Story, after, measured

SPAN = Selection(date(2026, 11, 20), date(2026, 12, 31))


@pytest.fixture
def story(team):
    return Story(team.pk)


def decided(story, ticket, *, agent, kept=True, minutes=None):
    where = {
        "ticket_id": ticket, "team_id": story.team_id, "agent_id": agent, "channel": story.channel,
        "metric": "first_response", "turn": 1, "reason_id": None, "due_ms": 0,
    }  # fmt: skip
    fact = desk.ClockKept(**where, used_ms=1) if kept else desk.ClockBreached(**where)
    story.tell(fact, ticket if minutes is None else minutes)


def decide(story, agent, kept, breached, *, first):
    for number in range(kept + breached):
        decided(story, first + number, agent=agent, kept=number < kept)


def found(person, selection=SPAN):
    lake.refresh(lambda: after(2 * DAY))
    return goals(person, selection, after(2 * DAY))


def told(person, pursued=Pursued.FIRST_ANSWERS, selection=SPAN):
    cascades = {one.pursued: one.levels for one in found(person, selection).cascades}
    return {one.whose: one for one in cascades[pursued]}


def counted(levels):
    return {whose.value: (one.part, one.n) for whose, one in levels.items()}


def test_every_level_counts_what_is_below_it(jisu, story, centre):
    elsewhere, other = make.centre("부산"), make.team(centre, "2팀")
    decide(story, jisu.pk, 9, 1, first=1)
    for agent, first in ((801, 100), (802, 120)):
        decide(story, agent, 10, 5, first=first)
    for agent, first in ((803, 200), (804, 220)):
        decide(story.of(team_id=other.pk), agent, 8, 2, first=first)
    for agent, first in ((805, 300), (806, 320)):
        decide(story.of(team_id=elsewhere.pk), agent, 1, 9, first=first)

    levels = told(jisu)

    assert counted(levels) == {"business": (47, 80), "centre": (45, 60), "team": (29, 40), "me": (9, 10)}
    assert [one.goal for one in levels.values()] == [0.8] * 4  # of a normal day, as the house wants it
    assert (levels[Whose.BUSINESS].reaches, levels[Whose.CENTRE].reaches) == (False, None)


def test_the_sum_of_all_is_what_the_measure_says(manager, jisu, story):
    decide(story, jisu.pk, 9, 1, first=1)
    for agent, first in ((801, 100), (802, 120)):
        decide(story, agent, 10, 5, first=first)
    decided(story, 100, agent=801, kept=False, minutes=500)  # decided once more: the last word counts

    measure = measured(manager, at_min=2 * DAY)["sla_first_response"].total

    assert counted(told(jisu))["centre"] == (measure.numerator, measure.n) == (28, 40)


def test_me_is_only_me_and_few_are_no_share(jisu, story):
    decide(story, jisu.pk, 2, 1, first=1)
    decide(story, 801, 10, 5, first=100)
    decide(story, 802, 10, 5, first=120)

    me = told(jisu)[Whose.ME]

    assert (me.share, me.part, me.n, me.needed) == (None, 0, 3, 7)


def test_a_team_of_two_is_hidden_from_its_agent_but_not_from_its_lead(jisu, lead, story):
    decide(story, jisu.pk, 10, 2, first=1)
    decide(story, 801, 5, 10, first=100)

    mine, leads = told(jisu), told(lead)

    assert {whose.value: one.is_hidden for whose, one in mine.items()} == {
        "centre": True, "team": True, "me": False
    }  # fmt: skip
    assert not leads[Whose.TEAM].is_hidden
    assert (leads[Whose.TEAM].part, leads[Whose.TEAM].n, leads[Whose.ME].n) == (15, 27, 0)


def test_days_and_channels_narrow(jisu, story):
    decide(story, jisu.pk, 10, 0, first=1)
    decide(story.of(channel="chat"), jisu.pk, 11, 0, first=100)

    assert told(jisu, selection=Selection(SPAN.first, SPAN.last, "chat"))[Whose.ME].n == 11
    assert told(jisu, selection=Selection(SPAN.first, date(2026, 11, 30)))[Whose.ME].n == 0


def test_what_is_solved_of_what_came_in_belongs_to_the_team(jisu, story, centre):
    other = make.team(centre, "2팀")
    for contact in range(1, 13):
        story.begin(contact, contact, contact, customer=contact)
        if contact <= 9:
            story.solve(contact, contact, 100)
    story.of(team_id=other.pk).begin(50, 50, 5, customer=50)

    levels = told(jisu, Pursued.SOLVED)

    assert counted(levels) == {"centre": (9, 13), "team": (9, 12), "me": (0, 0)}
    assert not levels[Whose.ME].is_told


def test_who_works_for_the_centre_has_no_team_below_it(manager, story):
    decide(story, 801, 12, 0, first=1)

    assert list(told(manager)) == [Whose.CENTRE, Whose.ME]


def test_who_belongs_nowhere_has_no_goals(db, jisu):
    jisu.memberships.all().delete()

    lake.refresh(lambda: after(DAY))

    assert (goals(jisu, SPAN, after(DAY)).team, goals(jisu, SPAN, after(DAY)).cascades) == (None, [])


def test_the_contact_goal_of_the_centre_stands_above(manager, centre, jisu, story):
    days = [date(2026, 11, 30) - timedelta(days=n) for n in range(40)]
    rows = "".join(f"{day},100\n" for day in days)
    draft = read_growth_file(f"date,orders\n{rows}".encode(), centre_id=centre.pk, by=manager, at=after(0))
    import_growth(draft.pk, by=manager, at=after(0))
    wanted = Wanted("orders", 300, 150, date(2026, 11, 11), date(2026, 12, 11))
    set_goal(centre.pk, wanted, by=manager, at=after(0))
    for contact in range(1, 15):
        story.begin(contact, contact, -DAY, customer=contact)

    (goal,) = found(jisu).contacts

    assert (goal.from_value, goal.to_value, goal.days) == (300, 150, 7)
    assert goal.planned == 300 - 150 * Fraction(21, 30)  # 2 December, the last full day
    assert goal.lately == 2


def test_how_a_level_is_told(jisu, story):
    decide(story, jisu.pk, 2, 1, first=1)
    decide(story, 801, 30, 0, first=100)
    decide(story, 802, 30, 0, first=200)

    with translation.override("en"):
        table = words.goals([], found(jisu).cascades).tables[0]

    assert [(line.label, *(cell.text for cell in line.cells)) for line in table.rows] == [
        ("Centre · 서울센터", "98.4", "80", "63", "91.5–99.7", "✓ Reached"),
        ("Team · 1팀", "98.4", "80", "63", "91.5–99.7", "✓ Reached"),
        ("Me", "–", "80", "3", "–", "Not enough data: 7 more needed"),
    ]
