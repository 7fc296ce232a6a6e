"""The radar over the log: harm, findings, limits, ages, and what people make of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk.actions.modes import plan_broadcasts
from gijun.desk.rules.modes.broadcasts import Line
from gijun.events.models import Event
from gijun.measures.errors import MeasuresError
from gijun.measures.models import Acknowledgement
from gijun.measures.radar import actions, queries
from gijun.measures.radar.actions import Anomaly
from gijun.measures.radar.queries import Asked
from gijun.measures.radar.terms import Limits
from gijun.measures.terms import Severity
from gijun.organisation.terms import Role
from gijun.science.control_charts import Rule, Side, Silence
from tests import make
from tests.committed import race
from tests.measures.centre_told import DAY, NOW, TODAY, Weeks

FIRST = TODAY - 7 * DAY


@pytest.fixture
def weeks(team):
    return Weeks(team)


@pytest.fixture
def refund():
    return make.reason("refund", "환불").pk


@pytest.fixture
def payment():
    return make.reason("payment", "결제").pk


def seen(centre, **other):
    return queries.radar(Asked(centre.pk, "orders", FIRST, TODAY, **other))


def quiet_weeks(weeks, reason_id, *, days=30):
    """One contact at ten o'clock on every day before the last week."""
    for n in range(1, days + 1):
        weeks.come(FIRST - n * DAY, 10, 1, reason_id)


def test_a_spike_a_new_and_a_silent_reason(centre, weeks, refund, payment):
    quiet_weeks(weeks, refund)
    weeks.come(FIRST + DAY, 14, 12, payment)
    weeks.count()

    found = seen(centre)

    assert [(one.day, one.first_hour, one.reason_id, one.count) for one in found.spikes.found] == [
        (FIRST + DAY, 14, payment, 12)
    ]
    assert [(one.reason_id, one.count) for one in found.new] == [(payment, 12)]
    assert [one.reason_id for one in found.silent] == [refund]
    assert found.known_days == 30


def test_what_comes_with_a_broadcast_is_kept_apart(centre, manager, weeks, refund):
    tuesdays = [FIRST - n * DAY for n in range(0, 50, 7)]
    lines = [
        Line("방송", "", start, start + timedelta(hours=1), "")
        for day in tuesdays
        for start in [datetime(day.year, day.month, day.day, 11, tzinfo=UTC)]  # 20:00 in Seoul
    ]
    plan_broadcasts(centre.pk, lines, by=manager, at=NOW, source="")
    for day in tuesdays:
        weeks.come(day, 20, 8, refund)
    weeks.count()

    assert seen(centre).spikes.found == []


def test_harm_is_contacts_by_severity_by_minutes(centre, manager, weeks, refund, payment):
    weeks.come(FIRST, 10, 3, refund)
    weeks.come(FIRST, 11, 2, payment)
    weeks.count()
    assert [(one.reason_id, one.contacts, one.minutes_each) for one in seen(centre).harm] == [
        (refund, 3, 10.0),
        (payment, 2, 10.0),
    ]

    actions.weigh_reason(payment, Severity.GRAVE, by=manager, at=NOW)

    assert [(one.reason_id, one.severity, one.weight) for one in seen(centre).harm] == [
        (payment, Severity.GRAVE, 4 * 2 * 600_000),
        (refund, Severity.ORDINARY, 2 * 3 * 600_000),
    ]


def test_who_still_waits_is_harmed_up_to_a_day(centre, weeks, refund):
    weeks.come(FIRST, 10, 1, refund, solved=False)
    weeks.count()

    assert seen(centre).harm[0].waited_ms == 86_400_000


def test_days_out_of_their_limits(centre, weeks, refund):
    for n in range(20):
        day = TODAY - (n + 1) * DAY
        weeks.grow("orders", day, 1000)
        weeks.come(day, 10, 30 if n == 2 else 5, refund)
    weeks.count()

    charted = seen(centre).ratio

    sides = {
        day: point.side for day, point in zip(charted.days, charted.chart.points, strict=True) if point.side
    }
    assert sides == {TODAY - 3 * DAY: Side.ABOVE}
    assert charted.chart.centre == pytest.approx((19 * 5 + 30) / 20)
    assert charted.runs == [frozenset()] * 56
    assert seen(centre, limits=Limits.LANEY).ratio.chart.spread is not None
    ruled = seen(centre, runs=frozenset(Rule)).ratio
    assert {day for day, runs in zip(ruled.days, ruled.runs, strict=True) if Rule.BEYOND_3 in runs} == set(
        sides
    )


