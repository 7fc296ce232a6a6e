"""Names of variables: which there are, and which one somebody meant."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from gijun.science.korean import jamo
from gijun.standards.rules.variables import NAMES
from gijun.standards.terms import Language

NEAR = 0.6  # of the letters, in order, that both names share


def known_names(language: str = Language.KOREAN) -> list[str]:
    """The name of every variable, as it is written in a text of this language."""
    return [names[-1] if language == Language.ENGLISH else names[0] for names in NAMES.values()]


def nearest_name(name: str, also: Iterable[str] = ()) -> str:
    """The known name that looks most like this one, by letters; empty: none comes near.

    ``also``: names that are known besides.
    """
    wanted = _letters(name)
    known = [*(one for names in NAMES.values() for one in names), *also]
    likest = max(known, key=lambda one: _likeness(wanted, _letters(one)))
    return likest if _likeness(wanted, _letters(likest)) >= NEAR else ""


def _letters(name: str) -> str:
    return jamo("".join(name.split()).casefold())


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
