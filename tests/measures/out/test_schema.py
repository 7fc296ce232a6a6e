"""The schema ``report``: what BI tools read, kept in step, without anybody's name."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from gijun.measures import lake
from gijun.measures.out import publish, schema, tables
from tests import make
from tests.measures.out.conftest import COUNTED_AT, told_of_people
from tests.measures.told import DAY, Story, measured

pytestmark = pytest.mark.database
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
EVERY = {*tables.FACTS, "daily_figures", "measures", "state", "copied_files", *schema.VIEWS}


def rows(query, *told):
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return cursor.fetchall()


def all_of(name):
    return rows(f"SELECT * FROM report.{name}")  # noqa: S608 -- names of ours


def table_names():
    return {
        name
        for (name,) in rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'report'")
    }


@pytest.mark.skipif(connection.vendor == "postgresql", reason="needs SQLite")
def test_sqlite_is_told_that_it_takes_postgresql(busy_day):
    with pytest.raises(CommandError, match="needs PostgreSQL"):
        call_command("measures", "publish-views")


@on_postgresql
def test_the_command_makes_every_table_and_view(busy_day):
    call_command("measures", "publish-views")

    assert table_names() == EVERY
    assert rows("SELECT count(*) FROM report.contacts") == [(2,)]
    assert rows("SELECT count(*) FROM report.tickets") == [(2,)]
    assert rows("SELECT state, lasted_ms FROM report.agent_state_days ORDER BY state") == [
        ("away", 4 * 3_600_000), ("ready", 2 * 3_600_000),
    ]  # fmt: skip


@on_postgresql
def test_no_column_tells_of_anybody(busy_day):
    publish()

    for name in EVERY:
        assert told_of_people(all_of(name)) == set(), name


@on_postgresql
def test_figures_are_those_of_the_page(team, manager):
    desk = Story(team.pk)
    for contact in range(1, 8):
        desk.begin(contact, contact, contact, customer=contact)
        desk.reply(contact, contact, 3 * contact, agent=1 + contact % 2, message=contact)
        if contact % 2:
            desk.solve(contact, contact, 5 * contact)
    page = measured(manager, at_min=DAY)

    publish()

    for name in ("offered", "answered", "one_stop", "backlog"):
        days = dict(
            rows("SELECT day, sum(numerator) FROM report.daily_figures WHERE measure = %s GROUP BY day", name)
        )
        assert days == {day: one.numerator for day, one in page[name].days.items()}, name
    told = rows(
        "SELECT observed, denominator FROM report.daily_figures WHERE measure = 'first_response_median'"
    )
    total = page["first_response_median"].total
    assert told == [(total.value, total.n)]


@on_postgresql
def test_a_refresh_equals_making_everything_anew(team, manager):
    desk = Story(team.pk)
    desk.begin(1, 1, 0)
    desk.begin(2, 2, 5, customer=2)
    measured(manager, at_min=60)
    publish()
    desk.reply(1, 1, 2 * DAY, agent=1, message=5)  # changes a row of two days ago
    desk.solve(1, 1, 2 * DAY + 1)
    desk.void(2, 2 * DAY + 2)
    desk.grow("orders", date(2026, 12, 1), 50, 2 * DAY + 3)
    measured(manager, at_min=2 * DAY + 60)

    publish()
    step_by_step = {name: sorted(map(repr, all_of(name))) for name in EVERY}
    publish(anew=True)

    assert {name: sorted(map(repr, all_of(name))) for name in EVERY} == step_by_step
    assert rows("SELECT count(*) FROM report.contacts") == [(1,)]


@on_postgresql
def test_a_named_role_may_read_and_no_more(busy_day, settings):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE report_reader")
    settings.REPORT_READER = "report_reader"

    publish()

    may = "SELECT has_table_privilege('report_reader', %s, %s)"
    assert all(rows(may, f"report.{name}", "SELECT") == [(True,)] for name in EVERY)
    assert rows(may, "report.contacts", "INSERT") == [(False,)]
    assert rows(may, "desk_ticket", "SELECT") == [(False,)]


@on_postgresql
def test_a_role_that_does_not_exist_is_named_and_nothing_changes(busy_day, settings):
    publish()
    before = rows("SELECT * FROM report.state")
    settings.REPORT_READER = "nobody_there"
    make.inbound(make.account(make.centre(), "b@example.com"), when=COUNTED_AT)
    lake.refresh(lambda: COUNTED_AT + timedelta(hours=1))

    with pytest.raises(schema.ReportSchemaError, match="nobody_there"), transaction.atomic():
        publish()

    assert rows("SELECT * FROM report.state") == before


@on_postgresql
def test_a_migration_may_change_what_views_look_at(busy_day):
    publish()

    schema.hide_views()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the test's own rows are still to be checked
        cursor.execute("ALTER TABLE desk_ticket ALTER COLUMN number TYPE varchar(99)")
    publish()

    assert table_names() == EVERY
