"""What the standards refuse, in the user's words."""


class StandardsError(Exception):
    """A rule of the standards says no; the message is translated and meant for the person."""


class ChangedMeanwhileError(StandardsError):
    """Somebody else changed the draft since the person opened it."""


class UnreadableTableError(StandardsError):
    """A file that cannot be read as a table."""
