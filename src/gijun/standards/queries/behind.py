"""Who is behind with what must be read, of many people at once."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from gijun.standards.models import Notice, Receipt, StandardVersion
from gijun.standards.terms.publishing import GRACE


def behind_with_reading(people: Mapping[int, frozenset[int]], at: datetime) -> frozenset[int]:
    """Those of whom ``overdue_must_reads`` would find some; two queries, however many they are.

    Args:
        people: each with the teams they have a role in and all teams above those.
    """
    in_force = StandardVersion.objects.in_force(at).filter(pk=OuterRef("version"))
    never_began = StandardVersion.objects.filter(pk=OuterRef("version"), valid_to=OuterRef("shows_from"))
    overdue = (
        Notice.objects.filter(
            Q(shows_until=None) | Q(shows_until__gt=at),
            Q(version=None) | Exists(in_force),
            must_read=True,
            team__in={team_id for team_ids in people.values() for team_id in team_ids},
            shows_from__lte=at - GRACE,
        )
        .filter(~Exists(never_began))
        .values_list("pk", "team_id", "issued_by_id", "version__comprehension")
    )
    asks = {pk: (team_id, issuer_id, asked is not None) for pk, team_id, issuer_id, asked in overdue}
    if not asks:
        return frozenset()
    receipts = Receipt.objects.filter(notice__in=asks, person__in=people.keys())
    closed = {
        (notice_id, person_id)
        for notice_id, person_id, understood_at in receipts.values_list(
            "notice_id", "person_id", "understood_at"
        )
        if understood_at is not None or not asks[notice_id][2]
    }
    return frozenset(
        person_id
        for person_id, team_ids in people.items()
        for notice_id, (team_id, issuer_id, _asked) in asks.items()
        if team_id in team_ids and issuer_id != person_id and (notice_id, person_id) not in closed
    )
