"""Why a count changed: published values, and what must hold for every change."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.science.decomposition import (
    Cell,
    Effects,
    Factor,
    Method,
    Period,
    decompose,
    period,
    remapped,
    together,
)


def told(volume, shares, rates):
    cells = {at: Cell(Fraction(s), Fraction(r)) for at, (s, r) in enumerate(zip(shares, rates, strict=True))}
    return Period(Fraction(volume), cells)


BEFORE = told(10_000, ("0.5", "0.3", "0.2"), ("0.02", "0.04", "0.06"))
AFTER = told(15_000, ("0.4", "0.3", "0.3"), ("0.018", "0.04", "0.05"))


@pytest.mark.parametrize(
    ("method", "volume", "mix", "rate"),
    [
        (Method.SHAPLEY, 171.1667, 44.6667, -42.8333),
        (Method.LMDI, 169.8747, 44.5316, -41.4063),
        (Method.SEQUENTIAL, 170, 60, -57),
    ],
)
def test_a_known_change(method, volume, mix, rate):
    found = together(decompose(BEFORE, AFTER, method).values())

    assert (BEFORE.count, AFTER.count) == (340, 513)
    assert [round(float(one), 4) for one in (found.volume, found.mix, found.rate)] == [volume, mix, rate]
    assert found.total == 173


def test_shapley_gives_the_exact_fractions():
    found = together(decompose(BEFORE, AFTER).values())

    assert found == Effects(Fraction(1027, 6), Fraction(134, 3), Fraction(-257, 6))


def test_the_order_of_steps_matters_only_to_the_sequential_method():
    order = (Factor.RATE, Factor.MIX, Factor.VOLUME)

    turned = together(decompose(BEFORE, AFTER, Method.SEQUENTIAL, order).values())

    assert (turned.rate, turned.mix, turned.volume) == (-30, 32, 171)
    assert decompose(BEFORE, AFTER, order=order) == decompose(BEFORE, AFTER)


def test_a_new_reason_is_a_change_of_rate_and_a_retired_one_too():
    reasons = ("old", "new")
    before = period({"all": 100}, {("all", "old"): 10}, reasons)
    after = period({"all": 100}, {("all", "new"): 25}, reasons)

    for method in Method:
        found = decompose(before, after, method)
        assert found["all", "old"] == Effects(rate=Fraction(-10))
        assert found["all", "new"] == Effects(rate=Fraction(25))


def test_a_new_part_of_the_volume_is_a_change_of_mix():
    before = period({"weekday": 100}, {("weekday", "r"): 10}, ("r",))
    after = period({"weekday": 50, "broadcast": 50}, {("weekday", "r"): 5, ("broadcast", "r"): 30}, ("r",))

    for method in Method:
        found = decompose(before, after, method)
        assert found["broadcast", "r"] == Effects(mix=Fraction(30))
        assert round(float(found["weekday", "r"].mix), 9) == -5
        assert together(found.values()).total == 25


def test_nothing_to_compare_with_is_no_error():
    nothing = period({}, {}, ())
    after = period({"all": 10}, {("all", "r"): 4}, ("r",))

    assert decompose(nothing, nothing) == {}
    assert together(decompose(nothing, after).values()).total == 4


@pytest.mark.parametrize(
    ("volumes", "counts"),
    [({"a": 0}, {("a", "r"): 1}), ({}, {("a", "r"): 1}), ({"a": -1}, {}), ({"a": 1}, {("a", "r"): -1})],
)
def test_counts_without_volume_and_negative_numbers_are_refused(volumes, counts):
    with pytest.raises(ValueError, match=r"volume|negative"):
        period(volumes, counts, ("r",))


PARTS, REASONS = ("a", "b", "c"), ("r", "s")
counted = st.builds(
    lambda volumes, counts: period(
        volumes, {key: count for key, count in counts.items() if volumes[key[0]]}, REASONS
    ),
    st.fixed_dictionaries({part: st.integers(0, 9_999) for part in PARTS}),
    st.fixed_dictionaries({(part, reason): st.integers(0, 999) for part in PARTS for reason in REASONS}),
)


@given(counted, counted, st.sampled_from(Method))
def test_the_effects_are_exactly_the_change(before, after, method):
    assert together(decompose(before, after, method).values()).total == after.count - before.count


@given(counted, counted)
def test_turned_round_everything_changes_its_sign(before, after):
    there = together(decompose(before, after).values())
    back = together(decompose(after, before).values())

    assert (back.volume, back.mix, back.rate) == (-there.volume, -there.mix, -there.rate)


@given(counted, st.sampled_from(Method))
def test_without_a_change_every_effect_is_zero(same, method):
    assert set(decompose(same, same, method).values()) <= {Effects()}


@given(counted, st.integers(1, 9))
def test_more_of_everything_alike_is_volume_alone(before, times):
    after = Period(before.volume * times, before.cells)

    found = together(decompose(before, after).values())

    assert (found.mix, found.rate, found.volume) == (0, 0, before.count * (times - 1))


@given(counted, counted)
def test_reasons_split_further_give_the_same_whole(before, after):
    """Each reason's effects add up to those of all reasons taken as one."""

    def as_one(one):
        cells = {}
        for (part, _reason), cell in one.cells.items():
            earlier = cells.get(part, Cell(cell.share, Fraction()))
            cells[part] = Cell(cell.share, earlier.rate + cell.rate)
        return Period(one.volume, cells)

    apart = together(decompose(before, after).values())

    # A part without volume lends each reason its own rate, so both ways agree there as well.
    assert apart == together(decompose(as_one(before), as_one(after)).values())


def test_retired_names_count_as_what_came_after_them():
    assert remapped({"a": 1, "b": 2, "c": 4, "d": 8}, {"a": "b", "b": "c"}) == {"c": 7, "d": 8}


@pytest.mark.parametrize("table", [{"a": "a"}, {"a": "b", "b": "a"}])
def test_a_table_of_names_that_leads_in_a_circle_is_refused(table):
    with pytest.raises(ValueError, match="circle"):
        remapped({"a": 1}, table)


@given(
    st.dictionaries(st.integers(0, 9), st.integers(0, 99)),
    st.dictionaries(st.integers(0, 4), st.integers(5, 9)),
)
def test_moving_names_loses_nothing(counts, table):
    assert sum(remapped(counts, table).values()) == sum(counts.values())
