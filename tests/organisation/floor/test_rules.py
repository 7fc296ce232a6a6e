"""Rules of the floor: transitions, floor rules, the guard over breaks."""

import pytest

from gijun.organisation.rules import breaks, floor_rules, states
from gijun.organisation.rules.breaks import MINUTE_MS, Answer, Floor, guard
from gijun.organisation.rules.floor_rules import FloorRules, FloorRulesError
from gijun.organisation.terms import BreakApproval, FloorFault, StateFault, StateKind

OFFLINE, READY, AWAY = StateKind.OFFLINE, StateKind.READY, StateKind.AWAY


@pytest.mark.parametrize(
    ("now", "kind", "reason", "expected"),
    [
        (OFFLINE, "preparing", "", None),
        (OFFLINE, "ready", "", None),
        (OFFLINE, "training", "", None),
        (OFFLINE, "away", "meal", StateFault.OFFLINE_FIRST_READY),
        (OFFLINE, "after_work", "", StateFault.OFFLINE_FIRST_READY),
        (READY, "in_contact", "", StateFault.BY_RULE_ONLY),
        (READY, "after_work", "", None),
        (StateKind.IN_CONTACT, "away", "restroom", None),
        (AWAY, "ready", "", None),
        (AWAY, "away", "meal", None),
        (READY, "away", "", StateFault.NO_REASON),
        (READY, "away", "smoke", StateFault.NO_REASON),
        (READY, "coaching", "meal", StateFault.REASON_ONLY_AWAY),
        (READY, "asleep", "", StateFault.UNKNOWN),
    ],
)
def test_what_a_hand_may_choose(now, kind, reason, expected):
    assert states.fault_of(kind, reason, now=now) == expected


@pytest.mark.parametrize("now", list(StateKind))
def test_a_rule_puts_in_contact_only_who_is_at_hand(now):
    at_hand = {READY, StateKind.PREPARING, StateKind.IN_CONTACT, StateKind.AFTER_WORK}

    fault = states.fault_of("in_contact", "", now=now, by_rule=True)

    assert fault == (None if now in at_hand else StateFault.UNAVAILABLE)


def test_the_menu_never_offers_a_contact_nor_the_present_state():
    for now in StateKind:
        offered = states.choices_from(now)
        assert {now, StateKind.IN_CONTACT}.isdisjoint(offered)
        assert [states.fault_of(kind, "", now=now) for kind in offered if kind is not AWAY] == [None] * (
            len(offered) - (AWAY in offered)
        )


@pytest.mark.parametrize(
    ("number", "percent", "signed_in", "expected"),
    [(0, 0, 10, 0), (3, 0, 10, 3), (0, 60, 10, 6), (0, 60, 4, 3), (5, 60, 4, 5), (0, 100, 7, 7)],
)
def test_how_many_must_stay(number, percent, signed_in, expected):
    assert FloorRules(stay_number=number, stay_percent=percent).must_stay(signed_in) == expected


def test_rules_come_back_as_they_were_stored():
    content = {
        "after_work_s": {"chat": None, "phone": 90},
        "stay_number": 2,
        "stay_percent": 50,
        "break_approval": "always",
        "longest_break_min": 20,
        "away_limit_min": None,
        "silent_after_s": 600,
    }

    assert floor_rules.read(content, version=3).content() == content


def test_what_rules_leave_out_is_the_houses_choice():
    assert floor_rules.read({}) == FloorRules()


@pytest.mark.parametrize(
    ("content", "fault", "field"),
    [
        ({"tea": 1}, FloorFault.UNKNOWN_FIELD, "tea"),
        ({"stay_number": "3"}, FloorFault.NOT_A_NUMBER, "stay_number"),
        ({"stay_number": True}, FloorFault.NOT_A_NUMBER, "stay_number"),
        ({"stay_number": None}, FloorFault.NOT_A_NUMBER, "stay_number"),
        ({"stay_percent": 101}, FloorFault.OUT_OF_RANGE, "stay_percent"),
        ({"silent_after_s": 5}, FloorFault.OUT_OF_RANGE, "silent_after_s"),
        ({"break_approval": "maybe"}, FloorFault.APPROVAL, "break_approval"),
        ({"after_work_s": [60]}, FloorFault.NOT_A_NUMBER, "after_work_s"),
        ({"after_work_s": {"phone": 0}}, FloorFault.OUT_OF_RANGE, "after_work_s"),
        ({"after_work_s": {"pigeon": 60}}, FloorFault.CHANNEL, "pigeon"),
    ],
)
def test_rules_that_cannot_be_kept(content, fault, field):
    with pytest.raises(FloorRulesError) as refused:
        floor_rules.read(content, channels={"phone", "chat"})

    assert (refused.value.fault, refused.value.field) == (fault, field)


def at_min(minute: int) -> int:
    return minute * MINUTE_MS


THREE_STAY = FloorRules(stay_number=3)


@pytest.mark.parametrize(
    ("floor", "from_min", "expected"),
    [
        (Floor(6, 4), 0, Answer(True, 3, 4, at_min(0))),
        (Floor(6, 3), 0, Answer(True, 3, 3, at_min(0))),
        (Floor(6, 2), 0, Answer(False, 3, 2, None)),  # nobody knows when anybody is back
        (Floor(6, 2, (at_min(12), at_min(7))), 0, Answer(False, 3, 2, at_min(7))),
        (Floor(6, 1, (at_min(12), at_min(7))), 0, Answer(False, 3, 1, at_min(12))),
        (Floor(6, 2, (at_min(7),)), 7, Answer(True, 3, 3, at_min(7))),  # back before the break begins
        (Floor(6, 3, (), ((at_min(5), at_min(15)),)), 0, Answer(False, 3, 2, at_min(15))),
        (Floor(6, 3, (), ((at_min(10), at_min(20)),)), 0, Answer(True, 3, 3, at_min(0))),  # after it
        (Floor(6, 3, (), ((at_min(-10), at_min(0)),)), 0, Answer(True, 3, 3, at_min(0))),  # before it
        (Floor(1, 0), 0, Answer(False, 3, 0, None)),
    ],
)
def test_the_guard_says_who_must_stay_and_when_a_slot_is_free(floor, from_min, expected):
    assert guard(floor, THREE_STAY, from_ms=at_min(from_min), minutes=10) == expected


def test_without_a_floor_to_keep_everybody_may_leave():
    assert guard(Floor(1, 0), FloorRules(), from_ms=0, minutes=10) == Answer(True, 0, 0, 0)


@pytest.mark.parametrize(
    ("own", "by_mode", "expected"),
    [
        ("auto", None, "auto"),
        ("auto", "always", "always"),
        ("always", "auto", "always"),
        ("always", "none", "none"),
        ("none", "auto", "none"),
    ],
)
def test_a_mode_only_makes_breaks_stricter(own, by_mode, expected):
    mode = BreakApproval(by_mode) if by_mode else None

    assert breaks.answered_by(FloorRules(break_approval=BreakApproval(own)), mode) == expected


def test_a_granted_break_has_its_time():
    wanted, minutes = at_min(100), 10

    assert [breaks.may_begin(at_min(minute), wanted) for minute in (94, 95, 100)] == [False, True, True]
    assert [breaks.has_lapsed(at_min(minute), wanted, minutes) for minute in (109, 110)] == [False, True]
