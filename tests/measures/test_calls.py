"""Calls among the other contacts: what answers them, who had the time, which mode they belong to."""

import pytest

from gijun.measures import queries
from gijun.measures.queries import Selection
from tests.measures.calls import Call
from tests.measures.test_modes import FIRST, LAST, entered
from tests.measures.told import DAY, Story, measured

KIM, LEE = 1, 2


@pytest.fixture
def phone(team):
    return Story(team.pk, "phone")


def answered(phone, contact, minutes, *, agent=KIM, wait=0.1):
    call = Call(phone, contact, contact)
    call.come(minutes)
    call.answer(minutes + wait, agent=agent)
    call.hang_up(minutes + wait + 3, agent=agent, talk_min=3)
    return call


def test_an_answered_call_is_an_answered_contact(phone, manager):
    answered(phone, 1, 0)
    phone.solve(1, 1, 3, reason=10)

    found = measured(manager, at_min=8 * DAY)

    assert (found["answered"].total.value, found["first_response_median"].total.value) == (1, 6_000)
    assert found["first_contact_resolution"].total.value == found["one_stop"].total.value == 1


def test_a_customer_who_calls_again_was_not_helped_at_first_on_whatever_channel(phone, manager):
    mail = phone.of(channel="email")
    mail.begin(1, 1, 0, customer=7)
    mail.reply(1, 1, 5, agent=KIM)
    mail.solve(1, 1, 6, reason=10)
    call = Call(phone, 2, 2)
    phone.begin(2, 2, DAY, customer=7)
    call.queue(DAY)
    call.answer(DAY, agent=LEE)
    phone.solve(2, 2, DAY + 5, reason=10)

    found = measured(manager, at_min=9 * DAY)["first_contact_resolution"].total

    assert (found.numerator, found.n) == (1, 2)


def test_work_spent_in_a_call_is_not_counted_twice(phone, manager):
    answered(phone, 1, 0)
    phone.work(1, 1, 3.1, agent=KIM, worked_min=3)  # the ticket was open on the desk meanwhile

    found = measured(manager, at_min=DAY)

    assert found["handle_time"].total.value == 3 * 60_000
    assert found["occupancy"].total.numerator == 3 * 60_000


def test_calls_belong_to_the_mode_in_which_they_came(phone, centre, manager):
    for contact, minutes in ((1, 5), (2, 15), (3, 20), (4, 70)):
        answered(phone, contact, minutes)
    entered(phone, centre, 1, "peak", 10, until=60)
    measured(manager, at_min=200)

    by_mode = {
        mode: {
            one.measure.name: one
            for one in queries.overview(manager, Selection(FIRST, LAST, mode=mode)).results
        }
        for mode in ("normal", "peak")
    }

    assert [by_mode[mode]["calls_offered"].total.value for mode in by_mode] == [2, 2]
    assert [by_mode[mode]["service_level"].total.n for mode in by_mode] == [2, 2]
    assert {"reopened", "occupancy", "agreed_sentence_share"}.isdisjoint(by_mode["peak"])


def test_a_machine_that_settles_a_contact_alone_is_no_answer_and_no_failure(phone, manager):
    chat = phone.of(channel="chat")
    for contact in (1, 2, 3):
        chat.begin(contact, contact, contact, customer=contact)
    chat.bot_reply(1, 1, 4)
    chat.solve(1, 1, 5)
    chat.reply(2, 2, 6, agent=KIM)

    found = measured(manager, at_min=DAY)

    assert (found["machine_only"].total.numerator, found["machine_only"].total.n) == (1, 3)
    assert (found["answer_rate"].total.numerator, found["answer_rate"].total.n) == (1, 2)
    assert found["one_stop"].total.n == found["first_contact_resolution"].total.n == 0
