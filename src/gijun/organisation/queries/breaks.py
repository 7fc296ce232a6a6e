"""Breaks: what the guard needs to see, requests that wait, and a person's own."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from gijun.events import log
from gijun.events.prepared import prepared
from gijun.organisation import authority, ports
from gijun.organisation.models import AgentState, BreakRequest, Person
from gijun.organisation.queries import floor
from gijun.organisation.rules import breaks as rules
from gijun.organisation.rules.breaks import Answer, Floor
from gijun.organisation.terms import AVAILABLE, BREAKS_OPEN, BreakApproval, BreakState, StateKind

LEAD = "organisation.lead_floor"
SHOWN_DAYS = 7


def floor_around(person_id: int, team_id: int | None, at: datetime) -> Floor:
    """The person's team as the guard sees it; nobody counts on who is overdue."""
    if team_id is None:
        return Floor(signed_in=1, available=0)
    rows = list(
        AgentState.objects.filter(team_id=team_id, ended_at=None, person__is_active=True)
        .exclude(kind=StateKind.OFFLINE)
        .values_list("person_id", "kind", "ends_by")
    )
    others = [(kind, ends_by) for pk, kind, ends_by in rows if pk != person_id]
    planned = BreakRequest.objects.filter(team_id=team_id, state=BreakState.APPROVED, begun_at=None).exclude(
        person_id=person_id
    )
    return Floor(
        signed_in=len(others) + 1,
        available=sum(1 for kind, _ends_by in others if kind in AVAILABLE),
        returns=tuple(
            log.to_ms(ends_by)
            for kind, ends_by in others
            if ends_by and ends_by > at and kind not in AVAILABLE
        ),
        planned=tuple(
            (log.to_ms(one.wanted_from), log.to_ms(one.wanted_from + timedelta(minutes=one.minutes)))
            for one in planned
        ),
    )


def guard_for(
    person_id: int, team_id: int | None, *, wanted_from: datetime, minutes: int, at: datetime
) -> Answer:
    """What the guard says to one person's wish."""
    return rules.guard(
        floor_around(person_id, team_id, at),
        floor.rules_of(team_id),
        from_ms=log.to_ms(max(wanted_from, at)),
        minutes=minutes,
    )


def answered_by(team_id: int | None, at: datetime) -> BreakApproval:
    """Who answers for breaks in this team now."""
    by_mode = ports.break_rule(team_id, at) if team_id else None
    return rules.answered_by(floor.rules_of(team_id), by_mode)


def open_break_of(person_id: int) -> BreakRequest | None:
    """The person's request that waits for an answer, or their granted break that is not over."""
    return next(iter(_open_breaks(person_id)), None)


@prepared
def _open_breaks(person_id: int) -> QuerySet[BreakRequest]:
    return BreakRequest.objects.filter(person_id=person_id, state__in=BREAKS_OPEN).order_by("id")[:1]


def own_breaks(person: Person, at: datetime) -> QuerySet[BreakRequest]:
    """The person's requests of the last days, newest first."""
    since = at - timedelta(days=SHOWN_DAYS)
    rows = BreakRequest.objects.filter(person=person, asked_at__gte=since)
    return rows.select_related("decided_by").order_by("-asked_at", "-id")


def breaks_to_decide(lead: Person) -> QuerySet[BreakRequest]:
    """Requests that wait in teams the person leads, the earliest wish first; never their own."""
    below, _above = authority.teams_with(lead, LEAD)
    rows = BreakRequest.objects.filter(team_id__in=below, state=BreakState.ASKED).exclude(person=lead)
    return rows.select_related("person", "team").order_by("wanted_from", "id")


def breaks_led_by(lead: Person, at: datetime) -> QuerySet[BreakRequest]:
    """Granted breaks in teams the person leads that are not over, the earliest first."""
    below, _above = authority.teams_with(lead, LEAD)
    rows = BreakRequest.objects.filter(team_id__in=below, state=BreakState.APPROVED)
    return (
        rows.filter(wanted_from__gte=at - timedelta(days=1)).select_related("person").order_by("wanted_from")
    )


def granted_before(at: datetime) -> list[int]:
    """Granted breaks whose time has come, which may have gone by unbegun."""
    rows = BreakRequest.objects.filter(state=BreakState.APPROVED, begun_at=None, wanted_from__lte=at)
    return list(rows.order_by("id").values_list("pk", flat=True))
