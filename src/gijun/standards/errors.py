"""What the standards refuse, in the user's words."""


class StandardsError(Exception):
    """A rule of the standards says no; the message is translated and meant for the person."""
