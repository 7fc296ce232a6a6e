"""Words of content in a Korean text, in dictionary form, by Kiwi; loaded once and never waited for unasked.

Loading takes seconds and some hundred megabytes, so it happens in the background or in the worker. Who needs
an answer at once asks ``of_loaded`` and does without where the tokeniser is not there yet.
"""

from functools import cache
from threading import Event, Lock, Thread

from kiwipiepy import Kiwi  # type: ignore[import-untyped]  # it ships no types

from gijun.science.korean.hangul import normalise

NOUNS = frozenset(("NNG", "NNP", "NR", "XR", "SH"))
VERBS = frozenset(("VV", "VA"))
VERB_ENDING = "다"
AUXILIARY = frozenset(("하다", "되다", "있다", "없다", "같다", "싶다", "이렇다", "그렇다", "어떻다"))

_loaded = Event()
_loading = Lock()


@cache
def _kiwi() -> Kiwi:
    return Kiwi(num_workers=1)


def load() -> None:
    """Have the tokeniser ready; returns at once where it is, and otherwise after some seconds."""
    with _loading:
        if not _loaded.is_set():
            _kiwi().tokenize("준비")  # its first answer is what takes long
            _loaded.set()


def load_in_background() -> Thread | None:
    """Begin to load without waiting; the thread that does it, or nothing where it is loaded already."""
    if _loaded.is_set():
        return None
    loading = Thread(target=load, name="korean-morphemes", daemon=True)
    loading.start()
    return loading


def is_loaded() -> bool:
    return _loaded.is_set()


def of_text(text: str) -> list[str]:
    """Nouns as they stand and verbs with 다, in order: 돈을 돌려받고 is 돈, 돌려받다.

    Loads the tokeniser first where nobody has. Words that stand in any text (하다, 있다) are left out.
    """
    load()
    found = []
    for token in _kiwi().tokenize(normalise(text).encode("utf-8", "ignore").decode()):
        kind = token.tag.partition("-")[0]  # VV-I and VV-R are VV: irregular and regular
        if kind in NOUNS:
            found.append(token.form)
        elif kind in VERBS and token.form + VERB_ENDING not in AUXILIARY:
            found.append(token.form + VERB_ENDING)
    return found


def of_loaded(text: str) -> list[str]:
    """The same, but nothing while the tokeniser is not loaded: never waits."""
    return of_text(text) if _loaded.is_set() else []
