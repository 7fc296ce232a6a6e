"""First contact resolution and its kin, against a walk through the log contact by contact."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from gijun.events import log
from gijun.events.models import Event
from tests.measures.test_properties import SLOW, STEPS, Desk
from tests.measures.told import DAY, Story, after, measured, rolled_back

WEEK_MS = 7 * 24 * 3_600_000


@dataclass
class Walked:
    """What became of one contact, told in the order in which it happened."""

    contact: int
    ticket: int
    customer: int
    opened: int
    answered: bool = False
    solved: int | None = None
    reason: int | None = None
    reopened: int | None = None
    people: set[int] = field(default_factory=set)
    holders: set[int] = field(default_factory=set)

    def meet(self, event: Event) -> None:
        data = event.data
        if event.ticket_id != self.ticket:
            return
        match event.name:
            case "desk.ticket_merged":
                self.ticket = data["into_ticket_id"]
            case "desk.reply_written" if self.solved is None or event.contact_id == self.contact:
                self.answered = True
                self.people.add(event.agent_id)
            case "desk.ticket_solved" if self.solved is None:
                self.solved, self.reason = event.happened_at_ms, data["reason_id"]
            case "desk.ticket_reopened" if self.solved is not None and self.reopened is None:
                self.reopened = event.happened_at_ms
            case "desk.ticket_assigned" if self.solved is None:
                self.holders |= {event.agent_id, data["from_agent_id"]} - {None}


def walk() -> list[Walked]:
    """Every contact that was not voided, the earliest first."""
    events = sorted(Event.objects.all(), key=lambda one: (one.happened_at_ms, one.pk))
    voided = {one.contact_id for one in events if one.name == "desk.contact_voided"}
    found: list[Walked] = []
    for event in events:
        for one in found:
            one.meet(event)
        if event.name == "desk.contact_opened":
            customer = event.data["customer_id"]
            found.append(Walked(event.contact_id, event.ticket_id, customer, event.happened_at_ms))
    return [one for one in found if one.contact not in voided]


def next_times(found: list[Walked]) -> dict[int, int]:
    """When the same customer came again about the same, by contact."""
    times, last = {}, {}
    for one in found:
        key = (one.customer, one.reason)
        if key in last:
            times[last[key]] = one.opened
        last[key] = one.contact
    return times


def counted(at_ms: int) -> dict[str, tuple[int, int, int]]:
    """Numerator, denominator and the immature of each measure."""
    found = walk()
    again = next_times(found)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    on_ticket = defaultdict(list)
    for one in found:
        on_ticket[one.ticket].append(one.contact)

    def note(name: str, is_so: bool) -> None:
        sums[name][0] += is_so
        sums[name][1] += 1

    for one in found:
        if not one.answered:
            continue
        young = one.opened > at_ms - WEEK_MS
        until = one.opened + WEEK_MS
        came_again = again.get(one.contact, until + 1) <= until
        if young:
            sums["first_contact_resolution"][2] += 1
            sums["recontact"][2] += one.reason is not None
        else:
            resolved = one.solved is not None and one.solved <= until and one.reason is not None
            back = one.reopened is not None and one.reopened <= until
            note("first_contact_resolution", resolved and not back and not came_again)
            if one.reason is not None:
                note("recontact", came_again)
        if one.solved is not None:
            alone = len(one.people) == 1 and len(one.holders) <= 1
            followed = on_ticket[one.ticket][-1] != one.contact
            note("one_stop", alone and one.reopened is None and not followed)
            note("one_stop_lost_followed", alone and one.reopened is None and followed)
    return {name: (parts[0], parts[1], parts[2]) for name, parts in sums.items()}


@SLOW
@given(steps=STEPS, later=st.integers(0, 9 * DAY))
def test_what_sql_counts_is_what_a_walk_through_the_log_finds(team, manager, settings, steps, later):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        desk = Desk(Story(team.pk))
        desk.play(steps)
        at_min = desk.minutes + later

        found = measured(manager, at_min=at_min, last=date(2028, 1, 1))
        expected = counted(log.to_ms(after(at_min)))

    names = ("first_contact_resolution", "recontact", "one_stop", "one_stop_lost_followed")
    told = {name: found[name].total for name in names}
    assert {name: (one.numerator, one.n, one.immature) for name, one in told.items()} == {
        name: expected.get(name, (0, 0, 0)) for name in names
    }
