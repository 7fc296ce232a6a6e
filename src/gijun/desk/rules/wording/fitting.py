"""Which template fits a ticket, what it is found by, and what no template covers."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gijun.desk.terms.wording import Stage
from gijun.science.korean import (
    from_english_keys,
    initials,
    normalise,
    to_english_keys,
    without_spaces,
)

LEAST_CONTACTS = 5  # of a reason, before a missing template is worth a line


@dataclass(frozen=True, slots=True)
class Subject:
    """What a template is about, and how often it was said."""

    reason_id: int | None
    stage: str
    uses: int
    name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ticket is about, with the reasons above it, and the stages it may be in, likeliest first."""

    reason_ids: Sequence[int]  # its own, then those above it; empty: not chosen yet
    stages: Sequence[Stage]


def stages_of(*, replies: int, is_waiting: bool, is_parked: bool) -> tuple[Stage, ...]:
    """Stages a conversation may be in, the likeliest first."""
    if is_parked:
        return Stage.PROGRESS, Stage.ANSWER
    if replies == 0:
        return Stage.ANSWER, Stage.GREETING, Stage.CHECKING
    if is_waiting:
        return Stage.ANSWER, Stage.CHECKING, Stage.PROGRESS
    return Stage.CLOSING, Stage.PROGRESS


def rank(one: Subject, wanted: Wanted) -> tuple[int, int, int, str]:
    """The place of a template among those of a ticket: smaller comes first.

    Its own reason before a wider one, that before one for every reason, and other reasons last; then the
    likeliest stage, then the most used.
    """
    if one.reason_id is None:
        near = len(wanted.reason_ids)
    elif one.reason_id in wanted.reason_ids:
        near = list(wanted.reason_ids).index(one.reason_id)
    else:
        near = len(wanted.reason_ids) + 1
    stages = [stage.value for stage in wanted.stages]
    stage = stages.index(one.stage) if one.stage in stages else len(stages)
    return near, stage, -one.uses, one.name


def way_up(reason_id: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """A reason and those above it, the nearest first."""
    way: list[int] = []
    at = reason_id
    while at is not None and at not in way:
        way.append(at)
        at = parents.get(at)
    return way


def search_keys(names: Iterable[str]) -> str:
    """What a template is found by, blank-separated: names, initial consonants, and both wrong keyboards.

    ``환불 지연`` gives 환불지연, ㅎㅂㅈㅇ and ghksqnfwldus; ``Refund`` gives refund and ㄱㄷ려ㅜㅇ.
    """
    keys: list[str] = []
    for name in names:
        plain = without_spaces(normalise(name)).lower()
        if plain:
            keys += [plain, initials(plain), to_english_keys(plain).lower(), from_english_keys(plain)]
    return " ".join(dict.fromkeys(key for key in keys if key))


@dataclass(frozen=True, slots=True)
class Gap:
    """A contact reason with the stages no template serves. ``contacts``: in the time looked at."""

    reason_id: int
    contacts: int
    is_bare: bool  # no template at all
    missing: tuple[Stage, ...]


def gaps(
    contacts: Mapping[int, int],
    covered: AbstractSet[tuple[int | None, str]],
    parents: Mapping[int, int | None],
    *,
    least: int = LEAST_CONTACTS,
) -> list[Gap]:
    """Reasons with many contacts that lack templates, the most contacts first; those without any come first.

    Args:
        contacts: reason → contacts.
        covered: (reason, stage) of every template that is offered. One for a wider reason serves the reasons
            below it; one for no reason (a greeting) serves its stage everywhere, but covers no reason.
    """
    found = []
    for reason_id, count in contacts.items():
        if count < least:
            continue
        way = way_up(reason_id, parents)
        own = {stage for reason, stage in covered if reason in way}
        anywhere = {stage for reason, stage in covered if reason is None}
        missing = tuple(stage for stage in Stage if stage.value not in own | anywhere)
        if not own or missing:
            found.append(Gap(reason_id, count, not own, missing))
    return sorted(found, key=lambda gap: (not gap.is_bare, -gap.contacts, gap.reason_id))
