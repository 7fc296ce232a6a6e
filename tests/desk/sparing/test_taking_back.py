"""A reply is taken back before it is sent: everything stands as if it had not been written."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.sparing.policies import change_policy
from gijun.desk.errors import DeskError
from gijun.desk.models import Contact, Draft, Outbox, Ticket, UndoableReply
from gijun.desk.rules.sparing.policy import Sending
from gijun.desk.terms import DeliveryState, TicketStatus
from gijun.desk.terms.sparing import PolicyKind
from gijun.events.models import Event
from tests import make
from tests.desk.clocks import agreed
from tests.make import NOON, at


def standing(ticket):
    row = Ticket.objects.get(pk=ticket.pk)
    return row.status, row.waiting_since, row.solved_at


@pytest.fixture
def written(ticket, jisu):
    return actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=at(60))


def test_a_reply_waits_ten_seconds_before_its_first_try(written):
    assert Outbox.objects.get().next_try_at == at(70)
    assert actions.claim_due(at(69), channel="email") == []
    assert [one.message_id for one in actions.claim_due(at(70), channel="email")] == [written.pk]


def test_a_reply_taken_back_never_goes_out_and_the_customer_waits_as_before(ticket, jisu, written):
    actions.withdraw_reply(written.pk, by=jisu, at=at(65))

    assert standing(ticket) == (TicketStatus.OPEN, NOON, None)
    assert actions.claim_due(at(600), channel="email") == []
    written.refresh_from_db()
    assert written.delivery == DeliveryState.UNDONE
    draft = Draft.objects.get(ticket=ticket, person=jisu)
    assert (draft.body, draft.base_message_id) == ("확인했습니다.", written.pk)


def test_what_was_begun_meanwhile_stands_below_the_text_that_came_back(ticket, jisu, written):
    actions.save_draft(ticket.pk, body="그리고", base_message_id=0, by=jisu, at=at(62))

    actions.withdraw_reply(written.pk, by=jisu, at=at(65))

    assert Draft.objects.get(ticket=ticket, person=jisu).body == "확인했습니다.\n\n그리고"


def test_the_text_that_came_back_can_be_sent_again(ticket, jisu, written):
    actions.withdraw_reply(written.pk, by=jisu, at=at(65))

    again = actions.reply(
        ticket.pk, body="다시 확인했습니다.", by=jisu, at=at(80), base_message_id=written.in_reply_to_id
    )

    assert standing(ticket) == (TicketStatus.WAITING_CUSTOMER, None, None)
    assert [one.message_id for one in actions.claim_due(at(90), channel="email")] == [again.pk]


def test_send_and_solve_is_taken_back_whole(ticket, jisu):
    written = actions.reply(
        ticket.pk, body="끝났습니다.", by=jisu, at=at(60), then_solve=True, reason_id=make.reason().pk
    )

    actions.withdraw_reply(written.pk, by=jisu, at=at(65))

    assert standing(ticket) == (TicketStatus.OPEN, NOON, None)
    assert Contact.objects.get(ticket=ticket).ended_at is None


def test_solved_tickets_whose_customer_wrote_again_keep_the_new_contact(ticket, door, jisu):
    written = actions.reply(
        ticket.pk, body="끝났습니다.", by=jisu, at=at(60), then_solve=True, reason_id=make.reason().pk
    )
    make.inbound(door, ticket_id=ticket.pk, when=at(62))

    actions.withdraw_reply(written.pk, by=jisu, at=at(65))

    assert standing(ticket) == (TicketStatus.OPEN, NOON, None)
    assert Contact.objects.filter(ticket=ticket, ended_at=None).count() == 1


def test_of_two_replies_the_one_that_stands_still_answers(ticket, jisu, written):
    second = actions.reply(ticket.pk, body="덧붙입니다.", by=jisu, at=at(63))

    actions.withdraw_reply(written.pk, by=jisu, at=at(65))
    assert standing(ticket) == (TicketStatus.WAITING_CUSTOMER, None, None)
    actions.withdraw_reply(second.pk, by=jisu, at=at(66))

    assert standing(ticket) == (TicketStatus.OPEN, NOON, None)


def test_taking_back_twice_records_it_once(ticket, jisu, written):
    actions.withdraw_reply(written.pk, by=jisu, at=at(65))
    actions.withdraw_reply(written.pk, by=jisu, at=at(66))

    assert Event.objects.filter(name="desk.reply_withdrawn").count() == 1


def test_what_is_being_sent_cannot_be_taken_back(ticket, jisu, written):
    actions.claim_due(at(70), channel="email")

    with pytest.raises(DeskError, match="gone out already"):
        actions.withdraw_reply(written.pk, by=jisu, at=at(71))

    assert standing(ticket) == (TicketStatus.WAITING_CUSTOMER, None, None)


def test_a_colleague_cannot_take_it_back(lead, written):
    with pytest.raises(PermissionDenied):
        actions.withdraw_reply(written.pk, by=lead, at=at(65))


def test_where_taking_back_is_off_replies_go_at_once(centre, ticket, jisu, manager):
    change_policy(centre.pk, PolicyKind.SENDING, Sending(undo_s=0), by=manager, at=NOON)

    actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=at(60))

    assert Outbox.objects.get().next_try_at == at(60)
    assert UndoableReply.objects.count() == 0


@pytest.mark.parametrize("seconds", [-1, 121])
def test_a_wait_nobody_would_want_is_refused(centre, manager, seconds):
    with pytest.raises(DeskError, match="between 0 and 120"):
        change_policy(centre.pk, PolicyKind.SENDING, Sending(undo_s=seconds), by=manager, at=NOON)


def test_the_first_answer_is_still_owed_after_it_was_taken_back(centre, door, jisu):
    agreed.targets(centre, agreed.row("first_response", 60), agreed.row("resolution", 600))
    ticket = actions.take(make.ticket(door).pk, by=jisu, at=NOON)
    written = actions.reply(
        ticket.pk, body="네", by=jisu, at=at(60), then_solve=True, reason_id=make.reason().pk
    )
    before = agreed.clock(ticket, "first_response")

    actions.withdraw_reply(written.pk, by=jisu, at=at(65))

    first, resolution = agreed.clock(ticket, "first_response"), agreed.clock(ticket, "resolution")
    assert (before.stopped_at, before.kept) == (at(60), True)
    assert (first.stopped_at, first.ending, first.kept, first.due_at) == (None, "", False, at(3_600))
    assert (resolution.stopped_at, resolution.ending) == (None, "")


def test_the_next_reply_stops_the_clock_the_taken_back_one_had_stopped(centre, door, jisu):
    agreed.targets(centre, agreed.row("first_response", 60))
    ticket = actions.take(make.ticket(door).pk, by=jisu, at=NOON)
    first = actions.reply(ticket.pk, body="네", by=jisu, at=at(60))
    actions.reply(ticket.pk, body="네, 확인했습니다.", by=jisu, at=at(64))

    actions.withdraw_reply(first.pk, by=jisu, at=at(65))

    assert agreed.clock(ticket, "first_response").stopped_at == at(64)
