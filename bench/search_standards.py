"""Does the search of standards find the right one first? Recall at 1, 3 and 10 beside two baselines.

Each cell is recall at 1 / 3 / 10 and CPU ms a query. Goals are recall at 3 of BM25 over morphemes and pairs of
syllables on the same data.
"""

import json
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from gijun.science.korean import initials, normalise, to_english_keys, without_spaces
from gijun.science.korean.hangul import FINALS, INITIALS, VOWELS, is_syllable, letters_of, syllable_of
from gijun.science.search import Document, Index

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "search"
WEIGHTS = {"title": 1.5, "body": 1.0}
DEEPEST = 10
TYPOS_PER_QUERY = 5

Search = Callable[[str], list[int]]


@dataclass(frozen=True)
class Query:
    text: str
    right: int


def engines(documents: Sequence[Document]) -> dict[str, Search]:
    index = Index.build(documents, WEIGHTS)
    return {
        "gijun": lambda query: [hit.id for hit in index.search(query, limit=DEEPEST)],
        "substring": substring_search(documents),
        "FTS5 unicode61": fts5_search(documents),
    }


def substring_search(documents: Sequence[Document]) -> Search:
    """Documents that contain the query as it is, those with it in the title first."""
    texts = [(one.id, normalise(one.fields["title"]), normalise(one.fields["body"])) for one in documents]

    def search(query: str) -> list[int]:
        wanted = normalise(query)
        found = [
            (wanted not in title, id_) for id_, title, body in texts if wanted in title or wanted in body
        ]
        return [id_ for _, id_ in sorted(found)][:DEEPEST]

    return search


def fts5_search(documents: Sequence[Document]) -> Search:
    """SQLite's full text search as it comes: any of the words, ranked by its own BM25."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')")
    rows = [(one.id, one.fields["title"], one.fields["body"]) for one in documents]
    database.executemany("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", rows)
    ranking = "bm25(texts, 1.5, 1.0), rowid"

    def search(query: str) -> list[int]:
        words = re.findall(r"\w+", normalise(query))
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        statement = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY {ranking} LIMIT {DEEPEST}"
        return [id_ for (id_,) in database.execute(statement, [match])]

    return search


def mistyped(text: str, random: Random) -> str:
    """The text with one letter of one syllable exchanged for another."""
    at = random.choice([place for place, character in enumerate(text) if is_syllable(character)])
    letters, which = list(letters_of(text[at])), random.randrange(3)
    others = [letter for letter in (INITIALS, VOWELS, FINALS)[which] if letter != letters[which]]
    letters[which] = random.choice(others)
    return text[:at] + syllable_of(*letters) + text[at + 1 :]


def variants(short: Sequence[Query], titles: Sequence[Query]) -> dict[str, list[Query]]:
    """The ways in which short queries go wrong on a keyboard."""
    random = Random(20261125)
    often = [query for query in short for _ in range(TYPOS_PER_QUERY)]

    def changed(queries: Iterable[Query], change: Callable[[str], str]) -> list[Query]:
        return [Query(change(query.text), query.right) for query in queries]

    return {
        "no spaces": changed(short, without_spaces),
        "one typo": changed(often, lambda text: mistyped(text, random)),
        "typo, no spaces": changed(often, lambda text: mistyped(without_spaces(text), random)),
        "English keyboard": changed(short, to_english_keys),
        "initial consonants": changed(titles, initials),
    }


GOALS = {
    "title part": 1.0, "fragment": 1.0, "synonym": 0.30, "message": 0.48, "all kinds": 0.696, "no spaces": 1.0,
    "one typo": 0.98, "typo, no spaces": 0.97, "English keyboard": 1.0, "initial consonants": 1.0, "KorQuAD": 0.99,
}  # fmt: skip
KINDS = {"titlepart": "title part", "fragment": "fragment", "synonym": "synonym", "ticket": "message"}


def read(name: str) -> tuple[list[Document], list[Query], list[str]]:
    """Documents, queries and the kind of each query of one file of the collection."""
    content: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    places = {one["id"]: place for place, one in enumerate(content["docs"], start=1)}
    documents = [
        Document(places[one["id"]], {"title": one["title"] or "", "body": one["body"]})
        for one in content["docs"]
    ]
    queries = [Query(one["q"], places[one["gold"][0]]) for one in content["queries"]]
    return documents, queries, [one["kind"] for one in content["queries"]]


def measure(search: Search, queries: Sequence[Query]) -> tuple[list[float], float]:
    """Recall at 1, 3 and 10, and CPU ms a query."""
    began = time.process_time()
    found = [search(query.text) for query in queries]
    spent_ms = (time.process_time() - began) * 1000 / len(queries)
    shares = [
        sum(query.right in ids[:depth] for query, ids in zip(queries, found, strict=True)) / len(queries)
        for depth in (1, 3, DEEPEST)
    ]
    return shares, spent_ms


def report(documents: Sequence[Document], cases: dict[str, list[Query]]) -> None:
    searches = engines(documents)
    print(" " * 24 + "".join(f"{name:<31}" for name in searches) + "goal @3")
    for name, queries in cases.items():
        line = f"{name:<18}{len(queries):>4}  "
        for search in searches.values():
            shares, spent_ms = measure(search, queries)
            line += f"{' / '.join(f'{share:.3f}' for share in shares)} · {spent_ms:<8.2f}"
        print(f"{line}{GOALS[name]:.3f}", flush=True)


def main() -> int:
    if not DATA.is_dir():
        print(
            "The search collections are not beside this checkout (../shared/data/search): nothing to measure."
        )
        return 0
    documents, queries, kinds = read("ccops_ko.json")
    by_kind: dict[str, list[Query]] = {name: [] for name in KINDS.values()}
    for query, kind in zip(queries, kinds, strict=True):
        by_kind[KINDS[kind]].append(query)
    short = by_kind["title part"] + by_kind["fragment"]
    print(f"{len(documents)} Korean standards")
    report(documents, {**by_kind, "all kinds": queries, **variants(short, by_kind["title part"])})
    paragraphs, questions, _ = read("korquad_ir.json")
    print(f"\n{len(paragraphs)} paragraphs of an encyclopaedia")
    report(paragraphs, {"KorQuAD": questions})
    return 0


if __name__ == "__main__":
    sys.exit(main())
