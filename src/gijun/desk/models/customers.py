"""Who approaches us, and under which addresses."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms import ChannelKind


class Customer(models.Model):
    """A person or firm we serve. Merging keeps a redirect; erasing leaves the number and nothing else."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    memo = models.TextField(_("memo"), blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_seen_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="customer_not_into_itself")
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class CustomerMerge(models.Model):
    """Two records made one, with what came from the one that points on; it can be taken back."""

    goes = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    stays = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    name_before = models.CharField(max_length=200, blank=True)  # of the record that stays
    handles: models.JSONField[Any, Any] = models.JSONField(default=list)  # ids of what came with it
    tickets: models.JSONField[Any, Any] = models.JSONField(default=list)
    memos: models.JSONField[Any, Any] = models.JSONField(default=list)
    flags: models.JSONField[Any, Any] = models.JSONField(default=list)
    parted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goes"], condition=Q(parted_at=None), name="customer_merged_once")
        ]

    def __str__(self) -> str:
        return f"{self.goes_id} into {self.stays_id}"


class Handle(models.Model):
    """An address a customer uses: mail address, E.164 number, chat visitor, messenger user key."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="handles")
    kind = models.CharField(max_length=16, choices=ChannelKind)
    external_id = models.CharField(max_length=320)  # normalised: lower case, E.164
    as_typed = models.CharField(max_length=320, blank=True)
    undeliverable_since = models.DateTimeField(null=True)  # a message to it was returned

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "external_id"], name="handle_once")]
        indexes = [models.Index(fields=["customer"], name="handle_by_customer")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id}"
