"""Names of tags: compared, found by a few letters, refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from gijun.desk.terms.sorting import NAME_LENGTH
from gijun.science.korean import initials, is_initials, normalise, without_spaces
from gijun.science.korean.hangul import apart


@dataclass(frozen=True, slots=True)
class Named:
    """A name a tag is found by. ``uses``: how many tickets have the tag."""

    tag_id: int
    name: str
    is_own: bool  # what the tag is called now
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A tag that fits what was typed, and the other name it was found by, if it was one."""

    tag_id: int
    by_name: str = ""


def folded(name: str) -> str:
    """A name as names are compared: caseless, composed, without blanks."""
    return without_spaces(normalise(name))


def cleaned(name: str) -> str:
    """A name as it is kept: single blanks, no hash in front; empty where nothing is left."""
    return " ".join(name.split()).lstrip("#").strip()[:NAME_LENGTH]


def find(typed: str, names: Iterable[Named], *, limit: int = 8) -> list[Hit]:
    """Tags whose name, earlier name or initials fit, the best first; each once.

    The whole name comes before a beginning, a beginning before a part, and among equals the most used.
    """
    wanted = folded(typed)
    ranked: dict[int, tuple[tuple[int, int, int, str], Hit]] = {}
    for one in names:
        rank = _rank(wanted, folded(one.name))
        if rank is None:
            continue
        place = (rank, -one.uses, not one.is_own, one.name)
        if one.tag_id not in ranked or place < ranked[one.tag_id][0]:
            ranked[one.tag_id] = (place, Hit(one.tag_id, "" if one.is_own else one.name))
    return [hit for _place, hit in sorted(ranked.values(), key=lambda pair: pair[0])][:limit]


def _rank(wanted: str, name: str) -> int | None:
    """How well what was typed fits a folded name, 0 best; none: not at all."""
    if not wanted:
        return 3
    if is_initials(wanted):
        by_initials = initials(name)
        letters = apart(wanted)
        return None if letters not in by_initials else 1 if by_initials.startswith(letters) else 2
    if wanted == name:
        return 0
    return None if wanted not in name else 1 if name.startswith(wanted) else 2


def end_of(tag_id: int, merged_into: dict[int, int]) -> int:
    """The tag at the end of a chain of merges."""
    while tag_id in merged_into:
        tag_id = merged_into[tag_id]
    return tag_id


def would_circle(tag_id: int, into_id: int, merged_into: dict[int, int]) -> bool:
    """Would merging lead back to the tag itself?"""
    return end_of(into_id, merged_into) == tag_id
