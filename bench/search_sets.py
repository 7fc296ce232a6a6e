"""Collections that search is measured on: documents, queries, and the ways in which queries go wrong on a keyboard.

The 60 Korean standards come with two halves of queries; the bench reads the first, the other is for acceptance. The
first half has no queries by part of a title and by synonym, so those are made of the titles themselves and of the
word list of ``tests/data/centre_questions.json``, which was written without sight of any query.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from gijun.science.korean import initials, to_english_keys, without_spaces
from gijun.science.korean.hangul import FINALS, INITIALS, VOWELS, is_syllable, letters_of, syllable_of
from gijun.science.search import Document

HERE = Path(__file__).resolve().parents[1]
COLLECTIONS = HERE / ".." / "shared" / "data" / "search"
CENTRE = HERE / "tests" / "data" / "centre_questions.json"
HALVES = ("even", "odd")
KINDS = {"titlepart": "title part", "fragment": "fragment", "synonym": "synonym", "ticket": "message"}
TYPOS_PER_QUERY = 5
PART_WORDS = 2


@dataclass(frozen=True)
class Query:
    text: str
    right: frozenset[int]  # ids of the documents of which one has to be found


@dataclass(frozen=True)
class Centre:
    """What a centre adds to its standards: example questions by id, and words of customers with their meaning."""

    questions: Mapping[int, Sequence[str]]
    synonyms: Mapping[str, Sequence[str]]


def are_here() -> bool:
    return COLLECTIONS.is_dir()


@cache
def _content(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((COLLECTIONS / name).read_text(encoding="utf-8"))
    return content


def _places(name: str) -> dict[str, int]:
    return {one["id"]: place for place, one in enumerate(_content(name)["docs"], start=1)}


def documents(name: str) -> list[Document]:
    places = _places(name)
    return [
        Document(places[one["id"]], {"title": one["title"] or "", "body": one["body"]})
        for one in _content(name)["docs"]
    ]


def queries(name: str) -> list[Query]:
    places = _places(name)
    return [Query(one["q"], frozenset({places[one["gold"][0]]})) for one in _content(name)["queries"]]


def centre() -> Centre | None:
    """Questions and word list for the 60 standards; nothing where the file is absent."""
    if not CENTRE.exists():
        return None
    content, places = json.loads(CENTRE.read_text(encoding="utf-8")), _places("ccops_ko.json")
    synonyms: dict[str, list[str]] = {}
    for pair in content["synonyms"]:
        synonyms.setdefault(pair["word"], []).append(pair["means"])
    questions = {places[id_]: one["questions"] for id_, one in content["standards"].items()}
    return Centre(questions, synonyms)


def standards(half: str) -> dict[str, list[Query]]:
    """Queries for the 60 standards by kind, those of one half, with stand-ins for kinds that it lacks."""
    start = HALVES.index(half)
    kinds = [one["kind"] for one in _content("ccops_ko.json")["queries"]][start::2]
    found: dict[str, list[Query]] = {name: [] for name in KINDS.values()}
    for query, kind in zip(queries("ccops_ko.json")[start::2], kinds, strict=True):
        found[KINDS[kind]].append(query)
    texts = documents("ccops_ko.json")
    added = centre()
    found["title part"] = found["title part"] or list(_title_parts(texts))
    if not found["synonym"] and added:
        found["synonym"] = [
            Query(word, right) for word, means in added.synonyms.items() if (right := _titled(texts, means))
        ]
    return {name: asked for name, asked in found.items() if asked}


def variants(short: Sequence[Query], titles: Sequence[Query]) -> dict[str, list[Query]]:
    """The ways in which short queries go wrong on a keyboard."""
    random = Random(20261125)
    often = [query for query in short for _ in range(TYPOS_PER_QUERY)]

    def changed(asked: Iterable[Query], change: Callable[[str], str]) -> list[Query]:
        return [Query(change(query.text), query.right) for query in asked]

    return {
        "no spaces": changed(short, without_spaces),
        "one typo": changed(often, lambda text: mistyped(text, random)),
        "typo, no spaces": changed(often, lambda text: mistyped(without_spaces(text), random)),
        "English keyboard": changed(short, to_english_keys),
        "initial consonants": changed(titles, initials),
    }


def mistyped(text: str, random: Random) -> str:
    """The text with one letter of one syllable exchanged for another."""
    at = random.choice([place for place, character in enumerate(text) if is_syllable(character)])
    letters, which = list(letters_of(text[at])), random.randrange(3)
    others = [letter for letter in (INITIALS, VOWELS, FINALS)[which] if letter != letters[which]]
    letters[which] = random.choice(others)
    return text[:at] + syllable_of(*letters) + text[at + 1 :]


def _title_parts(texts: Iterable[Document]) -> Iterable[Query]:
    """The first and the last words of each title."""
    for one in texts:
        words = one.fields["title"].split()
        for part in dict.fromkeys((" ".join(words[:PART_WORDS]), " ".join(words[-PART_WORDS:]))):
            yield Query(part, frozenset({one.id}))


def _titled(texts: Iterable[Document], means: Iterable[str]) -> frozenset[int]:
    """Documents with one of the words in their title."""
    wanted = [without_spaces(word) for word in means]
    return frozenset(
        one.id for one in texts if any(word in without_spaces(one.fields["title"]) for word in wanted)
    )
