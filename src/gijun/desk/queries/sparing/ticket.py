"""What spares people, beside one ticket."""

from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from gijun.desk.models import CustomerFlag, EndingRun, Message, Ticket, UndoableReply
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.sparing.lookups import ShownCard, cards_of
from gijun.desk.queries.sparing.policy import ending
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.sparing import EndStage, FlagState
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person

SPOKEN = frozenset({ChannelKind.PHONE.value})


class Spared:
    """Read when a template asks for it."""

    def __init__(self, person: Person, ticket: Ticket) -> None:
        self.person, self.ticket = person, ticket

    @cached_property
    def undoable(self) -> UndoableReply | None:
        """The person's last reply here that can still be taken back."""
        return next(iter(_undoable(self.person.pk, self.ticket.pk, timezone.now())), None)

    @property
    def undo_left_s(self) -> float:
        """How long that reply can still be taken back; browsers' clocks may be wrong."""
        return (self.undoable.until - timezone.now()).total_seconds() if self.undoable else 0.0

    @cached_property
    def flags(self) -> list[CustomerFlag]:
        """Flags in force on the customer."""
        return _flags(self.ticket.customer_id, timezone.now())

    @cached_property
    def run(self) -> EndingRun | None:
        """The use of the right to end that is under way, or the one whose rest the person may still take."""
        run = next(iter(_runs(self.ticket.pk)), None)
        if run is None or run.ended_at is None:
            return run
        may_rest = run.person_id == self.person.pk and run.rest_until and run.rest_until > timezone.now()
        return run if may_rest and run.stage == EndStage.ENDED else None

    @cached_property
    def words(self) -> str:
        """What is said at the present step of the right to end."""
        run = self.run
        if run is None:
            return ""
        _version, rules = ending(run.team_id)
        step = "end" if run.stage == EndStage.ENDED else run.stage
        language = "en" if language_spoken(self.ticket.pk) == "en" else "ko"
        return rules.text(step, spoken=self.ticket.channel in SPOKEN, language=language)

    @cached_property
    def cards(self) -> list[ShownCard]:
        """The last known cards of outside systems, for whoever may see contact details."""
        if not authority.allows(self.person, "desk.see_contact_details"):
            return []
        return cards_of(self.ticket.customer_id, self.ticket.team.centre_id)


@prepared
def _undoable(person_id: int, ticket_id: int, at: datetime) -> QuerySet[UndoableReply]:
    rows = UndoableReply.objects.filter(person=person_id, until__gt=at, message__ticket=ticket_id)
    return rows.order_by("-message_id")[:1]


@prepared
def _flags(customer_id: int, at: datetime) -> QuerySet[CustomerFlag]:
    return flags_in_force(customer_id, at)


@prepared
def _runs(ticket_id: int) -> QuerySet[EndingRun]:
    return EndingRun.objects.filter(ticket=ticket_id).order_by("-id")[:1]


def flags_in_force(customer_id: int, at: datetime) -> QuerySet[CustomerFlag]:
    """What to be careful of with a customer."""
    return CustomerFlag.objects.filter(
        customer_id=customer_id, state=FlagState.ACTIVE, expires_at__gt=at
    ).order_by("expires_at")


def evidence(run: EndingRun) -> list[Message]:
    """The messages of a run's ticket, oldest first."""
    rows = Message.objects.filter(ticket_id=run.ticket_id).select_related("person")
    return list(rows.order_by("pk"))
