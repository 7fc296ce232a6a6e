"""Automatic answers: once per sender and period, never to machines, and nobody's first answer."""

from datetime import timedelta

import pytest

from gijun.desk import actions
from gijun.desk.actions.sparing.answering import answer, take
from gijun.desk.actions.sparing.policies import change_answers
from gijun.desk.errors import DeskError
from gijun.desk.models import Handle, Message, Outbox, Ticket
from gijun.desk.queries import deliveries
from gijun.desk.rules.sparing.answering import AnswerRules
from gijun.desk.terms.sparing import Occasion, Silence
from gijun.events.models import Event
from tests import make
from tests.desk.clocks import agreed
from tests.make import NOON, at

NIGHT = NOON + timedelta(hours=11)  # eleven in the evening in Seoul
RULES = AnswerRules(
    outside_hours=True,
    outside_hours_ko="지금은 상담 시간이 아닙니다. {hours}부터 도와드립니다. 접수번호 {number}",
    outside_hours_en="We are closed and back at {hours}. Your number is {number}.",
    first_contact=True,
    first_contact_ko="{team}에서 문의를 받았습니다.",
)


@pytest.fixture
def open_door(centre, door, manager):
    agreed.office_hours(centre)
    change_answers(door.pk, RULES, by=manager, at=NOON)
    return door


def received(door, **fields):
    return make.inbound(door, **fields).message_id


def sent():
    return list(Message.objects.filter(automatic="auto_answer").values_list("body_full", flat=True))


def test_who_writes_at_night_hears_when_somebody_is_there_again(open_door):
    message = received(open_door, when=NIGHT)

    assert answer(message, at=NIGHT) == Occasion.OUTSIDE_HOURS
    number = Ticket.objects.get().number
    assert sent() == [f"지금은 상담 시간이 아닙니다. 11-26 09:00부터 도와드립니다. 접수번호 {number}"]


def test_who_writes_in_english_is_answered_in_english(open_door):
    body = "Hello, when will my refund arrive? I sent the parcel back last week."

    answer(received(open_door, when=NIGHT, body=body), at=NIGHT)

    number = Ticket.objects.get().number
    assert sent() == [f"We are closed and back at 11-26 09:00. Your number is {number}."]


def test_the_first_message_of_a_contact_is_acknowledged_in_working_hours(open_door):
    assert answer(received(open_door), at=NOON) == Occasion.FIRST_CONTACT
    assert sent() == ["1팀에서 문의를 받았습니다."]


def test_the_customer_waits_on_and_the_first_answer_is_still_owed(centre, open_door):
    agreed.targets(centre, agreed.row("first_response", 60))
    message = received(open_door)
    before = Ticket.objects.values("status", "waiting_since", "last_message_at").get()

    answer(message, at=at(5))

    assert Ticket.objects.values("status", "waiting_since", "last_message_at").get() == before
    assert agreed.clock(Ticket.objects.get(), "first_response").stopped_at is None


def test_an_agent_who_was_writing_is_not_stopped_by_it(open_door, jisu):
    message = received(open_door)
    answer(message, at=at(5))

    reply = actions.reply(
        Ticket.objects.get().pk, body="확인했습니다.", by=jisu, at=at(9), base_message_id=message
    )

    assert reply.body_new == "확인했습니다."


def test_the_same_sender_is_answered_once_in_the_period(open_door):
    answer(received(open_door, when=NIGHT), at=NIGHT)
    later = NIGHT + timedelta(hours=2)

    assert answer(received(open_door, when=later), at=later) == Silence.RECENT
    next_night = NIGHT + timedelta(hours=24)
    assert answer(received(open_door, when=next_night), at=next_night) == Occasion.OUTSIDE_HOURS


def test_a_ticket_has_at_most_so_many(open_door):
    ticket = Ticket.objects.get(pk=make.inbound(open_door, when=NIGHT).ticket_id)
    found = []
    for day in range(4):
        when = NIGHT + timedelta(days=day)
        found.append(answer(received(open_door, when=when, ticket_id=ticket.pk), at=when))

    assert found == [Occasion.OUTSIDE_HOURS, Occasion.OUTSIDE_HOURS, Silence.CAP, Silence.CAP]


