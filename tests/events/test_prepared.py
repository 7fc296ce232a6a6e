"""Queries that are built once: the same rows as Django's own, and refused where a value shapes them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from gijun.desk.models import Message, Ticket
from gijun.events.prepared import PreparedError, prepared
from tests.desk.views import seen
from tests.make import at


@prepared
def opened(team_ids, since, status, assignee_id):
    answered = Exists(Message.objects.filter(ticket=OuterRef("pk"), direction="out"))
    rows = Ticket.objects.filter(team__in=team_ids, opened_at__gte=since, status=status)
    rows = rows.filter(Q(assignee=None) | Q(assignee=assignee_id))
    return rows.annotate(answered=answered).select_related("customer", "team").order_by("id")


@prepared
def subjects(ids):
    return Ticket.objects.filter(pk__in=ids).order_by("id").values_list("subject", flat=True)


@pytest.fixture
def rows(team):
    return seen.tickets(team, 3)


def test_rows_are_those_of_the_query_with_other_values_each_time(jisu, team, rows):
    found = [opened({team.pk}, at(seconds), "new", jisu.pk) for seconds in (0, 1, 2, 3)]

    assert found == [rows, rows[1:], rows[2:], []]
    assert opened({team.pk}, at(0), "closed", jisu.pk) == []
    assert opened({team.pk + 1, team.pk}, at(2), "new", jisu.pk) == rows[2:]


def test_related_rows_and_annotations_come_along(jisu, team, rows, django_assert_num_queries):
    opened({team.pk}, at(0), "new", jisu.pk)

    with django_assert_num_queries(1):
        told = [
            (one.customer.pk, one.team.name, bool(one.answered), one.opened_at)
            for one in opened({team.pk}, at(1), "new", jisu.pk)
        ]

    assert told == [(row.customer_id, team.name, False, row.opened_at) for row in rows[1:]]


def test_the_database_is_asked_what_django_would_ask(jisu, team, rows):
    with CaptureQueriesContext(connection) as asked:
        subjects([rows[0].pk, rows[2].pk])
        list(
            Ticket.objects.filter(pk__in=[rows[0].pk, rows[2].pk])
            .order_by("id")
            .values_list("subject", flat=True)
        )

    assert asked[0]["sql"] == asked[1]["sql"]


def test_nothing_to_look_among_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert subjects([]) == []


def test_keywords_are_values_as_well(rows):
    assert subjects(ids=(rows[1].pk,)) == [rows[1].subject]


@pytest.mark.parametrize(
    "build",
    [
        lambda ticket_id: Ticket.objects.filter(pk=ticket_id + 1),
        lambda ticket_id: Ticket.objects.all()[:ticket_id],
    ],
)
def test_a_query_that_counts_with_a_value_is_refused(db, build):
    with pytest.raises(PreparedError):
        prepared(build)(3)


def test_a_moment_that_is_moved_is_refused(db):
    earlier = prepared(lambda moment: Ticket.objects.filter(opened_at__gt=moment - timedelta(days=1)))

    with pytest.raises(PreparedError):
        earlier(at(0))


@pytest.mark.parametrize("given", [1.5, {"a": 1}, (1, "a"), object()])
def test_only_numbers_and_moments_are_values(db, given):
    with pytest.raises(PreparedError):
        subjects(given)
