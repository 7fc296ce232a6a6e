from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st

from gijun.events import log
from gijun.events.facts import NotAFactError, fact
from gijun.events.models import Event
from gijun.organisation import actions as organisation
from tests import make
from tests.events.told import Told
from tests.make import NOON


def in_seoul(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of November 2026 in Seoul, which is nine hours ahead of UTC all year."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def record(one: Told, at: datetime = NOON) -> Event:
    with log.writing():
        return log.record(one, at=at)


def test_a_fact_outside_an_action_is_refused(committed_db):
    with pytest.raises(TransactionManagementError, match=r"inside log\.action"):
        log.record(Told(1), at=NOON)

    assert Event.objects.count() == 0


def test_a_fact_keeps_its_columns_its_data_and_its_times(db):
    with log.writing():
        event = log.record(
            Told(7, "late", team_id=None),
            at=NOON,
            actor_id=3,
            recorded_at=NOON + timedelta(milliseconds=1500),
        )

    event.refresh_from_db()
    assert (event.name, event.version, event.actor_id, event.team_id) == ("tests.told", 1, 3, None)
    assert event.data == {"number": 7, "code": "late"}
    assert (log.from_ms(event.happened_at_ms), event.recorded_at_ms - event.happened_at_ms) == (NOON, 1500)


@pytest.mark.parametrize(
    "words",
    ["환불 문의", "kim@example.com", "010-1234-5678 ", "two words", "x" * 65, ["list"], {"a": 1}, b"bytes"],
)
def test_words_and_structures_are_no_facts(db, words):
    with pytest.raises(NotAFactError, match="ids, numbers and codes only"):
        record(Told(1, words))

    assert Event.objects.count() == 0


@pytest.mark.parametrize("code", ["", "waiting_customer", "a.b:c/d+e-f", "x" * 64, 3, 2.5, True, None])
def test_ids_numbers_and_codes_are_facts(db, code):
    event = record(Told(1, code))

    event.refresh_from_db()
    assert event.data["code"] == code


def test_a_name_belongs_to_one_kind_of_fact():
    class Other:
        name = "tests.told"
        version = 1

    with pytest.raises(NotAFactError, match="is taken"):
        fact(Other)


def test_a_name_needs_its_package():
    class Nameless:
        name = "told"
        version = 1

    with pytest.raises(NotAFactError, match=r"package\.thing_happened"):
        fact(Nameless)


@pytest.mark.parametrize(
    ("starts_at_min", "at", "day", "slot"),
    [
        (0, in_seoul(25, 0), date(2026, 11, 25), 0),
        (0, in_seoul(25, 0) - timedelta(milliseconds=1), date(2026, 11, 24), 47),
        (0, in_seoul(25, 12, 29), date(2026, 11, 25), 24),
        (360, in_seoul(25, 5, 59), date(2026, 11, 24), 47),
        (360, in_seoul(25, 6), date(2026, 11, 25), 0),
    ],
)
def test_a_fact_is_booked_under_the_centres_own_day(db, starts_at_min, at, day, slot):
    centre = organisation.add_team(
        name="센터", parent_id=None, by=None, at=NOON, zone="Asia/Seoul", day_starts_at_min=starts_at_min
    )

    event = record(Told(team_id=centre.pk), at)

    assert (event.business_day, event.slot) == (day, slot)
    assert log.business_day(at, centre.pk) == day


def test_two_centres_book_the_same_moment_under_their_own_days(db):
    seoul = organisation.add_team(name="서울", parent_id=None, by=None, at=NOON, zone="Asia/Seoul")
    paris = organisation.add_team(name="Paris", parent_id=None, by=None, at=NOON, zone="Europe/Paris")
    at = in_seoul(25, 1)  # 17:00 of the 24th in Paris

    booked = [
        (one.business_day, one.slot) for one in (record(Told(team_id=team.pk), at) for team in (seoul, paris))
    ]

    assert booked == [(date(2026, 11, 25), 2), (date(2026, 11, 24), 34)]


def test_a_fact_without_a_team_is_booked_under_the_installations_day(db, settings):
    settings.TIME_ZONE = "Asia/Seoul"

    event = record(Told(), in_seoul(25, 0))

    assert (event.business_day, event.slot) == (date(2026, 11, 25), 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_event SET name = 'tests.other'",
        "UPDATE events_event SET happened_at_ms = happened_at_ms + 1",
        "DELETE FROM events_event",
    ],
)
def test_the_database_itself_refuses_to_change_history(db, statement):
    record(Told(1))

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert list(Event.objects.values_list("name", "data__number")) == [("tests.told", 1)]


def test_an_action_that_fails_leaves_neither_change_nor_fact(committed_db):
    @log.action
    def half_done() -> None:
        make.centre("사라질 센터")
        raise LookupError

    with pytest.raises(LookupError):
        half_done()

    assert Event.objects.count() == 0
    assert not make.Team.objects.filter(name="사라질 센터").exists()


def test_positions_rise_and_the_head_is_the_last(db):
    assert log.head() == 0

    positions = [record(Told(number)).position for number in range(5)]

    assert positions == sorted(set(positions))
    assert log.head() == positions[-1]
    assert [event.data["number"] for event in Event.objects.after(positions[1])] == [2, 3, 4]


@given(st.integers(min_value=0, max_value=253_402_300_799_999))
def test_milliseconds_survive_the_way_to_a_time_and_back(ms):
    assert log.to_ms(log.from_ms(ms)) == ms


def test_a_number_that_is_none_is_no_fact(db):
    from gijun.desk.events import TicketAssigned
    from gijun.events.facts import NotAFactError, taken_apart

    fact = TicketAssigned(
        ticket_id=1, contact_id=None, team_id=1, agent_id=1, channel="email",
        from_team_id=1, from_agent_id=None, waited_s=float("nan"),
    )  # fmt: skip

    with pytest.raises(NotAFactError):
        taken_apart(fact)
