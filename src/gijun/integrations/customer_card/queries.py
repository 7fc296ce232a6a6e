"""Reads of outside systems that know customers."""

from django.db.models import QuerySet

from gijun.integrations.customer_card.models import Source, SourceVersion
from gijun.integrations.customer_card.powers import MANAGE
from gijun.organisation import authority
from gijun.organisation.models import Person


def asked_in(centre_id: int) -> QuerySet[Source]:
    """Systems that agents of a centre see, by name."""
    return Source.objects.filter(centre_id=centre_id, is_active=True).order_by("name", "id")


def managed_by(person: Person) -> QuerySet[Source]:
    """Systems the person may change, by centre and name."""
    below, _above = authority.teams_with(person, MANAGE)
    found = Source.objects.filter(centre_id__in=below).select_related("centre")
    return found.order_by("centre__name", "centre_id", "name", "id")


def versions_of(source_id: int) -> list[tuple[SourceVersion, SourceVersion | None]]:
    """How a system was described, newest first, each with the version before."""
    rows = list(
        SourceVersion.objects.filter(source_id=source_id).select_related("person").order_by("-version")
    )
    return list(zip(rows, [*rows[1:], None], strict=True))
