"""Who approved a draft, whether it still holds, and what else is agreed on a standard's page."""

from dataclasses import dataclass
from datetime import datetime

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Approval, Return, Standard, StandardVersion, Verification, Workshop
from gijun.standards.queries import workshop as workshops
from gijun.standards.queries.agreement import POWER
from gijun.standards.queries.page import StandardPage
from gijun.standards.queries.verification import last_verification, reviews
from gijun.standards.rules.content import content_hash, gaps
from gijun.standards.rules.review import Review
from gijun.standards.terms import Basis, Side


@dataclass(frozen=True, slots=True)
class SideLine:
    """Where one side stands with a draft, and what the person may do for it."""

    version: StandardVersion
    side: Side
    approval: Approval | None  # the latest that was not withdrawn
    stands: bool  # it is for exactly what the draft says now
    sent_back: Return | None  # the latest
    is_back: bool  # nobody changed the draft since it was sent back
    may_act: bool
    is_own: bool  # the person wrote the draft
    may_approve: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """How a version in force is kept right."""

    review: Review
    is_overdue: bool
    last: Verification | None


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How a standard's draft and words are being agreed on, and when it was verified."""

    sides: list[SideLine]  # empty without a draft
    workshops: list[Workshop]  # the latest first
    checked: Checked | None  # none: nothing is in force

    @property
    def open_workshop(self) -> Workshop | None:
        return next((one for one in self.workshops if one.decided_at is None), None)

    @property
    def decided_workshops(self) -> list[Workshop]:
        return [one for one in self.workshops if one.decided_at is not None]


def agreeing(person: Person, page: StandardPage, at: datetime) -> Agreeing:
    """What the page of a standard shows of its agreement."""
    return Agreeing(
        sides=sides_of(person, page.draft.version) if page.draft else [],
        workshops=workshops.of_standard(person, page.standard.pk),
        checked=_checked(page.current.version, page.standard, at) if page.current else None,
    )


def _checked(version: StandardVersion, standard: Standard, at: datetime) -> Checked:
    review = reviews([version])[version.pk]
    overdue = review.is_overdue(log.business_day(at, standard.team_id))
    return Checked(review, overdue, last_verification(version))


def sides_of(person: Person, draft: StandardVersion) -> list[SideLine]:
    """Both sides of a draft as this person may act on them."""
    content = draft.content()
    named, is_whole = content_hash(content), not gaps(content, draft.number, basis=Basis.AGREED)
    approvals = Approval.objects.filter(version=draft, withdrawn_at=None).select_related("approver")
    backs = Return.objects.filter(version=draft).select_related("person")
    asked = _Asked(
        draft, named, is_whole, list(approvals.order_by("-id")), list(backs.order_by("-id")), person
    )
    return [asked.line(side) for side in Side]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A draft with everything said about it, the latest first, as one person sees it."""

    draft: StandardVersion
    named: str  # hash of what it says
    is_whole: bool
    approvals: list[Approval]
    backs: list[Return]
    person: Person

    @property
    def standing(self) -> dict[str, Approval]:
        """The first approval of each side that is for exactly what the draft says."""
        return {one.side: one for one in self.approvals if one.content_hash == self.named}

    def line(self, side: Side) -> SideLine:
        standing = self.standing
        approval = standing.get(side) or next((one for one in self.approvals if one.side == side), None)
        sent_back = next((one for one in self.backs if one.side == side), None)
        may_act = authority.allows(self.person, POWER[side], team_id=self.draft.standard.team_id)
        is_own = self.person.pk in {self.draft.author_id, self.draft.editor_id}
        for_other = any(one.approver_id == self.person.pk and one.side != side for one in standing.values())
        free = self.is_whole and not (is_own or for_other or side in standing)
        return SideLine(
            version=self.draft,
            side=side,
            approval=approval,
            stands=side in standing,
            sent_back=sent_back,
            is_back=_is_back(sent_back, approval, self.named),
            may_act=may_act,
            is_own=is_own,
            may_approve=may_act and free,
        )


def _is_back(sent_back: Return | None, approval: Approval | None, named: str) -> bool:
    """Was exactly this text sent back, and not approved after all?"""
    if sent_back is None or sent_back.content_hash != named:
        return False
    return approval is None or approval.approved_at < sent_back.returned_at
