"""Why a count changed: more volume, another mix, another rate."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import permutations
from math import log
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)


class Factor(StrEnum):
    VOLUME = "volume"
    MIX = "mix"
    RATE = "rate"


class Method(StrEnum):
    """How the change is shared out among the factors."""

    SHAPLEY = "shapley"
    LMDI = "lmdi"
    SEQUENTIAL = "sequential"


FACTORS = tuple(Factor)
ORDERS = tuple(permutations(FACTORS))


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the volume and what it gives rise to. ``rate``: none where there was no volume."""

    share: Fraction  # of the volume, in [0, 1]
    rate: Fraction | None  # counts per unit of volume


@dataclass(frozen=True, slots=True)
class Period(Generic[K]):
    """A period as volume × Σ share × rate. A cell that is missing had no volume."""

    volume: Fraction
    cells: Mapping[K, Cell]

    @property
    def count(self) -> Fraction:
        return sum((self.volume * one.share * (one.rate or 0) for one in self.cells.values()), Fraction())


@dataclass(frozen=True, slots=True)
class Effects:
    """What each factor contributed to a change, in counts."""

    volume: Fraction = Fraction()
    mix: Fraction = Fraction()
    rate: Fraction = Fraction()

    @property
    def total(self) -> Fraction:
        return self.volume + self.mix + self.rate

    def __add__(self, other: "Effects") -> "Effects":
        return Effects(self.volume + other.volume, self.mix + other.mix, self.rate + other.rate)


def period(
    volumes: Mapping[K, int], counts: Mapping[tuple[K, R], int], reasons: Iterable[R]
) -> Period[tuple[K, R]]:
    """A period from whole numbers: the volume of each part, and counts by part and reason.

    Args:
        reasons: all that occur in either period: one that is new had a rate of 0, and so has a retired one.

    Raises:
        ValueError: counts in a part without volume, or a negative number.
    """
    total = sum(volumes.values())
    if min(volumes.values(), default=0) < 0 or min(counts.values(), default=0) < 0:
        raise ValueError("Volumes and counts are not negative.")
    if any(count and not volumes.get(part) for (part, _reason), count in counts.items()):
        raise ValueError("Something was counted where there was no volume.")
    known = tuple(reasons)
    cells = {
        (part, reason): Cell(Fraction(volume, total), Fraction(counts.get((part, reason), 0), volume))
        for part, volume in volumes.items()
        if volume
        for reason in known
    }
    return Period(Fraction(total), cells)


def decompose(
    before: Period[K],
    after: Period[K],
    method: Method = Method.SHAPLEY,
    order: Sequence[Factor] = FACTORS,
) -> dict[K, Effects]:
    """What each factor contributed to the change of each cell; all together are exactly the change.

    A cell without volume in one period has no rate there: the other period's stands for it, so that its
    coming or going is a change of mix. A cell with volume and a rate of 0 changed its rate.

    Args:
        order: in which the factors change, for the sequential method.

    Source:
        Shapley (1953), A value for n-person games; Ang (2005), Energy Policy 33, 867–871 (additive LMDI-I),
        with the limits of Ang and Liu (2007), Energy Policy 35, 238–246, where a cell is zero.
    """
    found = {}
    for key in {**before.cells, **after.cells}:
        then, now = _paired(before, after, key)
        match method:
            case Method.SHAPLEY:
                found[key] = _mean([_stepwise(then, now, one) for one in ORDERS])
            case Method.LMDI:
                found[key] = _lmdi(then, now)
            case Method.SEQUENTIAL:
                found[key] = _stepwise(then, now, order)
    return found


def together(effects: Iterable[Effects]) -> Effects:
    """Effects added up."""
    return sum(effects, Effects())


def remapped(counts: Mapping[K, int], table: Mapping[K, K]) -> dict[K, int]:
    """Counts under today's names: a retired one counts as what came after it, however often it moved.

    Raises:
        ValueError: the table leads in a circle.
    """
    moved: dict[K, int] = {}
    for key, count in counts.items():
        seen = {key}
        target = key
        while target in table:
            target = table[target]
            if target in seen:
                raise ValueError("The table of names leads in a circle.")
            seen.add(target)
        moved[target] = moved.get(target, 0) + count
    return moved


Values = dict[Factor, Fraction]


def _paired(before: Period[K], after: Period[K], key: K) -> tuple[Values, Values]:
    nothing = Cell(Fraction(), None)
    then, now = before.cells.get(key, nothing), after.cells.get(key, nothing)
    known = [one.rate for one in (then, now) if one.rate is not None]
    rates = [one.rate if one.rate is not None else (known or [Fraction()])[0] for one in (then, now)]
    return (
        {Factor.VOLUME: before.volume, Factor.MIX: then.share, Factor.RATE: rates[0]},
        {Factor.VOLUME: after.volume, Factor.MIX: now.share, Factor.RATE: rates[1]},
    )


def _product(values: Values) -> Fraction:
    return values[Factor.VOLUME] * values[Factor.MIX] * values[Factor.RATE]


def _stepwise(then: Values, now: Values, order: Sequence[Factor]) -> Effects:
    """Change one factor after the other; each gets the difference its step makes."""
    standing, effects = dict(then), {}
    for factor in order:
        earlier = _product(standing)
        standing[factor] = now[factor]
        effects[factor.value] = _product(standing) - earlier
    return Effects(**effects)


def _mean(many: Sequence[Effects]) -> Effects:
    added = together(many)
    return Effects(added.volume / len(many), added.mix / len(many), added.rate / len(many))


def _lmdi(then: Values, now: Values) -> Effects:
    """Logarithmic mean weights. The last factor takes what rounding leaves, so that the sum is exact."""
    before, after = _product(then), _product(now)
    change = after - before
    zeros = [factor for factor in FACTORS if not then[factor] or not now[factor]]
    if zeros:  # the limit: what was zero explains everything
        responsible = [factor for factor in zeros if then[factor] != now[factor]] or zeros
        return Effects(**{factor.value: change / len(responsible) for factor in responsible})
    weight = float(before) if before == after else float(change) / log(after / before)
    volume, mix = (
        Fraction(weight * log(now[factor] / then[factor])) for factor in (Factor.VOLUME, Factor.MIX)
    )
    return Effects(volume, mix, change - volume - mix)