def test_hearing_of_a_message_twice_answers_once(open_door):
    received(open_door, when=NIGHT)
    told = list(Event.objects.filter(name="desk.message_received"))

    answer(told[0].data["message_id"], at=NIGHT)
    take(told)

    assert len(sent()) == 1


def test_l1_a_bounce_is_not_answered(open_door):
    ticket = make.inbound(open_door).ticket_id

    message = received(open_door, when=NIGHT, ticket_id=ticket, automatic="bounce")

    assert answer(message, at=NIGHT) == Silence.AUTOMATIC


@pytest.mark.parametrize(
    "address",
    ["no-reply@shop.example.com", "noreply+7@shop.example.com", "DoNotReply@x.kr", "MAILER-DAEMON@x.kr"],
)
def test_l2_an_address_that_takes_no_answers_gets_none(open_door, address):
    assert answer(received(open_door, when=NIGHT, address=address), at=NIGHT) == Silence.NO_REPLY


def test_l2_a_robot_that_hides_being_one_is_answered_once(open_door):
    """Two robots that answer each other: the loop ends after the first."""
    answers = []
    for round_ in range(11):
        when = NIGHT + timedelta(seconds=round_)
        message = received(open_door, when=when, address="robot@x.kr", subject="Automated Response: Re: 문의")
        answers.append(answer(message, at=when))

    assert answers == [Occasion.OUTSIDE_HOURS, *[Silence.RECENT] * 10]


def test_l3_our_own_addresses_are_never_answered(open_door, team):
    make.account(team, "other@example.com")

    message = received(open_door, when=NIGHT, address="other@example.com")

    assert answer(message, at=NIGHT) == Silence.OWN


def test_l5_an_agent_who_writes_at_night_triggers_nothing(open_door, jisu):
    ticket = make.inbound(open_door).ticket_id
    written = actions.reply(ticket, body="밤에 씁니다.", by=jisu, at=NIGHT)
    said = Event.objects.filter(name="desk.message_received").count()

    assert (answer(written.pk, at=NIGHT), said, sent()) == (None, 1, [])


def test_l6_an_address_that_returned_a_message_gets_no_more_of_them(open_door):
    message = received(open_door, when=NIGHT)
    Handle.objects.update(undeliverable_since=NOON)

    assert answer(message, at=NIGHT) == Silence.UNDELIVERABLE


def test_nothing_goes_to_a_customer_whom_a_person_answered_meanwhile(open_door, jisu):
    message = received(open_door)
    actions.reply(Ticket.objects.get().pk, body="네", by=jisu, at=at(1))

    assert answer(message, at=at(2)) == Silence.ANSWERED


def test_a_worker_that_comes_back_after_hours_answers_nothing_old(open_door):
    message = received(open_door, when=NIGHT)

    assert answer(message, at=NIGHT + timedelta(hours=2)) == Silence.LATE


def test_a_door_without_rules_never_answers(door):
    assert answer(received(door, when=NIGHT), at=NIGHT) is None


def test_the_mail_says_that_no_person_wrote_it(open_door):
    answer(received(open_door), at=NOON)

    assert deliveries.outgoing(Outbox.objects.get().pk).automatic is True


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (AnswerRules(outside_hours=True), "is empty"),
        (AnswerRules(first_contact=True, first_contact_ko="{name} 님"), "no variable {name}"),
        (AnswerRules(period_h=0), "1 to 720 hours"),
        (AnswerRules(cap=11), "1 to 10"),
        (AnswerRules(outside_hours_ko="가" * 2_001), "2,000"),
    ],
)
def test_rules_that_cannot_be_kept_are_refused_with_the_reason(door, manager, rules, said):
    with pytest.raises(DeskError, match=said):
        change_answers(door.pk, rules, by=manager, at=NOON)
