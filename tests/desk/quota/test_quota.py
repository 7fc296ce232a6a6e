"""Managers and operators answer some contacts themselves: how many, how far, what they learned."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from gijun.desk import actions as desk
from gijun.desk.actions.quota import set_quota, write_learned
from gijun.desk.errors import DeskError
from gijun.desk.models import LearnedNote
from gijun.desk.queries import quota as queries
from gijun.desk.queries import state
from gijun.events.models import Event
from gijun.organisation.models import Person
from tests import make
from tests.make import NOON, at
from tests.standards.browser import browser, words


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def operator(centre):
    return make.person("op", centre, "cx_operator", name="오퍼레이터")


@pytest.fixture
def door(centre):
    return make.account(centre)


def answered(door, by, who, when, *, times=1):
    ticket = make.ticket(door, address=f"{who}@example.com", when=when)
    for number in range(times):
        said = desk.reply(ticket.pk, body="안내드립니다.", by=by, at=when + timedelta(seconds=60 + number))
    return said


def test_progress_counts_contacts_of_the_business_day_each_once(centre, door, manager, operator):
    set_quota(operator.pk, per_day=10, by=manager, at=NOON)
    answered(door, operator, "yesterday", NOON - timedelta(days=1))
    answered(door, operator, "one", NOON)
    answered(door, operator, "two", NOON, times=3)
    answered(door, manager, "three", NOON)
    taken_back = answered(door, operator, "four", NOON)
    desk.withdraw_reply(taken_back.pk, by=operator, at=at(62))

    (line,) = queries.led(manager, at(600))

    assert (line.person, line.answered, line.per_day, line.left) == (operator, 2, 10, 8)
    assert queries.own(operator, at(600)) == line
    assert queries.own(manager, at(600)) is None


def test_it_is_changed_and_taken_back_and_the_same_again_is_nothing(manager, operator):
    for per_day in (10, 10, 20, 0, 0):
        set_quota(operator.pk, per_day=per_day, by=manager, at=NOON)

    told = Event.objects.filter(name="desk.contact_quota_set").order_by("position")
    assert [event.data["per_day"] for event in told] == [10, 20, 0]
    assert queries.own(operator, NOON) is None
    assert state.from_log() == state.from_rows()


@pytest.mark.parametrize("per_day", [-1, 1, 9, 21])
def test_ten_to_twenty_a_day(manager, operator, per_day):
    with pytest.raises(DeskError, match="from 10 to 20"):
        set_quota(operator.pk, per_day=per_day, by=manager, at=NOON)


def test_it_is_for_those_who_are_no_agents_and_decided_by_who_leads_them(manager, operator, jisu, lead):
    with pytest.raises(PermissionDenied):
        set_quota(operator.pk, per_day=10, by=lead, at=NOON)
    with pytest.raises(Person.DoesNotExist):
        set_quota(jisu.pk, per_day=10, by=manager, at=NOON)
    far = make.person("far", make.centre("부산센터"), "cx_operator")
    with pytest.raises(Person.DoesNotExist):
        set_quota(far.pk, per_day=10, by=manager, at=NOON)
    observer = make.person("obs", manager.memberships.get().team, "observer")
    with pytest.raises(Person.DoesNotExist):
        set_quota(observer.pk, per_day=10, by=manager, at=NOON)


def test_what_was_learned_is_kept_and_seen_by_who_decides(manager, operator, lead):
    with pytest.raises(DeskError, match="Nobody has decided"):
        write_learned("배송 문의가 많다", by=operator, at=NOON)
    set_quota(operator.pk, per_day=10, by=manager, at=NOON)
    for text in ("  ", "가" * 501):
        with pytest.raises(DeskError, match="at most 500"):
            write_learned(text, by=operator, at=NOON)

    note = write_learned(" 배송 문의가 많다 ", by=operator, at=at(1))

    assert [queries.notes(person) for person in (operator, manager, lead)] == [[note], [note], []]
    assert note.text == "배송 문의가 많다"
    assert state.from_log() == state.from_rows()


def test_the_page_decides_shows_and_keeps(door, manager, operator, jisu):
    where = reverse("desk:quota")
    chief, mine = browser(manager), browser(operator)
    assert chief.post(reverse("desk:set_quota"), {"person": operator.pk, "per_day": 10}).url == where
    assert chief.post(reverse("desk:set_quota"), {"person": operator.pk}).status_code == 409
    assert mine.post(reverse("desk:set_quota"), {"person": operator.pk, "per_day": 0}).status_code == 403
    answered(door, operator, "one", timezone.now() - timedelta(seconds=90))
    mine.post(reverse("desk:write_learned"), {"text": "환불 문의가 많다"})

    assert LearnedNote.objects.get().person == operator
    assert "1 / 10" in words(mine.get(where))
    assert "9 contacts left" in words(chief.get(where))
    assert "환불 문의가 많다" in words(chief.get(where))
    assert "Nobody has decided" in words(browser(jisu).get(where))
