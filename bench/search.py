"""Does the search of standards find the right one first? ``python -m bench.search [--large] [--half odd]``.

Each cell is recall at 1 / 3 / 10 and CPU ms a query, of ours and of three other engines in the same run; the
tokeniser's time is printed apart. Goals are for recall at 3. ``--large`` adds ``bench.search_scale``.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bench import search_scale, search_sets
from bench.search_rivals import DEEPEST, Search, rivals
from bench.search_sets import HALVES, Centre, Query
from gijun.science.korean import morphemes
from gijun.science.search import Document, Index, Synonyms

WEIGHTS = {"title": 1.5, "body": 1.0, "questions": 1.0}
DEPTHS = (1, 3, DEEPEST)
GOALS = {
    "title part": 1.0, "fragment": 1.0, "synonym": 0.40, "message": 0.55, "no spaces": 1.0, "one typo": 0.97,
    "typo, no spaces": 0.97, "English keyboard": 0.98, "initial consonants": 0.98, "message, centre's words": 0.70,
    "synonym, centre's words": 0.70, "KorQuAD": 0.98, "banking77": 0.93,
}  # fmt: skip

tokens_of = cache(morphemes.of_text)


@dataclass(frozen=True)
class Cell:
    """Recall at each depth and CPU time a query."""

    shares: tuple[float, ...]
    spent_ms: float

    def __str__(self) -> str:
        return f"{' / '.join(f'{share:.3f}' for share in self.shares)} · {self.spent_ms:<7.2f}"


def ours(documents: Sequence[Document], synonyms: Synonyms | None = None) -> Search:
    index = Index.build(documents, WEIGHTS, tokenise=tokens_of)
    return lambda query: [
        hit.id for hit in index.search(query, limit=DEEPEST, tokens=tokens_of(query), synonyms=synonyms)
    ]


def measure(search: Search, queries: Sequence[Query]) -> Cell:
    for query in queries:
        tokens_of(query.text)  # not counted here
    began = time.process_time()
    found = [search(query.text) for query in queries]
    spent_ms = (time.process_time() - began) * 1000 / len(queries)
    hits = [
        sum(bool(query.right & set(ids[:depth])) for query, ids in zip(queries, found, strict=True))
        for depth in DEPTHS
    ]
    return Cell(tuple(count / len(queries) for count in hits), spent_ms)


def report(
    documents: Sequence[Document], cases: Mapping[str, Sequence[Query]], reached: dict[str, float]
) -> None:
    """Print one table; what ours reached goes into ``reached``."""
    searches = {"gijun": ours(documents), **rivals(documents)}
    print(" " * 28 + "".join(f"{name:<33}" for name in searches) + "goal @3")
    for name, queries in cases.items():
        cells = [measure(search, queries) for search in searches.values()]
        reached[name] = cells[0].shares[1]
        goal = f"{GOALS[name]:.2f}" if name in GOALS else "-"
        print(f"{name:<22}{len(queries):>5} {''.join(f'{cell!s:<33}' for cell in cells)}{goal}", flush=True)


def with_centre(
    documents: Sequence[Document],
    cases: Mapping[str, Sequence[Query]],
    centre: Centre,
    reached: dict[str, float],
) -> None:
    """Messages and synonyms once the standards have example questions and the centre its own words.

    A word of the list is asked without itself on the list.
    """
    asked = [
        replace(one, fields={**one.fields, "questions": "\n".join(centre.questions.get(one.id, ()))})
        for one in documents
    ]
    index = Index.build(asked, WEIGHTS, tokenise=tokens_of)

    def search(query: str) -> list[int]:
        known = {word: means for word, means in centre.synonyms.items() if word != query}
        hits = index.search(query, limit=DEEPEST, tokens=tokens_of(query), synonyms=table(tuple(known)))
        return [hit.id for hit in hits]

    @cache
    def table(words: tuple[str, ...]) -> Synonyms:
        return Synonyms.of({word: centre.synonyms[word] for word in words})

    for kind in ("message", "synonym"):
        cell = measure(search, cases[kind])
        name = f"{kind}, centre's words"
        reached[name], goal = cell.shares[1], GOALS[name]
        print(f"{kind + ', centre words':<22}{len(cases[kind]):>5} {cell!s:<33}{goal:.2f}", flush=True)


def tokeniser_ms(queries: Sequence[Query]) -> float:
    began = time.process_time()
    for query in queries:
        morphemes.of_text(query.text)
    return (time.process_time() - began) * 1000 / len(queries)


def quality(half: str) -> bool:
    """Print the tables; is every goal reached?"""
    reached: dict[str, float] = {}
    documents, cases = search_sets.documents("ccops_ko.json"), search_sets.standards(half)
    centre = search_sets.centre()
    print(f"{len(documents)} Korean standards, the {half} half of their queries")
    short = [*cases["title part"], *cases["fragment"]]
    report(documents, {**cases, **search_sets.variants(short, cases["title part"])}, reached)
    if centre:
        with_centre(documents, cases, centre, reached)
    else:
        print("tests/data/centre_questions.json is not there: no row with example questions and synonyms.")
    print(f"the tokeniser takes {tokeniser_ms(cases['message']):.2f} ms a message")
    for title, name, row in (
        ("paragraphs of an encyclopaedia", "korquad_ir.json", "KorQuAD"),
        ("kinds of question to an English bank, 20 examples each", "banking77_ir_20.json", "banking77"),
        ("Korean everyday questions", "songys_ir.json", "songys"),
    ):
        texts = search_sets.documents(name)
        print(f"\n{len(texts)} {title}")
        report(texts, {row: search_sets.queries(name)}, reached)
    print()
    missed = [name for name, share in reached.items() if name in GOALS and share < GOALS[name]]
    for name in missed:
        print(f"MISSED {name}: {reached[name]:.3f} where {GOALS[name]:.2f} is the goal")
    print(
        f"{sum(name in GOALS for name in reached) - len(missed)} of {len(GOALS)} goals of quality reached.",
        flush=True,
    )
    return not missed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also measure 100,000 documents")
    parser.add_argument("--half", choices=HALVES, default=HALVES[0], help="which queries of the standards")
    asked = parser.parse_args(arguments)
    if not search_sets.are_here():
        print(
            "The search collections are not beside this checkout (../shared/data/search): nothing to measure."
        )
        return 0
    morphemes.load()
    steps: list[Callable[[], bool]] = [lambda: quality(asked.half)]
    if asked.large:
        steps.append(search_scale.measured)
    reached = [step() for step in steps]
    return int(not all(reached))


if __name__ == "__main__":
    sys.exit(main())
