"""By which exceptions a ticket may be judged, and the step of a procedure that comes next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gijun.desk.models import Ticket
from gijun.desk.queries.page import UsedStandard, used_standards
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards import queries as standards
from gijun.standards.queries import Judgeable


def judgeable(person: Person, ticket: Ticket, also: list[int], at: datetime) -> list[Judgeable]:
    """Versions to judge by: those in use on the ticket; where none has exceptions, all of its team."""
    used = [one.version for one in used_standards(ticket, also) if one.version.has_exceptions]
    if used:
        return [Judgeable(one.version_id, one.title, one.number) for one in used]
    lineage = authority.standing(person).lineage_of(ticket.team_id)
    return standards.judgeable(lineage, at, ticket.reason_id)


class ChecklistStep(Protocol):
    """A step of a checklist; ``case`` is none for one that is done in every case."""

    pk: int
    text: str
    why: str
    is_critical: bool
    case: int | None


@dataclass(frozen=True, slots=True)
class Procedure:
    """The checklist of a version as one step after another; ``place`` is where the person stands, from 0."""

    standard: UsedStandard
    place: int

    @property
    def step(self) -> ChecklistStep | None:
        """The step the person stands at; none: all are behind them."""
        steps = self.standard.version.steps
        return steps[self.place] if self.place < len(steps) else None

    @property
    def is_done(self) -> bool:
        return self.step is not None and self.step.pk in self.standard.done

    @property
    def skipped(self) -> int:
        """Steps that are not ticked."""
        return len(self.standard.version.steps) - self.standard.ticked

    @property
    def needs_verdict(self) -> bool:
        """More steps may follow once the exception is judged."""
        return self.standard.version.has_exceptions and self.standard.judgement is None


def procedure(ticket: Ticket, version_id: int, place: int | None = None) -> Procedure | None:
    """The procedure of a version on a ticket; without a place it goes on at the first step not ticked.

    Gives none where the version is not published.
    """
    used = {one.version.version_id: one for one in used_standards(ticket, [version_id])}
    if version_id not in used:
        return None
    standard = used[version_id]
    steps = standard.version.steps
    open_places = [at for at, step in enumerate(steps) if step.pk not in standard.done]
    first = open_places[0] if open_places else len(steps)
    return Procedure(standard, first if place is None else min(max(place, 0), len(steps)))
