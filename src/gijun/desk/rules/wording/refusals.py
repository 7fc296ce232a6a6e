"""A fault with the place where it is, as a sentence."""

from dataclasses import dataclass, field
from typing import Any

from gijun.desk.terms.wording import ProcedureFault, TemplateFault


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is refused."""

    fault: TemplateFault | ProcedureFault
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.fault.label) % self.values
