"""The rules of asking in a centre: read from what is kept, refused where they lead nowhere."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gijun.desk.terms.asking import LONGEST_MIN, MOST_LEVELS, PolicyFault
from gijun.organisation.terms import Role

UPWARDS = (Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD)
RANK = {Role.TEAM_LEAD: 1, Role.TRAINER: 1, Role.OPERATIONS_MANAGER: 2, Role.CENTRE_HEAD: 3}


class PolicyError(Exception):
    """Rules that lead nowhere; with what has to be put right."""

    def __init__(self, fault: PolicyFault, role: Role | None = None) -> None:
        super().__init__(fault.value)
        self.fault, self.role = fault, role


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of the way up, and the working minutes before the next one is asked."""

    role: Role
    minutes: int


@dataclass(frozen=True, slots=True)
class Policy:
    """How requests of a centre go up. Minutes are working minutes."""

    levels: tuple[Level, ...]
    approval_min: int = 30
    consult_min: int = 60
    promote_after: int = 10  # approvals of one kind without a denial
    promote_days: int = 90  # within which they count
    quiet_days: int = 90  # after a proposal was declined

    @property
    def ladder(self) -> tuple[Role, ...]:
        return tuple(level.role for level in self.levels)

    def data(self) -> dict[str, Any]:
        """What is kept."""
        kept = asdict(self)
        kept["levels"] = [[level.role.value, level.minutes] for level in self.levels]
        return kept


USUAL = Policy(
    (Level(Role.TEAM_LEAD, 10), Level(Role.OPERATIONS_MANAGER, 20), Level(Role.CENTRE_HEAD, 60)),
)


def read_policy(data: Mapping[str, Any]) -> Policy:
    """The rules from what is kept."""
    levels = tuple(Level(Role(role), int(minutes)) for role, minutes in data["levels"])
    return Policy(levels, **{key: int(value) for key, value in data.items() if key != "levels"})


def check(policy: Policy, held: Collection[Role]) -> None:
    """Refuse rules by which a request would go in a circle, down, or to nobody.

    Args:
        held: roles that somebody active holds in the centre.

    Raises:
        PolicyError: what is wrong, with the role it is wrong about.
    """
    if not policy.levels:
        raise PolicyError(PolicyFault.NO_LEVEL)
    if len(policy.levels) > MOST_LEVELS:
        raise PolicyError(PolicyFault.TOO_MANY)
    passed: list[Role] = []
    for level in policy.levels:
        _check_level(level, passed, held)
        passed.append(level.role)
    for minutes in (policy.approval_min, policy.consult_min):
        if not 1 <= minutes <= LONGEST_MIN:
            raise PolicyError(PolicyFault.MINUTES)
    if policy.promote_after < 2 or policy.promote_days < 1 or policy.quiet_days < 1:
        raise PolicyError(PolicyFault.PROMOTION)


def _check_level(level: Level, passed: list[Role], held: Collection[Role]) -> None:
    if level.role not in UPWARDS:
        raise PolicyError(PolicyFault.NOT_A_LEVEL, level.role)
    if level.role in passed:
        raise PolicyError(PolicyFault.LOOP, level.role)
    if passed and RANK[level.role] < RANK[passed[-1]]:
        raise PolicyError(PolicyFault.DOWNWARDS, level.role)
    if level.role not in held:
        raise PolicyError(PolicyFault.EMPTY, level.role)
    if not 1 <= level.minutes <= LONGEST_MIN:
        raise PolicyError(PolicyFault.MINUTES, level.role)
