"""The process in words and numbers, ready for the page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gijun.measures.presentation import duration, number
from gijun.measures.process.drawing import Picture, drawn
from gijun.measures.process.mapping import Closer, Edge, Place, ProcessMap, Variant, Waits
from gijun.measures.process.queries import Process, SeenWait, team_names
from gijun.measures.process.rules import Step
from gijun.measures.process.terms import UNREADABLE, Activity, Phase
from gijun.science.event_logs import EventLogError

BOTTLENECKS = 10
Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """Waits of something. ``share``: of all the waiting there is; ``pair``: the edge it is about."""

    what: str
    n: str
    mean: str
    p50: str
    p90: str
    total: str
    share: str
    where: str = ""
    pair: tuple[str, str] | None = None
    then: str = ""
    median: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A variant: its activities, repeated ones counted, and how many cases took it."""

    steps: list[str]
    n: str
    share: str
    p50: str
    p90: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A stage of the funnel."""

    stage: str
    reached: str
    share: str  # of all that came in
    percent: str  # the same as a plain number
    skipped: str
    lost: str
    lost_share: str


@dataclass(frozen=True, slots=True)
class ShownMap:
    """A map as the page draws it."""

    cases: str
    picture: Picture | None
    edges: list[Line]
    bottlenecks: list[Line]
    variants: list[Course]
    variant_count: str
    stages: list[Line]


@dataclass(frozen=True, slots=True)
class ShownEdge:
    """One edge more closely."""

    line: Line
    places: list[Line]


def shown(of: ProcessMap, *, share: int, name: Name, place: Callable[[Any], str]) -> ShownMap:
    """A map with names for its activities and departments."""
    return ShownMap(
        cases=number(of.cases, 0),
        picture=drawn(of, name=name, share=share),
        edges=[_edge(one, of.waiting_ms, name) for one in of.edges],
        bottlenecks=[_edge(one, of.waiting_ms, name) for one in of.bottlenecks[:BOTTLENECKS]],
        variants=[_course(one, of.cases, name) for one in of.variants],
        variant_count=number(of.variant_count, 0),
        stages=[_place(one, of.waiting_ms, name, place) for one in of.stages],
    )


def shown_edge(of: Closer, *, name: Name, place: Callable[[Any], str]) -> ShownEdge:
    """An edge by department."""
    total = of.edge.waits.total_ms
    return ShownEdge(_edge(of.edge, total, name), [_place(one, total, name, place) for one in of.places])


def activity(code: str) -> str:
    """What an activity of the desk is called."""
    return str(Activity(code).label)


def team_namer() -> Callable[[Any], str]:
    """What a team is called, from one look at all of them."""
    names = team_names()
    return lambda pk: _("No team") if pk is None else names.get(pk, str(pk))


def department(name: Any) -> str:
    """What a department of another system is called."""
    return str(name) if name else _("Not given")


def phase(code: str) -> str:
    return str(Phase(code).label)


def phases(of: Process) -> list[Line]:
    """What the time was, over all teams."""
    total = sum(one.waits.total_ms for one in of.phases)
    return [_line(phase(one.what), one.waits, total) for one in of.phases]


def phases_by_team(of: Process, place: Callable[[Any], str]) -> list[Line]:
    """What the time was, by team."""
    total = sum(one.waits.total_ms for one in of.phases)
    return [_place(one, total, phase, place) for one in of.phases_by_team]


def funnel(steps: Iterable[Step]) -> list[StepLine]:
    """The stages, with what was lost at each."""
    told = list(steps)
    came = told[0].reached if told else 0
    return [
        StepLine(
            stage=str(one.stage.label),
            reached=number(one.reached, 0),
            share=_share(one.reached, came),
            percent=f"{100 * one.reached / came:.1f}" if came else "0",
            skipped=number(one.skipped, 0) if one.skipped else "–",
            lost=number(one.lost, 0) if one.out_of else "–",
            lost_share=_share(one.lost, one.out_of),
        )
        for one in told
    ]


def _edge(one: Edge, all_ms: int, name: Name) -> Line:
    line = _line(name(one.here), one.waits, all_ms)
    return Line(
        line.what, line.n, line.mean, line.p50, line.p90, line.total, line.share,
        pair=(one.here, one.there), then=name(one.there), median=duration(one.median_ms),
    )  # fmt: skip


def _place(one: Place, all_ms: int, name: Name, place: Callable[[Any], str]) -> Line:
    return _line(name(one.what), one.waits, all_ms, where=place(one.department))


def _line(what: str, waits: Waits, all_ms: int, *, where: str = "") -> Line:
    return Line(
        what=what,
        n=number(waits.n, 0),
        mean=duration(waits.mean_ms),
        p50=duration(waits.p50_ms),
        p90=duration(waits.p90_ms),
        total=duration(waits.total_ms),
        share=_share(waits.total_ms, all_ms),
        where=where,
    )


def _course(one: Variant, cases: int, name: Name) -> Course:
    steps: list[tuple[str, int]] = []
    for code in one.course:
        if steps and steps[-1][0] == code:
            steps[-1] = (code, steps[-1][1] + 1)
        else:
            steps.append((code, 1))
    written = [name(code) if times == 1 else f"{name(code)} ×{times}" for code, times in steps]
    return Course(written, number(one.n, 0), _share(one.n, cases), duration(one.p50_ms), duration(one.p90_ms))


def _share(part: int, whole: int) -> str:
    return f"{number(100 * part / whole, 1)}%" if whole else "–"


def tickets(seen: Iterable[SeenWait]) -> list[tuple[int, str]]:
    """Tickets with how long they waited."""
    return [(one.ticket_id, duration(one.wait_ms)) for one in seen]


def cases(of: Closer) -> list[tuple[str, str]]:
    """Cases of another system with how long they waited."""
    return [(str(case), duration(wait_ms)) for case, wait_ms in of.longest]


def unreadable(error: EventLogError) -> str:
    """Why a file cannot be read, and where."""
    why = UNREADABLE[error.why]
    if error.line:
        return _("The file cannot be read, line %(line)s: %(why)s") % {"line": error.line, "why": why}
    return _("The file cannot be read: %(why)s") % {"why": why}
