"""A report in its reader's words: what the screen, the workbook, the paper and the letter all show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from gijun.desk.terms import ChannelKind
from gijun.measures import presentation
from gijun.measures.compute import Figure
from gijun.measures.drawn import Drawn, Line, cell
from gijun.measures.presentation import Cell, number
from gijun.measures.registry import Measure, Words, measures
from gijun.measures.reporting import telling
from gijun.measures.reporting.computing import Computed, Filled, ReasonLine
from gijun.measures.reporting.rules import Span
from gijun.measures.reporting.terms import FLOOR, Block, BlockKind, Rhythm, Split
from gijun.measures.terms import Form, Total, Unit
from gijun.organisation.models import Team
from gijun.science.worktime.zones import zone_named

REASONS_DRAWN = 20
HIDDEN = "–"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure: value and unit (none: what has to be there first), how sure, what it is compared with."""

    title: str
    value: str | None
    unit: str
    uncertainty: str
    empty: str

    @property
    def note(self) -> str:
        """How sure the value is, or what is missing."""
        return self.uncertainty if self.value is not None else self.empty


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it is shown; only what its kind needs is there."""

    kind: BlockKind
    title: str
    sentences: Sequence[str] = ()
    tiles: Sequence[Tile] = ()
    drawn: Drawn | None = None
    text: str = ""

    @property
    def is_chart(self) -> bool:
        return self.drawn is not None and bool(self.drawn.kind)


@dataclass(frozen=True, slots=True)
class Definition:
    """How a measure of the report is counted."""

    title: str
    counted: str
    out_of: str
    left_out: str
    version: int


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    title: str
    period: str
    teams: str
    freshness: str
    is_over: bool
    pieces: list[Piece]
    definitions: list[Definition]
    methods: list[str]


def period_in_words(rhythm: Rhythm, span: Span) -> str:
    """The days of a report as people call them."""
    if rhythm == Rhythm.MONTHLY:
        return formats.date_format(span.first, "YEAR_MONTH_FORMAT")
    first = formats.date_format(span.first, "SHORT_DATE_FORMAT")
    if span.first == span.last:
        return f"{first} ({formats.date_format(span.first, 'D')})"
    return _("%(first)s to %(last)s") % {
        "first": first,
        "last": formats.date_format(span.last, "SHORT_DATE_FORMAT"),
    }


def shown(filled: Filled, *, title: str, rhythm: Rhythm, teams: Sequence[Team]) -> Page:
    """The report in the language in force; times in the zone of its first team."""
    zone = zone_named(teams[0].zone) if teams else UTC
    as_of = formats.date_format(filled.as_of.astimezone(zone), "SHORT_DATETIME_FORMAT")
    names = {str(pk): name for pk, name in Team.objects.values_list("pk", "name")}
    return Page(
        title=title,
        period=period_in_words(rhythm, filled.span),
        teams=", ".join(team.name for team in teams),
        freshness=_("as of %(at)s, up to record %(position)s")
        % {"at": as_of, "position": number(filled.position, 0)},
        is_over=filled.is_over,
        pieces=[_piece(one, rhythm, names, is_over=filled.is_over) for one in filled.blocks],
        definitions=list(_definitions(filled.blocks)),
        methods=_methods(),
    )


def _piece(one: Computed, rhythm: Rhythm, teams: Mapping[str, str], *, is_over: bool) -> Piece:
    kind = one.block.kind
    match kind:
        case BlockKind.STORY:
            told = [telling.told(compared, rhythm, is_over=is_over) for compared in one.compared]
            return Piece(kind, _("In words"), sentences=told)
        case BlockKind.TILES:
            return Piece(kind, _("At a glance"), tiles=[_tile(c.measure, c.now) for c in one.compared])
        case BlockKind.COURSE:
            return Piece(kind, _titles(one.block), drawn=_course(one))
        case BlockKind.TABLE if one.block.split != Split.REASON:
            return Piece(kind, str(one.block.split.label), drawn=_split(one, teams))
        case BlockKind.TABLE:
            return Piece(kind, str(one.block.split.label), drawn=_reasons(one.reasons))
        case BlockKind.PARETO:
            return Piece(kind, str(kind.label), drawn=_pareto(one.reasons))
    return Piece(kind, _("Note"), text=one.block.text)


def _words(measure: Measure) -> Words:
    return measure.words(get_language() or "")


def _titles(block: Block) -> str:
    """The names of a block's measures."""
    known = {one.name: one for one in measures()}
    return ", ".join(_words(known[name]).title if name in known else name for name in block.measures)


def _tile(measure: Measure, figure: Figure) -> Tile:
    words = _words(measure)
    if figure.value is not None and telling.is_thin(measure, figure):
        thin = _("Not enough data: n = %(n)s of %(floor)s") % {"n": number(figure.n, 0), "floor": FLOOR}
        return Tile(words.title, None, "", "", thin)
    value, unit = presentation.written(measure, figure.value)
    return Tile(words.title, value, unit, presentation.uncertainty(measure, figure), words.needs)


