"""Mailboxes that are fetched by IMAP, and how far each has been read."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gijun.integrations.email.terms import Fault, Security


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def fetched(self) -> Self:
        """Mailboxes that are switched on and whose door is open."""
        return self.filter(is_active=True, account__is_active=True)


class Mailbox(models.Model):
    """Where the mail of a door lies. Read only: nothing is ever marked or deleted in it.

    A mail is known by ``uidvalidity`` and UID; when the server numbers anew, everything is read again and
    what had arrived before is recognised by its content.
    """

    account = models.OneToOneField("desk.ChannelAccount", on_delete=models.CASCADE, related_name="+")
    host = models.CharField(_("server"), max_length=255)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(_("security"), max_length=8, choices=Security, default=Security.TLS)
    username = models.CharField(_("user name"), max_length=255)
    password_sealed = models.TextField()
    folder = models.CharField(_("folder"), max_length=255, default="INBOX")
    takes_from = models.DateTimeField(null=True)  # older mail stays where it is; none: everything is taken in
    takes_plus = models.BooleanField(default=False)  # does mail to name+anything@ arrive here?
    uidvalidity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    next_poll_at = models.DateTimeField()  # moved on by whoever polls, so that no two do at once
    last_seen_at = models.DateTimeField(null=True)  # when it was last read without a fault
    failures = models.PositiveIntegerField(default=0)  # in a row
    last_error = models.CharField(max_length=16, choices=Fault, blank=True)
    last_error_detail = models.CharField(max_length=500, blank=True)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(security__in=Security.values), name="mailbox_security_known"),
            models.CheckConstraint(condition=Q(port__gte=1, port__lte=65535), name="mailbox_port_exists"),
        ]
        indexes = [models.Index(fields=["is_active", "next_poll_at"], name="mailbox_due")]

    def __str__(self) -> str:
        return f"mailbox of {self.account_id}"
