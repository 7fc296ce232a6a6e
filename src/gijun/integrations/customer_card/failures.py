"""Why a system cannot be connected, and why it gave no card."""

from gijun.desk.lookups import LookupFailed
from gijun.integrations.customer_card.terms import OUTCOMES, Fault, Trouble


class FaultyError(ValueError):
    """Something typed about a system cannot be used: why, and what it was."""

    def __init__(self, fault: Fault, value: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.value = value


class NoCard(LookupFailed):
    """A system gave no card, and why in as many words as a person needs to put it right."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(OUTCOMES[trouble])
        self.trouble = trouble
