"""The contact ratio in people's words: lines, the waterfall of a change, and goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gijun.measures.drawn import Drawn, Line, cell, no_figures
from gijun.measures.models import ContactGoal
from gijun.measures.presentation import Cell, number
from gijun.measures.ratio.queries import Asked, Goal, PartChange, Ratio, RatioDay, ReasonChange, Span
from gijun.measures.ratio.rules import scale_of, week_of
from gijun.measures.ratio.terms import ICONS, GoalStanding, Grain, Sharing
from gijun.measures.terms import GrowthKind
from gijun.science.decomposition import Effects, Method

EFFECT_PLACES = 1


@dataclass(frozen=True, slots=True)
class Side:
    """A period as the page tells it. ``ratio``: none without growth figures."""

    title: str
    days: str
    ratio: str | None
    contacts: str
    growth: str
    gaps: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason's change as a table shows it."""

    reason_id: int
    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal as the page tells it."""

    row: ContactGoal
    title: str
    icon: str
    standing: str
    state: str  # of the card: ok, warn or nothing
    growth: str
    chart: Drawn


def per_what(kind: str) -> str:
    """What a ratio says, with its scale."""
    names = {"kind": GrowthKind(kind).label, "scale": number(scale_of(kind), 0)}
    return _("Contacts per %(scale)s · %(kind)s") % names


def line(found: Ratio, kind: str, grain: Grain, reason: str) -> Drawn:
    """The ratio over time; points without growth figures are gaps."""
    title = per_what(kind)
    return Drawn(
        title=f"{title} · {reason}" if reason else title,
        kind="line",
        drawn=1,
        heads=[str(grain.label), _("Ratio"), _("Contacts"), str(GrowthKind(kind).label)],
        rows=[_point(label, days, scale_of(kind)) for label, days in _points(found.days, grain)],
        empty=no_figures(),
        note=_gaps(sum(one.growth is None for one in found.days)),
    )


def _points(days: Sequence[RatioDay], grain: Grain) -> Iterator[tuple[str, list[RatioDay]]]:
    points: dict[date, list[RatioDay]] = {}
    for one in days:
        points.setdefault(week_of(one.day) if grain == Grain.WEEK else one.day, []).append(one)
    for first, those in points.items():
        name = _short(first)
        yield (_("Week of %(day)s") % {"day": name} if grain == Grain.WEEK else name), those


def _point(label: str, days: list[RatioDay], scale: int) -> Line:
    """Only days with growth figures make the ratio; the contacts of all of them are shown."""
    told = [(one.contacts, one.growth) for one in days if one.growth]
    growth = sum(amount for _contacts, amount in told)
    ratio = scale * sum(contacts for contacts, _amount in told) / growth if growth else None
    contacts = sum(one.contacts for one in days)
    return Line(label, [cell(ratio, 2), cell(contacts), cell(growth or None)])


def _gaps(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s day has no growth figure and is left out of every ratio.",
        "%(n)s days have no growth figure and are left out of every ratio.",
        count,
    ) % {"n": number(count, 0)}


def sides(found: Ratio, kind: str) -> list[Side]:
    """The two periods that are compared, the earlier one first."""
    return [
        _side(_("Before"), found.before, kind),
        _side(_("Now"), found.after, kind),
    ]


def _side(title: str, span: Span, kind: str) -> Side:
    ratio = span.ratio
    return Side(
        title=title,
        days=f"{_short(span.first)} – {_short(span.last)}",
        ratio=None if ratio is None else number(float(scale_of(kind) * ratio), 2),
        contacts=number(span.contacts, 0),
        growth=number(span.growth, 0),
        gaps=_gaps(span.gaps),
    )


def waterfall(found: Ratio, method: Method) -> Drawn:
    """From the contacts before to those now, by what each factor did."""
    effects = found.effects[method]
    rows = [
        Line(_("Before"), [cell(found.before.contacts)]),
        *(Line(name, [_effect(value)]) for name, value in _named(effects)),
        Line(_("Now"), [cell(found.after.contacts)]),
    ]
    whole = found.after.contacts - found.before.contacts
    told = {"change": _signed(whole), "method": Sharing(method.value).label}
    return Drawn(
        title=_("Why contacts changed"),
        kind="waterfall",
        drawn=1,
        heads=[_("Step"), _("Contacts")],
        rows=rows if found.before.growth and found.after.growth else [],
        empty=no_figures(),
        note=" ".join([_("Change in all: %(change)s. Shared out by: %(method)s.") % told, *_explained()]),
    )


def methods(found: Ratio) -> list[Line]:
    """What each way of sharing out makes of the change; each row adds up to it."""
    return [
        Line(
            str(Sharing(method.value).label),
            [*(_effect(value) for _name, value in _named(effects)), _effect(effects.total)],
        )
        for method, effects in found.effects.items()
    ]


def _named(effects: Effects) -> list[tuple[str, Fraction]]:
    return list(zip(factors(), (effects.volume, effects.mix, effects.rate), strict=True))


def _explained() -> list[str]:
    return [
        _("Volume: more or less of what it is measured against."),
        _("Mix: other kinds of days."),
        _("Rate: contacts for each of it."),
    ]


def factors() -> list[str]:
    """The factors' short names."""
    return [_("Volume"), _("Mix"), _("Rate")]


