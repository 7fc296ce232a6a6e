"""Faults that other desks had, groups R and U: the same input, the right outcome."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.models import Customer, Handle, Message, Ticket
from gijun.desk.queries import page, state
from gijun.desk.terms import ChannelKind
from tests import make
from tests.committed import race
from tests.make import NOON, at

MESSAGES = 500


def phone(where):
    return actions.add_account(
        kind=ChannelKind.PHONE, name="대표번호", address="15881234", team_id=where.pk, by=None, at=NOON
    )


@pytest.mark.threads
def test_r1_three_messages_of_a_new_customer_at_once_each_twice_are_one_customer_and_three(committed_db):
    door = make.account(make.team(make.centre()))

    def deliver(number):
        return make.inbound(door, dedupe_key=f"m{number}", external_ids=(), when=at(number / 10))

    told = race(deliver, *([(1,), (2,), (3,)] * 2))

    assert sorted(one.reason or "" for one in told) == ["", "", "", *["duplicate"] * 3]
    assert (Customer.objects.count(), Handle.objects.count(), Message.objects.count()) == (1, 1, 3)
    assert state.from_log() == state.from_rows()


@pytest.mark.threads
def test_r2_two_first_messages_of_one_number_at_once_are_both_kept(committed_db):
    door = phone(make.team(make.centre()))

    told = race(lambda key: make.inbound(door, address="+821012345678", dedupe_key=key), ("a",), ("b",))

    assert [one.reason for one in told] == [None, None]
    assert Handle.objects.get().external_id == "+821012345678"
    assert Message.objects.filter(pk__in=[one.message_id for one in told]).count() == 2
    assert state.from_log() == state.from_rows()


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York", "UTC"])
def test_r4_who_is_at_a_ticket_fades_after_the_same_time_in_every_zone_and_locks_nobody_out(zone, team, jisu):
    ticket = make.ticket(make.account(team))
    minsu = make.person("minsu", team, "agent")
    with timezone.override("Asia/Seoul"):
        actions.be_present(ticket.pk, by=jisu, at=NOON)

    with timezone.override(zone):
        there = actions.be_present(ticket.pk, by=minsu, at=at(44))
        assert actions.reply(ticket.pk, body="네.", by=minsu, at=at(44)).person == minsu
        later = actions.be_present(ticket.pk, by=minsu, at=at(46))

    assert ([one.person for one in there], later) == ([jisu], [])


def test_r5_whoever_clicks_through_thirty_tickets_keeps_none_from_a_colleague(team, jisu):
    door, minsu = make.account(team), make.person("minsu", team, "agent")
    tickets = [make.ticket(door, address=f"c{n}@example.com") for n in range(30)]
    for n, ticket in enumerate(tickets):
        actions.be_present(ticket.pk, by=jisu, at=at(n))

    for ticket in tickets:
        actions.take(ticket.pk, by=minsu, at=at(31))
        actions.reply(ticket.pk, body="네.", by=minsu, at=at(32))

    assert Ticket.objects.filter(assignee=minsu, waiting_since=None).count() == 30


def test_u3_the_first_screen_of_a_ticket_with_five_hundred_messages_costs_what_a_short_one_costs(
    team, jisu, client
):
    door = make.account(team)
    short, long = make.ticket(door, address="a@example.com"), make.ticket(door, address="b@example.com")
    template = Message.objects.get(ticket=long)
    Message.objects.bulk_create(
        Message(
            ticket=long,
            contact=template.contact,
            account=door,
            direction=template.direction,
            author=template.author,
            handle=template.handle,
            body_full=f"{n}번째",
            body_new=f"{n}번째",
            made_at=NOON + timedelta(seconds=n),
        )
        for n in range(1, MESSAGES)
    )
    client.force_login(jisu)

    def queries(ticket):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/desk/tickets/{ticket.pk}/").status_code == 200
        return len(asked)

    queries(short)  # sessions and settings are read once
    few, many = queries(short), queries(long)
    body = client.get(f"/desk/tickets/{long.pk}/").content.decode()

    assert many == few
    assert {int(n) for n in re.findall(r"(\d+)번째", body)} == set(range(MESSAGES - page.SHOWN, MESSAGES))
