"""What wrapping up costs: worked out by hand over a few facts."""

from datetime import date

import pytest
from django.urls import reverse

from gijun.desk.events.sorting import WrappedUp
from gijun.measures import lake, queries
from gijun.measures.in_use import Share
from gijun.measures.queries import Selection
from gijun.organisation.models import Team
from tests import make
from tests.measures.told import DAY, Story, after
from tests.standards.browser import browser, words

PERIOD = Selection(date(2026, 12, 1), date(2026, 12, 2))


@pytest.fixture
def somebody(db):
    return make.person("p", make.centre("서울"), "operations_manager")


@pytest.fixture
def story(somebody) -> Story:
    return Story(Team.objects.get(name="서울").pk)


def wrapped(story, ticket, minutes, *, reason, took_s, asked=0, auto=0, by_hand=0, clicks=None):
    fact = WrappedUp(
        ticket_id=ticket, contact_id=ticket, team_id=story.team_id, agent_id=1, channel=story.channel,
        reason_id=reason, fields_asked=asked, fields_auto=auto, fields_by_hand=by_hand, clicks=clicks,
        took_ms=took_s * 1_000,
    )  # fmt: skip
    story.tell(fact, minutes)


def test_times_are_ranked_fields_counted_and_the_dearest_reason_stands_first(somebody, story):
    for ticket, took_s in enumerate((4, 6, 8, 10, 60), start=1):
        wrapped(story, ticket, ticket, reason=7, took_s=took_s, asked=3, auto=2, by_hand=1, clicks=ticket)
    wrapped(story, 6, 6, reason=8, took_s=5)
    wrapped(story, 7, 3 * DAY, reason=8, took_s=900)  # after the period
    assert lake.refresh(lambda: after(4 * DAY))

    found = [one for _name, one in queries.wrap_ups(somebody, PERIOD)]

    assert [(one.reason_id, one.n, one.total_ms) for one in found] == [
        (None, 6, 93_000),
        (7, 5, 88_000),
        (8, 1, 5_000),
    ]
    seven, eight = found[1:]
    assert (seven.median_ms, seven.p80_ms, seven.fields_each) == (8_000, 10_000, 3.0)
    assert (seven.filled_alone, seven.median_clicks, seven.clicked) == (Share(10, 15), 3, 5)
    assert (eight.filled_alone.value, eight.median_clicks, eight.clicked) == (None, None, 0)


def test_the_page_shows_what_it_costs_and_whoever_sees_no_team_sees_nothing(somebody, story):
    reason = make.reason()
    wrapped(story, 1, 1, reason=reason.pk, took_s=8, asked=2, auto=1, by_hand=1, clicks=3)
    assert lake.refresh(lambda: after(DAY))
    asked = {"period": "own", "first": "2026-12-01", "last": "2026-12-01"}
    elsewhere = make.person("x", make.centre("부산"), "operations_manager")

    shown = words(browser(somebody).get(reverse("measures:wrap_up"), asked))

    assert "Refund 1 8 s · 8 s 8s 2 50 % n=1/2 3 n=1" in shown.replace("8.0", "8").replace("2.0", "2")
    assert "Nothing was wrapped up" in words(browser(elsewhere).get(reverse("measures:wrap_up"), asked))
