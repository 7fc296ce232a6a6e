from dataclasses import fields
from typing import Any, get_type_hints

from django.core.management.base import BaseCommand

from gijun.events.facts import KNOWN, Fact

OPENING = """# The facts

Every fact the log can hold, as `gijun events` prints them. Each row of the log also has its position, when it
happened and when it was recorded (milliseconds since 1970 UTC), the centre's business day and half-hour slot,
and who did it (`actor_id`; none: the customer or the product itself). `ticket_id`, `contact_id`, `agent_id`,
`team_id` and `channel` are columns of their own; everything else stands in `data`. A fact holds ids, numbers
and codes, never words.
"""


def _type_of(hint: Any) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint)


def described(kind: type[Fact]) -> str:
    """A fact as a section of the page: name, version, what it tells, its fields."""
    told = " ".join((kind.__doc__ or "").split())
    hints = get_type_hints(kind)
    rows = [f"| `{field.name}` | {_type_of(hints[field.name])} |" for field in fields(kind)]
    rows = [row.replace(" | None", " or none") for row in rows]
    table = "\n".join(["| field | type |", "|---|---|", *rows])
    return f"\n## `{kind.name}` version {kind.version}\n\n{told}\n\n{table}\n"


class Command(BaseCommand):
    help = "Print every fact the log can hold, as docs/events.md keeps them."

    def handle(self, *args: Any, **options: Any) -> None:
        ours = [kind for _, kind in sorted(KNOWN.items()) if kind.__module__.startswith("gijun.")]
        self.stdout.write(OPENING + "".join(described(kind) for kind in ours), ending="")
