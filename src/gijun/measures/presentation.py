"""Figures in people's words: how values, units and uncertainty are written on pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gijun.desk.terms.modes import ModeKind
from gijun.measures.compute import Figure, Result
from gijun.measures.in_use import InUse, Share
from gijun.measures.queries import Overview, WhoseWords
from gijun.measures.registry import Measure, Words
from gijun.measures.replies import SnippetInUse, WordsOfReplies
from gijun.measures.terms import QUANTILES, SCALES, WHOLE, Form, Group, Standing, Total, Unit
from gijun.measures.wrapping import WrapUps
from gijun.standards.queries.measured import Measured
from gijun.standards.queries.scripts import NamedSnippet

SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS = 1000, 60_000, 3_600_000, 86_400_000
IMMATURE = "◷"
PLACES = {Unit.TIMES: 2, Unit.POINTS: 1, Unit.PER_AGENT_DAY: 1}
ALWAYS = {Unit.CONTACTS, Unit.TICKETS}  # a centre has these even when they are none


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table: as it is read, and as a chart draws it (none: a gap)."""

    text: str
    number: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    day: date
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure as a page shows it: its figure for the period, and a table by day that the chart draws.

    ``is_silent``: nothing of what it counts has happened, so that it only says what it needs.
    """

    name: str
    group: Group
    words: Words
    is_silent: bool
    value: str | None
    unit: str
    uncertainty: str
    heads: list[str]
    drawn: int  # the first so many columns are drawn
    rows: list[Row]
    is_bar: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Measures that are read together; ``silent`` ones stand apart, with what they need."""

    name: str
    title: str
    measures: list[Shown]
    silent: list[Shown]


@dataclass(frozen=True, slots=True)
class ModeCell:
    """A measure in one mode; ``n``: what it stands on, none where it is a count itself."""

    value: str | None
    unit: str
    n: int | None


@dataclass(frozen=True, slots=True)
class ModeLine:
    """A measure in every mode."""

    title: str
    cells: list[ModeCell]


@dataclass(frozen=True, slots=True)
class ModeTable:
    """Measures of contacts, mode beside mode."""

    modes: list[str]
    lines: list[ModeLine]


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A share as a table shows it; empty where there is nothing to divide by. No interval: a full count."""

    percent: str
    interval: str
    part: int
    n: int


@dataclass(frozen=True, slots=True)
class UseLine:
    """A standard in use as a table shows it."""

    standard: Measured
    use: InUse
    median: str
    p80: str
    edited: str
    read: ShareCell
    in_time: ShareCell
    said: ShareCell
    followed: ShareCell
    came_again: ShareCell
    satisfied: ShareCell
    went_up: ShareCell


@dataclass(frozen=True, slots=True)
class WordsLine:
    """Replies of a reason or a team by whose words they hold, as a table shows them."""

    name: str
    words: WordsOfReplies
    agreed: ShareCell
    unofficial: ShareCell
    own: ShareCell


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A personal script in use as a table shows it."""

    named: NamedSnippet
    use: SnippetInUse
    edited: str


@dataclass(frozen=True, slots=True)
class ShownWords:
    """Whose words went out, as the page shows it."""

    total: WordsLine
    by_reason: list[WordsLine]
    by_team: list[WordsLine]
    scripts: list[ScriptLine]


@dataclass(frozen=True, slots=True)
class WrapUpLine:
    """What wrapping up took for a reason (no name: for any), as a table shows it."""

    name: str
    n: int
    median: str
    p80: str
    total: str
    fields: str
    filled_alone: ShareCell
    clicks: int | None
    clicked: int


def in_use(lines: list[tuple[Measured, InUse]]) -> list[UseLine]:
    """Standards in use, in the reader's language."""
    return [
        UseLine(
            standard=standard,
            use=use,
            median=_seconds(use.median_ms),
            p80=_seconds(use.p80_ms),
            edited="" if use.edited_share is None else _percent(use.edited_share),
            read=_counted(use.read),
            in_time=_share(use.in_time),
            said=_share(use.said),
            followed=_share(use.followed),
            came_again=_share(use.came_again),
            satisfied=_share(use.satisfied),
            went_up=_share(use.went_up),
        )
        for standard, use in lines
    ]


def _share(share: Share) -> ShareCell:
    if share.value is None or share.interval is None:
        return ShareCell("", "", 0, 0)
    low, high = share.interval
    return ShareCell(_percent(share.value), f"{_percent(low)}–{_percent(high)}", share.part, share.n)


