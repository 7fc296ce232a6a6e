"""What the lake takes and what it saves: ``python -m bench.measures [--contacts 50000]``.

A made-up log of 90 days in a database of its own. The baseline of the questions is the same median folded from
the log's table in Python, which is what a page would have to do without the lake.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any

from bench import filling

START = datetime(2026, 8, 24, tzinfo=UTC)
DAYS = 90
CHUNK = 5_000


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    began = perf_counter()
    result = function()
    return perf_counter() - began, result


def facts_of(
    contact: int, chance: random.Random, teams: list[int]
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The life of one contact: (ms since the start, name, fields)."""
    day, hour = chance.randrange(DAYS), min(23, int(chance.gauss(14, 3)) % 24)
    at = ((day * 24 + hour) * 3600 + chance.randrange(3600)) * 1000
    where = {"ticket_id": contact, "contact_id": contact, "team_id": chance.choice(teams), "channel": "email"}
    agent = {"agent_id": chance.randrange(1, 41)}
    customer = chance.randrange(1, contact + 2)
    yield at, "desk.ticket_opened", where | {"contact_id": None, "data": {"customer_id": customer}}
    yield at, "desk.contact_opened", where | {"data": {"customer_id": customer, "account_id": 1}}
    yield at, "desk.message_received", where | {"data": {"message_id": 2 * contact, "automatic": ""}}
    at += int(chance.expovariate(1 / 900_000))
    yield at, "desk.ticket_assigned", where | agent | {"data": {"from_agent_id": None, "waited_s": 1.0}}
    at += int(chance.expovariate(1 / 240_000))
    yield at, "desk.reply_written", where | agent | {"data": {"message_id": 2 * contact + 1}}
    if chance.random() < 0.6:
        found = {
            "message_id": 2 * contact + 1,
            "version_id": 1,
            "found_ms": int(chance.expovariate(1 / 15_000)),
        }
        yield at, "desk.standard_used", where | agent | {"data": found}
    yield at, "desk.work_ended", where | agent | {"data": {"worked_ms": int(chance.expovariate(1 / 300_000))}}
    if chance.random() < 0.95:
        yield at, "desk.ticket_solved", where | agent | {"data": {"reason_id": chance.randrange(1, 30)}}


def populate(contacts: int, teams: list[int]) -> int:
    """Write the log in the order in which things happened; returns how many facts."""
    from gijun.events.models import Event

    chance = random.Random(20)
    told = [fact for contact in range(1, contacts + 1) for fact in facts_of(contact, chance, teams)]
    told.sort(key=lambda fact: fact[0])
    start_ms = int(START.timestamp() * 1000)
    for begin in range(0, len(told), CHUNK):
        Event.objects.bulk_create(
            Event(
                name=name,
                version=1,
                happened_at_ms=start_ms + at,
                recorded_at_ms=start_ms + at,
                business_day=(START + timedelta(milliseconds=at, hours=9)).date(),
                slot=0,
                **fields,
            )
            for at, name, fields in told[begin : begin + CHUNK]
        )
    return len(told)


def median_by_day_in_python(first: date) -> dict[date, int]:
    """The baseline: first response medians folded from the log's table."""
    from gijun.events.models import Event

    opened: dict[int, tuple[date, int]] = {}
    waits: dict[date, list[int]] = defaultdict(list)
    rows = Event.objects.filter(
        name__in=["desk.contact_opened", "desk.reply_written"], business_day__gte=first
    ).order_by("position")
    for event in rows.iterator():
        if event.name == "desk.contact_opened":
            opened[event.contact_id or 0] = (event.business_day, event.happened_at_ms)
        elif event.contact_id in opened:
            day, at_ms = opened.pop(event.contact_id)
            waits[day].append(event.happened_at_ms - at_ms)
    return {day: sorted(found)[(len(found) + 1) // 2 - 1] for day, found in waits.items()}


def measure(contacts: int) -> Iterator[tuple[str, str, str]]:
    """(what, figure, beside it)."""
    from gijun.events.models import Event
    from gijun.measures import lake, queries
    from gijun.organisation import actions

    centre = actions.add_team(name="bench", parent_id=None, by=None, at=START)
    teams = [actions.add_team(name=str(n), parent_id=centre.pk, by=None, at=START).pk for n in range(8)]
    head = actions.add_person(username="head", name="head", password=None, by=None, at=START)
    actions.give_role(head.pk, team_id=centre.pk, role="centre_head", by=None, at=START)
    facts = populate(contacts, teams)

    def now() -> datetime:
        return START + timedelta(days=DAYS)

    read_s, _ = timed(lambda: list(Event.objects.values_list().iterator(chunk_size=CHUNK)))
    build_s, done = timed(lambda: lake.refresh(now, anew=True))
    size = sum(part.size for part in done.manifest.parts)
    yield (
        f"build the lake of {facts:,} facts",
        f"{build_s:.1f} s, {facts / build_s:,.0f} facts/s",
        f"reading them by the ORM alone {read_s:.1f} s",
    )
    yield "files", f"{len(done.manifest.parts)} parts, {size / facts:.0f} bytes a fact", "-"
    for fact in list(facts_of(contacts + 1, random.Random(1), teams)):
        Event.objects.create(
            name=fact[1], version=1, happened_at_ms=int(now().timestamp() * 1000), recorded_at_ms=0,
            business_day=now().date(), slot=0, **fact[2],
        )  # fmt: skip
    refresh_s, again = timed(lambda: lake.refresh(now))
    yield (
        f"refresh with {again.copied} new facts (all contacts folded again)",
        f"{refresh_s:.2f} s",
        f"rests {5 * refresh_s:.0f} s after it",
    )
    idle_s, _ = timed(lambda: lake.refresh(now))
    yield "refresh with nothing new", f"{idle_s * 1000:.0f} ms", "-"
    for days in (7, 28, 90):
        chosen = queries.Selection(now().date() - timedelta(days=days - 1), now().date())
        page_s, found = timed(lambda chosen=chosen: queries.overview(head, chosen))
        python_s, medians = timed(lambda chosen=chosen: median_by_day_in_python(chosen.first))
        ours = next(one for one in found.results if one.measure.name == "first_response_median")
        agreed = {day: one.value for day, one in ours.days.items() if day in medians and day > chosen.first}
        assert agreed == {day: medians[day] for day in agreed}
        yield (
            f"all {len(found.results)} measures of {days} days",
            f"{page_s:.2f} s",
            f"one median in Python {python_s:.2f} s",
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--contacts", type=int, default=50_000)
    contacts = arguments.parse_args().contacts
    with filling.product():
        for what, figure, beside in measure(contacts):
            sys.stdout.write(f"{what:<64} {figure:<32} {beside}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
