"""How much waits behind each tab of asking."""

from datetime import datetime

from gijun.desk.queries.asking import approvals, consults, escalations
from gijun.desk.queries.promises.lists import count_overdue
from gijun.desk.queries.wording import flags
from gijun.organisation.models import Person


def count_of(place: str, person: Person, at: datetime) -> int | None:
    """What waits for the person on a page; none for pages that count nothing."""
    match place:
        case "desk:takeovers":
            return escalations.waiting_count(person)
        case "desk:approvals":
            return len(approvals.waiting_for(person, at))
        case "desk:consults":
            return consults.waiting_count(person)
        case "desk:promotions":
            return approvals.open_promotions(person)
        case "desk:flags":
            return flags.open_count(person)
        case "desk:promises" | "desk:callbacks":
            return count_overdue(place, person, at)
    return None
