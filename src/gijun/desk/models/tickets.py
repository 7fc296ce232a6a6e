"""Accounts, tickets, contacts, and who holds them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms import ACTIVE, ChannelKind, Priority, TicketStatus
from gijun.desk.terms.routing import LIVE
from gijun.desk.terms.sorting import Cause


class ChannelAccount(models.Model):
    """A door customers come through: one mailbox, one chat widget, one number."""

    kind = models.CharField(max_length=16, choices=ChannelKind)
    name = models.CharField(_("name"), max_length=64)
    address = models.CharField(
        _("address"), max_length=320, blank=True
    )  # a mailbox's own address, lower case
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "address"], condition=~Q(address=""), name="account_address_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """The last ticket number given in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"


class TicketQuerySet(models.QuerySet["Ticket"]):
    def seen_by(self, below: frozenset[int], above: frozenset[int], person_id: int) -> Self:
        """What somebody sees: their teams' tickets, their own, and what waits in the teams above."""
        return self.filter(
            Q(team_id__in=below) | Q(assignee_id=person_id) | Q(team_id__in=above, assignee=None)
        )

    def active(self) -> Self:
        """Neither solved nor closed, nor merged away."""
        return self.filter(status__in=ACTIVE, merged_into=None)

    def waiting(self) -> Self:
        """Active tickets nobody has taken, the longest wait first."""
        return self.active().filter(assignee=None).oldest_first()

    def weighing(self) -> Self:
        """Tickets that take room at their holder's: a customer waits, or the call or chat is open."""
        is_open = Exists(Contact.objects.filter(ticket=OuterRef("pk"), ended_at=None))
        waits = Q(waiting_since__isnull=False, status__in=[TicketStatus.NEW, TicketStatus.OPEN])
        return self.active().exclude(assignee=None).filter(waits | (Q(channel__in=LIVE) & is_open))

    def oldest_first(self) -> Self:
        """What is due first, then urgent ones, then the longest wait; those who do not wait come last."""
        return self.order_by(
            F("due_at").asc(nulls_last=True),
            F("priority").desc(),
            F("waiting_since").asc(nulls_last=True),
            "id",
        )


class Ticket(models.Model):
    """A matter of a customer, from the first contact until it is solved."""

    number = models.CharField(max_length=16, unique=True)  # 2026-1183
    subject = models.CharField(_("subject"), max_length=300)
    status = models.CharField(max_length=20, choices=TicketStatus, default=TicketStatus.NEW)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    channel = models.CharField(max_length=16, choices=ChannelKind)  # of the first contact
    customer = models.ForeignKey("desk.Customer", on_delete=models.PROTECT, related_name="tickets")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="split_off"
    )
    cause = models.CharField(max_length=20, choices=Cause, blank=True)  # why it arose; optional
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)  # the oldest message of the customer nobody has answered
    last_message_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # the first of its running clocks; none: nothing is due

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=TicketStatus.values), name="ticket_status_known"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="ticket_not_into_itself"),
        ]
        indexes = [
            models.Index(fields=["team", "status", "-priority", "waiting_since", "id"], name="ticket_queue"),
            models.Index(fields=["assignee", "status", "waiting_since"], name="ticket_of_agent"),
            models.Index(fields=["customer", "-opened_at"], name="ticket_of_customer"),
            models.Index(fields=["-last_message_at"], name="ticket_recent"),
            models.Index(fields=["merged_into", "status", "assignee", "due_at"], name="ticket_active"),
            models.Index(  # all that the list is chosen, put in order and counted by
                fields=["status", "team", "due_at", "priority", "waiting_since", "assignee", "merged_into"],
                name="ticket_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    def waited_s(self, at: datetime) -> float | None:
        """Seconds the customer has waited at ``at``; none when nobody waits."""
        return None if self.waiting_since is None else (at - self.waiting_since).total_seconds()

    @property
    def is_ended(self) -> bool:
        return self.status not in ACTIVE


class Contact(models.Model):
    """One approach by a customer. A ticket has many; at most one is open per door and address."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="contacts")
    account = models.ForeignKey(ChannelAccount, on_delete=models.PROTECT, related_name="+")
    handle = models.ForeignKey("desk.Handle", null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=16, choices=ChannelKind)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "handle", "ticket"], condition=Q(ended_at=None), name="one_open_contact"
            )
        ]
        indexes = [models.Index(fields=["opened_at"], name="contact_opened")]

    def __str__(self) -> str:
        return f"contact {self.pk} of {self.ticket_id}"


class Assignment(models.Model):
    """Who was responsible, from when to when; at most one open per ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=Q(ended_at=None), name="one_open_assignment")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.ticket_id}"


class Work(models.Model):
    """A stretch of an agent's attention on a ticket; handle time is the sum of these."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "person"], condition=Q(ended_at=None), name="one_open_work"
            )
        ]

    def __str__(self) -> str:
        return f"work {self.pk} on {self.ticket_id}"


class Presence(models.Model):
    """Who has a ticket open right now. It fades by itself and is no fact."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    is_writing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} looks at {self.ticket_id}"


class ChecklistTick(models.Model):
    """A step of a standard's checklist, done in a ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="ticks")
    version = models.ForeignKey("standards.StandardVersion", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("standards.ChecklistItem", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "item"], name="ticked_once")]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.ticket_id}"
