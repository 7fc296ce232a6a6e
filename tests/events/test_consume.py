from threading import Event as Signal

import pytest

from gijun.events import consume, log
from gijun.events.models import Checkpoint, SetAside
from tests.committed import JOIN_S, Racer, race
from tests.events.told import Told
from tests.make import NOON


def tell(*numbers: int) -> list[int]:
    with log.writing():
        return [log.record(Told(number), at=NOON).position for number in numbers]


def numbers(events) -> list[int]:
    return [event.data["number"] for event in events]


def test_a_consumer_reads_in_order_from_where_it_stood(db):
    batches: list[list[int]] = []
    consumer = consume.Consumer("reader", lambda events: batches.append(numbers(events)), batch=2)
    positions = tell(1, 2, 3)

    assert consume.catch_up(consumer) == 3
    assert consume.position_of("reader") == positions[-1]
    tell(4)
    assert consume.catch_up(consumer) == 1
    assert consume.catch_up(consumer) == 0

    assert batches == [[1, 2], [3], [4]]


def test_a_consumer_is_given_only_the_kinds_it_asked_for_and_passes_the_rest(db):
    taken: list[str] = []
    consumer = consume.Consumer(
        "reader",
        lambda events: taken.extend(event.name for event in events),
        frozenset({"desk.ticket_opened"}),
    )
    last = tell(1, 2)[-1]

    assert consume.catch_up(consumer) == 2

    assert (taken, consume.position_of("reader")) == ([], last)


def test_a_consumer_that_dies_in_a_batch_is_given_it_again(db):
    taken: list[list[int]] = []

    def take(events) -> None:
        taken.append(numbers(events))
        if len(taken) == 1:
            raise SystemExit("the process was stopped")

    consumer = consume.Consumer("reader", take)
    tell(1, 2)

    with pytest.raises(SystemExit):
        consume.run_once(consumer)
    assert consume.position_of("reader") == 0
    consume.run_once(consumer)

    assert taken == [[1, 2], [1, 2]]


@pytest.fixture
def quiet(caplog):
    caplog.set_level("CRITICAL", logger="gijun.events.consume")


def test_a_fact_that_cannot_be_taken_is_set_aside_and_the_rest_goes_on(db, quiet):
    taken: list[int] = []

    def take(events) -> None:
        if 2 in numbers(events):
            raise ValueError("no such number")
        taken.extend(numbers(events))

    consumer = consume.Consumer("reader", take)
    positions = tell(1, 2, 3)

    consume.catch_up(consumer)
    consume.catch_up(consumer)

    assert taken == [1, 3]
    assert list(SetAside.objects.values_list("consumer", "position", "reason")) == [
        ("reader", positions[1], "ValueError: no such number")
    ]
    assert consume.position_of("reader") == positions[-1]


@pytest.mark.threads
def test_a_slow_worker_never_moves_the_checkpoint_back(committed_db):
    in_take, go_on = Signal(), Signal()
    taken_by_slow: list[int] = []

    def take_slowly(events) -> None:
        in_take.set()
        assert go_on.wait(JOIN_S)
        taken_by_slow.extend(numbers(events))

    tell(1, 2)
    slow = Racer(consume.run_once, consume.Consumer("reader", take_slowly))
    assert in_take.wait(JOIN_S)
    last = tell(3)[-1]
    consume.catch_up(consume.Consumer("reader", list))
    go_on.set()

    assert (slow.finish(), taken_by_slow) == (2, [1, 2])
    assert consume.position_of("reader") == last


@pytest.mark.threads
def test_racing_workers_give_an_idempotent_consumer_every_fact(committed_db):
    def take(events) -> None:
        with log.writing():
            for event in events:
                Checkpoint.objects.get_or_create(consumer=f"fact {event.data['number']}")

    consumer = consume.Consumer("reader", take, batch=3)
    last = tell(*range(20))[-1]

    race(consume.catch_up, *[(consumer,)] * 4)

    assert consume.position_of("reader") == last
    assert Checkpoint.objects.filter(consumer__startswith="fact ").count() == 20
    assert SetAside.objects.count() == 0
