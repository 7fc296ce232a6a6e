"""What was asked on one ticket, beside its conversation."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet

from gijun.desk.models import ApprovalRequest, Consult, Escalation, Judgement, Ticket, Whisper
from gijun.desk.queries.asking import approvals, escalations
from gijun.desk.terms.asking import OPEN, ApprovalState, AskState
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.terms.decisions import Verdict

SHOWN = 5


@prepared
def _there(ticket_id: int) -> QuerySet[Ticket, dict[str, bool]]:
    here = {"ticket": OuterRef("pk")}
    flags = {
        "escalated": Exists(Escalation.objects.filter(**here)),
        "approved": Exists(ApprovalRequest.objects.filter(**here)),
        "consulted": Exists(Consult.objects.filter(**here)),
        "whispered": Exists(Whisper.objects.filter(**here)),
        "judged": Exists(Judgement.objects.filter(**here, verdict=Verdict.APPROVAL)),
    }
    rows: QuerySet[Ticket, dict[str, bool]] = Ticket.objects.annotate(**flags).values(*flags)
    return rows.filter(pk=ticket_id)


@dataclass(frozen=True)
class Asked:
    """Escalations, approvals, consults and whispers of a ticket; each read when a template asks for it."""

    person: Person
    ticket: Ticket

    @cached_property
    def may_reply(self) -> bool:
        return authority.allows(self.person, "desk.reply")

    @cached_property
    def may_assist(self) -> bool:
        return authority.allows(self.person, escalations.ASSIST, team_id=self.ticket.team_id)

    @cached_property
    def _there(self) -> dict[str, bool]:
        """What there is at all, in one query: on most tickets nothing was asked."""
        return _there(self.ticket.pk)[0]

    @property
    def is_empty(self) -> bool:
        """Was nothing asked on the ticket?"""
        return not any(self._there.values())

    @cached_property
    def escalations(self) -> list[Escalation]:
        if not self._there["escalated"]:
            return []
        rows = Escalation.objects.filter(ticket=self.ticket).exclude(state=AskState.WITHDRAWN)
        return list(rows.select_related("asked_by", "taken_by").order_by("-id")[:SHOWN])

    @cached_property
    def open_escalation(self) -> Escalation | None:
        return next((row for row in self.escalations if row.state in OPEN), None)

    @cached_property
    def approvals(self) -> list[ApprovalRequest]:
        if not self._there["approved"]:
            return []
        rows = ApprovalRequest.objects.filter(ticket=self.ticket).exclude(state=ApprovalState.WITHDRAWN)
        return list(rows.select_related("asked_by", "decided_by").order_by("-id")[:SHOWN])

    @cached_property
    def consults(self) -> list[Consult]:
        if not self._there["consulted"]:
            return []
        rows = Consult.objects.filter(ticket=self.ticket).exclude(state=AskState.WITHDRAWN)
        return list(rows.select_related("department", "answered_by").order_by("-id")[:SHOWN])

    @cached_property
    def whispers(self) -> list[Whisper]:
        return escalations.whispers(self.person, self.ticket) if self._there["whispered"] else []

    @cached_property
    def needs_approval(self) -> Judgement | None:
        """A judgement that says somebody has to approve, as long as nobody was asked since."""
        judgement = approvals.needed_by(self.ticket) if self._there["judged"] else None
        if judgement and any(row.judgement_id == judgement.pk for row in self.approvals):
            return None
        return judgement
