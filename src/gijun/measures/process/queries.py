"""The process of contacts as a person may see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.utils.crypto import salted_hmac

from gijun.desk.queries import visible
from gijun.events import log
from gijun.measures import compute, lake
from gijun.measures.compute import Question
from gijun.measures.lake import Lake
from gijun.measures.process import mapping, rules
from gijun.measures.process.mapping import Closer, Place, ProcessMap
from gijun.measures.process.rules import Step
from gijun.measures.process.terms import FACTS, Activity, Clock
from gijun.measures.queries import Selection, question_of
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import calendar_for
from gijun.science.event_logs import Event
from gijun.science.worktime import Calendar
from gijun.standards.queries.reasons import reasons_below

VARIANTS = 20
STAGES = 20
LONGEST = 10
LOOKED_THROUGH = 500  # the longest waits, for those the person may see
SALT = "gijun.measures.process.export"


@dataclass(frozen=True, slots=True)
class Asked:
    """Contacts that are looked at, and how. ``reason_id``: with those below; none: all."""

    selection: Selection
    activities: tuple[str, ...]
    clock: str = Clock.WALL
    reason_id: int | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """The map of a selection, its funnel, what the time was, and how fresh it is."""

    map: ProcessMap
    funnel: list[Step]
    phases: list[Place]
    phases_by_team: list[Place]
    as_of: datetime
    position: int  # of the last fact that is counted


@dataclass(frozen=True, slots=True)
class SeenWait:
    """A ticket the person may see, and how long it waited."""

    ticket_id: int
    wait_ms: int


def process_of(person: Person, asked: Asked) -> Process:
    """The process of the contacts in the teams of the selection that the person may see.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    with _prepared(person, asked) as (opened, question):
        _follow(opened, asked)
        everywhere, by_team = mapping.phases(opened.duck, rules.phases(Activity.values))
        return Process(
            map=mapping.mapped(opened.duck, variants=VARIANTS, stages=STAGES),
            funnel=_funnel(opened, question, asked),
            phases=everywhere,
            phases_by_team=by_team,
            as_of=log.from_ms(opened.manifest.as_of_ms),
            position=opened.manifest.position,
        )


def edge_of(person: Person, asked: Asked, here: str, there: str) -> tuple[Closer, list[SeenWait]] | None:
    """One edge more closely, with the longest waits the person may see; none: nothing went that way.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    with _prepared(person, asked) as (opened, _question):
        _follow(opened, asked)
        found = mapping.closer(opened.duck, here, there, top=LOOKED_THROUGH)
    if found is None:
        return None
    seen = visible.among(person, {case for case, _wait in found.longest})
    waits = [SeenWait(case, wait_ms) for case, wait_ms in found.longest if case in seen]
    return found, waits[:LONGEST]


def occurrences_of(person: Person, asked: Asked) -> Iterator[Event]:
    """What happened, case by case, for another system: tickets and agents under pseudonyms, teams by name.

    A pseudonym is the same in every export of this installation, and nobody outside can undo it.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    teams = team_names()
    labels = dict(Activity.choices)
    with _prepared(person, asked) as (opened, _question):
        found = opened.duck.execute(mapping.sql_of("in_order"))
        order = 0
        while lines := found.fetchmany(10_000):
            for case, activity, at_ms, team_id, agent_id in lines:
                order += 1
                who = pseudonym("agent", agent_id) if agent_id else ""
                place = teams.get(team_id, "")
                yield Event(pseudonym("ticket", case), str(labels[activity]), at_ms, order, place, who)


def pseudonym(kind: str, number: int) -> str:
    """A name that stands for somebody or something without telling whom."""
    return f"{kind[0].upper()}-{salted_hmac(SALT, f'{kind}:{number}', algorithm='sha256').hexdigest()[:12]}"


def team_names() -> dict[int, str]:
    """Every team's name."""
    return dict(Team.objects.values_list("pk", "name"))


@contextmanager
def _prepared(person: Person, asked: Asked) -> Iterator[tuple[Lake, Question]]:
    """The lake with a table ``occurrences`` of the asked contacts."""
    with lake.opened() as opened:
        question = question_of(person, asked.selection, opened.manifest.as_of_ms)
        compute.prepare(opened, question)
        reasons = reasons_below(asked.reason_id) if asked.reason_id else ()
        compute.put(
            opened.duck, "asked_reasons", [("asked_reason_id", pa.int64())], [(pk,) for pk in reasons]
        )
        facts = [(FACTS[Activity(code)], code) for code in asked.activities]
        compute.put(opened.duck, "activities", [("fact", pa.string()), ("code", pa.string())], facts)
        sql = mapping.sql_of("occurrences").format(asked=compute.ASKED)
        opened.duck.execute(f"CREATE TEMP TABLE occurrences AS {sql}", _bound(question, asked))
        yield opened, question


def _follow(opened: Lake, asked: Asked) -> None:
    mapping.follow(opened.duck, clocks=_clocks() if asked.clock == Clock.WORKING else None)


def _clocks() -> dict[int, Calendar]:
    rows = Team.objects.select_related("calendar").prefetch_related(
        "calendar__windows", "calendar__exceptions"
    )
    return {team.pk: calendar_for(team) for team in rows}


def _funnel(opened: Lake, question: Question, asked: Asked) -> list[Step]:
    sql = mapping.sql_of("funnel").format(asked=compute.ASKED)
    [(came, *counts)] = opened.duck.execute(sql, _bound(question, asked)).fetchall()
    return rules.funnel(came, list(zip(counts[::2], counts[1::2], strict=True)))


def _bound(question: Question, asked: Asked) -> dict[str, Any]:
    return compute.bounds(question) | {"by_reason": asked.reason_id is not None}
