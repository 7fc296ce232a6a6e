"""Words on one ticket, beside its conversation: required steps, flags, procedures."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from gijun.desk.models import (
    ProcedureRun,
    SentenceFlag,
    TemplateStep,
    TemplateTick,
    TemplateUse,
    TemplateVersion,
    Ticket,
)
from gijun.desk.queries.wording import procedures
from gijun.desk.queries.wording.flags import RELATED
from gijun.desk.queries.wording.templates import versions_for
from gijun.events.prepared import prepared
from gijun.organisation.models import Person

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Required:
    """A template said on the ticket that asks for steps, and which of them are done."""

    version: TemplateVersion
    steps: list[TemplateStep]
    done: frozenset[int]

    @property
    def ticked(self) -> int:
        return sum(step.pk in self.done for step in self.steps)


def required_steps(ticket: Ticket, also: Collection[int] = ()) -> list[Required]:
    """Templates said on the ticket (and inserted, not sent yet) that ask for steps."""
    said = set(TemplateUse.objects.filter(message__ticket=ticket).values_list("version_id", flat=True))
    ticks = list(TemplateTick.objects.filter(ticket=ticket).values_list("step_id", "step__version_id"))
    done = frozenset(step_id for step_id, _version in ticks)
    ids = said | {version_id for _step, version_id in ticks} | set(also)
    found = [Required(row, list(row.steps.all()), done) for row in versions_for(ticket, ids).values()]
    return sorted((one for one in found if one.steps), key=lambda one: one.version.pk)


@prepared
def _there(ticket_id: int, lineage: tuple[int, ...]) -> QuerySet[Ticket, dict[str, bool]]:
    here = {"ticket": OuterRef("pk")}
    flags = {
        "said": Exists(TemplateUse.objects.filter(message__ticket=OuterRef("pk"))),
        "ticked": Exists(TemplateTick.objects.filter(**here)),
        "flagged": Exists(SentenceFlag.objects.filter(**here)),
        "run": Exists(ProcedureRun.objects.filter(**here)),
        "procedure": Exists(procedures.procedures_in(lineage)),
    }
    rows: QuerySet[Ticket, dict[str, bool]] = Ticket.objects.annotate(**flags).values(*flags)
    return rows.filter(pk=ticket_id)


@dataclass(frozen=True)
class Worded:
    """Everything the ticket page shows of words; each read when a template asks for it."""

    person: Person
    ticket: Ticket

    @cached_property
    def _there(self) -> dict[str, bool]:
        """What there is at all, in one query: on most tickets there is nothing."""
        return _there(self.ticket.pk, self.ticket.team.lineage)[0]

    @cached_property
    def required(self) -> list[Required]:
        return required_steps(self.ticket) if self._there["said"] or self._there["ticked"] else []

    @cached_property
    def flags(self) -> list[SentenceFlag]:
        """The latest flags on this ticket: whoever works on it sees what was answered."""
        if not self._there["flagged"]:
            return []
        rows = SentenceFlag.objects.filter(ticket=self.ticket).select_related(*RELATED)
        return list(rows.order_by("-pk")[:SHOWN])

    @cached_property
    def runs(self) -> list[procedures.Playing]:
        return procedures.runs(self.ticket)[:SHOWN] if self._there["run"] else []

    @cached_property
    def has_procedures(self) -> bool:
        return self._there["procedure"]
