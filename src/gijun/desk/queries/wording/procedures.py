"""Procedures: which there are, and how one stands in a ticket."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from gijun.desk.models import Procedure, ProcedureRun, ProcedureVersion, Ticket
from gijun.desk.rules.wording.fitting import way_up
from gijun.desk.rules.wording.procedures import Choice, Step, Steps, from_content
from gijun.desk.terms.wording import END, RunState, StepKind
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards import queries as standards

VIEW = "desk.view_tickets"


def procedures(person: Person) -> QuerySet[Procedure]:
    """Procedures the person may see: those of their teams and of the teams above."""
    below, above = authority.teams_with(person, VIEW)
    return Procedure.objects.filter(team__in=below | above).select_related(
        "team", "reason", "standard", "owner"
    )


def procedures_for(ticket: Ticket) -> QuerySet[Procedure]:
    """Procedures that are offered for a ticket's team."""
    return procedures_in(ticket.team.lineage)


def procedures_in(lineage: Collection[int]) -> QuerySet[Procedure]:
    """Procedures of a team and those above it."""
    return Procedure.objects.filter(team__in=lineage, retired_at=None)


def newest_versions() -> QuerySet[ProcedureVersion]:
    """The version of every procedure that begins now."""
    newest = ProcedureVersion.objects.filter(procedure=OuterRef("procedure")).order_by("-number")
    return ProcedureVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))


def newest_version(procedure_id: int) -> ProcedureVersion:
    """What the procedure does now."""
    return newest_versions().get(procedure=procedure_id)


def choosable(ticket: Ticket) -> list[Procedure]:
    """Procedures to begin, those of the ticket's reason first, then wider ones, then the rest by name."""
    way = way_up(ticket.reason_id, standards.parents())
    rows = procedures_for(ticket).select_related("reason")

    def near(row: Procedure) -> tuple[int, str, int]:
        place = way.index(row.reason_id) if row.reason_id in way else len(way) + (row.reason_id is not None)
        return place, row.name, row.pk

    return sorted(rows, key=near)


@dataclass(frozen=True, slots=True)
class Playing:
    """A run as the player shows it."""

    run: ProcedureRun
    steps: Steps

    @property
    def step(self) -> Step | None:
        """Where it stands; none: at the end."""
        return self.steps.called(self.run.step)

    @property
    def is_over(self) -> bool:
        return self.run.state != RunState.RUNNING

    @property
    def chooses(self) -> bool:
        return self.step is not None and self.step.kind == StepKind.CHOOSE

    @property
    def is_question(self) -> bool:
        return self.step is not None and self.step.kind == StepKind.ASK

    @property
    def waits(self) -> bool:
        return self.step is not None and self.step.kind == StepKind.WAIT

    @property
    def choices(self) -> list[tuple[int, Choice]]:
        """Ways out with the key of each."""
        return list(enumerate(self.step.choices, start=1)) if self.step else []

    @property
    def way(self) -> list[tuple[str, str]]:
        """What was done: the words of each step with the choice that was made."""
        return [_done(self.steps, code, choice) for code, choice in self.run.trail]

    @property
    def is_last(self) -> bool:
        """Does the step lead to the end?"""
        return self.step is not None and not self.chooses and self.step.to == END


def _done(steps: Steps, code: str, choice: str) -> tuple[str, str]:
    step = steps.called(code)
    if step is None:
        return code, ""
    return step.text, step.choices[int(choice) - 1].text if choice else ""


def playing(run: ProcedureRun) -> Playing:
    """A run with the steps of the version it began with."""
    return Playing(run, from_content(run.version.content))


def runs(ticket: Ticket) -> list[Playing]:
    """Procedures of a ticket, those under way first, then the latest."""
    rows = ProcedureRun.objects.filter(ticket=ticket).select_related("procedure", "version", "started_by")
    found = [playing(row) for row in rows.order_by("-pk")[:20]]
    return sorted(found, key=lambda one: one.is_over)


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure on the list, with how its runs ended."""

    procedure: Procedure
    number: int
    steps: int
    runs: int
    finished: int
    abandoned: int


def listed(person: Person, *, retired: bool = False) -> list[ProcedureLine]:
    """Procedures the person may see, by name."""
    rows = list(procedures(person).filter(retired_at__isnull=not retired).order_by("name", "pk"))
    ids = [row.pk for row in rows]
    last = {one.procedure_id: one for one in newest_versions().filter(procedure__in=ids)}
    counted = ProcedureRun.objects.filter(procedure__in=ids).order_by().values("procedure")
    told = {
        one["procedure"]: one
        for one in counted.annotate(
            runs=Count("pk"),
            finished=Count("pk", filter=Q(state=RunState.FINISHED)),
            abandoned=Count("pk", filter=Q(state=RunState.ABANDONED)),
        )
    }
    none = {"runs": 0, "finished": 0, "abandoned": 0}
    return [
        ProcedureLine(
            row,
            last[row.pk].number,
            len(last[row.pk].content["steps"]),
            *(told.get(row.pk, none)[name] for name in ("runs", "finished", "abandoned")),
        )
        for row in rows
    ]
