"""Reports of others that told something else than had happened; more are in the tests of their subjects."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gijun.events.models import Event
from gijun.organisation import actions as organisation
from tests import make
from tests.measures.told import DAY, HOUR, NINE, Story, measured

MINUTE_MS = 60_000
KIM = 1


@pytest.fixture
def desk(team):
    return Story(team.pk)


def test_the_report_is_as_large_as_the_log_over_the_same_days(desk, manager):
    """Chatwoot issue 6213: a report of five days was a tenth larger than a plain count."""
    for number in range(1, 41):
        desk.begin(number, number, number * 311, customer=number)
    first, last = date(2026, 12, 3), date(2026, 12, 7)

    offered = measured(manager, at_min=30 * DAY, first=first, last=last)["offered"]

    opened = Event.objects.filter(name="desk.contact_opened", business_day__gte=first, business_day__lte=last)
    assert offered.total.value == opened.count() == sum(day.value for day in offered.days.values())


def test_the_longest_wait_is_the_customer_s_not_the_life_of_the_ticket(desk, manager):
    """Zammad issue 3410: back and forth, and the time from creation to the last activity was shown."""
    desk.begin(1, 1, 0)
    desk.written(1, 1, 0, message=1)
    desk.reply(1, 1, 10, agent=KIM, message=2)
    desk.written(1, 1, 100, message=3)
    desk.written(1, 1, 110, message=4)
    desk.bot_reply(1, 1, 111)
    desk.reply(1, 1, 125, agent=KIM, message=5)
    desk.written(1, 1, 500, message=6)
    desk.reply(1, 1, 505, agent=KIM, message=7)
    desk.written(1, 1, 600, message=8)  # not answered yet

    found = measured(manager, at_min=DAY)["longest_wait_median"].total

    assert (found.value, found.n) == (25 * MINUTE_MS, 1)


def test_a_customer_who_came_back_waited_from_the_new_message(desk, manager):
    """Chatwoot PR 11787, for every answer and not only the first."""
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 2, agent=KIM, message=2)
    desk.solve(1, 1, 3)
    desk.contact(2, 1, 11 * DAY)
    desk.reopen(2, 1, 11 * DAY)
    desk.reply(2, 1, 11 * DAY + 15, agent=KIM, message=3)

    assert measured(manager, at_min=20 * DAY)["longest_wait_p90"].total.value == 15 * MINUTE_MS


def test_a_ticket_that_an_agent_began_is_no_contact_and_has_no_first_response(desk, manager):
    """dbt_zendesk issues 53 and 4: what an agent writes first answers nobody."""
    desk.ticket(1, 0)
    desk.reply(None, 1, 0, agent=KIM)
    desk.contact(1, 1, HOUR)
    desk.reopen(1, 1, HOUR)
    desk.reply(1, 1, HOUR + 7, agent=KIM, message=2)

    found = measured(manager, at_min=DAY)

    assert found["offered"].total.value == 1
    assert found["first_response_median"].total.value == 7 * MINUTE_MS


@pytest.mark.parametrize(
    ("zone", "utc", "day"),
    [
        ("America/New_York", datetime(2026, 10, 31, 3, 30, tzinfo=UTC), date(2026, 10, 30)),  # UTC-4
        ("America/New_York", datetime(2026, 11, 3, 4, 30, tzinfo=UTC), date(2026, 11, 2)),  # UTC-5
        ("America/New_York", datetime(2026, 10, 31, 4, 30, tzinfo=UTC), date(2026, 10, 31)),
        ("Asia/Seoul", datetime(2026, 11, 24, 15, 30, tzinfo=UTC), date(2026, 11, 25)),
        ("Asia/Seoul", datetime(2026, 11, 24, 14, 30, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_a_day_is_the_centre_s_with_the_offset_of_its_own_date(db, zone, utc, day):
    """dbt_zendesk issue 25, Metabase issues 7629 and 47426, Grafana issues 58085 and 21632."""
    centre = organisation.add_team(name=zone, parent_id=None, by=None, at=make.NOON, zone=zone)
    person = make.person("p", centre, "operations_manager")
    Story(centre.pk).begin(1, 1, (utc - NINE) / timedelta(minutes=1))

    found = measured(person, at_min=DAY, first=date(2026, 10, 1), last=date(2026, 12, 1))["offered"]

    assert {found_day: figure.value for found_day, figure in found.days.items()} == {day: 1}


def test_each_day_of_the_week_in_which_clocks_go_back_begins_at_midnight(db):
    """Grafana issue 58085: buckets of a day began at 23:00 or 1:00."""
    centre = organisation.add_team(name="NY", parent_id=None, by=None, at=make.NOON, zone="America/New_York")
    person = make.person("p", centre, "operations_manager")
    midnight = datetime(2026, 10, 30, 4, 0, tzinfo=UTC)  # of New York, in summer
    hours = 24 * 4 + 1  # 30 October to 2 November; 1 November has 25
    for number in range(hours):
        at = midnight + timedelta(hours=number)
        Story(centre.pk).begin(number + 1, number + 1, (at - NINE) / timedelta(minutes=1))

    found = measured(person, at_min=DAY, first=date(2026, 10, 1), last=date(2026, 12, 1))["offered"]

    assert [found.days[day].value for day in sorted(found.days)] == [24, 24, 25, 24]
