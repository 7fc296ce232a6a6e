"""The port through which the standards hear how customers reacted to what was said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from gijun.organisation.models import Person

WINDOW = timedelta(days=7)  # a customer who writes again within it was not helped by the first answer


@dataclass(frozen=True, slots=True)
class Reactions:
    """How customers reacted to a version. Only uses whose seven days have passed can tell."""

    uses: int = 0
    watched: int = 0  # uses at least seven days ago; the two counts below are among them
    wrote_again: int = 0  # the customer wrote again within seven days
    reopened: int = 0  # a solved ticket came back within seven days
    quotes: tuple[str, ...] = ()  # what customers wrote next, masked; the latest first

    @property
    def wrote_again_share(self) -> float | None:
        """In [0, 1]; none as long as nothing can be told."""
        return self.wrote_again / self.watched if self.watched else None


class CustomerReactions(Protocol):
    """Whoever speaks with customers knows how they reacted."""

    def to_versions(
        self, version_ids: Collection[int], *, seen_by: Person, at: datetime
    ) -> dict[int, Reactions]:
        """Reactions by version, without those never used; quotes only of what ``seen_by`` may see."""

    def uses_of(self, version_ids: Collection[int], *, since: datetime) -> dict[int, int]:
        """How often each version was used since a time. Versions not used are left out."""


class _Silent:
    """Where nobody speaks with customers there is nothing to hear."""

    def to_versions(
        self,
        version_ids: Collection[int],  # noqa: ARG002 -- the port's signature
        *,
        seen_by: Person,  # noqa: ARG002 -- the port's signature
        at: datetime,  # noqa: ARG002 -- the port's signature
    ) -> dict[int, Reactions]:
        return {}

    def uses_of(
        self,
        version_ids: Collection[int],  # noqa: ARG002 -- the port's signature
        *,
        since: datetime,  # noqa: ARG002 -- the port's signature
    ) -> dict[int, int]:
        return {}


class _Known:
    source: CustomerReactions = _Silent()


def register(source: CustomerReactions) -> None:
    """Let the standards hear of customers; called from an ``AppConfig.ready``."""
    _Known.source = source


def source() -> CustomerReactions:
    return _Known.source
