"""The figures of a report, as far as its reader may see them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from gijun.desk.terms import ChannelKind
from gijun.events import log
from gijun.measures import compute, lake, queries, registry
from gijun.measures.compute import Figure, Question, Result
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import sql_of
from gijun.measures.queries import Selection
from gijun.measures.registry import Measure
from gijun.measures.reporting import rules
from gijun.measures.reporting.rules import Span
from gijun.measures.reporting.terms import COURSE_DAYS, Block, BlockKind, Rhythm, Split
from gijun.measures.terms import QUANTILES, Form, Total
from gijun.organisation.models import Person, Team
from gijun.standards.queries.reasons import reason_names


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure in a period, in the one before, and as it usually is (none: cannot be said).

    ``usual_periods``: how many periods that is taken from; 0: a measure that is not compared so.
    """

    measure: Measure
    now: Figure
    before: Figure
    usual: Figure | None
    usual_periods: int
    lengths: tuple[int, int]  # days now and before


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A row of a table: its figures in the order of the block's measures. ``key``: channel or team id."""

    key: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """Contacts about a reason; no name: none was chosen."""

    name: str
    contacts: int
    answered: int
    reopened: int


@dataclass(frozen=True, slots=True)
class Computed:
    """A block with its figures; only what its kind needs is there."""

    block: Block
    compared: Sequence[Compared] = ()
    course: Result | None = None
    course_days: Sequence[date] = ()
    lines: Sequence[SplitLine] = ()
    reasons: Sequence[ReasonLine] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A report of some days. ``is_over``: everything that happened in them had been counted."""

    span: Span
    blocks: list[Computed]
    as_of: datetime
    position: int
    is_over: bool


def filled(
    reader: Person, team_ids: Iterable[int], blocks: Iterable[Block], rhythm: Rhythm, span: Span
) -> Filled:
    """Compute blocks over the teams that the reader may see.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    with lake.opened() as opened:
        work = _Work(opened, reader, frozenset(team_ids), rhythm, span)
        computed = [work.computed(block) for block in blocks]
        as_of = log.from_ms(opened.manifest.as_of_ms)
        return Filled(span, computed, as_of, opened.manifest.position, work.is_over)


