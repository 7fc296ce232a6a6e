"""Everybody sees the figures of the teams they reach, whatever they ask for."""

from datetime import date

import pytest

from gijun.organisation import actions as organisation
from tests import make
from tests.measures.told import DAY, Story, measured

KIM = 1


@pytest.fixture
def tree(db):
    """Two centres; the first has two teams. Team number n has n contacts."""
    first, other = make.centre("서울"), make.centre("부산")
    teams = {"first": first, "one": make.team(first, "1팀"), "two": make.team(first, "2팀"), "other": other}
    contact = 0
    for count, name in ((1, "one"), (2, "two"), (4, "other")):
        for _ in range(count):
            contact += 1
            Story(teams[name].pk).begin(contact, contact, 0, customer=contact)
    return teams


@pytest.mark.parametrize(
    ("role", "where", "asked", "expected"),
    [
        ("agent", "one", None, 1),
        ("team_lead", "two", None, 2),
        ("operations_manager", "first", None, 3),
        ("operations_manager", "first", "two", 2),
        ("operations_manager", "first", "first", 3),
        ("centre_head", "other", None, 4),
        ("observer", "first", None, 3),
        ("it_administrator", "first", None, 3),
        ("agent", "one", "two", 0),  # a colleague's team
        ("operations_manager", "first", "other", 0),  # another centre
        ("agent", "one", "first", 1),  # of the centre, what they reach
    ],
)
def test_a_person_sees_their_teams_and_no_others(tree, role, where, asked, expected):
    person = make.person("p", tree[where], role)

    found = measured(person, at_min=DAY, team_id=tree[asked].pk if asked else None)

    assert found["offered"].total.value == expected
    assert found["backlog"].total.value == expected


def test_roles_in_two_centres_add_up(tree):
    person = make.person("p", tree["one"], "agent")
    organisation.give_role(person.pk, team_id=tree["other"].pk, role="observer", by=None, at=make.NOON)

    assert measured(person, at_min=DAY)["offered"].total.value == 5


def test_a_part_of_a_centre_does_not_blur_the_ratio_of_a_whole_one(tree):
    """Contacts of a centre whose orders one does not see are measured against nothing."""
    person = make.person("p", tree["first"], "operations_manager")
    far_team = make.team(tree["other"], "3팀")
    organisation.give_role(person.pk, team_id=far_team.pk, role="agent", by=None, at=make.NOON)
    Story(far_team.pk).begin(60, 60, 0, customer=60)
    for centre, orders in ((tree["first"], 30), (tree["other"], 5)):
        Story(centre.pk).grow("orders", date(2026, 12, 1), orders)

    found = measured(person, at_min=DAY)

    assert found["offered"].total.value == 4
    ratio = found["contacts_per_100_orders"].total
    assert (ratio.numerator, ratio.n, ratio.value) == (3, 30, 10.0)


def test_somebody_without_a_role_sees_nothing(tree):
    person = organisation.add_person(username="p", name="p", password=None, by=None, at=make.NOON)

    found = measured(person, at_min=DAY)

    assert {(one.total.numerator, one.total.n) for one in found.values()} == {(0, 0)}


def test_a_customer_who_came_again_to_another_team_came_again(tree):
    one, two = Story(tree["one"].pk), Story(tree["two"].pk)
    for story, contact, minutes in ((one, 50, DAY), (two, 51, 2 * DAY)):
        story.begin(contact, contact, minutes, customer=50)
        story.reply(contact, contact, minutes + 1, agent=KIM)
        story.solve(contact, contact, minutes + 2)

    agent = make.person("p", tree["one"], "agent")
    total = measured(agent, at_min=30 * DAY)["first_contact_resolution"].total

    assert (total.numerator, total.n) == (0, 1)
