"""Answers, notes, drafts, agreed sentences, checklists, delivery."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.errors import DeskError, NewMessagesError
from gijun.desk.models import ChecklistTick, Draft, Handle, Message, Outbox, StandardUse, Ticket
from gijun.desk.queries import state
from gijun.desk.terms import DeliveryState, TicketStatus
from gijun.events.models import Event
from tests import make
from tests.make import NOON, at

SENTENCE = "영업일 3~5일 안에 환불됩니다."


@pytest.fixture
def door(team):
    return make.account(team)


def test_a_reply_waits_in_the_outbox_and_the_ticket_waits_for_the_customer(door, jisu):
    ticket = make.ticket(door)

    message = actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=at(120))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee, ticket.waiting_since) == (
        TicketStatus.WAITING_CUSTOMER,
        jisu,
        None,
    )
    outbox = Outbox.objects.get(message=message)
    assert (outbox.state, outbox.channel, message.recipients) == (
        DeliveryState.PENDING,
        "email",
        ["haneul@example.com"],
    )
    assert Event.objects.filter(name="desk.reply_written").get().data == {"message_id": message.pk}


def test_the_reply_goes_to_the_sender_of_the_message_it_answers(door, jisu):
    ticket = make.ticket(door, address="haneul@example.com")
    make.inbound(door, ticket_id=ticket.pk, address="colleague@example.com", when=at(5))

    message = actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=at(120))

    assert message.recipients == ["colleague@example.com"]


def test_messages_that_arrived_meanwhile_stop_the_reply(door, jisu):
    ticket = make.ticket(door)
    seen = Message.objects.get(ticket=ticket).pk
    for seconds in (5, 6):
        make.inbound(door, ticket_id=ticket.pk, when=at(seconds))
    before = Event.objects.count()

    with pytest.raises(NewMessagesError) as refused:
        actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=at(9), base_message_id=seen)

    assert refused.value.count == 2
    assert Event.objects.count() == before
    actions.reply(
        ticket.pk, body="확인했습니다.", by=jisu, at=at(10), base_message_id=refused.value.last_message_id
    )


@pytest.mark.parametrize(
    ("said", "share"),
    [(f"안녕하세요. {SENTENCE} 감사합니다.", 0.0), ("안녕하세요. 영업일 4일 안에 환불됩니다.", 0.2)],
    ids=["word for word", "changed"],
)
def test_the_use_of_a_standard_is_recorded_with_its_version_and_how_much_was_edited(
    door, jisu, team, said, share
):
    version = make.standard(team, jisu, text=SENTENCE)
    ticket = make.ticket(door)

    message = actions.reply(
        ticket.pk, body=said, by=jisu, at=NOON, used=[actions.UsedSentence(version.pk, SENTENCE, 4_200)]
    )

    use = StandardUse.objects.get(message=message)
    assert (use.version, use.edited_share) == (version, share)
    event = Event.objects.get(name="desk.standard_used")
    assert event.data == {
        "message_id": message.pk,
        "standard_id": version.standard_id,
        "version_id": version.pk,
        "edited_share": share,
        "found_ms": 4_200,
    }


def test_a_sentence_that_was_deleted_again_is_not_recorded(door, jisu, team):
    version = make.standard(team, jisu, text=SENTENCE)
    ticket = make.ticket(door)

    actions.reply(
        ticket.pk,
        body="곧 연락드리겠습니다.",
        by=jisu,
        at=NOON,
        used=[actions.UsedSentence(version.pk, SENTENCE)],
    )

    assert StandardUse.objects.count() == 0


def test_ticking_twice_is_one_fact_and_taking_back_another(door, jisu, team):
    item = make.standard(team, jisu).checklist.get()
    ticket = make.ticket(door)

    for done in (True, True, False):
        actions.tick(ticket.pk, item_id=item.pk, done=done, by=jisu, at=NOON)

    told = [
        event.data["done"]
        for event in Event.objects.filter(name="desk.checklist_ticked").order_by("position")
    ]
    assert told == [True, False]
    assert ChecklistTick.objects.count() == 0


def test_sending_and_solving_is_one_step_that_fails_whole(door, jisu):
    ticket = make.ticket(door)
    before = Event.objects.count()

    with pytest.raises(DeskError):
        actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=NOON, then_solve=True)  # no reason chosen

    assert (Message.objects.count(), Outbox.objects.count(), Event.objects.count()) == (1, 0, before)


def test_a_note_reaches_nobody_outside_and_answers_nothing(door, jisu):
    ticket = make.ticket(door)

    actions.write_note(ticket.pk, body="물류팀 확인 중", by=jisu, at=at(5))

    ticket.refresh_from_db()
    assert (ticket.waiting_since, Outbox.objects.count()) == (NOON, 0)


def test_drafts_are_each_persons_own_and_go_when_the_reply_is_sent(door, jisu, lead):
    ticket = make.ticket(door)
    actions.save_draft(ticket.pk, body="안녕", base_message_id=1, by=jisu, at=NOON)
    actions.save_draft(ticket.pk, body="안녕하세요", base_message_id=1, by=jisu, at=at(2))
    actions.save_draft(ticket.pk, body="실장입니다", base_message_id=1, by=lead, at=at(3))

    actions.reply(ticket.pk, body="안녕하세요", by=jisu, at=at(9))

    assert [draft.person for draft in Draft.objects.all()] == [lead]


def test_an_observer_reads_but_does_not_answer(door, centre):
    ticket = make.ticket(door)
    watcher = make.person("watcher", centre, "observer")

    with pytest.raises(PermissionDenied):
        actions.reply(ticket.pk, body="안녕하세요", by=watcher, at=NOON)


def test_a_failed_try_waits_longer_each_time_and_is_given_up_at_last(door, jisu):
    ticket = make.ticket(door)
    message = actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=NOON)
    outbox = Outbox.objects.get(message=message)
    waits = []
    for _try in range(8):
        actions.note_not_sent(outbox.pk, at=NOON, answer="451", final=False)
        outbox.refresh_from_db()
        waits.append((outbox.next_try_at - NOON).total_seconds())

    assert waits[:4] == [30, 60, 120, 240]
    assert outbox.state == DeliveryState.DEAD
    assert Event.objects.get(name="desk.message_not_sent").data["attempts"] == 8
    assert outbox.tries.count() == 8


def test_a_returned_reply_marks_the_address_once(door, jisu):
    ticket = make.ticket(door)
    message = actions.reply(ticket.pk, body="확인했습니다.", by=jisu, at=NOON)

    for _time in range(2):
        actions.note_bounce(message.pk, at=at(60))

    assert Handle.objects.get().undeliverable_since == at(60)
    assert Event.objects.filter(name="desk.message_not_sent").count() == 1


def test_work_is_the_time_a_ticket_was_open_before_its_holder(door, jisu):
    ticket = make.ticket(door)
    actions.take(ticket.pk, by=jisu, at=NOON)
    for seconds in (0, 15, 30, 45):
        actions.be_present(ticket.pk, by=jisu, at=at(seconds))
    actions.leave(ticket.pk, by=jisu, at=at(52))

    assert Event.objects.get(name="desk.work_ended").data["worked_ms"] == 52_000
    assert state.from_log() == state.from_rows()


def test_work_that_went_silent_ends_at_its_last_heartbeat(door, jisu):
    ticket = make.ticket(door)
    actions.take(ticket.pk, by=jisu, at=NOON)
    actions.be_present(ticket.pk, by=jisu, at=NOON)
    actions.be_present(ticket.pk, by=jisu, at=at(15))

    assert actions.sweep_work(at(400)) == 1

    assert Event.objects.get(name="desk.work_ended").data["worked_ms"] == 15_000


def test_a_colleague_who_looks_is_seen_but_does_not_work(door, jisu, lead):
    ticket = make.ticket(door)
    actions.take(ticket.pk, by=jisu, at=NOON)
    actions.be_present(ticket.pk, by=lead, at=NOON, is_writing=True)

    others = actions.be_present(ticket.pk, by=jisu, at=at(5))

    assert [(one.person, one.is_writing) for one in others] == [(lead, True)]
    assert Event.objects.filter(name="desk.work_started", agent_id=lead.pk).count() == 0


def test_another_teams_ticket_does_not_exist(centre, door, jisu):
    other = make.person("other", make.team(centre, "2팀"), "agent")
    ticket = make.ticket(door)

    with pytest.raises(Ticket.DoesNotExist):
        actions.reply(ticket.pk, body="안녕하세요", by=other, at=NOON)
