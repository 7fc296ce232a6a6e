"""Questions to policy departments, as the department and the agent see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gijun.desk.models import Consult, Ticket
from gijun.desk.terms.asking import AskState
from gijun.events.prepared import counted, prepared
from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person, Team
from gijun.organisation.terms import Role

ANSWER = "desk.answer_consult"
WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was asked of the departments in the last thirty days."""

    asked: int
    answered: int
    late: int
    kept: int  # became candidates


def of_departments(person: Person) -> QuerySet[Consult]:
    """Questions to departments the person answers for. Nothing of the ticket goes with them."""
    below, _above = authority.teams_with(person, ANSWER)
    rows = Consult.objects.filter(department_id__in=below)
    return rows.select_related("asked_by", "answered_by", "department", "standard", "reason")


def waiting_count(person: Person) -> int:
    """How many questions wait for the person's departments."""
    below, _above = authority.teams_with(person, ANSWER)
    return sum(_waiting(below))


@prepared
def _waiting(department_ids: Collection[int]) -> QuerySet[Consult, int]:
    return counted(Consult.objects.filter(department_id__in=department_ids, state=AskState.WAITING))


def waiting(person: Person) -> list[Consult]:
    """What waits for an answer, the earliest deadline first."""
    return list(of_departments(person).filter(state=AskState.WAITING).order_by("due_at", "id"))


def answered(person: Person) -> list[Consult]:
    """The last answers."""
    rows = of_departments(person).filter(state=AskState.ANSWERED)
    return list(rows.order_by("-answered_at", "-id")[:20])


def alike(consult: Consult, person: Person) -> list[Consult]:
    """Earlier answers of the department on the same reason or standard, the latest first."""
    rows = of_departments(person).filter(state=AskState.ANSWERED).exclude(pk=consult.pk)
    if consult.standard_id:
        rows = rows.filter(standard_id=consult.standard_id)
    elif consult.reason_id:
        rows = rows.filter(reason_id=consult.reason_id)
    else:
        return []
    return list(rows.order_by("-answered_at", "-id")[:5])


def figures(person: Person, at: datetime) -> Figures:
    """What was asked and answered lately."""
    rows = list(
        of_departments(person)
        .filter(asked_at__gt=at - WINDOW)
        .values_list("state", "due_at", "answered_at", "candidate_id")
    )
    return Figures(
        asked=len(rows),
        answered=sum(state == AskState.ANSWERED for state, *_rest in rows),
        late=sum(
            state != AskState.WITHDRAWN and (answered_at or at) > due_at
            for state, due_at, answered_at, _kept in rows
        ),
        kept=sum(kept is not None for *_rest, kept in rows),
    )


def departments(ticket: Ticket) -> list[Team]:
    """Teams of the ticket's centre with a policy owner: whom an agent may ask."""
    return organisation.teams_of_role(Role.POLICY_OWNER, ticket.team.centre_id)
