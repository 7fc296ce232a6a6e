"""What mail refuses, in the user's words."""

from django.db.models import TextChoices


class MailError(Exception):
    """A rule of mail says no; the message is translated and meant for the person."""


class MailboxError(MailError):
    """A mailbox could not be read; ``fault`` says why in our words, ``detail`` in the server's."""

    def __init__(self, fault: TextChoices, detail: str = "") -> None:
        super().__init__(str(fault.label))
        self.fault = fault
        self.detail = detail
