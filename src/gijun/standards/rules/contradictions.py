"""Where two standards that hold for the same contact say different things."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any

from gijun.standards.rules import english
from gijun.standards.rules.content import Said, hash_of, words_to_say
from gijun.standards.rules.decisions.disagreeing import disagreement
from gijun.standards.rules.decisions.explaining import explain
from gijun.standards.rules.decisions.storing import from_data
from gijun.standards.rules.decisions.table import DecisionError
from gijun.standards.rules.promises import Promise, Ruling, saying_of
from gijun.standards.rules.topics import FEE_ACTS, MONEY_ACTS
from gijun.standards.terms import Language, SentenceChannel
from gijun.standards.terms.consistency import Bound, ContradictionKind, Measure

CHANNELS = tuple(one for one in SentenceChannel if one is not SentenceChannel.ANY)
_LIMITS = frozenset({Bound.AT_LEAST, Bound.AT_MOST})


@dataclass(frozen=True, slots=True)
class Scope:
    """Which contacts a version holds for.

    ``reasons``: its contact reason and those below; none: every reason. ``products`` are names without
    capitals; none: every product. ``lineage``: from the centre down to its team. ``valid_to``: none: until
    superseded.
    """

    reasons: frozenset[int]
    products: frozenset[str]
    lineage: tuple[int, ...]
    valid_from: datetime
    valid_to: datetime | None = None

    def overlaps(self, other: "Scope") -> bool:
        """May one contact at one time be answered by both?"""
        return (
            _meet(self.reasons, other.reasons)
            and _meet(self.products, other.products)
            and (self.lineage[-1] in other.lineage or other.lineage[-1] in self.lineage)
            and (other.valid_to is None or self.valid_from < other.valid_to)
            and (self.valid_to is None or other.valid_from < self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says, as far as it is compared."""

    title: str
    sentences: tuple[Said, ...]
    exceptions: Mapping[str, Any] | None = None

    def hash(self) -> str:
        """Names everything that may contradict; a clearance holds for exactly this."""
        said = [[one.channel, one.language, one.text] for one in self.sentences]
        return hash_of(self.title, said, self.exceptions)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence with the place where it differs."""

    text: str
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.text[: self.start]

    @property
    def point(self) -> str:
        return self.text[self.start : self.end]

    @property
    def after(self) -> str:
        return self.text[self.end :]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One point on which two versions differ, on these channels."""

    kind: ContradictionKind
    topics: tuple[str, ...]  # what both speak about
    first: Snippet
    second: Snippet
    channels: tuple[str, ...] = ()  # none: on every channel
    language: str = Language.KOREAN  # of the sentences

    @property
    def channel_labels(self) -> list[str]:
        return [str(SentenceChannel(one).label) for one in self.channels]


def products_named(lines: str) -> frozenset[str]:
    """Products, one a line, as they are compared."""
    return frozenset(" ".join(line.split()).casefold() for line in lines.splitlines() if line.strip())


def contradictions(first: Text, second: Text) -> list[Contradiction]:
    """Everything on which two versions differ that hold for the same contacts."""
    found: dict[Contradiction, list[str]] = {}
    for language in Language:
        for (one, other), channels in _heard_together(first, second, language).items():
            for point in _between((one, first.title), (other, second.title), language):
                found.setdefault(replace(point, language=language.value), []).extend(channels)
    told = [
        replace(point, channels=() if len(channels) == len(CHANNELS) else tuple(channels))
        for point, channels in found.items()
    ]
    return told + _decided_differently(first, second)


def _heard_together(first: Text, second: Text, language: Language) -> dict[tuple[str, str], list[str]]:
    """What both say on a channel in a language, with the channels on which they say it.

    Where one of them has no words in the language, nothing is heard in it.
    """
    heard: dict[tuple[str, str], list[str]] = {}
    for channel in CHANNELS:
        one, spoken = words_to_say(first.sentences, channel, language)
        other, answered = words_to_say(second.sentences, channel, language)
        if spoken == answered == language:
            heard.setdefault((one, other), []).append(channel)
    return heard


