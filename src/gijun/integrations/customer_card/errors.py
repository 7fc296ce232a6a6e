"""What outside systems are refused for."""


class SourceError(Exception):
    """A system cannot be connected like this; the message is translated and meant for the person."""
