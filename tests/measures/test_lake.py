"""The lake: whole files only, one writer at a time, and always what the log says."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event as Signal

import duckdb
import pytest

from gijun.events import log
from gijun.events.models import Event
from gijun.measures import lake
from gijun.measures.errors import LeaseLostError, NoLakeError
from gijun.measures.lake import background, duck, lease, manifest, parts, refresher
from gijun.measures.models import Lease
from tests import make
from tests.committed import JOIN_S, Racer, race
from tests.measures.told import DAY, NINE, Story, after, contacts, measured

COLUMNS = (
    "position", "name", "version", "happened_at_ms", "recorded_at_ms", "business_day", "slot", "ticket_id",
    "contact_id", "agent_id", "actor_id", "team_id", "channel",
)  # fmt: skip


@pytest.fixture
def root(settings) -> Path:
    return Path(settings.LAKE)


@pytest.fixture
def desk(team):
    return Story(team.pk)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(refresher, "CHUNK", 3)


def now():
    return after(30 * DAY)


def copied(columns="*"):
    with lake.opened() as opened:
        return opened.duck.execute(f"SELECT {columns} FROM events ORDER BY position").fetchall()  # noqa: S608 -- columns from below


def facts() -> int:
    """How many the log holds; positions may have gaps."""
    return Event.objects.count()


def published(root) -> lake.Manifest:
    found = manifest.read(root)
    assert found
    return found


def busy(desk, tickets=3):
    for number in range(1, tickets + 1):
        desk.begin(number, number, number * DAY)
        desk.reply(number, number, number * DAY + 5, agent=1)


def test_every_fact_is_in_the_lake_with_its_columns(desk):
    busy(desk)
    desk.use(1, 1, DAY, message=7, found_ms=1234)

    lake.refresh(now)

    names = [column.removesuffix("_at_ms") for column in COLUMNS]
    names = [
        {"happened": "happened_ms", "recorded": "recorded_ms", "business_day": "day"}.get(n, n) for n in names
    ]
    assert copied(", ".join(names)) == list(Event.objects.order_by("position").values_list(*COLUMNS))
    assert copied("message_id, found_ms, edited_share")[-1] == (7, 1234, 0.0)


def test_a_field_that_is_no_number_is_empty_and_the_fact_stays(desk):
    fact = {"version": 1, "happened_at_ms": 0, "recorded_at_ms": 0, "business_day": "2026-12-01", "slot": 0}
    Event.objects.create(
        name="desk.strange", **fact, data={"customer_id": "x", "amount": None, "message_id": 5}
    )

    lake.refresh(now)

    assert copied("name, customer_id, amount, message_id")[-1] == ("desk.strange", None, None, 5)
    assert '"x"' in copied("data")[-1][0]


def test_a_file_holds_one_business_day(desk, root):
    busy(desk)

    lake.refresh(now)

    for part in published(root).parts:
        assert f"/day={part.day}/part-{part.first}-{part.last}.parquet" in part.path
        with duck.connect(root) as connection:
            rows = connection.execute("SELECT DISTINCT day FROM read_parquet(?)", [str(root / part.path)])
            days = rows.fetchall()
        assert days == [(part.day,)]


def test_what_was_thrown_away_is_built_again(desk, root, manager):
    busy(desk)
    lake.refresh(now)
    before = contacts()
    for path in sorted(root.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    lake.refresh(now)

    assert contacts() == before


@pytest.mark.parametrize("harm", ["gone", "torn", "unreadable list"])
def test_a_file_that_was_harmed_is_never_read_and_built_again(desk, root, harm):
    busy(desk)
    lake.refresh(now)
    before, part = contacts(), root / published(root).parts[-1].path
    if harm == "gone":
        part.unlink()
    elif harm == "torn":
        part.write_bytes(part.read_bytes()[:-100])
    else:
        (root / manifest.PUBLISHED).write_text('{"shape": 1, "parts": [')

    lake.refresh(now)

    assert contacts() == before
    assert published(root).generation == 2


def test_before_the_first_refresh_there_are_no_figures(db):
    with pytest.raises(NoLakeError), lake.opened():
        pass


def test_a_list_that_names_a_missing_file_gives_no_figures(desk, root):
    busy(desk)
    lake.refresh(now)
    (root / published(root).parts[0].path).unlink()

    with pytest.raises(NoLakeError), lake.opened():
        pass


def test_another_shape_of_files_is_built_anew(desk, root, monkeypatch):
    busy(desk)
    lake.refresh(now)
    monkeypatch.setattr(manifest, "SHAPE", manifest.SHAPE + 1)

    with pytest.raises(NoLakeError), lake.opened():
        pass
    lake.refresh(now)

    assert published(root).generation == 2
    assert len(contacts()) == 3


def test_a_small_last_part_grows_and_a_large_one_stays(desk, root, monkeypatch):
    monkeypatch.setattr(parts, "SMALL", 4)
    for number in range(1, 4):
        desk.begin(number, number, number)  # two facts
        lake.refresh(now)

    found = [(part.first, part.rows) for part in published(root).parts if part.day == NINE.date()]
    start = Event.objects.filter(name="desk.ticket_opened").values_list("position", flat=True).first()

    assert found == [(start, 4), (start + 4, 2)]


def test_nothing_new_moves_only_the_time(desk, root):
    busy(desk)
    lake.refresh(now)
    before = published(root)

    again = lake.refresh(lambda: now() + timedelta(seconds=10))

    assert again
    assert (again.copied, again.manifest.facts, again.manifest.parts) == (0, before.facts, before.parts)
    assert again.manifest.as_of_ms - before.as_of_ms == 10_000


def test_a_refresh_that_was_stopped_goes_on_where_it_was(desk, root, small_chunks):
    busy(desk)
    total, sixth = facts(), Event.objects.order_by("position")[5].position

    assert lake.refresh(now, is_stopped=lambda: True) is None
    with pytest.raises(NoLakeError), lake.opened():
        pass
    told = []
    done = lake.refresh(now, tell=told.append)

    assert done
    assert done.copied == total - 3
    assert told[0] == lake.Progress(sixth, log.head())
    assert len(copied()) == total


def test_while_everything_is_built_anew_the_old_figures_stay(desk, root, small_chunks):
    busy(desk)
    lake.refresh(now)
    before = published(root)

    assert lake.refresh(now, anew=True, is_stopped=lambda: True) is None
    assert published(root) == before
    assert len(contacts()) == 3
    done = lake.refresh(now, anew=True)

    assert done
    assert (done.manifest.generation, done.copied) == (2, facts() - 3)


def test_remains_of_a_crash_are_not_read_and_removed_later(desk, root):
    busy(desk)
    lake.refresh(now)
    beside = root / published(root).parts[0].path
    orphan, half = beside.with_name("part-900-999.parquet"), beside.with_suffix(".1.tmp")
    for path in (orphan, half):
        path.write_bytes(b"PAR1 torn")
        os.utime(path, (now().timestamp(), now().timestamp()))

    lake.refresh(now)
    assert len(copied()) == facts()
    assert orphan.exists()
    lake.refresh(lambda: now() + timedelta(minutes=11))

    assert not orphan.exists()
    assert not half.exists()


def test_a_replaced_file_stays_for_those_who_still_read_it(desk, root):
    busy(desk)
    lake.refresh(now)
    replaced = root / published(root).facts["cube_days"][""]
    desk.begin(9, 9, 9 * DAY)

    with lake.opened() as reading:
        lake.refresh(lambda: now() + timedelta(minutes=60))
        assert reading.duck.execute("SELECT count(*) FROM contacts").fetchone() == (3,)
    lake.refresh(lambda: now() + timedelta(minutes=69))
    assert replaced.exists()
    lake.refresh(lambda: now() + timedelta(minutes=71))

    assert not replaced.exists()
    assert len(contacts()) == 4


def test_somebody_else_refreshes_and_this_one_steps_back(desk):
    busy(desk)
    other = lease.take(now(), for_s=60)
    assert other

    assert lake.refresh(lambda: now() + timedelta(seconds=59)) is None
    assert lake.refresh(lambda: now() + timedelta(seconds=60))


def test_who_lost_the_lease_publishes_nothing(desk, root, small_chunks):
    busy(desk)

    told = []

    def be_robbed(progress):
        told.append(progress)
        Lease.objects.update(holder="another")

    with pytest.raises(LeaseLostError):
        lake.refresh(now, tell=be_robbed)

    assert len(told) == 1  # the second chunk already went nowhere
    assert manifest.read(root) is None
    assert Lease.objects.get().holder == "another"


def test_who_is_robbed_at_the_last_moment_publishes_nothing(desk, root):
    busy(desk)
    held = lease.take(now(), for_s=60)
    assert held
    Lease.objects.update(holder="another")
    moved = []

    with pytest.raises(LeaseLostError):
        held.publish(lambda: moved.append(1), now(), for_s=60)

    assert moved == []


@pytest.mark.threads
def test_two_refreshers_never_run_at_once(committed_db):
    desk = Story(make.team(make.centre()).pk)
    busy(desk)
    inside, go_on = Signal(), Signal()

    def hold(_progress):
        inside.set()
        assert go_on.wait(JOIN_S)

    slow = Racer(lambda: lake.refresh(now, tell=hold))
    assert inside.wait(JOIN_S)
    assert lake.refresh(now) is None
    go_on.set()

    assert slow.finish().copied == facts()
    assert len(contacts()) == 3


@pytest.mark.threads
def test_of_refreshers_that_start_together_somebody_finishes_and_all_agree(committed_db):
    desk = Story(make.team(make.centre()).pk)
    busy(desk)

    done = race(lake.refresh, *[(now,)] * 4)

    assert sum(one.copied for one in done if one) == facts()
    assert len(copied()) == facts()


@pytest.mark.threads
def test_readers_beside_a_refresher_never_meet_a_torn_file(committed_db):
    desk = Story(make.team(make.centre()).pk)
    busy(desk)
    lake.refresh(now)
    start, ended = facts(), Signal()

    def read():
        seen = []
        while not ended.is_set():
            with lake.opened() as opened:
                count = opened.duck.execute("SELECT count(*), max(position) FROM events").fetchone()
                folded = opened.duck.execute("SELECT count(*) FROM contacts").fetchone()
            assert count[1] == opened.manifest.position
            seen.append((count[0], folded[0]))
        return seen

    readers = [Racer(read) for _ in range(2)]
    for number in range(10, 50):
        desk.begin(number, number, 4 * DAY + number)
        lake.refresh(now, anew=number % 10 == 0)
    ended.set()
    seen = [one for reader in readers for one in reader.finish()]

    assert seen
    # two facts and one contact at a time: events and folded contacts are always of the same state
    assert {events - start for events, _folded in seen} <= set(range(0, 81, 2))
    assert {folded - (events - start) / 2 for events, folded in seen} == {3}


def test_nothing_personal_is_in_the_lake(team, jisu, manager, root):
    ticket = make.ticket(
        make.account(team), address="haneul@example.com", subject="비밀 제목", body="비밀 본문"
    )
    make.inbound(make.account(team), ticket_id=ticket.pk, body="또 비밀")

    lake.refresh(now)

    written = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    texts = [str(row) for row in copied()] + [str(contacts()), written.decode(errors="ignore")]
    for word in ("haneul", "example.com", "비밀", "이하늘", "한지수"):
        assert not any(word in text for text in texts)
    assert len(contacts()) == 1


def test_questions_reach_nothing_outside_the_lake(root):
    with duck.connect(root) as connection, pytest.raises(duckdb.PermissionException):
        connection.execute("SELECT * FROM read_text(?)", [__file__])


def test_a_folder_may_have_any_name(desk, settings, tmp_path):
    settings.LAKE = tmp_path / "기준's lake"
    busy(desk)

    lake.refresh(now)

    assert len(contacts()) == 3


class OneRound:
    """A stop that comes with the first pause, and remembers how long that would have been."""

    def __init__(self) -> None:
        self.paused_s: list[float] = []

    def is_set(self) -> bool:
        return bool(self.paused_s)

    def wait(self, seconds: float) -> None:
        self.paused_s.append(seconds)


def test_the_loop_refreshes_when_something_is_new(committed_db, root):
    desk = Story(make.team(make.centre()).pk)
    busy(desk)
    stop = OneRound()

    lake.keep_fresh(stop)

    assert published(root).position == log.head()
    assert stop.paused_s[0] >= background.LOOK_S
    assert not background.is_due()
    desk.begin(9, 9, 9 * DAY)
    assert background.is_due()


def test_the_loop_moves_the_time_on_when_nothing_is_new(desk):
    busy(desk)

    lake.refresh(lambda: datetime.now(UTC) - timedelta(minutes=2))

    assert background.is_due()


def test_what_the_figures_say_is_of_one_state_of_the_log(desk, manager):
    busy(desk)
    measured(manager, at_min=30 * DAY)
    desk.begin(9, 9, 9 * DAY)

    with lake.opened() as opened:
        told = opened.duck.execute("SELECT max(position) FROM events").fetchone()

    assert told == (opened.manifest.position,)
    assert opened.manifest.position == log.head() - 2
