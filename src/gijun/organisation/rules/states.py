"""Which state may follow which, and what is wrong with a wish for one."""

from collections.abc import Mapping

from gijun.organisation.terms import CREDITED, AwayReason, StateFault, StateKind

_BEGINNING = frozenset({StateKind.OFFLINE, StateKind.PREPARING, StateKind.READY, *CREDITED})
_BY_HAND = frozenset(StateKind) - {StateKind.IN_CONTACT}
_RECEIVING = frozenset({StateKind.PREPARING, StateKind.READY, StateKind.IN_CONTACT, StateKind.AFTER_WORK})

# What a person may choose from where they are. A contact comes by rule alone, see ``fault_of``.
NEXT: Mapping[StateKind, frozenset[StateKind]] = {
    StateKind.OFFLINE: _BEGINNING,
    **{kind: _BY_HAND for kind in StateKind if kind is not StateKind.OFFLINE},
}


def fault_of(
    kind: str, reason: str, *, now: StateKind = StateKind.OFFLINE, by_rule: bool = False
) -> StateFault | None:
    """Why a person who is in ``now`` cannot enter a state; nothing when they can.

    Args:
        by_rule: no hand chose the state. A rule may put somebody in contact, but only from a state in which
            they are at hand; every other state it may set at any time.
    """
    if kind not in StateKind.values:
        return StateFault.UNKNOWN
    if kind == StateKind.AWAY:
        if reason not in AwayReason.values:
            return StateFault.NO_REASON
    elif reason:
        return StateFault.REASON_ONLY_AWAY
    if by_rule:
        is_out_of_reach = kind == StateKind.IN_CONTACT and now not in _RECEIVING
        return StateFault.UNAVAILABLE if is_out_of_reach else None
    if kind == StateKind.IN_CONTACT:
        return StateFault.BY_RULE_ONLY
    return None if kind in NEXT[now] else StateFault.OFFLINE_FIRST_READY


def choices_from(now: StateKind) -> tuple[StateKind, ...]:
    """The states a person may choose now, in the order of a menu; the present one is not among them."""
    return tuple(kind for kind in StateKind if kind in NEXT[now] and kind is not now)
