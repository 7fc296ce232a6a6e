"""The strip on every page of a centre: its mode while it is not normal, and a mode that is suggested."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gijun.desk.models import ModePeriod, ModeSuggestion
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person

SWITCH = "desk.switch_mode"


@dataclass(frozen=True, slots=True)
class Banner:
    """Modes of the person's centres that are not normal, and suggestions they may answer."""

    periods: Sequence[ModePeriod]
    suggestions: Sequence[ModeSuggestion]
    is_many: bool = False  # has the person several centres? Then each is named


def banner(person: Person, at: datetime) -> Banner:
    """What the strip says to somebody; one query, two for those who may switch modes."""
    centre_ids = {one.lineage[0] for one in authority.standing(person).held}
    periods = _open_periods(centre_ids, at)
    below, _above = authority.teams_with(person, SWITCH)
    led = below & centre_ids
    return Banner(periods, _open_suggestions(led), len(centre_ids) > 1)


@prepared
def _open_periods(centre_ids: Collection[int], at: datetime) -> QuerySet[ModePeriod]:
    rows = ModePeriod.objects.open().filter(centre__in=centre_ids, ends_by__gt=at)
    return rows.select_related("centre").order_by("centre_id")


@prepared
def _open_suggestions(centre_ids: Collection[int]) -> QuerySet[ModeSuggestion]:
    rows = ModeSuggestion.objects.filter(centre__in=centre_ids, answer="")
    return rows.select_related("centre").order_by("centre_id")
