"""What the standards refuse, in the user's words."""

from django.db.models import TextChoices


class StandardsError(Exception):
    """A rule of the standards says no; the message is translated and meant for the person."""


class ChangedMeanwhileError(StandardsError):
    """Somebody else changed the draft since the person opened it."""


class UnreadableTableError(StandardsError):
    """A file that cannot be read as a table."""


class UnreadableDocumentError(StandardsError):
    """A document that cannot be read; ``code`` says why."""

    def __init__(self, code: TextChoices) -> None:
        super().__init__(str(code.label))
        self.code = code
