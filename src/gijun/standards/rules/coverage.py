"""How much of the policies is said to customers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from gijun.standards.terms.documents import ClauseState


@dataclass(frozen=True, slots=True)
class Stands:
    """A standard that stands for a clause: is it in force, and did the clause change since?"""

    in_force: bool
    needs_check: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """Clauses counted by state."""

    counts: Counter[ClauseState] = field(default_factory=Counter)

    @property
    def said(self) -> int:
        return self.counts[ClauseState.SAID]

    @property
    def aside(self) -> int:
        return self.counts[ClauseState.ASIDE]

    @property
    def needed(self) -> int:
        """Clauses that need a sentence: all but those set aside."""
        return self.counts.total() - self.aside

    @property
    def open(self) -> int:
        """Clauses that need a sentence and have none that is agreed and up to date."""
        return self.needed - self.said

    @property
    def share(self) -> float | None:
        """Said out of needed, in [0, 1]; none where no clause needs a sentence."""
        return self.said / self.needed if self.needed else None


def state_of(standing: Iterable[Stands], *, is_aside: bool) -> ClauseState:
    """How far a clause is, by the standards that stand for it.

    One that has to be looked at again counts for nothing until somebody did; one that nobody agreed on yet is
    being written.
    """
    known = list(standing)
    if is_aside:
        return ClauseState.ASIDE
    if not known:
        return ClauseState.MISSING
    if any(one.needs_check for one in known):
        return ClauseState.CHECK
    return ClauseState.SAID if any(one.in_force for one in known) else ClauseState.WRITING


def coverage(states: Iterable[ClauseState]) -> Coverage:
    return Coverage(Counter(states))
