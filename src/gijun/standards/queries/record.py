"""The agreement behind a published version: who agreed to which text, when, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from gijun.events.models import Event
from gijun.organisation.models import Person
from gijun.standards.events import WorkshopDecided
from gijun.standards.models import (
    Approval,
    Dissent,
    Standard,
    StandardVersion,
    Verification,
    Workshop,
)
from gijun.standards.queries import visible
from gijun.standards.queries.agreement import standing_approvals
from gijun.standards.queries.exceptions import ShownTable, shown_table
from gijun.standards.queries.verification import reviews
from gijun.standards.rules.content import Content, content_hash
from gijun.standards.rules.review import Review
from gijun.standards.terms import VersionState


@dataclass(frozen=True, slots=True)
class Record:
    """What was agreed, by whom, and how often the matter came up again."""

    standard: Standard
    version: StandardVersion
    content: Content
    content_hash: str
    exceptions: ShownTable | None
    parties: list[Approval]  # of exactly this text; empty where it was agreed elsewhere before
    agreed_at: datetime  # when the last party agreed, or it came into force
    review: Review
    verifications: list[Verification]
    workshops: list[Workshop]  # that chose words of it
    dissents: list[Dissent]
    versions_since: int
    workshops_since: int

    @property
    def reopened(self) -> int:
        """How often the matter came up again since it was agreed."""
        return max(self.versions_since, self.workshops_since)


def record(person: Person, version_id: int) -> Record:
    """The agreement record of a published version.

    Raises:
        StandardVersion.DoesNotExist: there is none that the person may see, or it is a draft.
    """
    seen = (
        visible.versions(person)
        .filter(state=VersionState.PUBLISHED)
        .select_related("standard__team", "standard__owner")
    )
    version = seen.get(pk=version_id)
    content, parties = version.content(), standing_approvals(version)
    agreed_at = max((one.approved_at for one in parties), default=version.span().valid_from)
    held = list(_workshops_into(version))
    return Record(
        standard=version.standard,
        version=version,
        content=content,
        content_hash=content_hash(content),
        exceptions=shown_table(content.exceptions),
        parties=parties,
        agreed_at=agreed_at,
        review=reviews([version])[version.pk],
        verifications=list(version.verifications.select_related("verifier").order_by("-id")),
        workshops=held,
        dissents=list(Dissent.objects.filter(workshop__in=held).select_related("person").order_by("id")),
        versions_since=_versions_since(version),
        workshops_since=Workshop.objects.filter(
            standard=version.standard_id, opened_at__gt=agreed_at
        ).count(),
    )


def _workshops_into(version: StandardVersion) -> list[Workshop]:
    """Workshops whose words went into the version: the log knows which draft they were written into."""
    told = Event.objects.filter(name=WorkshopDecided.name, data__version_id=version.pk)
    ids = [event.data["workshop_id"] for event in told]
    return list(Workshop.objects.filter(pk__in=ids).select_related("decided_by").order_by("id"))


def _versions_since(version: StandardVersion) -> int:
    later = StandardVersion.objects.published().filter(standard=version.standard_id)
    return later.filter(number__gt=version.number).count()
