"""Which operating mode holds in a centre at a moment, and the plan that goes with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from gijun.desk.models import modes as tables
from gijun.desk.rules.modes.plan import HOUSE, RANGES, ModePlan, read
from gijun.desk.terms.modes import Ending, ModeKind
from gijun.events import log
from gijun.organisation.models import Team
from gijun.organisation.queries import centre_id_of


@dataclass(frozen=True, slots=True)
class ModeNow:
    """The mode of a centre, and until when; the normal one has no end."""

    centre_id: int
    kind: ModeKind
    since: datetime | None = None
    ends_by: datetime | None = None
    period_id: int | None = None


def standing(centre_id: int, at: datetime) -> ModeNow:
    """How the centre works at a moment, also a past one. A mode whose time is over no longer holds."""
    row = (
        tables.ModePeriod.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), centre_id=centre_id)
        .filter(entered_at__lte=at, ends_by__gt=at)
        .order_by("-entered_at", "-id")
        .first()
    )
    if row is None:
        return ModeNow(centre_id, ModeKind.NORMAL)
    return ModeNow(centre_id, ModeKind(row.mode), row.entered_at, row.ends_by, row.pk)


def mode_now(team_id: int, at: datetime) -> ModeKind:
    """The mode in which the team's centre works at a moment."""
    return standing(centre_id_of(team_id), at).kind


def plan_of(centre_id: int, mode: ModeKind, at: datetime) -> ModePlan:
    """What a mode changes in the centre at a moment; version 0 is the house's choice."""
    rows = tables.ModePlan.objects.filter(centre_id=centre_id, mode=mode, since__lte=at)
    row = rows.order_by("-version").first()
    return read(row.content, mode, version=row.version) if row else HOUSE[mode]


def plan_now(team_id: int, at: datetime) -> ModePlan:
    """What the present mode of the team's centre changes."""
    centre_id = centre_id_of(team_id)
    return plan_of(centre_id, standing(centre_id, at).kind, at)


def auto_message(team_id: int, at: datetime, language: str) -> str:
    """What waiting customers are told by the present mode, in Korean or English; empty: nothing."""
    return plan_now(team_id, at).auto_message.get("en" if language.startswith("en") else "ko", "")


def open_suggestion(centre_id: int) -> tables.ModeSuggestion | None:
    """The suggestion of a mode that waits for an answer."""
    return tables.ModeSuggestion.objects.filter(centre_id=centre_id, answer="").first()


def quiet_until(centre_id: int, at: datetime) -> dict[ModeKind, int]:
    """Until when (ms) each mode is not suggested again: somebody said no, or ended it by hand."""
    denied = tables.ModeSuggestion.objects.filter(centre_id=centre_id, quiet_until__gt=at)
    found = {
        ModeKind(mode): log.to_ms(until)
        for mode, until in denied.order_by("quiet_until").values_list("mode", "quiet_until")
        if until
    }
    ended = tables.ModePeriod.objects.filter(
        centre_id=centre_id,
        ending=Ending.BY_HAND,
        ended_at__gt=at - timedelta(minutes=RANGES["quiet_min"][1]),
    )
    for mode, ended_at in ended.values_list("mode", "ended_at"):
        kind = ModeKind(mode)
        quiet_ms = plan_of(centre_id, kind, at).quiet_min * 60_000
        found[kind] = max(found.get(kind, 0), log.to_ms(ended_at or at) + quiet_ms)
    return found


def over_by(at: datetime) -> list[int]:
    """Modes whose time is over and that nobody has ended."""
    return list(tables.ModePeriod.objects.open().filter(ends_by__lte=at).values_list("pk", flat=True))


def centres() -> list[int]:
    """Every centre there is."""
    return list(Team.objects.filter(parent=None).values_list("pk", flat=True))
