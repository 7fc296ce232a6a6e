"""Careful customers: on evidence, for a time, open to appeal, gone with the customer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.sparing import flags
from gijun.desk.errors import DeskError
from gijun.desk.models import CustomerFlag, Message
from gijun.desk.queries.sparing.ticket import flags_in_force
from gijun.desk.terms.sparing import FlagState
from gijun.events.models import Event
from tests import make
from tests.make import NOON, at

DAY = timedelta(days=1)


def flag(ticket, by, *, days=7, kind="abuse", **more):
    given = {"kind": kind, "evidence": "욕설을 여러 번 했습니다.", "days": days} | more
    return flags.flag_customer(ticket.pk, by=by, at=NOON, **given)


def shown(ticket, when=NOON):
    return [one.kind for one in flags_in_force(ticket.customer_id, when)]


def test_an_agent_flags_alone_for_a_while(ticket, jisu):
    message = Message.objects.get(ticket=ticket)

    row = flag(ticket, jisu, message_ids=[message.pk, 999_999])

    assert (row.state, row.expires_at, row.message_ids) == (FlagState.ACTIVE, NOON + 7 * DAY, [message.pk])
    assert shown(ticket) == ["abuse"]


def test_beyond_that_a_lead_agrees(ticket, jisu, lead):
    row = flag(ticket, jisu, days=31)
    before = shown(ticket)

    flags.decide_flag(row.pk, approve=True, by=lead, at=at(60))

    assert (before, shown(ticket)) == ([], ["abuse"])
    with pytest.raises(DeskError, match="decided this already"):
        flags.decide_flag(row.pk, approve=False, by=lead, at=at(61))


def test_a_flag_a_lead_sets_holds_at_once_and_nobody_approves_their_own(ticket, lead, manager):
    assert flag(ticket, lead, days=300).state == FlagState.ACTIVE
    asked = CustomerFlag.objects.create(
        customer=ticket.customer, team=ticket.team, kind="other", set_by=lead, set_at=NOON,
        expires_at=NOON + DAY, state=FlagState.ASKED,
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        flags.decide_flag(asked.pk, approve=True, by=lead, at=at(1))
    asked.delete()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": 366}, "between 1 and 365"),
        ({"days": 0}, "between 1 and 365"),
        ({"evidence": " "}, "Write down what happened"),
        ({"kind": "rude"}, "Choose what to be careful of"),
    ],
)
def test_what_cannot_stand_is_refused(ticket, jisu, wrong, said):
    with pytest.raises(DeskError, match=said):
        flag(ticket, jisu, **wrong)
    assert CustomerFlag.objects.count() == 0


def test_of_a_kind_only_one_stands(ticket, jisu):
    flag(ticket, jisu)
    with pytest.raises(DeskError, match="such a flag already"):
        flag(ticket, jisu)


def test_it_ends_by_itself(ticket, jisu):
    flag(ticket, jisu)

    assert (flags.expire_flags(NOON + 6 * DAY), shown(ticket, NOON + 7 * DAY)) == (0, [])
    assert (flags.expire_flags(NOON + 7 * DAY), flags.expire_flags(NOON + 8 * DAY)) == (1, 0)
    assert CustomerFlag.objects.get().state == FlagState.EXPIRED


def test_an_appeal_is_decided_by_somebody_else(ticket, jisu, lead, manager):
    row = flag(ticket, lead)
    flags.appeal_flag(row.pk, text="오해였습니다.", by=jisu, at=at(60))

    with pytest.raises(PermissionDenied):
        flags.decide_appeal(row.pk, lift=True, by=lead, at=at(61))
    flags.decide_appeal(row.pk, lift=True, by=manager, at=at(62))

    assert shown(ticket) == []


def test_an_appeal_that_fails_leaves_the_flag(ticket, jisu, lead):
    row = flag(ticket, jisu)
    flags.appeal_flag(row.pk, text="오해였습니다.", by=jisu, at=at(60))

    flags.decide_appeal(row.pk, lift=False, by=lead, at=at(62))

    assert shown(ticket) == ["abuse"]
    with pytest.raises(DeskError, match="appealed already"):
        flags.appeal_flag(row.pk, text="다시", by=jisu, at=at(63))


def test_whoever_set_it_lifts_it_and_a_colleague_does_not(ticket, team, jisu):
    row = flag(ticket, jisu)
    minsu = make.person("minsu", team, "agent")

    with pytest.raises(PermissionDenied):
        flags.lift_flag(row.pk, by=minsu, at=at(60))
    flags.lift_flag(row.pk, by=jisu, at=at(61))
    flags.lift_flag(row.pk, by=jisu, at=at(62))

    assert Event.objects.filter(name="desk.customer_flag_ended").count() == 1


def test_words_go_with_the_customer(ticket, jisu, manager):
    flag(ticket, jisu)

    actions.erase_customer(ticket.customer_id, by=manager, at=at(60))

    assert CustomerFlag.objects.values_list("evidence", "appeal").get() == ("", "")


def test_of_two_records_of_one_customer_the_flag_of_the_one_that_stays_holds(door, ticket, jisu):
    other = actions.take(make.ticket(door, address="other@example.com").pk, by=jisu, at=NOON)
    flag(ticket, jisu)
    flag(ticket, jisu, kind="threat")
    flag(other, jisu)

    actions.merge_customers(ticket.customer_id, into_id=other.customer_id, by=jisu, at=at(60))

    assert sorted(shown(other)) == ["abuse", "threat"]


def test_an_agent_of_another_centre_cannot_touch_it(ticket, jisu):
    row = flag(ticket, jisu)
    stranger = make.person("stranger", make.centre("부산센터"), "team_lead")

    with pytest.raises(CustomerFlag.DoesNotExist):
        flags.lift_flag(row.pk, by=stranger, at=at(60))
