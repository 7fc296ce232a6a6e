"""Practice standards are no history: they may be taken away, and only they."""

from collections.abc import Collection

from gijun.events import log
from gijun.standards.models import NotFoundQuery, Standard, StandardVersion


@log.action
def remove_practice(team_ids: Collection[int]) -> list[int]:
    """Remove the standards of practice teams; returns their ids. Contact reasons are everybody's and stay."""
    gone = Standard.objects.filter(team_id__in=team_ids)
    ids = list(gone.values_list("pk", flat=True))
    NotFoundQuery.objects.filter(team_id__in=team_ids).delete()
    StandardVersion.objects.filter(standard_id__in=ids).delete()
    gone.delete()
    return ids
