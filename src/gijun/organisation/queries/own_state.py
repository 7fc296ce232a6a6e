"""What a person sees of their own state in the head of every page."""

from dataclasses import dataclass
from datetime import datetime

from gijun.organisation import authority
from gijun.organisation.models import BreakRequest, Person
from gijun.organisation.queries.breaks import open_break_of
from gijun.organisation.queries.floor import StateNow, state_of
from gijun.organisation.rules import states
from gijun.organisation.terms import AwayReason, BreakState, StateKind

KEEP = "organisation.keep_state"
ORDER = (
    StateKind.READY,
    StateKind.AFTER_WORK,
    StateKind.PREPARING,
    StateKind.COACHING,
    StateKind.TRAINING,
    StateKind.MEETING,
    StateKind.PROJECT,
    StateKind.OFFLINE,
)


@dataclass(frozen=True, slots=True)
class OwnState:
    """A person's state, and what they may choose next. ``at``: when it was looked at."""

    person_id: int
    now: StateNow
    at: datetime
    request: BreakRequest | None

    @property
    def choices(self) -> list[StateKind]:
        """States to choose from, the most frequent first; being away is chosen by its reason."""
        offered = states.choices_from(self.now.kind)
        return [kind for kind in ORDER if kind in offered]

    @property
    def may_be_ready(self) -> bool:
        return StateKind.READY in self.choices

    @property
    def away_reasons(self) -> list[AwayReason]:
        """Why they may leave now; nobody leaves who is not there."""
        if self.now.kind == StateKind.OFFLINE:
            return []
        return [reason for reason in AwayReason if not self._is_away_for(reason)]

    def _is_away_for(self, reason: AwayReason) -> bool:
        return self.now.kind == StateKind.AWAY and self.now.reason == reason

    @property
    def waits_for_break(self) -> bool:
        return self.request is not None and self.request.state == BreakState.ASKED

    @property
    def granted(self) -> BreakRequest | None:
        """A granted break that has not begun."""
        is_granted = self.request and self.request.state == BreakState.APPROVED and not self.request.begun_at
        return self.request if is_granted else None

    @property
    def is_over(self) -> bool:
        """Should it have ended by now?"""
        return self.now.ends_by is not None and self.now.ends_by <= self.at


def own_state(person: Person, at: datetime) -> OwnState | None:
    """The person's own state; nothing for whoever keeps none on the floor."""
    if not authority.allows(person, KEEP):
        return None
    return OwnState(person.pk, state_of([person.pk])[person.pk], at, open_break_of(person.pk))
