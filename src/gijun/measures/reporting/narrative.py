"""Sentences from figures. They say what is, what it is compared with and how sure that is; never why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gijun.measures.reporting.rules import Verdict
from gijun.science.korean import with_josa


class Scale(StrEnum):
    """How people say that a value is greater."""

    NUMBER = "number"  # more, fewer
    LEVEL = "level"  # higher, lower
    TIME = "time"  # longer, shorter


@dataclass(frozen=True, slots=True)
class Against:
    """What a value is compared with. ``then``: as it is read; none: too little to compare with."""

    what: str  # the day before, the same weekday's average …
    then: str | None
    verdict: Verdict
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure to speak of. Values are written as the reader's language writes them.

    ``value``: none where there is nothing. ``n``: what it stands on; none for a count. ``is_thin``: ``n``
    lies under the floor. ``immature``: how many are left out because their time is not over.
    """

    name: str
    scale: Scale
    value: str | None
    n: str | None = None
    interval: str = ""
    is_thin: bool = False
    floor: str = ""
    immature: str = ""
    against: tuple[Against, ...] = ()


def sentences(told: Told, language: str) -> str:
    """Everything that may be said of a figure, in Korean, or in English for every other language."""
    spoken = _korean(told) if language.startswith("ko") else _english(told)
    return " ".join(spoken)


KOREAN = {
    Scale.NUMBER: ("많습니다", "적습니다"),
    Scale.LEVEL: ("높습니다", "낮습니다"),
    Scale.TIME: ("깁니다", "짧습니다"),
}
ENGLISH = {
    Scale.NUMBER: ("more", "fewer"),
    Scale.LEVEL: ("higher", "lower"),
    Scale.TIME: ("longer", "shorter"),
}
UPS = {Verdict.UP, Verdict.UP_UNJUDGED}
UNJUDGED = {Verdict.UP_UNJUDGED, Verdict.DOWN_UNJUDGED}


def _korean(told: Told) -> Iterator[str]:
    topic = with_josa(told.name, "은/는")
    if told.value is None:
        yield f"{topic} 자료가 없습니다."
    elif told.is_thin:
        yield f"{topic} 자료 부족입니다(n = {told.n}, {told.floor}건부터 말합니다)."
    else:
        yield f"{topic} {told.value}입니다{_in_brackets(_grounds(told, '95% 구간'))}."
    if told.immature:
        yield f"아직 확정되지 않은 {told.immature}건은 빠져 있어 다른 기간과 비교하지 않습니다."
    elif told.value is not None and not told.is_thin:
        yield from (_korean_comparison(told.scale, one) for one in told.against)


def _korean_comparison(scale: Scale, one: Against) -> str:
    if one.then is None:
        return f"{with_josa(one.what, '은/는')} 자료가 부족하여 비교하지 않습니다."
    then = f"{one.what} {one.then}"
    if one.verdict == Verdict.SAME:
        return f"{with_josa(then, '과/와')} 같습니다."
    if one.verdict == Verdict.UNSURE:
        between = with_josa(then, "과/와")
        return f"{between}의 차이({one.difference})는 우연히도 생길 수 있는 범위 안에 있습니다."
    greater, smaller = KOREAN[scale]
    said = f"{then}보다 {one.difference} {greater if one.verdict in UPS else smaller}"
    return f"{said}(구간을 낼 수 없는 지표)." if one.verdict in UNJUDGED else f"{said}."


def _grounds(told: Told, interval: str) -> list[str]:
    grounds = [f"{interval} {told.interval}"] if told.interval else []
    return grounds + ([f"n = {told.n}"] if told.n is not None else [])


def _in_brackets(said: list[str]) -> str:
    return f"({', '.join(said)})" if said else ""


def _english(told: Told) -> Iterator[str]:
    if told.value is None:
        yield f"{told.name}: no data."
    elif told.is_thin:
        yield f"{told.name}: not enough data (n = {told.n}; spoken of from {told.floor})."
    else:
        grounds = _in_brackets(_grounds(told, "95% interval"))
        yield f"{told.name}: {told.value}{' ' if grounds else ''}{grounds}."
    if told.immature:
        yield f"Not compared: {told.immature} are left out because they are not final yet."
    elif told.value is not None and not told.is_thin:
        yield from (_english_comparison(told.scale, one) for one in told.against)


def _english_comparison(scale: Scale, one: Against) -> str:
    if one.then is None:
        return f"Not compared with {one.what}: not enough data."
    then = f"{one.what} ({one.then})"
    if one.verdict == Verdict.SAME:
        return f"The same as {then}."
    if one.verdict == Verdict.UNSURE:
        return f"The difference from {then}, {one.difference}, lies within what chance alone can bring."
    greater, smaller = ENGLISH[scale]
    said = f"{one.difference} {greater if one.verdict in UPS else smaller} than {then}"
    return f"{said}; no interval for this measure." if one.verdict in UNJUDGED else f"{said}."
