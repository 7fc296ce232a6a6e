"""Folding only what new facts touch gives what folding everything gives."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings as settings_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gijun.events import log
from gijun.events.models import Event
from gijun.measures import lake
from gijun.measures.lake import buckets, manifest, parts
from tests.measures.told import DAY, Story, after, rolled_back

FOLDED = ("contacts", "spells", "solutions", "cube", "cube_days", "segments", "lasting", "rare")
LATER = 60 * DAY
SLOW = settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = (
    "contact_opened", "ticket_opened", "reply_written", "reply_withdrawn", "ticket_solved", "solve_undone",
    "ticket_reopened", "ticket_assigned", "ticket_released", "ticket_closed", "work_ended", "reason_chosen",
    "contact_ended_by_right", "ticket_merged", "ticket_split", "contact_voided", "customers_merged",
    "customers_parted", "mode_entered", "mode_ended",
)  # fmt: skip
WITHOUT_TICKET = {
    "contact_voided", "customers_merged", "customers_parted", "mode_entered", "mode_ended", "state_entered",
}  # fmt: skip
MINUTES = st.sampled_from([0, 1, 30, 300, DAY, DAY + 1, 40 * DAY, 70 * DAY])
FACTS = st.tuples(
    st.sampled_from([*NAMES, "state_entered", "state_entered"]),
    st.integers(1, 4),  # ticket
    st.integers(1, 4),  # agent, customer, reason, another ticket
    MINUTES,
)
LOGS = st.lists(st.lists(FACTS, max_size=14), min_size=2, max_size=3)


def fields_of(name: str, ticket: int, other: int, at_ms: int) -> dict[str, Any]:
    """What a fact says besides where and when; contacts have the number of their ticket, or ten more."""
    match name:
        case "contact_opened" | "ticket_opened":
            return {"customer_id": other}
        case "ticket_merged" | "ticket_split":
            return {"into_ticket_id": other}
        case "customers_merged":
            return {"customer_id": ticket, "into_customer_id": other}
        case "customers_parted":
            return {"customer_id": ticket, "from_customer_id": other}
        case "reply_written":
            return {"message_id": ticket * 10 + other, "automatic": ""}
        case "reply_withdrawn":
            return {"message_id": ticket * 10 + other, "solve_undone": other % 2 == 0}
        case "solve_undone":
            return {"solved_ms": at_ms}
        case "ticket_solved" | "reason_chosen":
            return {"reason_id": other}
        case "work_ended":
            return {"worked_ms": other * 1000}
        case "ticket_assigned":
            return {"from_agent_id": other % 3 + 1}
        case "mode_entered":
            return {"period_id": other, "mode": "peak", "ends_by_ms": at_ms + 3 * 3_600_000}
        case "mode_ended":
            return {"period_id": other, "mode": "peak", "ended_ms": at_ms + 60_000}
        case "state_entered":
            since_ms = at_ms - other * 20 * 3_600_000 if ticket > 1 else None
            before = "ready" if ticket > 1 else ""
            return {
                "state": "away",
                "reason": "",
                "from_state": before,
                "from_reason": "",
                "since_ms": since_ms,
            }
    return {}


class Log:
    """Writes facts as they come, whenever they happened. A contact keeps to its family of tickets."""

    def __init__(self, team_id: int, centre_id: int) -> None:
        self.team_id, self.centre_id = team_id, centre_id
        self.contacts = 100
        self.of_family: dict[int, list[int]] = {ticket: [] for ticket in range(1, 5)}

    def tell(self, facts) -> None:
        for name, ticket, other, minutes in facts:
            at = after(minutes)
            team = self.centre_id if name.startswith("mode") else self.team_id
            Event.objects.create(
                name=f"{'organisation' if name == 'state_entered' else 'desk'}.{name}",
                version=1,
                happened_at_ms=log.to_ms(at),
                recorded_at_ms=log.to_ms(at),
                business_day=log.business_day(at, team),
                slot=minutes // 30 % 48,
                ticket_id=None if name in WITHOUT_TICKET else ticket,
                contact_id=self.contact(name, ticket, other),
                agent_id=other,
                team_id=team,
                channel="email",
                data=fields_of(name, ticket, other, log.to_ms(at)),
            )

    def contact(self, name: str, ticket: int, other: int) -> int | None:
        family = self.of_family[ticket]
        if name == "contact_opened":
            self.contacts += 1
            family.append(self.contacts)
            return self.contacts
        if name in {"ticket_merged", "ticket_split"} and family is not self.of_family[other]:
            family.extend(self.of_family[other])
            joined = self.of_family[other]
            self.of_family = {one: family if had is joined else had for one, had in self.of_family.items()}
        return family[other % len(family)] if family else None


def shown() -> dict[str, list[str]]:
    """Every folded fact as readers see it."""
    with lake.opened() as opened:
        found = {}
        for name in FOLDED:
            cursor = opened.duck.execute(f"SELECT * FROM {name}")  # noqa: S608 -- names from above
            columns = [column[0] for column in cursor.description]
            rows = (dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
            found[name] = sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)
        return found


@SLOW
@given(told=LOGS)
def test_folding_what_is_touched_equals_folding_everything(team, settings, told, monkeypatch):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        journal = Log(team.pk, team.centre_id)
        for number, facts in enumerate(told):
            journal.tell(facts)
            assert lake.refresh(lambda number=number: after(LATER + number))
        at = after(LATER + len(told))
        assert lake.refresh(lambda: at)
        bit_by_bit = shown()

        assert lake.refresh(lambda: at, anew=True)
        assert shown() == bit_by_bit
        with monkeypatch.context() as few:
            few.setattr(buckets, "LOT", 5)
            assert lake.refresh(lambda: at, anew=True)
        assert shown() == bit_by_bit


def figure(name: str) -> Any:
    """The rows of a question about the published lake."""
    with lake.opened() as opened:
        return opened.duck.execute(name).fetchall()


def test_what_is_dated_later_than_now_waits_and_the_rest_goes_on(team):
    desk = Story(team.pk)
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 2 * DAY, agent=1)
    desk.begin(2, 2, 5 * DAY)

    early = lake.refresh(lambda: after(DAY))
    seen = figure("SELECT contact_id, replies FROM contacts ORDER BY 1")
    later = lake.refresh(lambda: after(3 * DAY))
    answered = figure("SELECT contact_id, replies FROM contacts ORDER BY 1")
    at_last = lake.refresh(lambda: after(6 * DAY))

    assert early
    assert later
    assert at_last
    assert [one.manifest.ahead for one in (early, later, at_last)] == [3, 2, 0]
    assert (seen, answered) == ([(1, 0)], [(1, 1)])
    assert figure("SELECT contact_id, replies FROM contacts ORDER BY 1") == [(1, 1), (2, 0)]
    assert figure("SELECT count(*) FROM events") == [(Event.objects.count(),)]


def test_clocks_that_differ_by_minutes_are_not_the_future(team):
    Story(team.pk).begin(1, 1, 4)

    done = lake.refresh(lambda: after(0))

    assert done
    assert (done.manifest.ahead, figure("SELECT count(*) FROM contacts")) == (0, [(1,)])


def entered(team, minutes, state, *, since=None, before="", agent=7):
    at_ms = log.to_ms(after(minutes))
    since_ms = None if since is None else log.to_ms(after(since))
    Event.objects.create(
        name="organisation.state_entered", version=1, happened_at_ms=at_ms, recorded_at_ms=at_ms,
        business_day=log.business_day(after(minutes), team.pk), slot=0, agent_id=agent, team_id=team.pk,
        data={"state": state, "reason": "", "from_state": before, "from_reason": "", "since_ms": since_ms},
    )  # fmt: skip


def test_states_of_agents_are_cut_at_the_ends_of_business_days(team):
    entered(team, 0, "ready")
    entered(team, DAY, "away", since=0, before="ready")  # 9:00 to 9:00; the day of Seoul ends after 15 hours

    lake.refresh(lambda: after(DAY + 60))

    midnight, start = log.to_ms(after(15 * 60)), log.to_ms(after(0))
    rows = figure("SELECT agent_id, kind, day::VARCHAR, from_ms, to_ms, still FROM segments ORDER BY from_ms")
    assert rows == [
        (7, "ready", "2026-12-01", start, midnight, False),
        (7, "ready", "2026-12-02", midnight, log.to_ms(after(DAY)), False),
        (7, "away", "2026-12-02", log.to_ms(after(DAY)), log.to_ms(after(DAY + 60)), True),
    ]


def test_the_cube_adds_up_to_the_contacts(team):
    desk = Story(team.pk)
    for contact, minutes in ((1, 0), (2, 10), (3, 40), (4, DAY)):
        desk.begin(contact, contact, minutes, customer=contact)
    desk.reply(1, 1, 5, agent=1)
    desk.solve(1, 1, 6, reason=3)
    desk.work(1, 1, 7, agent=1, worked_min=2)
    desk.void(2, 20)

    lake.refresh(lambda: after(2 * DAY))

    sums = "sum(offered), sum(answered), sum(solved), sum(one_stop), sum(worked_ms), sum(first_response_ms)"
    for cube in ("cube", "cube_days"):
        rows = figure(f"SELECT day::VARCHAR, {sums} FROM {cube} GROUP BY day ORDER BY day")  # noqa: S608 -- from above
        assert rows == [
            ("2026-12-01", 2, 1, 1, 1, 120_000, 300_000),
            ("2026-12-02", 1, 0, 0, 0, 0, 0),
        ]
    assert figure("SELECT slot, reason_id, mode FROM cube WHERE answered = 1") == [(18, 3, "normal")]


def test_each_night_a_day_s_files_become_one(team, monkeypatch):
    monkeypatch.setattr(parts, "SMALL", 0)
    desk = Story(team.pk)
    for contact in range(1, 4):
        desk.begin(contact, contact, contact)
        lake.refresh(lambda contact=contact: after(contact))
    before, facts = manifest.read(Path(settings_of.LAKE)), figure("SELECT * FROM events ORDER BY position")

    lake.refresh(lambda: after(DAY))
    whole = manifest.read(Path(settings_of.LAKE))

    assert before
    assert whole
    day = [len([part for part in one.parts if str(part.day) == "2026-12-01"]) for one in (before, whole)]
    assert day == [3, 1]
    assert figure("SELECT * FROM events ORDER BY position") == facts
    assert lake.refresh(lambda: after(DAY + 60)).manifest.parts == whole.parts


def test_readers_of_a_process_share_what_is_opened_until_something_is_published(team):
    desk = Story(team.pk)
    desk.begin(1, 1, 0)
    lake.refresh(lambda: after(10))

    with lake.opened() as one, lake.opened() as other:
        one.duck.execute("CREATE TEMP TABLE asked AS SELECT 1 AS mine")
        other.duck.execute("CREATE TEMP TABLE asked AS SELECT 2 AS mine")
        assert one.manifest is other.manifest
        assert one.duck.execute("SELECT mine FROM asked").fetchall() == [(1,)]
        desk.begin(2, 2, 5)
        lake.refresh(lambda: after(11))
        with lake.opened() as later:
            assert later.duck.execute("SELECT count(*) FROM contacts").fetchall() == [(2,)]
        assert one.duck.execute("SELECT count(*) FROM contacts").fetchall() == [(1,)]
