"""How far a matter is, for the customer's page."""

from dataclasses import dataclass
from datetime import datetime

from gijun.desk.terms.promises import Step


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the way; ``at``: since when, none where it has not come to that."""

    step: Step
    at: datetime | None
    is_current: bool


def steps(
    *,
    received_at: datetime,
    looked_at: datetime | None,
    answered_at: datetime | None,
    solved_at: datetime | None,
) -> list[StepShown]:
    """The four steps in order; the furthest that was reached is where the matter stands.

    A step nobody took by itself, such as an answer to something nobody had held, has no time but is behind.
    """
    times = {
        Step.RECEIVED: received_at,
        Step.LOOKED_AT: looked_at,
        Step.ANSWERED: answered_at,
        Step.SOLVED: solved_at,
    }
    furthest = [step for step, at in times.items() if at][-1]
    return [StepShown(step, at, step == furthest) for step, at in times.items()]
