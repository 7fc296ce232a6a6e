"""What was said, the originals, and what still has to go out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms import Author, ChannelKind, DeliveryState, Direction, RawReason, RawState


class RawInbound(models.Model):
    """The bytes as they came, stored (encrypted) before anything reads them."""

    account = models.ForeignKey("desk.ChannelAccount", null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16, choices=ChannelKind)
    received_at = models.DateTimeField()
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    vault_key = models.CharField(max_length=80, blank=True)  # empty once erased
    state = models.CharField(max_length=12, choices=RawState, default=RawState.RECEIVED)
    reason = models.CharField(max_length=16, choices=RawReason, blank=True)
    detail = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message = models.ForeignKey("desk.Message", null=True, on_delete=models.PROTECT, related_name="raws")

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="raw_by_state"),
            models.Index(fields=["envelope_from"], name="raw_by_sender"),
        ]

    def __str__(self) -> str:
        return f"raw {self.pk} {self.state}"


class Message(models.Model):
    """Something said on a ticket. Immutable, but for erasure and the state of its delivery."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="messages")
    contact = models.ForeignKey("desk.Contact", null=True, on_delete=models.PROTECT, related_name="messages")
    account = models.ForeignKey("desk.ChannelAccount", null=True, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=8, choices=Direction)
    author = models.CharField(max_length=8, choices=Author)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    handle = models.ForeignKey("desk.Handle", null=True, on_delete=models.SET_NULL, related_name="+")
    recipients = models.JSONField(default=list)  # addresses a reply goes to
    subject = models.CharField(max_length=300, blank=True)
    body_full = models.TextField(blank=True)
    body_new = models.TextField(blank=True)
    body_quoted = models.TextField(blank=True)
    automatic = models.CharField(max_length=32, blank=True)  # why we think a machine wrote it
    defects = models.JSONField(default=list)  # codes: truncated, charset_unclear, …
    dedupe_key = models.CharField(max_length=64, null=True)
    in_reply_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    delivery = models.CharField(max_length=8, choices=DeliveryState, blank=True)  # replies only
    sent_at = models.DateTimeField(null=True)  # what the sender's clock said
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "dedupe_key"], condition=Q(dedupe_key__isnull=False), name="message_once"
            )
        ]
        indexes = [models.Index(fields=["ticket", "id"], name="message_of_ticket")]

    def __str__(self) -> str:
        return f"message {self.pk} of {self.ticket_id}"

    @property
    def shown(self) -> str:
        """What the page shows first: the new text, or everything where nothing is new."""
        return self.body_new.strip() or self.body_full

    @property
    def hidden(self) -> str:
        """What stands behind "show the rest"."""
        return self.body_quoted if self.body_new.strip() else ""


class ExternalRef(models.Model):
    """An id the outside world knows a message by; a message may have many."""

    account = models.ForeignKey("desk.ChannelAccount", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # message-id, thread-index, …
    external_id = models.CharField(max_length=998)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="refs")

    class Meta:
        indexes = [models.Index(fields=["kind", "external_id"], name="ref_by_id")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.message_id}"


class Attachment(models.Model):
    """A file of a message. Its name is data, never a path; equal contents are stored once."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=255)  # for display: NFC, base name only
    raw_name = models.BinaryField(blank=True)
    content_type = models.CharField(max_length=128)
    size = models.PositiveBigIntegerField()
    vault_key = models.CharField(max_length=80)
    is_inline = models.BooleanField(default=False)
    content_id = models.CharField(max_length=255, blank=True)

    class Meta:
        indexes = [models.Index(fields=["vault_key"], name="attachment_by_content")]

    def __str__(self) -> str:
        return f"attachment {self.pk}"


class Outbox(models.Model):
    """A reply that still has to reach the outside: at least once, with one idempotency key."""

    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="outbox")
    channel = models.CharField(max_length=16, choices=ChannelKind)
    idempotency_key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=255, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"outbox {self.pk} {self.state}"


class DeliveryAttempt(models.Model):
    """One try to send, and how it ended."""

    outbox = models.ForeignKey(Outbox, on_delete=models.CASCADE, related_name="tries")
    tried_at = models.DateTimeField()
    accepted = models.BooleanField()
    answer = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"try {self.pk} of {self.outbox_id}"


class Draft(models.Model):
    """What a person has begun to write; saved while they type, and no fact."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    base_message_id = models.BigIntegerField(default=0)  # the last message they had seen
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="one_draft")]

    def __str__(self) -> str:
        return f"draft of {self.person_id} on {self.ticket_id}"


class StandardUse(models.Model):
    """An agreed sentence that went into a message, with the version in force then."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="uses")
    version = models.ForeignKey("standards.StandardVersion", on_delete=models.PROTECT, related_name="+")
    edited_share = models.FloatField()  # 0: word for word; 1: nothing of it is left

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "version"], name="used_once")]

    def __str__(self) -> str:
        return f"{self.version_id} in {self.message_id}"


class SnippetUse(models.Model):
    """A personal script whose words went into a message."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="snippet_uses")
    snippet = models.ForeignKey("standards.Snippet", on_delete=models.PROTECT, related_name="+")
    edited_share = models.FloatField()  # 0: word for word; 1: nothing of it is left

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "snippet"], name="script_used_once")]

    def __str__(self) -> str:
        return f"script {self.snippet_id} in {self.message_id}"
