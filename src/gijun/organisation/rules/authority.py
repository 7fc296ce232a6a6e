"""Who may do what: powers, and the answer for one person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gijun.organisation.terms import Role


@dataclass(frozen=True, slots=True)
class Power:
    """Something a person may be allowed to do. ``label`` is translated by the screen that shows it."""

    code: str  # package.verb_noun
    label: str
    roles: frozenset[Role]  # who may, unless the organisation decided otherwise


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds, and the team it reaches down from (ids from the centre down)."""

    role: Role
    lineage: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the organisation decided about a role and a power."""

    allowed: bool
    limit_amount: int | None = None
    approver: str = ""


def decision_for(power: Power, role: Role, decided: Mapping[tuple[str, str], Decision]) -> Decision:
    """The organisation's decision, or the power's default."""
    return decided.get((role, power.code), Decision(allowed=role in power.roles))


def left_alone(power: Power, decided: Mapping[tuple[str, str], Decision]) -> Role | None:
    """A role whose approver may not do either what lies beyond its limit; nobody when all is well."""
    for (role, code), decision in decided.items():
        if code != power.code or not decision.approver or decision.limit_amount is None:
            continue
        above = decision_for(power, Role(decision.approver), decided)
        if not above.allowed or (
            above.limit_amount is not None and above.limit_amount <= decision.limit_amount
        ):
            return Role(role)
    return None


def may(
    power: Power,
    held: Iterable[Held],
    decided: Mapping[tuple[str, str], Decision],
    *,
    lineage: tuple[int, ...] | None = None,
    amount: int | None = None,
) -> bool:
    """May somebody who holds these roles do this alone?

    Args:
        lineage: the team it concerns, ids from the centre down; none: any team will do.
        amount: KRW at stake; beyond the limit somebody else approves.
    """
    for one in held:
        if lineage is not None and lineage[: len(one.lineage)] != one.lineage:
            continue
        decision = decision_for(power, one.role, decided)
        within = amount is None or decision.limit_amount is None or amount <= decision.limit_amount
        if decision.allowed and within:
            return True
    return False
