"""What publishing a version changes, seen before it is done."""

from dataclasses import dataclass
from datetime import datetime

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Approval, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.agreement import missing_sides, standing_approvals
from gijun.standards.queries.receipts import Adoption, adoption, people_reached
from gijun.standards.rules.content import content_hash, gaps
from gijun.standards.rules.publication import ArtefactChange, Artefacts, artefacts_of, changes
from gijun.standards.rules.rolling_back import before
from gijun.standards.terms import Basis, Gap, Side, Validity


@dataclass(frozen=True, slots=True)
class Preview:
    """A version with everything that changes when it comes into force."""

    version: StandardVersion
    validity: Validity
    earlier: StandardVersion | None  # what it takes the place of
    changes: tuple[ArtefactChange, ...]
    content_hash: str
    people: int  # it holds for
    approvals: list[Approval]
    missing: list[Side]
    gaps: tuple[Gap, ...]
    adoption: Adoption | None
    may_publish: bool
    may_write: bool

    @property
    def is_ready(self) -> bool:
        """Nothing is lacking and both sides agreed."""
        return not self.gaps and not self.missing

    @property
    def may_roll_back(self) -> bool:
        """Can it be taken back, and may the person do so?"""
        live = self.validity in {Validity.IN_FORCE, Validity.SCHEDULED}
        return self.may_publish and live and self.earlier is not None


def preview(person: Person, version_id: int, at: datetime) -> Preview:
    """What publishing the version changes; of a published one, what it changed.

    Raises:
        StandardVersion.DoesNotExist: there is none that the person may see.
    """
    version = visible.version(person, version_id)
    content, title = version.content(), version.standard.title
    earlier = _earlier(version, at)
    old = artefacts_of(earlier.content(), title) if earlier else None
    team_id = version.standard.team_id
    return Preview(
        version=version,
        validity=version.validity(at),
        earlier=earlier,
        changes=changes(old, artefacts_of(content, title)),
        content_hash=content_hash(content),
        people=people_reached(version),
        approvals=standing_approvals(version),
        missing=missing_sides(version) if version.is_draft else [],
        gaps=gaps(content, version.number, basis=Basis.AGREED) if version.is_draft else (),
        adoption=None if version.is_draft else adoption(version.pk),
        may_publish=authority.allows(person, "standards.publish", team_id=team_id),
        may_write=authority.allows(person, visible.WRITE, team_id=team_id),
    )


def artefacts(version_id: int) -> Artefacts:
    """What a version says to each of its readers.

    Raises:
        StandardVersion.DoesNotExist: there is none.
    """
    version = StandardVersion.objects.select_related("standard").get(pk=version_id)
    return artefacts_of(version.content(), version.standard.title)


def _earlier(version: StandardVersion, at: datetime) -> StandardVersion | None:
    """For a draft what is in force, else what was in force until the version began."""
    of_standard = StandardVersion.objects.published().filter(standard_id=version.standard_id)
    if version.is_draft:
        return of_standard.in_force(at).first()
    found = before([one.span() for one in of_standard], version.span())
    return of_standard.get(pk=found.version_id) if found else None