def _counted(share: Share) -> ShareCell:
    """A share of everybody there is: nothing was drawn by chance, so it has no interval."""
    return ShareCell("" if share.value is None else _percent(share.value), "", share.part, share.n)


def words(found: WhoseWords) -> ShownWords:
    """Whose words went out, in the reader's language."""
    return ShownWords(
        total=_words_line(_("All"), found.total),
        by_reason=[_words_line(name or _("No reason chosen"), one) for name, one in found.by_reason],
        by_team=[_words_line(name, one) for name, one in found.by_team],
        scripts=[ScriptLine(named, use, _percent(use.edited_share)) for named, use in found.scripts],
    )


def wrap_ups(lines: list[tuple[str, WrapUps]]) -> list[WrapUpLine]:
    """What wrapping up took, in the reader's language."""
    return [
        WrapUpLine(
            name=name,
            n=one.n,
            median=_seconds(one.median_ms),
            p80=_seconds(one.p80_ms),
            total=duration(one.total_ms),
            fields=number(one.fields_each, 1),
            filled_alone=_counted(one.filled_alone),
            clicks=one.median_clicks,
            clicked=one.clicked,
        )
        for name, one in lines
    ]


def _words_line(name: str, one: WordsOfReplies) -> WordsLine:
    return WordsLine(name, one, _share(one.agreed), _share(one.unofficial), _share(one.own))


def _percent(share: float) -> str:
    return f"{formats.number_format(round(100 * share), 0)} %"  # formatting alone cuts off


def _seconds(milliseconds: int | None) -> str:
    if milliseconds is None:
        return ""
    return _("%(seconds)s s") % {"seconds": formats.number_format(round(milliseconds / SECOND_MS, 1), 1)}


def shown(overview: Overview) -> list[Shown]:
    """Every measure of an overview, in the reader's language."""
    return [_shown(result, overview) for result in overview.results]


def grouped(shown: Sequence[Shown]) -> list[ShownGroup]:
    """Measures under their headings, in the order of reading."""
    groups = []
    for group in Group:
        of_group = [one for one in shown if one.group == group]
        if of_group:
            loud = [one for one in of_group if not one.is_silent]
            groups.append(
                ShownGroup(group.value, str(group.label), loud, [one for one in of_group if one.is_silent])
            )
    return groups


def _shown(result: Result, overview: Overview) -> Shown:
    measure, total = result.measure, result.total
    value, unit = written(measure, total.value)
    rows = list(_rows(result, overview)) if result.days or measure.form == Form.COUNT else []
    has_immature = measure.maturity_days > 0
    return Shown(
        name=measure.name,
        group=measure.group,
        words=measure.words(get_language() or ""),
        is_silent=not result.days and measure.unit not in ALWAYS,
        value=value,
        unit=unit,
        uncertainty=uncertainty(measure, total),
        heads=list(_heads(result)),
        drawn=2 if has_immature else 1,
        rows=rows,
        is_bar=measure.form == Form.COUNT and measure.total == Total.PERIOD,
    )


def by_mode(results: Mapping[str, Sequence[Result]]) -> ModeTable | None:
    """Measures of contacts with a column for each operating mode; none where nothing was asked."""
    if not results:
        return None
    language = get_language() or ""
    lines = [
        ModeLine(same[0].measure.words(language).title, [_mode_cell(one) for one in same])
        for same in zip(*results.values(), strict=True)
    ]
    return ModeTable([str(ModeKind(mode).label) for mode in results], lines)


def _mode_cell(result: Result) -> ModeCell:
    value, unit = written(result.measure, result.total.value)
    is_count = result.measure.form == Form.COUNT
    return ModeCell(value, unit, None if is_count else result.total.n)


def written(measure: Measure, value: float | None) -> tuple[str | None, str]:
    """A value and its unit; none where there is no value."""
    if value is None:
        return None, ""
    match measure.unit:
        case Unit.SHARE:
            return number(100 * value, 1), "%"
        case Unit.DURATION:
            return duration(value), ""
        case Unit.PER_100 | Unit.PER_1000:
            return number(value, 2), ""
        case Unit.TIMES | Unit.POINTS | Unit.PER_AGENT_DAY:
            return number(value, PLACES[measure.unit]), str(measure.unit.label)
    return number(value, 0), str(measure.unit.label)


