"""What changed from one version of a template to the next."""

from dataclasses import dataclass

from gijun.desk.rules.wording.templates import Saying, place_name
from gijun.standards.queries.differences import Piece, pieces_between


@dataclass(frozen=True, slots=True)
class Change:
    """A text or the steps that changed, word by word."""

    place: str  # empty: the required steps
    pieces: list[Piece]


def changes_between(before: Saying, after: Saying) -> list[Change]:
    """Texts and steps that are not the same, in the order of the later version."""
    was = {one.place: one.text for one in before.texts}
    now = {one.place: one.text for one in after.texts}
    found = [
        Change(place_name(*place), pieces_between(was.get(place, ""), now.get(place, "")))
        for place in dict.fromkeys((*now, *was))
        if was.get(place) != now.get(place)
    ]
    if before.steps != after.steps:
        found.append(Change("", pieces_between("\n".join(before.steps), "\n".join(after.steps))))
    return found
