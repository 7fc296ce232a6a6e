"""What went up, as leads and the agent who asked see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gijun.desk.models import Escalation, Message, Ticket, Whisper
from gijun.desk.rules.quoting import without_names
from gijun.desk.terms import Direction
from gijun.desk.terms.asking import OPEN, AskState
from gijun.events.prepared import counted, prepared
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.organisation.terms import Role

ASSIST = "desk.assist"
LAST_SAID = 4  # messages on the summary card
QUOTE_LENGTH = 400


def answerable(person: Person) -> QuerySet[Escalation]:
    """What the person may answer: of the teams they lead, never what they asked themselves."""
    below, _above = authority.teams_with(person, ASSIST)
    rows = Escalation.objects.filter(team_id__in=below).exclude(asked_by=person)
    return rows.select_related("ticket__customer", "asked_by", "taken_by", "team")


def waiting_count(person: Person) -> int:
    """How many wait for the person's answer."""
    below, _above = authority.teams_with(person, ASSIST)
    return sum(_waiting(below, person.pk))


@prepared
def _waiting(team_ids: Collection[int], person_id: int) -> QuerySet[Escalation, int]:
    rows = Escalation.objects.filter(team_id__in=team_ids, state=AskState.WAITING)
    return counted(rows.exclude(asked_by=person_id))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the inbox."""

    escalation: Escalation
    is_mine: bool  # asked of a role the person holds, or picked up by them
    is_late: bool


def inbox(person: Person, at: datetime) -> list[Line]:
    """What waits or is being helped with: one's own level first, then by when it goes up."""
    roles = set(authority.roles_of(person))
    rows = answerable(person).filter(state__in=OPEN).order_by("due_at", "id")
    lines = [
        Line(row, is_mine=_is_mine(row, person, roles), is_late=_waits(row) and row.due_at <= at)
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_mine)


def lately(person: Person) -> list[Escalation]:
    """The last that came back with an answer."""
    rows = answerable(person).filter(state=AskState.ANSWERED)
    return list(rows.order_by("-answered_at", "-id")[:10])


def _is_mine(row: Escalation, person: Person, roles: set[Role]) -> bool:
    return row.taken_by_id == person.pk or (_waits(row) and row.role in roles)


def _waits(row: Escalation) -> bool:
    return row.state == AskState.WAITING


def whispers(person: Person, ticket: Ticket) -> list[Whisper]:
    """What was whispered on a ticket, as far as the person may read it: their own, and all for leads."""
    rows = Whisper.objects.filter(ticket=ticket).select_related("writer", "to").order_by("id")
    leads = authority.allows(person, ASSIST, team_id=ticket.team_id)
    return [row for row in rows if leads or person.pk in {row.writer_id, row.to_id}]


def quoted(ticket: Ticket, messages: int = LAST_SAID) -> str:
    """The last messages of a conversation without names, one a line, oldest first."""
    said = Message.objects.filter(ticket=ticket).exclude(direction=Direction.INTERNAL)
    names = [ticket.customer.name]
    lines = []
    for row in reversed(said.order_by("-id")[:messages]):
        who = "▸" if row.direction == Direction.IN else "◂"
        words = without_names(row.shown, names)
        lines.append(f"{who} {words if len(words) <= QUOTE_LENGTH else words[: QUOTE_LENGTH - 1] + '…'}")
    return "\n".join(lines)
