"""Contacts that were answered with a version, for the pages of the standards."""

from collections.abc import Sequence

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from gijun.desk.models import StandardUse
from gijun.desk.queries import visible
from gijun.desk.rules.quoting import quote
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.examples import Example

A_VERSION = 3  # contacts shown of each


class DeskExamples:
    """The latest answers said with a version, on tickets the person may see."""

    def answers_url(self) -> str:
        return reverse("desk:drift")

    def of_versions(self, person: Person, version_ids: Sequence[int]) -> list[Example]:
        latest = Window(
            RowNumber(), partition_by=F("version_id"), order_by=[F("message__made_at").desc(), F("pk").desc()]
        )
        opens = authority.allows(person, visible.VIEW)
        rows = (
            StandardUse.objects.filter(version__in=version_ids, message__ticket__in=visible.quotable(person))
            .annotate(place=latest)
            .filter(place__lte=A_VERSION)
            .select_related("message__ticket__customer")
        )
        return [
            Example(
                number=row.message.ticket.number,
                url=reverse("desk:ticket", args=[row.message.ticket_id]) if opens else "",
                version_id=row.version_id,
                said=quote(row.message.shown, [row.message.ticket.customer.name]),
                said_at=row.message.made_at,
            )
            for row in rows
        ]
