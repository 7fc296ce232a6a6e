"""What customers say in ordinary words and standards say in others, for any centre: 돈 돌려받다 is 환불.

The words stand in ``lexicon.txt`` beside this module. A centre's own synonyms come on top of them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

COMMENT, MEANS, BETWEEN = "#", ":", ","


@cache
def near_words() -> Mapping[str, Sequence[str]]:
    """Words of standards for each ordinary word or phrase; a verb is given in 다."""
    found: dict[str, list[str]] = {}
    for line in files(__package__).joinpath("lexicon.txt").read_text("utf-8").splitlines():
        if line and not line.startswith(COMMENT):
            said, means = line.split(MEANS)
            for word in _parts(said):
                known = found.setdefault(word, [])
                known += [one for one in _parts(means) if one not in (word, *known)]
    return {word: tuple(means) for word, means in found.items()}


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split(BETWEEN)]
