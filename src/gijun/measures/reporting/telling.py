"""Figures made ready for sentences: which comparisons may be made, and how both sides are written."""

from collections.abc import Iterator

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from gijun.measures.compute import Figure
from gijun.measures.presentation import number, written
from gijun.measures.registry import Measure
from gijun.measures.reporting import rules
from gijun.measures.reporting.computing import Compared
from gijun.measures.reporting.narrative import UNJUDGED, Against, Scale, Told, sentences
from gijun.measures.reporting.rules import Sums, Verdict
from gijun.measures.reporting.terms import FLOOR, Rhythm
from gijun.measures.terms import SCALES, WHOLE, Form, Total, Unit

EVENTS = {Unit.CONTACTS, Unit.TICKETS, Unit.CALLS}


def told(compared: Compared, rhythm: Rhythm, *, is_over: bool) -> str:
    """Sentences about a measure in the language in force."""
    return sentences(ready(compared, rhythm, is_over=is_over), get_language() or "")


def ready(compared: Compared, rhythm: Rhythm, *, is_over: bool) -> Told:
    """What may be said about a measure; a period that goes on is not compared with whole ones."""
    measure, now = compared.measure, compared.now
    is_count = measure.form == Form.COUNT
    return Told(
        name=measure.words(get_language() or "").title,
        scale=scale_of(measure),
        value=spoken(measure, now.value),
        n=None if is_count else number(now.n, 0),
        interval=interval(now),
        is_thin=is_thin(measure, now),
        floor=number(FLOOR, 0),
        immature=number(now.immature, 0) if now.immature else "",
        against=tuple(_comparisons(compared, rhythm)) if is_over else (),
    )


def scale_of(measure: Measure) -> Scale:
    if measure.unit == Unit.DURATION:
        return Scale.TIME
    return Scale.NUMBER if measure.unit in WHOLE else Scale.LEVEL


def is_thin(measure: Measure, figure: Figure) -> bool:
    """Are there too few observations to speak of? A count is what it is."""
    return measure.form != Form.COUNT and figure.n < FLOOR


def spoken(measure: Measure, value: float | None) -> str | None:
    """A value with its unit as it is read aloud."""
    text, unit = written(measure, value)
    return None if text is None else with_unit(text, unit)


def with_unit(text: str, unit: str) -> str:
    """English keeps a space before a word; Korean and % none."""
    space = "" if not unit or unit == "%" or (get_language() or "").startswith("ko") else " "
    return f"{text}{space}{unit}"


def interval(figure: Figure) -> str:
    """Both ends of the interval of a share, in percent."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{number(100 * figure.low, 1)}–{number(100 * figure.high, 1)}%"


def _comparisons(compared: Compared, rhythm: Rhythm) -> Iterator[Against]:
    now_days, before_days = compared.lengths
    yield _against(compared, before_in_words(rhythm), compared.before, before_days / now_days)
    if compared.usual_periods:
        usual, periods = compared.usual, compared.usual_periods
        what = usual_in_words(rhythm)
        if usual is None:
            yield Against(what, None, Verdict.SAME)
        else:
            yield _against(compared, what, usual, float(periods))


def before_in_words(rhythm: Rhythm) -> str:
    match rhythm:
        case Rhythm.DAILY:
            return pgettext("compared with", "the day before")
        case Rhythm.WEEKLY:
            return pgettext("compared with", "the week before")
    return pgettext("compared with", "the month before")


def usual_in_words(rhythm: Rhythm) -> str:
    if rhythm == Rhythm.DAILY:
        return pgettext("compared with", "the mean of the same weekday in the four weeks before")
    return pgettext("compared with", "the mean of the four weeks before")


def _against(compared: Compared, what: str, then: Figure, longer: float) -> Against:
    """``longer``: so many times as long as the period spoken of."""
    measure, now = compared.measure, compared.now
    if now.value is None or then.value is None or then.immature or is_thin(measure, then):
        return Against(what, None, Verdict.SAME)
    if measure.form == Form.COUNT and measure.total == Total.PERIOD:
        return _counts(compared, what, then, longer)
    before = spoken(measure, then.value)
    verdict = _verdict(measure, now, then)
    if verdict in UNJUDGED and before == spoken(measure, now.value):
        verdict = Verdict.SAME  # as far as it is written
    return Against(what, before, verdict, _difference(measure, now.value, then.value))


def _verdict(measure: Measure, now: Figure, then: Figure) -> Verdict:
    one, other = Sums(now.numerator, now.n), Sums(then.numerator, then.n)
    if measure.unit == Unit.SHARE and measure.form == Form.RATIO:
        return rules.shares_differ(one, other)
    if measure.unit in SCALES and measure.form == Form.RATIO:
        return rules.counts_differ(one, other)
    return rules.amounts_differ(now.value or 0.0, then.value or 0.0)


def _counts(compared: Compared, what: str, then: Figure, longer: float) -> Against:
    """Counts of periods as long as each other; of months, whose lengths differ, counts a day."""
    measure, now = compared.measure, compared.now
    days = compared.lengths[0]
    in_days = round(longer * days)
    one, other = float(now.numerator), then.numerator / longer
    a_day = longer != round(longer) or compared.lengths[0] != compared.lengths[1]
    if a_day:
        one, other = now.numerator / days, then.numerator / in_days
    places = 0 if longer == 1 else 1
    unit = str(measure.unit.label)
    left, right = (with_unit(number(value, places), unit) for value in (other, abs(one - other)))
    if a_day:
        left, right = (pgettext("report", "%(value)s a day") % {"value": value} for value in (left, right))
    if measure.unit in EVENTS:
        verdict = rules.counts_differ(Sums(now.numerator, days), Sums(then.numerator, in_days))
    else:
        verdict = rules.amounts_differ(one, other)
    return Against(what, left, verdict, right)


def _difference(measure: Measure, now: float, then: float) -> str:
    gap = abs(now - then)
    if measure.unit == Unit.SHARE:
        return _("%(points)s percentage points") % {"points": number(100 * gap, 1)}
    return spoken(measure, gap) or ""