def _effect(value: Fraction) -> Cell:
    return cell(float(value), EFFECT_PLACES, signed=True)


def _signed(value: int) -> str:
    return f"+{number(value, 0)}" if value > 0 else number(value, 0)


def reasons(changes: Sequence[ReasonChange]) -> list[ReasonLine]:
    """Reasons with what each factor did to them."""
    return [
        ReasonLine(
            one.reason_id,
            one.name or _("No reason chosen"),
            [
                cell(one.before),
                cell(one.after),
                cell(one.after - one.before, signed=True),
                *(_effect(value) for _name, value in _named(one.effects)),
            ],
        )
        for one in changes
    ]


def parts(changes: Sequence[PartChange], kind: str) -> list[Line]:
    """Kinds of days: their share of the growth, and their ratio, then and now."""
    before, after = (sum(getattr(one, name) for one in changes) for name in ("growth_before", "growth_after"))
    return [
        Line(
            str(one.kind.label),
            [
                _share(one.growth_before, before),
                _share(one.growth_after, after),
                _ratio(one.contacts_before, one.growth_before, kind),
                _ratio(one.contacts_after, one.growth_after, kind),
            ],
        )
        for one in changes
    ]


def _share(part: int, whole: int) -> Cell:
    if not whole:
        return cell(None)
    return Cell(f"{number(100 * part / whole, 1)} %", f"{part / whole:.4f}")


def _ratio(contacts: int, growth: int, kind: str) -> Cell:
    return cell(scale_of(kind) * contacts / growth if growth else None, 2)


def goal(one: Goal) -> GoalCard:
    """A goal with its course: what came, what was planned, and what growth makes of the plan."""
    row, told = one.row, one.standing
    names = {"from": number(row.from_value, 0), "to": number(row.to_value, 0), "day": _short(row.to_day)}
    good = {GoalStanding.ON_COURSE, GoalStanding.REACHED}
    bad = {GoalStanding.BEHIND, GoalStanding.MISSED}
    return GoalCard(
        row=row,
        title=_("%(from)s to %(to)s contacts a day by %(day)s") % names,
        icon=ICONS[told],
        standing=str(told.label),
        state="ok" if told in good else "warn" if told in bad else "",
        growth=_growth_of(one),
        chart=Drawn(
            title=_("Contacts a day, week by week"),
            kind="line",
            drawn=3,
            heads=[_("Week of"), _("Contacts"), _("Plan"), _("Plan adjusted to growth")],
            rows=[
                Line(
                    _short(week.first),
                    [_tenths(week.contacts), _tenths(week.planned), _tenths(week.adjusted)],
                )
                for week in one.weeks
            ],
        ),
    )


def _growth_of(one: Goal) -> str:
    if one.growth_now is None or one.factor is None:
        return _("There are no growth figures of the last four weeks.")
    told = {
        "kind": one.row.get_kind_display(),
        "base": number(float(one.course.base), 0),
        "now": number(float(one.growth_now), 0),
        "factor": number(float(one.factor), 2),
        "allowed": number(float(one.course.to_value * one.growth_now / one.course.base), 0),
        "to": number(one.course.to_value, 0),
    }
    return (
        _(
            "%(kind)s a day: %(base)s when the goal was set, %(now)s now. Adjusted to it, %(to)s becomes"
            " %(allowed)s contacts a day; to come to %(to)s as written, the ratio must shrink to ×%(factor)s."
        )
        % told
    )


def _tenths(value: Fraction | None) -> Cell:
    return cell(None if value is None else float(value), 1)


def _short(day: date) -> str:
    return str(formats.date_format(day, "SHORT_DATE_FORMAT"))


def narrowed_to(asked: Asked, found: Ratio) -> str:
    """The reason whose line is shown; empty: all."""
    if asked.reason_id is None:
        return ""
    names = {one.reason_id: one.name for one in found.reasons}
    return names.get(asked.reason_id) or _("No reason chosen")
