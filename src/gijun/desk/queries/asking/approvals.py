"""Approval requests: who may decide them, what was decided before, and who stands in for whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from gijun.desk.models import ApprovalRequest, Delegation, Judgement, Promotion, Ticket
from gijun.desk.rules.asking.approving import band
from gijun.desk.terms.asking import Approvable, ApprovalState, PromotionState
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person
from gijun.standards.terms.decisions import Verdict

APPROVE = "desk.approve"
SIMILAR = 5
DECIDED = (ApprovalState.APPROVED, ApprovalState.DENIED)


@dataclass(frozen=True, slots=True)
class Similar:
    """How requests like this one were decided."""

    approved: int
    denied: int
    latest: list[ApprovalRequest]


@dataclass(frozen=True, slots=True)
class Line:
    """A request in the inbox. ``stands_in_for``: the absent approver the reader decides for."""

    request: ApprovalRequest
    is_mine: bool
    is_late: bool
    stands_in_for: Person | None


@dataclass(frozen=True, slots=True)
class Limit:
    """What the agent may decide alone. ``amount``: none without a limit."""

    power: Approvable
    allowed: bool
    amount: int | None


def limits(person: Person, team_id: int) -> list[Limit]:
    """What the person may decide alone in a team, power by power."""
    role = authority.role_in(person, team_id)
    found = []
    for power in Approvable:
        decision = authority.decision_of(role, power.value) if role else None
        allowed = decision is not None and decision.allowed
        found.append(Limit(power, allowed, decision.limit_amount if decision and allowed else None))
    return found


def similar(power: str, reason_id: int | None, amount: int, before: datetime) -> Similar:
    """Requests of the same power, contact reason and band of amounts that were decided."""
    above, up_to = band(amount)
    rows = ApprovalRequest.objects.filter(
        power=power, reason_id=reason_id, amount__gt=above, state__in=DECIDED, decided_at__lte=before
    )
    if up_to is not None:
        rows = rows.filter(amount__lte=up_to)
    return Similar(
        approved=rows.filter(state=ApprovalState.APPROVED).count(),
        denied=rows.filter(state=ApprovalState.DENIED).count(),
        latest=list(rows.select_related("decided_by").order_by("-decided_at", "-id")[:SIMILAR]),
    )


def stood_in_for(person: Person, at: datetime) -> list[Person]:
    """Absent approvers the person stands in for at ``at``."""
    return [row.giver for row in _standing_in(person.pk, at) if row.giver.is_active]


@prepared
def _standing_in(person_id: int, at: datetime) -> QuerySet[Delegation]:
    now = Delegation.objects.filter(deputy=person_id, ended_at=None, starts_at__lte=at, ends_at__gt=at)
    return now.select_related("giver").order_by("id")


def decides_for(
    person: Person, request: ApprovalRequest, absent: Iterable[Person]
) -> tuple[bool, Person | None]:
    """May the person decide, and if not in their own right: in whose place? Nobody decides their own."""
    if request.asked_by_id == person.pk:
        return False, None
    if may_alone(person, request):
        return True, None
    for giver in absent:
        if giver.pk != request.asked_by_id and may_alone(giver, request):
            return True, giver
    return False, None


def may_alone(person: Person, request: ApprovalRequest) -> bool:
    """Does the person's own authority reach that far?"""
    return authority.allows(person, APPROVE, team_id=request.team_id) and authority.allows(
        person, request.power, team_id=request.team_id, amount=request.amount
    )


def waiting_for(person: Person, at: datetime) -> list[Line]:
    """Requests the person may decide: those asked of their role first, then by deadline."""
    absent = stood_in_for(person, at)
    teams: set[int] = set()
    for one in (person, *absent):
        teams |= authority.teams_with(one, APPROVE)[0]
    roles = {role for one in (person, *absent) for role in authority.roles_of(one)}
    lines = []
    for row in _waiting(teams):
        may, giver = decides_for(person, row, absent)
        if may:
            lines.append(Line(row, row.approver in roles, row.due_at <= at, giver))
    return sorted(lines, key=lambda line: not line.is_mine)


@prepared
def _waiting(team_ids: Collection[int]) -> QuerySet[ApprovalRequest]:
    rows = ApprovalRequest.objects.filter(state=ApprovalState.WAITING, team_id__in=team_ids)
    return _with_people(rows).order_by("due_at", "id")


def seen_by(person: Person) -> QuerySet[ApprovalRequest]:
    """Requests of the teams the person approves for, and their own."""
    below, _above = authority.teams_with(person, APPROVE)
    return _with_people(ApprovalRequest.objects.filter(Q(team_id__in=below) | Q(asked_by=person)))


def lately(person: Person) -> list[ApprovalRequest]:
    """The last decisions in the person's teams."""
    return list(seen_by(person).filter(state__in=DECIDED).order_by("-decided_at", "-id")[:10])


def _with_people(rows: QuerySet[ApprovalRequest]) -> QuerySet[ApprovalRequest]:
    return rows.select_related(
        "ticket__customer", "asked_by", "decided_by", "reason", "message", "judgement__version__standard"
    )


def delegations(person: Person, at: datetime) -> list[Delegation]:
    """Absences that are not over: those the person announced, and those they stand in for."""
    rows = Delegation.objects.filter(Q(giver=person) | Q(deputy=person), ended_at=None, ends_at__gt=at)
    return list(rows.select_related("giver", "deputy").order_by("starts_at", "id"))


def possible_deputies(person: Person) -> list[Person]:
    """Colleagues who may approve, in the centres of the person."""
    centres = {one.lineage[0] for one in authority.standing(person).held}
    known = authority.standing(person).lineages
    teams = frozenset(pk for pk, lineage in known.items() if lineage[0] in centres)
    people = organisation.people_of(teams).exclude(pk=person.pk)
    return [one for one in people if authority.allows(one, APPROVE)]


def needed_by(ticket: Ticket) -> Judgement | None:
    """The last judgement of the ticket, where it says that somebody has to approve."""
    last = Judgement.objects.filter(ticket=ticket).select_related("version__standard").order_by("-id").first()
    return last if last and last.verdict == Verdict.APPROVAL else None


def promotions(person: Person) -> QuerySet[Promotion]:
    """Proposals of the person's centres, the open ones first."""
    below, _above = authority.teams_with(person, "desk.govern_asking")
    rows = Promotion.objects.filter(centre_id__in=below).select_related("centre", "reason", "decided_by")
    return rows.order_by("decided_at", "-proposed_at", "-id")


def open_promotions(person: Person) -> int:
    return promotions(person).filter(state=PromotionState.PROPOSED).count()