def number(value: float, places: int) -> str:
    """A number as the reader's language groups it."""
    return str(formats.number_format(round(value, places), decimal_pos=places, force_grouping=True))


def duration(ms: float) -> str:
    """Time in its two largest units: seconds below two minutes, then minutes, hours, days."""
    if ms < 2 * MINUTE_MS:
        places = 1 if ms < 10 * SECOND_MS else 0
        return _("%(seconds)ss") % {"seconds": number(ms / SECOND_MS, places)}
    if ms < 2 * HOUR_MS:
        minutes, seconds = divmod(round(ms / SECOND_MS), 60)
        return _("%(minutes)dm %(seconds)ds") % {"minutes": minutes, "seconds": seconds}
    if ms < 2 * DAY_MS:
        hours, minutes = divmod(round(ms / MINUTE_MS), 60)
        return _("%(hours)dh %(minutes)dm") % {"hours": hours, "minutes": minutes}
    days, hours = divmod(round(ms / HOUR_MS), 24)
    return _("%(days)dd %(hours)dh") % {"days": days, "hours": hours}


def uncertainty(measure: Measure, figure: Figure) -> str:
    """What a value stands on, and how sure a share is."""
    said = []
    if figure.low is not None and figure.high is not None:
        bounds = {"low": number(100 * figure.low, 1), "high": number(100 * figure.high, 1)}
        said.append(_("95%% interval %(low)s to %(high)s%%") % bounds)
    is_of_time = measure.form == Form.MEAN and measure.unit in {Unit.SHARE, Unit.TIMES}
    if measure.form != Form.COUNT and not is_of_time and figure.value is not None:
        said.append(_("n = %(n)s") % {"n": number(figure.n, 0)})
    if measure.standing == Standing.EFFICIENCY:
        said.append(_("Efficiency measure: not for rankings"))
    if figure.immature:
        said.append(f"{IMMATURE} {immature(figure.immature)}")
    return " · ".join(said)


def immature(count: int) -> str:
    """How many contacts are left out because their time is not over."""
    return ngettext("%(n)s not mature yet", "%(n)s not mature yet", count) % {"n": number(count, 0)}


def scale(result: Result) -> tuple[float, int, str]:
    """Divisor, decimals and unit of a chart: one unit for all its days."""
    measure = result.measure
    if measure.unit == Unit.SHARE:
        return 0.01, 1, "%"
    if measure.unit in SCALES:
        return 1, 2, ""
    if measure.unit in PLACES:
        return 1, PLACES[measure.unit], str(measure.unit.label)
    if measure.unit in WHOLE:
        return 1, 0, str(measure.unit.label)
    longest = max((day.value or 0.0 for day in result.days.values()), default=0.0)
    if longest < 10 * MINUTE_MS:
        return SECOND_MS, 1, _("seconds")
    if longest < 10 * HOUR_MS:
        return MINUTE_MS, 1, _("minutes")
    return HOUR_MS, 1, _("hours")


def _heads(result: Result) -> Iterator[str]:
    _divisor, _places, unit = scale(result)
    yield _("Value (%(unit)s)") % {"unit": unit} if unit else _("Value")
    if result.measure.maturity_days:
        yield _("Not final")
    if result.measure.form != Form.COUNT:
        yield _("Observed") if result.measure.form in QUANTILES else _("Out of")


def _rows(result: Result, overview: Overview) -> Iterator[Row]:
    """A row for every day that has come; a count without anything is 0, everything else a gap."""
    divisor, places, _unit = scale(result)
    nothing = Figure(0.0 if result.measure.form == Form.COUNT else None, 0, 0)
    for day in overview.selection.days:
        if day > overview.through:
            return
        figure = result.days.get(day, nothing)
        value = None if figure.value is None else round(figure.value / divisor, places)
        cell = Cell("–") if value is None else Cell(number(value, places), f"{value:.{places}f}")
        cells = [cell]
        if result.measure.maturity_days:
            cells = _settled(cell, figure)
        if result.measure.form != Form.COUNT:
            cells.append(Cell(number(figure.n, 0), str(figure.n)))
        yield Row(day, cells)


def _settled(cell: Cell, figure: Figure) -> list[Cell]:
    """Final values in the first column; in the second those of days that may still change, with how much."""
    if not figure.immature:
        return [cell, Cell("")]
    return [Cell("–"), Cell(cell.text, cell.number, f"{IMMATURE} {immature(figure.immature)}")]