class _Work:
    """One report being computed from one state of the log."""

    def __init__(
        self, opened: Lake, reader: Person, team_ids: frozenset[int], rhythm: Rhythm, span: Span
    ) -> None:
        self.lake, self.reader, self.team_ids = opened, reader, team_ids
        self.rhythm, self.span = rhythm, span
        self.measures = {one.name: one for one in registry.measures()}
        self.lineages = {team.pk: team.lineage for team in Team.objects.all()}
        self.kept: dict[tuple[str, Span], Result] = {}

    @property
    def is_over(self) -> bool:
        ends = [one.end_ms for one in self._question(self.span).team_days if one.day == self.span.last]
        return bool(ends) and max(ends) < self.lake.manifest.as_of_ms

    def computed(self, block: Block) -> Computed:
        match block.kind:
            case BlockKind.STORY | BlockKind.TILES:
                return Computed(block, compared=self._compared(self._asked(block)))
            case BlockKind.COURSE:
                return self._course(block)
            case BlockKind.TABLE if block.split != Split.REASON:
                return Computed(block, lines=self._lines(block))
            case BlockKind.TABLE | BlockKind.PARETO:
                return Computed(block, reasons=self._reasons())
        return Computed(block)

    def _asked(self, block: Block) -> list[Measure]:
        """The block's measures; one that is no longer defined is left out."""
        return [self.measures[name] for name in block.measures if name in self.measures]

    def _question(self, span: Span) -> Question:
        """The days of the report's teams, as far as the reader may see them."""
        asked = queries.question_of(
            self.reader, Selection(span.first, span.last), self.lake.manifest.as_of_ms
        )
        covered = frozenset(pk for pk in asked.team_ids if self.team_ids.intersection(self.lineages[pk]))
        days = [one for one in asked.team_days if one.team_id in covered]
        return replace(asked, team_ids=covered, team_days=days)

    def _results(self, measures: Sequence[Measure], span: Span) -> list[Result]:
        missing = [one for one in measures if (one.name, span) not in self.kept]
        found = self._asked_of_lake(self._question(span), missing) if missing else []
        self.kept |= {(one.measure.name, span): one for one in found}
        return [self.kept[one.name, span] for one in measures]

    def _asked_of_lake(self, question: Question, measures: Sequence[Measure]) -> list[Result]:
        with self._apart() as apart:
            return compute.results(apart, question, measures)

    @contextmanager
    def _apart(self) -> Iterator[Lake]:
        """The same state of the log for one question: what a question makes for itself is its own."""
        with closing(self.lake.duck.cursor()) as cursor:
            yield replace(self.lake, duck=cursor)

    def _compared(self, measures: Sequence[Measure]) -> list[Compared]:
        before = rules.before(self.rhythm, self.span)
        spans = rules.usual(self.rhythm, self.span)
        poolable = [one for one in measures if one.form not in QUANTILES and one.total == Total.PERIOD]
        if spans:
            self._results(poolable, Span(spans[0].first, spans[-1].last))
        return [
            Compared(
                measure,
                now.total,
                then.total,
                self._pooled(measure, spans) if spans and measure in poolable else None,
                len(spans) if measure in poolable else 0,
                (self.span.length, before.length),
            )
            for measure, now, then in zip(
                measures, self._results(measures, self.span), self._results(measures, before), strict=True
            )
        ]

    def _pooled(self, measure: Measure, spans: Sequence[Span]) -> Figure | None:
        """Sums of all the periods together; none where one of them has nothing to show."""
        (whole,) = self._results([measure], Span(spans[0].first, spans[-1].last))
        days = {day for span in spans for day in span.days}
        found = [figure for day, figure in whole.days.items() if day in days]
        known = {day for day, figure in whole.days.items() if figure.n}
        if not all(known.intersection(span.days) for span in spans):
            return None
        numerator = sum(one.numerator for one in found)
        denominator = 0 if measure.form == Form.COUNT else sum(one.n for one in found)
        return compute.figure(measure, numerator, denominator, sum(one.immature for one in found))

    def _course(self, block: Block) -> Computed:
        measure = next(iter(self._asked(block)), None)
        if measure is None:
            return Computed(block)
        first = date.fromordinal(self.span.last.toordinal() - max(self.span.length, COURSE_DAYS) + 1)
        span = Span(first, self.span.last)
        (course,) = self._results([measure], span)
        return Computed(block, course=course, course_days=span.days)

    def _lines(self, block: Block) -> list[SplitLine]:
        asked, question = self._asked(block), self._question(self.span)
        if block.split == Split.CHANNEL:
            parts = [(kind, replace(question, channels=(kind,))) for kind in ChannelKind.values]
        else:
            parts = [(str(pk), self._team_alone(question, pk)) for pk in self._in_order(question.team_ids)]
        lines = [
            SplitLine(key, [one.total for one in self._asked_of_lake(part, asked)]) for key, part in parts
        ]
        return [line for line in lines if any(figure.n for figure in line.figures)]

    def _in_order(self, team_ids: frozenset[int]) -> list[int]:
        """Teams as the tree has them, each after the one above it."""
        return sorted(team_ids, key=lambda pk: self.lineages[pk])

    @staticmethod
    def _team_alone(question: Question, team_id: int) -> Question:
        days = [one for one in question.team_days if one.team_id == team_id]
        return replace(question, team_ids=frozenset({team_id}), team_days=days)

    def _reasons(self) -> list[ReasonLine]:
        question, names = self._question(self.span), reason_names()
        bound = {"first": self.span.first, "last": self.span.last}
        with self._apart() as apart:
            compute.prepare(apart, question)
            rows = apart.duck.execute(sql_of("reporting/sql", "reasons"), bound).fetchall()
        return [
            ReasonLine("" if pk is None else names.get(pk, str(pk)), contacts, answered, reopened)
            for pk, contacts, answered, reopened in rows
        ]
