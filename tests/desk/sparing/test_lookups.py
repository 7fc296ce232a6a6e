"""Outside systems: the last known card at once, nobody waits, a failing system is left alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions, lookups
from gijun.desk.actions.sparing.looking_up import look_up
from gijun.desk.lookups import Card, CardField, LookupFailed
from gijun.desk.models import CustomerCard, LookupTry
from gijun.desk.queries.sparing.lookups import Speed, cards_of, watched
from gijun.desk.rules.sparing.circuit import Circuit, after_pause, may_ask, noted
from gijun.desk.terms.sparing import LookupOutcome
from gijun.events.models import Event
from tests import make
from tests.make import NOON, at

MINUTE = timedelta(minutes=1)


class Orders:
    """A system whose next answers are known."""

    code, name = "orders", "주문"

    def __init__(self) -> None:
        self.asked, self.answers = [], []

    def knows_by(self, asked):
        return True

    def fetch(self, asked):
        self.asked.append(asked)
        said = self.answers.pop(0) if self.answers else Card((CardField("주문번호", "A-1"),))
        if isinstance(said, Exception):
            raise said
        return said


@pytest.fixture
def orders(centre):
    source = Orders()
    lookups.register("test", lambda centre_id: [source] if centre_id == centre.pk else [])
    yield source
    lookups.withdraw("test")


def card(ticket, centre):
    return cards_of(ticket.customer_id, centre.pk)[0]


def test_a_card_is_fetched_by_the_addresses_of_the_customer_and_kept_sealed(centre, ticket, jisu, orders):
    assert card(ticket, centre).fetched_at is None

    assert look_up(ticket.pk, by=jisu, at=at(60)) == 1

    assert orders.asked[0].first("email") == "haneul@example.com"
    assert (card(ticket, centre).fields, card(ticket, centre).fetched_at) == (
        (CardField("주문번호", "A-1"),),
        at(60),
    )
    assert "A-1" not in CustomerCard.objects.get().sealed


def test_the_log_hears_of_the_system_and_the_time_only(ticket, jisu, orders):
    look_up(ticket.pk, by=jisu, at=at(60))

    fact = Event.objects.get(name="desk.lookup_done")
    assert (fact.data | {"took_ms": 0}, fact.ticket_id) == (
        {"source": "orders", "took_ms": 0, "outcome": "ok"},
        None,
    )


def test_a_fresh_card_is_not_fetched_again(ticket, jisu, orders):
    found = [look_up(ticket.pk, by=jisu, at=at(60) + n * MINUTE / 2) for n in range(3)]

    assert found == [1, 0, 1]


def test_when_the_system_is_slow_the_old_card_stays_and_is_said_to_be_old(centre, ticket, jisu, orders):
    look_up(ticket.pk, by=jisu, at=at(60))
    orders.answers = [LookupFailed(LookupOutcome.SLOW)]

    look_up(ticket.pk, by=jisu, at=at(60) + 2 * MINUTE)

    shown = card(ticket, centre)
    assert (shown.fields, shown.fetched_at, shown.is_degraded) == (
        (CardField("주문번호", "A-1"),),
        at(60),
        True,
    )


def test_an_answer_the_source_did_not_expect_is_noted_and_the_page_goes_on(ticket, jisu, orders):
    orders.answers = [KeyError("orders")]

    assert look_up(ticket.pk, by=jisu, at=at(60)) == 1
    assert LookupTry.objects.get().outcome == LookupOutcome.GARBLED


def test_after_three_failures_it_is_left_alone_then_asked_once(ticket, jisu, orders):
    orders.answers = [LookupFailed(LookupOutcome.SLOW)] * 4
    asked = [look_up(ticket.pk, by=jisu, at=at(60 + second)) for second in (0, 6, 12, 18, 41, 42, 50)]

    assert asked == [1, 1, 1, 0, 0, 1, 0]


def test_a_system_that_answers_again_is_asked_freely(ticket, jisu, orders):
    orders.answers = [LookupFailed(LookupOutcome.SLOW)] * 3
    for second in (0, 6, 12, 42):
        look_up(ticket.pk, by=jisu, at=at(60 + second))

    assert look_up(ticket.pk, by=jisu, at=at(60 + 42) + MINUTE) == 1


def test_a_customer_nobody_knows_is_an_answer(centre, ticket, jisu, orders):
    orders.answers = [None]

    look_up(ticket.pk, by=jisu, at=at(60))

    assert (card(ticket, centre).fields, card(ticket, centre).is_degraded) == ((), False)


def test_a_card_goes_with_the_customer(ticket, jisu, manager, orders):
    look_up(ticket.pk, by=jisu, at=at(60))

    actions.erase_customer(ticket.customer_id, by=manager, at=at(70))

    assert CustomerCard.objects.count() == 0


def test_who_may_not_see_contact_details_asks_nothing(ticket, centre, orders):
    observer = make.person("observer", centre, "observer")

    with pytest.raises(PermissionDenied):
        look_up(ticket.pk, by=observer, at=at(60))
    assert orders.asked == []


def test_the_page_of_systems_tells_median_and_slow_end_of_hour_and_day(centre, orders):
    took = [100, 200, 300, 400, 5_000]
    for number, ms in enumerate(took):
        LookupTry.objects.create(source="orders", at=at(number), took_ms=ms, outcome="ok")
    LookupTry.objects.create(source="orders", at=NOON - timedelta(hours=5), took_ms=9_000, outcome="slow")

    row = watched([centre.pk], at(60))[0]
    LookupTry.objects.all().delete()

    assert (row.hour, row.day) == (Speed(5, 0, 300, 5_000), Speed(6, 1, 300, 9_000))


def test_the_pause_doubles_up_to_ten_minutes():
    assert [after_pause(failures).total_seconds() for failures in (3, 4, 5, 8, 20)] == [30, 60, 120, 600, 600]


def test_one_success_forgets_the_failures():
    failed = noted(noted(noted(Circuit(), NOON, ok=False), NOON, ok=False), NOON, ok=False)

    assert (may_ask(failed, at(29)), may_ask(failed, at(30))) == (False, True)
    assert noted(failed, at(30), ok=True) == Circuit()
