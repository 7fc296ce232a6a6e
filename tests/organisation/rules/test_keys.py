"""Which keys may be chosen for shortcuts."""

import pytest

from gijun.organisation.rules.keys import fault_of
from gijun.organisation.terms import KeyFault


@pytest.mark.parametrize(
    "keys", [{}, {"r": "w"}, {"Shift+e": "F8"}, {"/": ";", "[": "]"}, {"a": "b", "b": "a"}]
)
def test_keys_that_can_be_used(keys):
    assert fault_of(keys) is None


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"r": "ㄱ"}, (KeyFault.NOT_A_KEY, "ㄱ")),
        ({"reply": "w"}, (KeyFault.NOT_A_KEY, "reply")),
        ({"r": "F13"}, (KeyFault.NOT_A_KEY, "F13")),
        ({"r": "Ctrl+w"}, (KeyFault.NOT_A_KEY, "Ctrl+w")),
        ({"r": ""}, (KeyFault.NOT_A_KEY, "")),
        ({"r": "j"}, (KeyFault.RESERVED, "j")),
        ({"g": "w"}, (KeyFault.RESERVED, "g")),
        ({"r": "w", "t": "w"}, (KeyFault.TAKEN, "w")),
    ],
)
def test_keys_that_cannot(keys, fault):
    assert fault_of(keys) == fault
