class WorktimeError(ValueError):
    """A zone, a calendar or a time that cannot be worked with; the message is English, callers translate."""
