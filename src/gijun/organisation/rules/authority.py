"""Who may do what: powers, and the answer for one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gijun.organisation.terms import Role


@dataclass(frozen=True, slots=True)
class Power:
    """Something a person may be allowed to do. ``label`` is translated by the screen that shows it."""

    code: str  # package.verb_noun
    label: str
    roles: frozenset[Role]  # who may, unless the organisation decided otherwise
    limits: tuple[tuple[Role, int, Role], ...] = ()  # role, KRW it may go to, who approves beyond

    def usual(self, role: Role) -> "Decision":
        """What holds for a role as long as the organisation decides nothing else."""
        for limited, amount, approver in self.limits:
            if limited == role:
                return Decision(role in self.roles, amount, approver.value)
        return Decision(allowed=role in self.roles)


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
    return decided.get((role, power.code), power.usual(role))


def left_alone(power: Power, decided: Mapping[tuple[str, str], Decision]) -> Role | None:
    """A role whose approver may not do either what lies beyond its limit; nobody when all is well."""
    for role in Role:
        decision = decision_for(power, role, decided)
        if not decision.approver or decision.limit_amount is None:
            continue
        above = decision_for(power, Role(decision.approver), decided)
        if not above.allowed or (
            above.limit_amount is not None and above.limit_amount <= decision.limit_amount
        ):
            return role
    return None


def approvers(
    power: Power,
    role: Role,
    amount: int,
    decided: Mapping[tuple[str, str], Decision],
    ladder: Sequence[Role],
) -> list[Role]:
    """Roles that may decide about an amount (KRW) beyond a role's own, the nearest first.

    From each role the way goes to the approver the organisation named, else to the next rung of the ladder.
    Who may not go as far as the amount is passed over; nobody is asked twice.
    """
    found: list[Role] = []
    passed = {role}
    here = role
    while True:
        named = decision_for(power, here, decided).approver
        following = Role(named) if named else _above(here, ladder)
        if following is None or following in passed:
            return found
        passed.add(following)
        decision = decision_for(power, following, decided)
        if decision.allowed and (decision.limit_amount is None or amount <= decision.limit_amount):
            found.append(following)
        here = following


def _above(role: Role, ladder: Sequence[Role]) -> Role | None:
    """The next rung; whoever stands on none begins at the lowest."""
    place = ladder.index(role) + 1 if role in ladder else 0
    return ladder[place] if place < len(ladder) else None


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
