"""What decided requests teach: bands of amounts, and what a role may soon decide alone."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gijun.desk.rules.asking.policy import Policy

EDGES = (0, 10_000, 30_000, 50_000, 100_000, 300_000, 500_000, 1_000_000, 3_000_000, 10_000_000)


def band(amount: int) -> tuple[int, int | None]:
    """The band an amount (KRW) lies in: above the first, up to the second; none: without end."""
    place = bisect_left(EDGES, amount)
    below = EDGES[place - 1] if place else -1
    return below, EDGES[place] if place < len(EDGES) else None


@dataclass(frozen=True, slots=True)
class Decided:
    """A request that was decided."""

    approved: bool
    amount: int
    at: datetime


def limit_to_propose(policy: Policy, decided: Iterable[Decided], at: datetime, own_limit: int) -> int | None:
    """The amount (KRW) up to which a role could decide alone, by what was decided for it; none: not yet.

    ``decided``: requests of one power, role and contact reason. One denial within the window is enough to
    wait. What was approved in the window never exceeds what is proposed, and the limit only goes up.
    """
    since = at - timedelta(days=policy.promote_days)
    lately = [one for one in decided if since <= one.at <= at]
    if len(lately) < policy.promote_after or not all(one.approved for one in lately):
        return None
    highest = max(one.amount for one in lately)
    return highest if highest > own_limit else None


def stands_in_circle(giver: int, deputy: int, others: Collection[tuple[int, int]]) -> bool:
    """Would the deputy's absence lead back to the giver? ``others``: pairs (giver, deputy) then in force."""
    towards = dict(others)
    here, seen = deputy, {giver}
    while here in towards:
        if here in seen:
            return True
        seen.add(here)
        here = towards[here]
    return here in seen
