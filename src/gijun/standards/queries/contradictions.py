"""The page of contradictions: pairs with contacts they were told in, who may end them, and who meets whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards import examples
from gijun.standards.examples import Example
from gijun.standards.models import Standard, StandardVersion
from gijun.standards.queries.consistency import Conflict, conflicts, may_decide
from gijun.standards.queries.contradicting_notices import NoticeConflict, notice_conflicts

PUBLISH, WRITE = "standards.publish", "standards.write"
MOST_IN_MATRIX = 12  # standards; more of them are read in the list


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions, and what the person may do about it."""

    version: StandardVersion
    examples: tuple[Example, ...]
    may_write: bool
    may_stand_for_other: bool  # end the other standard and let this one stand for it
    draft_id: int | None

    @property
    def standard(self) -> Standard:
        return self.version.standard


@dataclass(frozen=True, slots=True)
class Shown:
    """A contradiction as the page shows it."""

    conflict: Conflict
    sides: tuple[Side, Side]
    may_decide: bool
    is_now: bool  # both are in force already

    @property
    def told(self) -> int:
        """How many contacts are shown that heard one of the two."""
        return sum(len(side.examples) for side in self.sides)


@dataclass(frozen=True, slots=True)
class Row:
    """A standard on the matrix: a mark for each of the others, in the order of the columns."""

    standard: Standard
    marks: tuple[Conflict | None, ...]


@dataclass(frozen=True, slots=True)
class ConsistencyPage:
    """Every contradiction the person sees."""

    open: list[Shown]
    cleared: list[Shown]
    columns: list[Standard]
    rows: list[Row]
    notices: list[NoticeConflict]
    answers_urls: list[str]  # where answers are held against the agreed sentences; empty: not theirs to see


def consistency_page(person: Person, at: datetime) -> ConsistencyPage:
    """Contradictions with contacts and what may be done about them, and the matrix of the open ones."""
    found = conflicts(person, at)
    shown = _shown(person, found, at)
    columns, rows = matrix([one for one in found if one.is_open])
    return ConsistencyPage(
        open=[one for one in shown if one.conflict.is_open],
        cleared=[one for one in shown if not one.conflict.is_open],
        columns=columns,
        rows=rows,
        notices=notice_conflicts(person, at),
        answers_urls=examples.answers_urls() if authority.allows(person, WRITE) else [],
    )


def matrix(found: Sequence[Conflict]) -> tuple[list[Standard], list[Row]]:
    """Which standard contradicts which; nothing where too many do to be read at a glance."""
    standards = {side.standard.pk: side.standard for one in found for side in (one.first, one.second)}
    columns = sorted(standards.values(), key=lambda standard: standard.code)
    if len(columns) > MOST_IN_MATRIX:
        return [], []
    by_pair = {frozenset((one.first.standard_id, one.second.standard_id)): one for one in found}
    return columns, [
        Row(row, tuple(by_pair.get(frozenset((row.pk, column.pk))) for column in columns)) for row in columns
    ]


def _shown(person: Person, found: Sequence[Conflict], at: datetime) -> list[Shown]:
    versions = [version for one in found for version in (one.first, one.second)]
    told: dict[int, list[Example]] = {}
    for example in examples.of_versions(person, sorted({version.pk for version in versions})):
        told.setdefault(example.version_id, []).append(example)
    standard_ids = {version.standard_id for version in versions}
    drafts = dict(
        StandardVersion.objects.filter(standard__in=standard_ids, valid_from=None).values_list(
            "standard_id", "pk"
        )
    )
    return [
        Shown(
            conflict=one,
            sides=(
                _side(person, one.first, one.second, told, drafts),
                _side(person, one.second, one.first, told, drafts),
            ),
            may_decide=may_decide(person, one),
            is_now=one.begins <= at,
        )
        for one in found
    ]


def _side(
    person: Person,
    version: StandardVersion,
    other: StandardVersion,
    told: dict[int, list[Example]],
    drafts: dict[int, int],
) -> Side:
    team_id, other_team = version.standard.team_id, other.standard.team
    return Side(
        version=version,
        examples=tuple(told.get(version.pk, ())),
        may_write=authority.allows(person, WRITE, team_id=team_id),
        may_stand_for_other=team_id in other_team.lineage
        and other.standard_id not in drafts
        and authority.allows(person, PUBLISH, team_id=other_team.pk),
        draft_id=drafts.get(version.standard_id),
    )
