"""What customers did after an agreed sentence was said to them, and their own next words, hidden well."""

from datetime import timedelta

import pytest

from gijun.desk import actions
from gijun.desk.actions import UsedSentence
from gijun.standards import reactions
from gijun.standards.reactions import Reactions
from tests import make
from tests.make import NOON

SENTENCE = "영업일 3~5일 안에 환불됩니다."
WEEK = NOON + timedelta(days=7)
LATER = NOON + timedelta(days=30)


@pytest.fixture
def door(team):
    return make.account(team)


@pytest.fixture
def version(centre, manager):
    return make.standard(centre, manager, text=SENTENCE)


@pytest.fixture
def say(door, jisu, version):
    """Say the sentence to a customer; gives the ticket."""

    def said(address="a@example.com", *, when=NOON, solve=False, **more):
        ticket = make.ticket(door, address=address, when=when - timedelta(minutes=5), **more)
        reason = make.reason().pk if solve else None
        used = [UsedSentence(version.pk, SENTENCE, None)]
        actions.reply(
            ticket.pk, body=SENTENCE, by=jisu, at=when, used=used, then_solve=solve, reason_id=reason
        )
        return ticket

    return said


def heard(version, person, at=LATER):
    return reactions.source().to_versions([version.pk], seen_by=person, at=at).get(version.pk)


def test_a_version_nobody_has_said_is_left_out(version, jisu):
    assert reactions.source().to_versions([version.pk], seen_by=jisu, at=LATER) == {}
    assert reactions.source().uses_of([version.pk], since=NOON) == {}


def test_customers_who_write_again_within_seven_days_are_counted(say, door, version, jisu):
    again, late, silent = say("a@example.com"), say("b@example.com"), say("c@example.com")
    make.inbound(door, body="아직인데요?", address="a@example.com", ticket_id=again.pk, when=WEEK)
    make.inbound(
        door,
        body="감사합니다",
        address="b@example.com",
        ticket_id=late.pk,
        when=WEEK + timedelta(seconds=1),
    )

    assert heard(version, jisu) == Reactions(uses=3, watched=3, wrote_again=1, quotes=("아직인데요?",))
    assert heard(version, jisu).wrote_again_share == pytest.approx(1 / 3)
    assert silent.number != late.number


def test_uses_of_the_last_seven_days_cannot_tell_yet(say, door, version, jisu):
    ticket = say()
    make.inbound(door, body="아직인데요?", address="a@example.com", ticket_id=ticket.pk, when=make.at(60))

    found = heard(version, jisu, at=WEEK - timedelta(seconds=1))

    assert (found.uses, found.watched, found.wrote_again, found.wrote_again_share) == (1, 0, 0, None)


def test_machines_and_our_own_words_are_no_reaction(say, door, version, jisu):
    ticket = say()
    make.inbound(
        door,
        body="부재중입니다",
        address="a@example.com",
        ticket_id=ticket.pk,
        when=make.at(60),
        automatic="auto-replied",
    )
    actions.reply(ticket.pk, body="덧붙여 안내드립니다.", by=jisu, at=make.at(90))

    assert heard(version, jisu) == Reactions(uses=1, watched=1)


def test_a_solved_ticket_that_comes_back_is_counted(say, door, version, jisu):
    ticket = say(solve=True)
    make.inbound(door, body="안 들어왔어요", address="a@example.com", ticket_id=ticket.pk, when=make.at(3600))

    found = heard(version, jisu)

    assert (found.wrote_again, found.reopened) == (1, 1)


def test_a_closed_ticket_is_followed_by_another_one_and_still_counts(say, door, version, jisu):
    ticket = say(solve=True)
    actions.close(ticket.pk, at=make.at(60))
    make.inbound(door, body="아직이요", address="a@example.com", ticket_id=ticket.pk, when=make.at(3600))

    found = heard(version, jisu)

    assert (found.wrote_again, found.reopened, found.quotes) == (1, 0, ("아직이요",))


def test_quotes_come_only_from_tickets_the_person_may_see(say, door, version, jisu, centre):
    ticket = say()
    make.inbound(door, body="우리만 아는 말", address="a@example.com", ticket_id=ticket.pk, when=make.at(60))
    other = make.person("other", make.team(centre, "2팀"), "agent")

    assert heard(version, jisu).quotes == ("우리만 아는 말",)
    assert heard(version, other) == Reactions(uses=1, watched=1, wrote_again=1)


def test_a_few_quotes_the_latest_first_hide_who_wrote_them(say, door, version, jisu):
    for place in range(4):
        address = f"c{place}@example.com"
        ticket = say(address, when=make.at(place))
        body = f"{place}번째: 이하늘입니다. 010-1234-5678로 주세요"
        make.inbound(door, body=body, address=address, ticket_id=ticket.pk, when=make.at(100 + place))

    assert heard(version, jisu).quotes == tuple(
        f"{place}번째: ○○○입니다. ***-****-****로 주세요" for place in (3, 2, 1)
    )


def test_words_of_an_erased_customer_are_gone(say, door, version, jisu, manager):
    ticket = say()
    make.inbound(door, body="아직인데요?", address="a@example.com", ticket_id=ticket.pk, when=make.at(60))
    actions.erase_customer(ticket.customer_id, by=manager, at=make.at(120))

    assert heard(version, jisu).quotes == ()


def test_uses_are_counted_since_a_time(say, version):
    say("a@example.com")
    say("b@example.com", when=make.at(60))

    assert reactions.source().uses_of([version.pk], since=make.at(60)) == {version.pk: 1}
    assert reactions.source().uses_of([version.pk], since=NOON) == {version.pk: 2}
