"""The matrix of authority: every power, and what each role may do alone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gijun.organisation import authority
from gijun.organisation.models import Grant
from gijun.organisation.rules.authority import Decision, Power, decision_for
from gijun.organisation.terms import Role


@dataclass(frozen=True, slots=True)
class Cell:
    """What is decided for one role."""

    role: Role
    decision: Decision
    differs: bool  # from the power's default

    @property
    def approver(self) -> str:
        """The approver's role in words; empty where nobody approves."""
        return str(Role(self.decision.approver).label) if self.decision.approver else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A power with its cells, one a role."""

    power: Power
    cells: list[Cell]

    @property
    def label(self) -> str:
        return _(self.power.label)


def matrix() -> list[Row]:
    """Every power that is known, by capability."""
    decided = {
        (row.role, row.power): Decision(row.allowed, row.limit_amount, row.approver)
        for row in Grant.objects.all()
    }
    return [Row(power, [_cell(power, role, decided) for role in Role]) for power in authority.powers()]


def row_of(code: str) -> Row | None:
    """The row of one power, if some capability knows it."""
    return next((row for row in matrix() if row.power.code == code), None)


def _cell(power: Power, role: Role, decided: dict[tuple[str, str], Decision]) -> Cell:
    decision = decision_for(power, role, decided)
    return Cell(role, decision, differs=decision != power.usual(role))
