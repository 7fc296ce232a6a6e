"""Flags and uses of the right to end, for those who lead."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gijun.desk.models import CustomerFlag, EndingRun
from gijun.desk.queries import visible
from gijun.desk.terms.sparing import STANDING, EndReason, EndStage
from gijun.organisation import authority
from gijun.organisation.models import Person

SHOWN = 200


def flags_led_by(person: Person) -> QuerySet[CustomerFlag]:
    """Flags of the person's teams: those that wait for them first, then by when they expire."""
    below, _above = authority.teams_with(person, "desk.decide_flags")
    rows = CustomerFlag.objects.filter(team_id__in=below).select_related("customer", "set_by", "ticket")
    return rows.order_by("expires_at", "id")


def standing_flags(person: Person) -> list[CustomerFlag]:
    """Flags that stand, those somebody has to decide about first."""
    rows = flags_led_by(person).filter(state__in=STANDING)[:SHOWN]
    return sorted(rows, key=lambda row: not (row.state == "asked" or _is_appealed(row)))


def ended_flags(person: Person) -> list[CustomerFlag]:
    """The last flags that no longer stand."""
    return list(flags_led_by(person).exclude(state__in=STANDING).order_by("-ended_at")[:20])


def _is_appealed(row: CustomerFlag) -> bool:
    return row.appealed_at is not None and row.appeal_decided_at is None


def endings_led_by(person: Person) -> QuerySet[EndingRun]:
    """Uses of the right to end in the person's teams, the latest first."""
    below, _above = authority.teams_with(person, "desk.see_endings")
    rows = EndingRun.objects.filter(team_id__in=below, ticket__in=visible.tickets(person))
    return rows.select_related("ticket", "person", "team").order_by("-started_at", "-id")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often the right to end was used for one reason, and how far it went."""

    reason: str
    warned: int
    final: int
    ended: int
    calmed: int


def counted(person: Person, since: datetime) -> list[Counted]:
    """Uses since a time, by reason; every reason has its row."""
    rows = endings_led_by(person).filter(started_at__gte=since)
    told = list(rows.values_list("reason", "stage", "final_at"))
    stages = Counter((reason, stage) for reason, stage, _final in told)
    warned = Counter(reason for reason, _stage, _final in told)
    final = Counter(reason for reason, _stage, final_at in told if final_at)
    return [
        Counted(
            str(EndReason(reason).label),
            warned[reason],
            final[reason],
            stages[reason, EndStage.ENDED],
            stages[reason, EndStage.CALMED],
        )
        for reason in EndReason.values
    ]