def _course(one: Computed) -> Drawn:
    """A measure day by day, with what each day stands on. Days that may still change are marked."""
    if one.course is None:
        return Drawn(_titles(one.block), "", 0, [], [], _("This measure is no longer counted."))
    measure, days = one.course.measure, one.course.days
    is_count = measure.form == Form.COUNT
    nothing = Figure(0.0 if is_count else None, 0, 0)
    divisor, places, unit = presentation.scale(one.course)
    rows = []
    for day in one.course_days:
        figure = days.get(day, nothing)
        mark = presentation.immature(figure.immature) if figure.immature else ""
        value = None if figure.value is None else figure.value / divisor
        cells = [cell(value, places, mark=mark)]
        cells += [] if is_count else [cell(figure.n)]
        rows.append(Line(formats.date_format(day, "SHORT_DATE_FORMAT"), cells))
    head = _("Value (%(unit)s)") % {"unit": unit} if unit else _("Value")
    heads = [_("Day"), head, *([] if is_count else [_("n")])]
    bars = is_count and measure.total == Total.PERIOD
    return Drawn(_words(measure).title, "bar" if bars else "line", 1, heads, rows)


def _split(one: Computed, teams: Mapping[str, str]) -> Drawn:
    """Measures side by side, no ranks: rows in their usual order, too few observations left open."""
    known = {measure.name: measure for measure in measures()}
    asked = [known[name] for name in one.block.measures if name in known]
    names = teams if one.block.split == Split.TEAM else dict(ChannelKind.choices)
    heads = [str(one.block.split.label)]
    for measure in asked:
        heads += [_words(measure).title] if measure.form == Form.COUNT else [_words(measure).title, _("n")]
    rows = []
    for line in one.lines:
        cells: list[Cell] = []
        for measure, figure in zip(asked, line.figures, strict=True):
            cells += _measured(measure, figure)
        rows.append(Line(str(names.get(line.key, line.key)), cells))
    note = _("“Too few”: fewer than %(floor)s observations. Rows are not ranked.") % {"floor": FLOOR}
    return Drawn(str(one.block.split.label), "", 0, heads, rows, _("Nothing happened in these days."), note)


def _measured(measure: Measure, figure: Figure) -> list[Cell]:
    if measure.form == Form.COUNT:
        return [Cell(number(figure.value or 0, 0), f"{figure.value or 0:.0f}")]
    n = Cell(number(figure.n, 0), str(figure.n))
    if figure.value is None:
        return [Cell(HIDDEN), n]
    if telling.is_thin(measure, figure):
        return [Cell(_("too few")), n]
    in_numbers = figure.value / 1000 if measure.unit == Unit.DURATION else figure.value
    return [Cell(telling.spoken(measure, figure.value) or HIDDEN, f"{in_numbers:.4f}"), n]


def _reason(line: ReasonLine) -> str:
    return line.name or _("No reason chosen yet")


def _reasons(lines: Sequence[ReasonLine]) -> Drawn:
    total = sum(line.contacts for line in lines)
    rows = [
        Line(
            _reason(line),
            [
                cell(line.contacts),
                cell(100 * line.contacts / total if total else None, 1),
                cell(line.answered),
                cell(line.reopened),
            ],
        )
        for line in lines
    ]
    heads = [
        _("Contact reason"),
        _("Contacts"),
        _("Share (%)"),
        pgettext("report", "Answered"),
        _("Reopened"),
    ]
    return Drawn(str(Split.REASON.label), "", 0, heads, rows, _("Nothing happened in these days."))


def _pareto(lines: Sequence[ReasonLine]) -> Drawn:
    """Reasons by number with the share that they and those before them make up; the smallest together."""
    total = sum(line.contacts for line in lines)
    drawn = [(_reason(line), line.contacts) for line in lines[:REASONS_DRAWN]]
    if rest := sum(line.contacts for line in lines[REASONS_DRAWN:]):
        drawn.append((_("All others"), rest))
    rows, so_far = [], 0
    for name, contacts in drawn:
        so_far += contacts
        rows.append(Line(name, [cell(contacts), cell(100 * so_far / total if total else None, 1)]))
    heads = [_("Contact reason"), _("Contacts"), _("Cumulative share (%)")]
    return Drawn(str(BlockKind.PARETO.label), "pareto", 2, heads, rows, _("Nothing happened in these days."))


def _definitions(blocks: Sequence[Computed]) -> Iterator[Definition]:
    """Every measure of the report once, in the order in which it first appears."""
    known = {one.name: one for one in measures()}
    names = dict.fromkeys(name for one in blocks for name in one.block.measures)
    for name in names:
        if name in known:
            words = _words(known[name])
            yield Definition(
                words.title, words.numerator, words.denominator, words.exclusions, known[name].version
            )


def _methods() -> list[str]:
    """How far the report may be trusted, said once."""
    return [
        _("Days are business days of the centre."),
        _("Intervals are 95% score intervals of shares. Two shares are compared by the interval of their"
          " difference; counts as if contacts came independently of one another. Real contacts come in waves"
          " and vary more: a difference beyond chance is a reason to look, no proof."),
        _("Ratios and times of fewer than %(floor)s observations are not shown.") % {"floor": FLOOR},
    ]  # fmt: skip
