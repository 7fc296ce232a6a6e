"""The port for outside systems that know customers: orders, membership, subscriptions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gijun.desk.terms.sparing import LookupOutcome

PATIENCE_S = 3.0  # no agent waits longer for another system


@dataclass(frozen=True, slots=True)
class Asked:
    """The customer a system is asked about, by the addresses we know them under."""

    customer_id: int
    handles: tuple[tuple[str, str], ...]  # (kind, id): kinds as in ``ChannelKind``

    def first(self, *kinds: str) -> str:
        """The first address of one of these kinds; empty where there is none."""
        return next((value for kind, value in self.handles if kind in kinds), "")


@dataclass(frozen=True, slots=True)
class CardField:
    """One thing a system knows of a customer, under the name people call it by."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a system says of a customer."""

    fields: tuple[CardField, ...]


class LookupFailed(Exception):  # noqa: N818 -- it says what happened
    """The system gave no card."""

    def __init__(self, outcome: LookupOutcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


class CustomerSource(Protocol):
    """A system that answers or fails within ``PATIENCE_S``; never called in a transaction."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...

    def knows_by(self, asked: Asked) -> bool:
        """Is the customer known to us by what the system is asked by? If not it is not asked."""
        ...

    def fetch(self, asked: Asked) -> Card | None:
        """What it knows; none: it knows no such customer.

        Raises:
            LookupFailed: it was too slow, refused, or said what nobody understands.
        """
        ...


Provider = Callable[[int], Sequence[CustomerSource]]  # the systems a centre may ask

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let centres ask these systems; called from an ``AppConfig.ready``."""
    _providers[name] = provider


def withdraw(name: str) -> None:
    """Ask these systems no more."""
    _providers.pop(name, None)


def sources_of(centre_id: int) -> list[CustomerSource]:
    """Every system that a centre may ask."""
    return [source for _name, provider in sorted(_providers.items()) for source in provider(centre_id)]
