"""The sender claims a reply at the moment its writer takes it back, on a database that commits for real."""

import pytest

from gijun.desk import actions
from gijun.desk.actions.sparing.answering import answer
from gijun.desk.actions.sparing.policies import change_answers
from gijun.desk.errors import DeskError
from gijun.desk.models import Message, Outbox
from gijun.desk.queries import state
from gijun.desk.rules.sparing.answering import AnswerRules
from gijun.desk.terms import DeliveryState
from gijun.organisation.models import Person
from tests import make
from tests.committed import race
from tests.make import NOON, at


def desk():
    team = make.team(make.centre())
    return (
        make.account(team),
        make.person("jisu", team, "agent"),
        make.person("m", team, "operations_manager"),
    )


@pytest.mark.threads
def test_a_reply_is_either_sent_or_taken_back_never_both(committed_db):
    door, jisu, _manager = desk()
    written = [
        actions.reply(make.ticket(door, address=f"c{n}@example.com").pk, body="네", by=jisu, at=at(60)).pk
        for n in range(8)
    ]

    def takes_back(message_id):
        try:
            actions.withdraw_reply(message_id, by=Person.objects.get(pk=jisu.pk), at=at(70))
        except DeskError:
            return ("refused", message_id)
        return ("undone", message_id)

    def either(what):
        if what is None:
            return [
                ("claimed", one.message_id) for one in actions.claim_due(at(70), channel="email", limit=8)
            ]
        return [takes_back(what)]

    found = [one for part in race(either, (None,), *((pk,) for pk in written)) for one in part]

    claimed = {pk for what, pk in found if what == "claimed"}
    undone = {pk for what, pk in found if what == "undone"}
    assert claimed & undone == set()
    assert claimed | undone == set(written)
    assert (
        set(Outbox.objects.filter(state=DeliveryState.UNDONE).values_list("message_id", flat=True)) == undone
    )
    assert state.from_log().tickets == state.from_rows().tickets
    assert state.from_log().sparing == state.from_rows().sparing


@pytest.mark.threads
def test_two_workers_answer_two_messages_of_one_sender_once(committed_db):
    door, _jisu, manager = desk()
    rules = AnswerRules(first_contact=True, first_contact_ko="받았습니다.")
    change_answers(door.pk, rules, by=manager, at=NOON)
    received = [make.inbound(door, when=at(n)).message_id for n in range(4)]

    race(lambda pk: answer(pk, at=at(10)), *((pk,) for pk in received))

    assert Message.objects.filter(automatic="auto_answer").count() == 1
