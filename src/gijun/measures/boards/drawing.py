"""The timeline of states as a picture: what to write into the SVG, place by place."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gijun.measures.boards.queries.states import PersonDay, Span, TeamDay
from gijun.measures.presentation import duration
from gijun.organisation.terms import CREDITED, AwayReason, StateKind
from gijun.science.worktime import SLOT_MS
from gijun.science.worktime.zones import wall_at, zone_named

NAMES, ROW, BAR, TOP = 120, 34, 24, 26
NARROWEST, WIDEST, WANTED = 84, 240, 960  # an hour, and the whole of a day
HOUR_MS = 3_600_000
PLAIN = frozenset({StateKind.READY})
PATTERNS = dict.fromkeys(CREDITED, "credited")
LEAST_LABELLED = 58  # a narrower bar has room for its sign only
LEAST_SIGNED = 14
LETTERS = 9  # of a name beside its row
# A state is told by its sign, its word and its pattern; the colour only repeats it.
SIGNS = {
    StateKind.PREPARING: "◌",
    StateKind.READY: "●",
    StateKind.IN_CONTACT: "▸",
    StateKind.AFTER_WORK: "✎",
    StateKind.AWAY: "◷",
    StateKind.COACHING: "◆",
    StateKind.TRAINING: "◆",
    StateKind.MEETING: "◆",
    StateKind.PROJECT: "◆",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch. ``limit_x``: where it should have ended; none: no limit, or not reached."""

    x: str
    y: int
    width: str
    kind: str
    pattern: str  # none: plain
    says: str
    label: str
    label_x: str
    label_y: int
    limit_x: str
    over_width: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    y: int
    line_y: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of a day; ``kinds``: sign, code, pattern and word of the states in it."""

    width: int
    height: int
    bar: int
    rows: list[Row]
    ticks: list[Tick]
    kinds: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a time lies in the picture."""

    from_ms: int
    hour_width: int

    def length(self, ms: int) -> float:
        return ms * self.hour_width / HOUR_MS

    def at(self, ms: int) -> float:
        return NAMES + self.length(ms - self.from_ms)


def drawn(day: TeamDay) -> Timeline | None:
    """The day from its first state to its last, by half-hours; none where there is nothing."""
    spans = [span for one in day.people for span in one.spans]
    if not spans:
        return None
    begin_ms, _end_ms = day.rule.bounds(day.day)
    first = (min(one.from_ms for one in spans) - begin_ms) // SLOT_MS
    last = -(-(max(one.to_ms for one in spans) - begin_ms) // SLOT_MS)
    from_ms = begin_ms + first * SLOT_MS
    scale = _Scale(from_ms, min(WIDEST, max(NARROWEST, round(WANTED * 2 / (last - first)))))
    present = {one.kind for one in spans}
    return Timeline(
        width=round(scale.at(begin_ms + last * SLOT_MS)) + 24,
        height=TOP + ROW * len(day.people) + 4,
        bar=BAR,
        rows=[_row(one, place, scale, day) for place, one in enumerate(day.people)],
        ticks=[
            Tick(round(scale.at(begin_ms + slot * SLOT_MS)), clock(day, begin_ms + slot * SLOT_MS))
            for slot in range(first, last + 1, 2)
        ],
        kinds=[
            (SIGNS[kind], kind.value, pattern_of(kind), str(kind.label))
            for kind in StateKind
            if kind in present
        ],
    )


def clock(day: TeamDay, ms: int) -> str:
    """What the team's clock shows."""
    return wall_at(zone_named(day.rule.zone), ms).strftime("%H:%M")


def _row(one: PersonDay, place: int, scale: _Scale, day: TeamDay) -> Row:
    y = TOP + place * ROW
    short = one.name if len(one.name) <= LETTERS else f"{one.name[:LETTERS]}…"
    return Row(short, y + BAR - 7, y + BAR + 4, [_bar(span, y, scale, day) for span in one.spans])


def _bar(span: Span, y: int, scale: _Scale, day: TeamDay) -> Bar:
    x, width = scale.at(span.from_ms), scale.length(span.lasted_ms)
    sign = SIGNS[span.kind]
    label = f"{sign} {span.kind.label}" if width >= LEAST_LABELLED else sign if width >= LEAST_SIGNED else ""
    return Bar(
        x=f"{x:.1f}",
        y=y,
        width=f"{max(width, 1.5):.1f}",
        kind=span.kind.value,
        pattern=pattern_of(span.kind),
        says=says(span, day),
        label=label,
        label_x=f"{x + 4:.1f}",
        label_y=y + 16,
        limit_x=f"{scale.at(max(span.ends_by_ms or 0, span.from_ms)):.1f}" if span.over_ms else "",
        over_width=f"{scale.length(span.over_ms):.1f}",
    )


def says(span: Span, day: TeamDay) -> str:
    """A stretch in words: state, why, from when to when, how long, and how much too long."""
    known = {
        "state": named(span),
        "since": clock(day, span.from_ms),
        "until": _("now") if span.lasts else clock(day, span.to_ms),
        "lasted": duration(span.lasted_ms),
    }
    told = _("%(state)s, %(since)s–%(until)s, %(lasted)s") % known
    if span.over_ms:
        told += " · " + _("%(over)s over its limit") % {"over": duration(span.over_ms)}
    return told


def pattern_of(kind: StateKind) -> str:
    """The pattern of a state; empty: plain."""
    return "" if kind in PLAIN else PATTERNS.get(kind, kind.value)


def named(span: Span) -> str:
    """The state, and why somebody is away."""
    reason = f" ({AwayReason(span.reason).label})" if span.reason in AwayReason.values else ""
    return f"{span.kind.label}{reason}"
