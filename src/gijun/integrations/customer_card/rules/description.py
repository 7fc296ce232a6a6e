"""How a system is asked and what is shown of its answers: as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the card: the name people call it by, and where the answer holds it."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Description:
    """What a person decides about a system."""

    name: str = ""
    url: str = ""
    header: str = ""
    confirmed_at: str = ""  # where the answer repeats the address it is about
    rows: tuple[Row, ...] = ()

    @classmethod
    def of(cls, name: str, content: Mapping[str, Any]) -> Self:
        """As it lies in the database."""
        rows = tuple(Row(label, path) for label, path in content["rows"])
        return cls(name, content["url"], content["header"], content["confirmed_at"], rows)

    def content(self) -> dict[str, Any]:
        """As it may lie in the database; the name has a column of its own."""
        return {
            "url": self.url,
            "header": self.header,
            "confirmed_at": self.confirmed_at,
            "rows": [[row.label, row.path] for row in self.rows],
        }
