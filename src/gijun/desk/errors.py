"""What the desk refuses, in the user's words."""


class DeskError(Exception):
    """A rule of the desk says no; the message is translated and meant for the person."""


class TakenError(DeskError):
    """Somebody else took the ticket first."""


class MustReadError(DeskError):
    """Something has to be read before the person takes new tickets."""


class LackingError(DeskError):
    """Fields the ticket must have before it is solved are empty."""

    def __init__(self, message: str, *, field_ids: tuple[int, ...]) -> None:
        super().__init__(message)
        self.field_ids = field_ids


class WordingError(DeskError):
    """A template or a procedure cannot be saved; holds every reason at once."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class NewMessagesError(DeskError):
    """Messages arrived since the person started to write."""

    def __init__(self, message: str, *, count: int, last_message_id: int) -> None:
        super().__init__(message)
        self.count = count
        self.last_message_id = last_message_id
