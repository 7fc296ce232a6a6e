"""The pages of targets, and how due times stand on list and ticket."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.actions import clocks
from gijun.desk.models import ClockPolicy, Ticket
from gijun.desk.queries import clock_pages
from gijun.organisation.models import Person
from tests import make
from tests.desk.clocks import agreed
from tests.make import NOON

TARGETS = "desk:targets"


@pytest.fixture
def signed_in(client, manager):
    Person.objects.update(locale="en")
    client.force_login(manager)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def typed(*rows, seen=0, **fields):
    """What the browser sends for the table."""
    sent = {
        "row-TOTAL_FORMS": len(rows),
        "row-INITIAL_FORMS": 0,
        "seen_version": seen,
        "warn_percent": 25,
        "channel": "email",
        "pauses_resolution": ["waiting_customer"],
    }
    for number, (metric, minutes, more) in enumerate(rows):
        usual = {"metric": metric, "channel": "", "reason_id": "", "hours": "working"}
        sent |= {f"row-{number}-{name}": value for name, value in (usual | more).items()}
        sent |= {f"row-{number}-minutes_{priority}": minutes for priority in range(1, 5)}
    return sent | fields


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_manager_saves_targets_and_empty_rows_are_left_out(signed_in, centre, manager):
    sent = typed(("first_response", "30", {}), ("resolution", "", {}), ("resolution", "1,440", {}))

    response = signed_in.post(reverse(TARGETS), sent | {"save": "1"})

    assert response.status_code == 302
    row = ClockPolicy.objects.get()
    assert (row.centre, row.version, row.by) == (centre, 1, manager)
    assert [(one["metric"], one["minutes"]["2"]) for one in row.content["targets"]] == [
        ("first_response", 30),
        ("resolution", 1440),
    ]
    assert row.content["pauses"] == {"resolution": ["waiting_customer"]}


def test_what_is_refused_is_said_in_words_and_nothing_typed_is_lost(signed_in):
    response = signed_in.post(reverse(TARGETS), typed(("first_response", "half an hour", {}), seen=0))

    assert response.status_code == 422
    assert "Row 1: “half an hour” is no number of minutes" in words(response)
    assert 'value="half an hour"' in response.content.decode()
    assert ClockPolicy.objects.count() == 0


def test_trying_shows_when_a_ticket_would_be_due_and_saves_nothing(signed_in, centre):
    agreed.office_hours(centre)
    sent = typed(("first_response", "60", {}), when="2026-11-27T17:30")

    response = signed_in.post(reverse(TARGETS), sent | {"try": "1"})

    assert response.status_code == 200
    assert 'datetime="2026-11-30T09:30:00+09:00"' in response.content.decode()
    assert ClockPolicy.objects.count() == 0


def test_the_second_of_two_who_save_is_told(signed_in, centre):
    agreed.targets(centre)

    response = signed_in.post(reverse(TARGETS), typed(("first_response", "30", {}), seen=0))

    assert response.status_code == 422
    assert "Somebody else saved targets meanwhile" in words(response)


def test_an_agent_reads_the_targets_and_may_not_save(client, centre, jisu):
    agreed.targets(centre)
    client.force_login(jisu)

    shown, saved = client.get(reverse(TARGETS)), client.post(reverse(TARGETS), typed(seen=1))

    assert (shown.status_code, saved.status_code) == (200, 403)
    assert b'name="save"' not in shown.content


def test_another_centre_s_targets_are_not_to_be_seen(client, jisu):
    other = make.centre("부산센터")
    client.force_login(jisu)

    assert client.get(reverse(TARGETS), {"centre": other.pk}).status_code == 404


def test_the_page_of_moving_shows_what_changes_and_moves_when_asked(signed_in, centre, team):
    agreed.office_hours(centre)
    agreed.targets(centre)
    opened = timezone.now()
    ticket = make.ticket(make.account(team), when=opened)
    agreed.targets(centre, agreed.row("first_response", 10, hours="always"), when=opened)
    url = reverse("desk:move_clocks")

    shown = words(signed_in.get(url))
    nothing = signed_in.post(url, {"ticket": ["999"]})
    assert Ticket.objects.get(pk=ticket.pk).due_at == ticket.due_at
    signed_in.post(url, {"ticket": [str(ticket.pk)]})

    assert "1 active ticket follows older targets or hours." in shown
    assert ticket.number in shown
    assert nothing.status_code == 302
    ms = opened.replace(microsecond=opened.microsecond // 1000 * 1000)
    assert abs(Ticket.objects.get(pk=ticket.pk).due_at - ms - timedelta(minutes=10)) < timedelta(seconds=1)
    assert "Every clock follows the present targets" in words(signed_in.get(url))


def test_what_was_kept_is_counted_from_the_facts_by_team_and_reason(centre, team, jisu, manager):
    agreed.targets(centre)
    door, refund = make.account(team), make.reason()
    for minute, address in ((10, "a@example.com"), (30, "b@example.com"), (90, "c@example.com")):
        ticket = make.ticket(door, address=address)
        when = NOON + timedelta(minutes=minute)
        actions.reply(ticket.pk, body="네.", by=jisu, at=when, then_solve=True, reason_id=refund.pk)

    lines = clock_pages.kept(manager, NOON.date(), NOON.date())

    assert [(line.metric.value, line.team, line.kept, line.missed, line.decided) for line in lines] == [
        ("first_response", "1팀", 2, 1, 3),
        ("resolution", "1팀", 3, 0, 3),
    ]
    assert [(line.metric.value, line.kept, line.decided) for line in clock_pages.totals(lines)] == [
        ("first_response", 2, 3),
        ("resolution", 3, 3),
    ]


def test_the_page_of_what_was_kept_says_what_to_do_where_there_is_nothing(signed_in):
    shown = words(signed_in.get(reverse("desk:targets_kept"), {"since": "2026-13-01", "until": ""}))

    assert "No clock was decided in these days" in shown


def test_list_and_ticket_show_what_is_due_with_sign_word_and_counted_time(signed_in, centre, team, manager):
    agreed.targets(centre, agreed.row("first_response", 60))
    now = timezone.now()
    ticket = make.ticket(make.account(team), when=now)
    late = make.ticket(make.account(team), when=now - timedelta(minutes=200), address="b@example.com")

    listed = words(signed_in.get(reverse("desk:queue"), {"view": "waiting"}))
    page = words(signed_in.get(reverse("desk:ticket", args=[ticket.pk])))

    assert "◷ 59 min left" in listed
    assert "▼ 2 h 20 min late" in listed
    assert listed.index(late.subject) <= listed.index("◷")
    assert "First answer" in page
    assert "◷ Running" in page


def test_a_reopened_ticket_shows_its_round_and_the_total(signed_in, centre, team, jisu):
    agreed.targets(centre)
    door, now = make.account(team), timezone.now()
    ticket = make.ticket(door, when=now - timedelta(minutes=300))
    solved = now - timedelta(minutes=240)
    actions.reply(ticket.pk, body="네.", by=jisu, at=solved, then_solve=True, reason_id=make.reason().pk)
    make.inbound(door, ticket_id=ticket.pk, when=now - timedelta(minutes=30))

    page = words(signed_in.get(reverse("desk:ticket", args=[ticket.pk])))

    assert "round 2" in page
    assert "Solution over all rounds: 1 h 30 min" in page
    assert "✓ In time" in page


def test_the_waiting_list_puts_what_is_due_first_before_what_waits_longest(centre, team, jisu):
    door = make.account(team)
    agreed.targets(
        centre, agreed.row("first_response", 60), agreed.row("first_response", 10, channel="email")
    )
    slow = make.ticket(door, when=NOON)
    fast = make.ticket(door, when=NOON + timedelta(minutes=5), address="b@example.com")
    clocks.change_policy(
        centre.pk,
        content=agreed.content(agreed.row("first_response", 2)),
        by=None,
        at=NOON + timedelta(minutes=6),
    )
    faster = make.ticket(door, when=NOON + timedelta(minutes=7), address="c@example.com")

    assert list(Ticket.objects.waiting()) == [faster, slow, fast]
