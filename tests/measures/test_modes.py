"""Contacts of a peak or an outage, kept apart from those of a normal day."""

from datetime import date

import pytest

from gijun.desk.events import modes as facts
from gijun.events import log
from gijun.measures import queries
from gijun.measures.forms import SelectionForm
from gijun.measures.queries import Selection
from tests import make
from tests.measures import told
from tests.measures.told import Story, after
from tests.standards.browser import browser, words

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 31)


@pytest.fixture
def desk(team):
    return Story(team.pk)


def entered(desk, centre, period, mode, minutes, *, until):
    desk.tell(
        facts.ModeEntered(
            team_id=centre.pk,
            period_id=period,
            mode=mode,
            suggestion_id=None,
            ends_by_ms=log.to_ms(after(until)),
            plan_version=0,
        ),
        minutes,
    )


def ended(desk, centre, period, mode, minutes):
    fact = facts.ModeEnded(
        team_id=centre.pk, period_id=period, mode=mode, ending="by_hand", ended_ms=log.to_ms(after(minutes))
    )
    desk.tell(fact, minutes)


def test_contacts_belong_to_the_mode_in_which_they_came(desk, centre, manager):
    other = Story(make.centre("부산센터").pk)
    for contact, minutes in ((1, 5), (2, 10), (3, 29), (4, 30), (5, 50), (6, 75), (7, 110)):
        desk.begin(contact, contact, minutes, customer=contact)
    other.begin(8, 8, 15, customer=8)
    entered(desk, centre, 1, "peak", 10, until=60)
    ended(desk, centre, 1, "peak", 30)
    entered(desk, centre, 2, "outage", 40, until=60)
    prolonged = facts.ModeProlonged(
        team_id=centre.pk,
        period_id=2,
        mode="outage",
        from_ms=log.to_ms(after(60)),
        ends_by_ms=log.to_ms(after(100)),
    )
    desk.tell(prolonged, 55)

    found = told.measured(manager, at_min=200)["offered"].total.numerator
    by_mode = {mode: count_of(manager, mode) for mode in ("normal", "peak", "outage")}

    assert (found, by_mode) == (7, {"normal": 3, "peak": 2, "outage": 2})


def count_of(person, mode):
    found = queries.overview(person, Selection(FIRST, LAST, mode=mode))
    return next(one for one in found.results if one.measure.name == "offered").total.numerator


def test_what_knows_no_mode_is_left_out(desk, centre, manager):
    desk.begin(1, 1, 5)

    everything = told.measured(manager, at_min=60)
    found = queries.overview(manager, Selection(FIRST, LAST, mode="peak"))
    names = {one.measure.name for one in found.results}

    assert {"offered", "first_contact_resolution", "first_response_median"} <= names
    assert names < set(everything)
    assert names.isdisjoint({"backlog", "contacts_per_100_orders"})


def test_the_page_offers_modes_and_says_what_they_leave_out(desk, centre, manager):
    desk.begin(1, 1, 5)
    told.measured(manager, at_min=60)

    page = browser(manager).get("/measures/?mode=peak")

    assert page.status_code == 200
    assert "Only contacts that came in while their centre worked in this mode." in words(page)
    assert "mode" not in SelectionForm(manager, {}, at=after(60)).fields


def test_modes_stand_side_by_side_where_they_are_asked_for(desk, centre, manager):
    for contact, minutes in ((1, 5), (2, 12), (3, 14)):
        desk.begin(contact, contact, minutes, customer=contact)
    entered(desk, centre, 1, "peak", 10, until=60)
    ended(desk, centre, 1, "peak", 30)
    told.measured(manager, at_min=200)
    chosen = {"period": "own", "first": FIRST.isoformat(), "last": LAST.isoformat(), "compare": "on"}

    page = browser(manager).get("/measures/", chosen)

    assert "By operating mode" in words(page)
    table = page.context["modes"]
    counts = {line.title: [cell.value for cell in line.cells] for line in table.lines}
    offered = queries.overview(manager, Selection(FIRST, LAST, mode="peak")).results[0].measure.words("en")
    assert (table.modes, counts[offered.title]) == (["Normal", "Peak", "Outage"], ["1", "2", "0"])
    assert "By operating mode" not in words(browser(manager).get("/measures/", {"period": "28"}))
    narrowed = browser(manager).get("/measures/", chosen | {"mode": "outage"})
    assert [line.cells[1].value for line in narrowed.context["modes"].lines] == [
        line.cells[1].value for line in table.lines
    ]


def test_a_measure_with_nothing_in_a_mode_has_a_dash_there(desk, centre, manager):
    desk.begin(1, 1, 5)
    told.measured(manager, at_min=60)

    page = browser(manager).get("/measures/", {"compare": "on"})

    assert {cell.value for line in page.context["modes"].lines for cell in line.cells[2:]} <= {"0", None}
    assert "–" in words(page)