def test_without_figures_the_charts_cannot_say(centre, weeks, refund):
    weeks.come(FIRST, 10, 1, refund)
    weeks.count()

    found = seen(centre)

    assert (found.ratio.chart.silence, found.handling.chart.silence) == (Silence.NOTHING, Silence.NOTHING)


def test_open_tickets_by_age(centre, weeks, refund):
    weeks.come(TODAY, 9, 1, refund, solved=False)
    weeks.come(TODAY - 2 * DAY, 9, 2, refund, solved=False)
    weeks.come(TODAY - 9 * DAY, 9, 1, refund, solved=False)
    weeks.come(TODAY, 9, 1, refund)
    weeks.come(TODAY, 10, 1, None, solved=False)
    weeks.count()

    told = {one.reason_id: one for one in seen(centre).issues}

    assert set(told) == {refund, 0}
    one = told[refund]
    assert (one.tickets, one.under_a_day, one.under_three, one.under_seven, one.older) == (4, 1, 2, 0, 1)


def finding(reason_id=None, **other):
    return Anomaly(**{"kind": "spike", "reason_id": reason_id, "day": TODAY, "hour": 9, **other})


def told():
    rows = Event.objects.filter(name="measures.anomaly_acknowledged").order_by("position")
    return [(row.team_id, row.data["kind"], row.data["reason_id"], row.data["hour"]) for row in rows]


def test_a_finding_is_acknowledged_once_with_its_note(centre, lead, manager, refund):
    head = make.person("l", centre, "team_lead")
    first = actions.acknowledge(centre.pk, finding(refund), note=" 방송 문구 오류 ", by=head, at=NOW)
    again = actions.acknowledge(centre.pk, finding(refund), note="다른 말", by=manager, at=NOW)

    assert (first.pk, again.note, again.by) == (again.pk, "방송 문구 오류", head)
    assert told() == [(centre.pk, "spike", refund, 9)]


def test_the_note_is_no_part_of_the_log(centre, manager):
    actions.acknowledge(centre.pk, finding(), note="김고객 010-1234-5678", by=manager, at=NOW)

    assert "010" not in str(Event.objects.latest("position").data)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"kind": "nonsense"}, "no such finding"),
        ({"hour": 24}, "no such finding"),
        ({"day": TODAY + DAY}, "no such finding"),
        ({"reason_id": 999_999}, "no such contact reason"),
    ],
)
def test_what_cannot_be_found_is_refused(centre, manager, other, why):
    with pytest.raises(MeasuresError, match=why):
        actions.acknowledge(centre.pk, finding(**other), by=manager, at=NOW)
    with pytest.raises(MeasuresError, match="500"):
        actions.acknowledge(centre.pk, finding(), note="x" * 501, by=manager, at=NOW)

    assert told() == []


@pytest.mark.parametrize(
    "role", sorted(set(Role.values) - {"operations_manager", "centre_head", "cx_operator", "team_lead"})
)
def test_others_acknowledge_nothing_and_weigh_nothing(centre, role, refund):
    person = make.person("p", centre, role)

    with pytest.raises(PermissionDenied):
        actions.acknowledge(centre.pk, finding(), by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.weigh_reason(refund, Severity.SMALL, by=person, at=NOW)


def test_a_severity_that_says_nothing_new_is_no_fact(centre, operator, refund):
    for severity in (Severity.ORDINARY, Severity.SERIOUS, Severity.SERIOUS, Severity.ORDINARY):
        actions.weigh_reason(refund, severity, by=operator, at=NOW)
    with pytest.raises(MeasuresError):
        actions.weigh_reason(refund, 9, by=operator, at=NOW)

    facts = Event.objects.filter(name="measures.reason_weighed").order_by("position")
    assert [row.data["severity"] for row in facts] == [3, 2]


@pytest.mark.threads
def test_an_acknowledgement_that_races_itself_happens_once(committed_db):
    centre = make.centre()
    manager = make.person("m", centre, "operations_manager")

    def go(_number):
        return actions.acknowledge(centre.pk, finding(), by=manager, at=NOW).pk

    race(go, (1,), (2,), (3,))

    assert (Acknowledgement.objects.count(), len(told())) == (1, 1)