def _meet(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Do two sets have something in common, where an empty one means everything?"""
    return not one or not other or bool(one & other)


def _between(one: tuple[str, str], other: tuple[str, str], language: Language) -> Iterator[Contradiction]:
    """On what two sentences differ, each given with its title."""
    if one[0] == other[0]:
        return
    read = english.saying_of if language is Language.ENGLISH else saying_of
    mine, theirs = read(*one), read(*other)
    promised = list(_promised_differently(mine.promises, theirs.promises))
    yield from promised
    if not promised:
        yield from _ruled_differently(mine.rulings, theirs.rulings)


def _promised_differently(mine: tuple[Promise, ...], theirs: tuple[Promise, ...]) -> Iterator[Contradiction]:
    """Figures of which neither side has one that agrees with the other's; each is told once."""
    told: set[tuple[Promise, Promise]] = set()
    for one, other in product(mine, theirs):
        if not _comparable(one, other) or one.figure.agrees_with(other.figure):
            continue
        if _is_answered(one, theirs) or _is_answered(other, mine) or _told_already(one, other, told):
            continue
        told.add((one, other))
        yield Contradiction(
            ContradictionKind.QUANTITY,
            tuple(sorted(one.topics.shared_with(other.topics))),
            Snippet(one.text, one.start, one.end),
            Snippet(other.text, other.start, other.end),
        )


def _is_answered(promise: Promise, others: Iterable[Promise]) -> bool:
    """Does the other side say the same somewhere?"""
    return any(_comparable(promise, one) and promise.figure.agrees_with(one.figure) for one in others)


def _told_already(one: Promise, other: Promise, told: set[tuple[Promise, Promise]]) -> bool:
    return any(one in pair or other in pair for pair in told)


def _comparable(one: Promise, other: Promise) -> bool:
    """Do two figures count the same thing about the same matter?"""
    mine, theirs = one.figure, other.figure
    if mine.is_time != theirs.is_time or not (mine.is_time or mine.measure == theirs.measure):
        return False
    if mine.is_time and (Bound.BEFORE in (mine.bound, theirs.bound)) and mine.bound != theirs.bound:
        return False
    if not mine.is_time and (mine.bound in _LIMITS) != (theirs.bound in _LIMITS):
        return False
    if one.aspect and other.aspect and one.aspect != other.aspect:
        return False
    if mine.measure in {Measure.WON, Measure.PERCENT}:
        return _same_money(one, other)
    return one.topics.same_matter(other.topics)


def _same_money(one: Promise, other: Promise) -> bool:
    """Amounts are compared only of the same fee or payment."""
    shared = one.topics.acts & other.topics.acts & MONEY_ACTS
    fees, others = one.topics.acts & FEE_ACTS, other.topics.acts & FEE_ACTS
    return bool(shared) and fees == others and one.topics.same_circumstances(other.topics)


def _ruled_differently(mine: tuple[Ruling, ...], theirs: tuple[Ruling, ...]) -> Iterator[Contradiction]:
    for one, other in product(mine, theirs):
        if one.allows == other.allows or not one.topics.same_case(other.topics):
            continue
        if not (_is_ruled_alike(one, theirs) or _is_ruled_alike(other, mine)):
            yield Contradiction(
                ContradictionKind.POLARITY,
                tuple(sorted(one.topics.shared_with(other.topics))),
                Snippet(one.text, one.start, one.end),
                Snippet(other.text, other.start, other.end),
            )


def _is_ruled_alike(ruling: Ruling, others: Iterable[Ruling]) -> bool:
    return any(one.allows == ruling.allows and one.topics.same_case(ruling.topics) for one in others)


def _decided_differently(first: Text, second: Text) -> list[Contradiction]:
    """Where the tables of exceptions give another verdict; tables that cannot be read decide nothing."""
    if first.exceptions is None or second.exceptions is None:
        return []
    try:
        one, other = from_data(first.exceptions), from_data(second.exceptions)
        point = disagreement(one, other)
    except DecisionError:
        return []
    if point is None:
        return []
    return [
        Contradiction(
            ContradictionKind.DECISION,
            tuple(sorted(point.values)),
            _verdict(
                explain(point.first, one, point.first_values, Language.KOREAN), point.first.case.sentence
            ),
            _verdict(
                explain(point.second, other, point.second_values, Language.KOREAN), point.second.case.sentence
            ),
        )
    ]


def _verdict(why: str, sentence: str) -> Snippet:
    text = f"{why} → {sentence}"
    return Snippet(text, len(text) - len(sentence), len(text))
