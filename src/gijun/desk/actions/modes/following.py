"""What modes and broadcasts leave behind goes with practice data."""

from collections.abc import Collection

from gijun.desk.models import Broadcast, FloorSample, ModePeriod, ModePlan, ModeSuggestion


def remove_practice(team_ids: Collection[int]) -> None:
    """Inside an action: remove modes, their plans, the broadcast schedule and samples of practice centres."""
    for of_centre in (ModePeriod, ModeSuggestion, ModePlan, FloorSample, Broadcast):
        of_centre.objects.filter(centre__in=team_ids).delete()
