"""The floor: who is in which state, the rules in force, who masters what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, QuerySet

from gijun.events.prepared import prepared
from gijun.organisation import ports
from gijun.organisation.models import AgentState, FloorRule, Person, PersonSkill, Skill, Team
from gijun.organisation.rules import floor_rules
from gijun.organisation.rules.floor_rules import FloorRules
from gijun.organisation.terms import StateKind


@dataclass(frozen=True, slots=True)
class StateNow:
    """What a person does now. ``since``: none where they have never been in any state."""

    kind: StateKind = StateKind.OFFLINE
    reason: str = ""
    since: datetime | None = None
    ends_by: datetime | None = None
    by_rule: bool = False
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownSkill:
    """A skill in use."""

    skill_id: int
    code: str
    name: str


OFFLINE = StateNow()
SHORTEST_SILENCE = timedelta(seconds=floor_rules.RANGES["silent_after_s"][0])


@prepared
def _present(person_ids: Collection[int]) -> QuerySet[AgentState]:
    return AgentState.objects.filter(person_id__in=person_ids, ended_at=None)


def state_of(person_ids: Iterable[int]) -> dict[int, StateNow]:
    """The present state of each person asked for; offline where nothing is known."""
    wanted = list(person_ids)
    known = {
        row.person_id: StateNow(
            StateKind(row.kind), row.reason, row.started_at, row.ends_by, row.by_rule, row.seen_at
        )
        for row in _present(wanted)
    }
    return {pk: known.get(pk, OFFLINE) for pk in wanted}


def people_in(kinds: Collection[StateKind], team_ids: Collection[int] | None = None) -> list[int]:
    """Active people who are in one of these states, longest in it first.

    Args:
        team_ids: only people who entered it for one of these teams; none: everywhere.
    """
    rows = AgentState.objects.filter(ended_at=None, kind__in=kinds, person__is_active=True)
    if team_ids is not None:
        rows = rows.filter(team_id__in=team_ids)
    return list(rows.order_by("started_at", "id").values_list("person_id", flat=True))


def counts_by_state(team_ids: Collection[int]) -> dict[StateKind, int]:
    """How many active people of these teams are in each state; states nobody is in are left out."""
    rows = AgentState.objects.filter(ended_at=None, team_id__in=team_ids, person__is_active=True)
    counted = rows.order_by().values_list("kind").annotate(count=Count("pk"))
    return {StateKind(kind): count for kind, count in counted}


def working_since(person_ids: Iterable[int]) -> dict[int, datetime]:
    """Since when each person has been at work without a break: the end of being away or offline."""
    rows = AgentState.objects.filter(
        person_id__in=list(person_ids), kind__in=[StateKind.AWAY, StateKind.OFFLINE], ended_at__isnull=False
    )
    told = rows.order_by().values_list("person_id").annotate(last=Max("ended_at"))
    return {pk: last for pk, last in told if last is not None}


def rules_of(team_id: int | None) -> FloorRules:
    """The floor rules of the team's centre; the house's choice, version 0, where it has none."""
    lineage = Team.objects.get(pk=team_id).lineage if team_id else ()
    row = FloorRule.objects.filter(centre_id=lineage[0]).order_by("-version").first() if lineage else None
    return floor_rules.read(row.content, version=row.version) if row else FloorRules()


def skills() -> list[KnownSkill]:
    """Skills in use, by name."""
    rows = Skill.objects.filter(retired_at=None).order_by("name", "id")
    return [KnownSkill(row.pk, row.code, row.name) for row in rows]


def skills_of(person_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Proficiency, 1 to 5, by person and skill in use; nothing held is an empty answer, not a missing one."""
    held: dict[int, dict[int, int]] = {pk: {} for pk in person_ids}
    rows = PersonSkill.objects.filter(person_id__in=held, skill__retired_at=None)
    for person_id, skill_id, proficiency in rows.values_list("person_id", "skill_id", "proficiency"):
        held[person_id][skill_id] = proficiency
    return held


def refusal_of_ready(person: Person, at: datetime) -> str | None:
    """Why the person may not be ready yet, in their words; nothing when they may."""
    return ports.refusal_of_ready(person.pk, at)


def due_states(at: datetime) -> list[int]:
    """Open states whose time is over and of which nobody has been told, the longest over first."""
    rows = AgentState.objects.filter(ended_at=None, ends_by__lte=at, overran=False)
    return list(rows.order_by("ends_by", "id").values_list("pk", flat=True))


def silent_states(at: datetime) -> list[int]:
    """Open states of people whose page has said nothing for the shortest time any rule allows."""
    heard = AgentState.objects.filter(ended_at=None, seen_at__lte=at - SHORTEST_SILENCE)
    rows = heard.exclude(kind=StateKind.OFFLINE).order_by("seen_at", "id")
    return list(rows.values_list("pk", flat=True))
