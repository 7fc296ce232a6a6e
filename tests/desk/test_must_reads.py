"""Whoever has not read what must be read goes on with their tickets, but takes no new ones."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.actions.asking import escalations
from gijun.desk.errors import MustReadError
from gijun.desk.models import Ticket
from gijun.events import log
from gijun.organisation.models import Team
from gijun.standards.actions.notices import add_notice
from gijun.standards.actions.receipts import confirm_read
from gijun.standards.models import Notice
from tests import make
from tests.make import NOON, at
from tests.standards.browser import HTMX, browser, words

GRACE_S = 30 * 60


@pytest.fixture
def issuer(centre):
    return make.person("policy", centre, "policy_owner")


def must_read(issuer, centre: Team, when=NOON) -> Notice:
    return add_notice(title="새 환불 기준", text="글", team_id=centre.pk, must_read=True, by=issuer, at=when)


def test_within_the_grace_tickets_are_taken(centre, team, jisu, issuer):
    ticket = make.ticket(make.account(team))
    must_read(issuer, centre)

    assert actions.take(ticket.pk, by=jisu, at=at(GRACE_S - 1)).assignee == jisu


def test_afterwards_no_new_ticket_is_taken_until_it_is_read(centre, team, jisu, issuer):
    ticket = make.ticket(make.account(team))
    notice = must_read(issuer, centre)
    before = log.head()

    with pytest.raises(MustReadError, match="1건"):
        actions.take(ticket.pk, by=jisu, at=at(GRACE_S))
    assert (log.head(), Ticket.objects.get().assignee) == (before, None)

    confirm_read(notice.pk, by=jisu, at=at(GRACE_S))
    assert actions.take(ticket.pk, by=jisu, at=at(GRACE_S)).assignee == jisu


def test_answering_a_ticket_nobody_holds_is_taking_it(centre, team, jisu, issuer):
    ticket = make.ticket(make.account(team))
    must_read(issuer, centre)

    with pytest.raises(MustReadError):
        actions.reply(ticket.pk, body="안내드립니다.", by=jisu, at=at(GRACE_S))


def test_tickets_at_hand_are_answered_all_the_same(centre, team, jisu, issuer):
    ticket = make.ticket(make.account(team))
    actions.take(ticket.pk, by=jisu, at=NOON)
    must_read(issuer, centre)

    assert actions.take(ticket.pk, by=jisu, at=at(GRACE_S)).assignee == jisu
    assert actions.reply(ticket.pk, body="안내드립니다.", by=jisu, at=at(GRACE_S)).ticket == ticket


def test_a_lead_gives_tickets_to_others_but_takes_none(centre, team, jisu, lead, issuer):
    ticket = make.ticket(make.account(team))
    must_read(issuer, centre)

    with pytest.raises(MustReadError):
        actions.assign(ticket.pk, to=lead, by=lead, at=at(GRACE_S))
    assert actions.assign(ticket.pk, to=jisu, by=lead, at=at(GRACE_S)).assignee == jisu


def test_help_that_was_asked_for_is_no_new_work(centre, team, jisu, lead, issuer):
    ticket = make.ticket(make.account(team))
    actions.take(ticket.pk, by=jisu, at=NOON)
    asked = escalations.ask_up(
        ticket.pk, kind="takeover", why="authority", note="상급자 요청", by=jisu, at=at(1)
    )
    must_read(issuer, centre)

    escalations.pick_up(asked.pk, mode="take_over", by=lead, at=at(GRACE_S))

    assert Ticket.objects.get().assignee == lead
    fresh = make.ticket(make.account(team, "two@example.com"), address="n@example.com")
    with pytest.raises(MustReadError):
        actions.take(fresh.pk, by=lead, at=at(GRACE_S))


def test_who_takes_over_is_told_what_is_still_to_be_read(centre, team, jisu, lead, issuer):
    ticket = make.ticket(make.account(team))
    actions.take(ticket.pk, by=jisu, at=NOON)
    asked = escalations.ask_up(
        ticket.pk, kind="takeover", why="authority", note="상급자 요청", by=jisu, at=at(1)
    )
    must_read(issuer, centre, when=timezone.now() - timedelta(hours=1))
    client = browser(lead)

    sent = client.post(reverse("desk:pick_up", args=[asked.pk]), {"mode": "take_over"}, follow=True)

    assert [(one.level_tag, "1" in str(one)) for one in sent.context["messages"]] == [("warning", True)]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize("by_name", [True, False], ids=["take", "take next"])
def test_the_refusal_leads_to_what_has_to_be_read(centre, team, jisu, issuer, headers, by_name):
    ticket = make.ticket(make.account(team))
    must_read(issuer, centre, timezone.now() - timedelta(seconds=GRACE_S))
    where = reverse("desk:take", args=[ticket.pk]) if by_name else reverse("desk:take_next")

    response = browser(jisu).post(where, headers=headers)

    assert response.status_code == 409
    assert "Read it before you take a new ticket." in words(response)
    assert f'href="{reverse("standards:notices")}"' in response.content.decode()
    assert ("<html" in response.content.decode()) == (not headers)
    assert Ticket.objects.get().assignee is None


def test_the_shell_counts_what_is_still_to_be_read(centre, team, jisu, issuer):
    client = browser(jisu)
    assert "must-read" not in words(client.get(reverse("desk:queue")))

    now = timezone.now()
    for _ in range(2):
        must_read(issuer, centre, now)

    assert "2 must-reads" in words(client.get(reverse("desk:queue")))
