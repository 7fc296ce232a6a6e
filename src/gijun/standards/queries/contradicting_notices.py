"""Notices being shown that say something else than a standard in force."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gijun.organisation.models import Person
from gijun.standards.models import Notice, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.consistency import Compared, conflicts, published
from gijun.standards.queries.reasons import parents
from gijun.standards.rules.content import Said
from gijun.standards.rules.contradictions import Contradiction, Scope, Text, contradictions, products_named
from gijun.standards.rules.reasons import below
from gijun.standards.terms import Language, SentenceChannel


@dataclass(frozen=True, slots=True)
class NoticeConflict:
    """A notice and a version in force that contradict each other."""

    notice: Notice
    version: StandardVersion
    points: tuple[Contradiction, ...]


def notice_conflicts(person: Person, at: datetime) -> list[NoticeConflict]:
    """Notices shown at ``at`` against every standard in force then, where the person sees both.

    A notice may tell of a change: where it also says what its standard says now, it contradicts nothing. What
    was told of a version that has ended is history, and standards that contradict each other anyway are told
    once, as standards.
    """
    seen = visible.teams(person)
    notices = (
        Notice.objects.filter(Q(shows_until=None) | Q(shows_until__gt=at), shows_from__lte=at, team__in=seen)
        .filter(Q(version=None) | Q(version__valid_to=None) | Q(version__valid_to__gt=at))
        .select_related("team", "standard")
        .order_by("-shows_from", "-id")
    )
    told = {frozenset((one.first.standard_id, one.second.standard_id)) for one in conflicts(person, at)}
    above = parents()
    in_force = [one for one in published(at) if one.scope.valid_from <= at and one.scope.lineage[-1] in seen]
    found = [
        (notice, one, points)
        for notice in notices
        for one in in_force
        if frozenset((notice.standard_id, one.standard_id)) not in told
        and (points := _between(notice, _scope(notice, above), one))
    ]
    versions = StandardVersion.objects.select_related("standard").in_bulk(
        {one.version_id for _n, one, _p in found}
    )
    return [
        NoticeConflict(notice, versions[one.version_id], tuple(points))
        for notice, one, points in found
        if one.version_id in versions
    ]


def _between(notice: Notice, scope: Scope, version: Compared) -> list[Contradiction]:
    if not scope.overlaps(version.scope):
        return []
    said = (Said(SentenceChannel.ANY, Language.KOREAN, notice.text),)
    return contradictions(Text(notice.title, said), version.text)


def _scope(notice: Notice, above: dict[int, int | None]) -> Scope:
    about = notice.standard
    reason_id = about.reason_id if about else None
    return Scope(
        reasons=below(reason_id, above) if reason_id in above else frozenset(),
        products=products_named(about.products) if about else frozenset(),
        lineage=notice.team.lineage,
        valid_from=notice.shows_from,
        valid_to=notice.shows_until,
    )
