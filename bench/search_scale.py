"""Search at 100,000 made-up Korean documents: CPU time a query, size, opening, publishing to another process.

Words are drawn as often as the collections beside this checkout have them, pieces of two questions make a message.
Morphemes are given, as the worker gives them; the tokeniser's time for a query is printed apart.
"""

import gc
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from bench import search_sets
from gijun.science.korean import initials, morphemes, to_english_keys, without_spaces
from gijun.science.korean.hangul import is_syllable
from gijun.science.search import Document, Library, Writer

SIZE = 100_000
VOCABULARY = 30_000
TITLE_WORDS, BODY_WORDS, MESSAGE_WORDS = (3, 5), (25, 55), (20, 60)
QUERIES, WARM_UP, VARIANTS, ROUNDS = 300, 20, 100, 2
WEIGHTS = {"title": 1.5, "body": 1.0}
SHORT_MS, MESSAGE_MS, LARGEST_MB, VISIBLE_S = 2.0, 5.0, 150.0, 2.0
NEW = Document(
    SIZE + 1,
    {"title": "갓 발행한 쉼표 기준", "body": "이 기준은 방금 발행되었다."},
    {"title": (), "body": ()},
)
READER = """
import sys, time
from pathlib import Path
from gijun.science.search import Library
library = Library.open(Path(sys.argv[1]))
print("ready", flush=True)
while not any(hit.id == int(sys.argv[3]) for hit in library.reader.search(sys.argv[2], tokens=(), limit=1)):
    time.sleep(0.005)
    library.refresh()
print(time.time(), flush=True)
"""


class Writing:
    """Words as often as Korean texts use them, with the morphemes of each."""

    def __init__(self) -> None:
        self.random = Random(20261125)
        texts = [
            text
            for name in ("korquad_ir.json", "songys_ir.json", "ccops_ko.json")
            for one in search_sets.documents(name)
            for text in one.fields.values()
        ]
        counted = Counter(word for text in texts for word in text.split()).most_common(VOCABULARY)
        self._words = [word for word, _ in counted]
        self._often = list(accumulate(count for _, count in counted))
        self._morphemes = {word: morphemes.of_text(word) for word in self._words}

    def words(self, least: int, most: int) -> list[str]:
        return self.random.choices(self._words, cum_weights=self._often, k=self.random.randint(least, most))

    def document(self, id_: int) -> Document:
        fields = {"title": self.words(*TITLE_WORDS), "body": self.words(*BODY_WORDS)}
        return Document(
            id_,
            {name: " ".join(words) for name, words in fields.items()},
            {
                name: [one for word in words for one in self._morphemes[word]]
                for name, words in fields.items()
            },
        )


class Figures:
    """Figures beside their goals, printed as they come."""

    def __init__(self) -> None:
        self.missed = 0

    def show(self, what: str, figure: float, unit: str, goal: float | None = None) -> None:
        missed = goal is not None and figure > goal
        self.missed += missed
        beside = "" if goal is None else f"goal ≤ {goal:g} {unit}{'  MISSED' if missed else ''}"
        print(f"{what:<62}{figure:>9.2f} {unit:<4} {beside}", flush=True)


def times_ms(run: Callable[[str], object], queries: Sequence[str]) -> npt.NDArray[np.float64]:
    """CPU time of each query, the lower of two rounds: what else runs on the machine slows now one, now the other."""
    for query in queries[:WARM_UP]:
        run(query)
    rounds = np.zeros((ROUNDS, len(queries)))
    for spent in rounds:
        for at, query in enumerate(queries):
            began = time.process_time()
            run(query)
            spent[at] = (time.process_time() - began) * 1000
    lower: npt.NDArray[np.float64] = rounds.min(axis=0)
    return lower


def queries_of(writing: Writing, documents: Sequence[Document]) -> dict[str, list[str]]:
    titles = [one.fields["title"] for one in writing.random.sample(documents, QUERIES)]
    short = [" ".join(title.split()[:2]) for title in titles]
    hangul = [text for text in short if any(map(is_syllable, text))][:VARIANTS]
    return {
        "short query": short,
        "customer message": [" ".join(writing.words(*MESSAGE_WORDS)) for _ in range(QUERIES)],
        "no spaces": [without_spaces(text) for text in hangul],
        "one typo": [search_sets.mistyped(text, writing.random) for text in hangul],
        "English keyboard": [to_english_keys(text) for text in hangul],
        "initial consonants": [initials(title) for title in titles[:VARIANTS]],
    }


def show_times(figures: Figures, library: Library, queries: dict[str, list[str]]) -> None:
    goals = {"short query": SHORT_MS, "customer message": MESSAGE_MS}
    tokens = {text: morphemes.of_text(text) for texts in queries.values() for text in texts}
    reader = library.reader
    for name, texts in queries.items():
        spent = times_ms(lambda text: reader.search(text, tokens=tokens[text]), texts)
        figures.show(f"{name}, p50", float(np.percentile(spent, 50)), "ms")
        figures.show(f"{name}, p95", float(np.percentile(spent, 95)), "ms", goals.get(name))
    mask = np.arange(len(reader.ids)) % 3 == 0
    spent = times_ms(
        lambda text: reader.search(text, tokens=tokens[text], allowed=mask), queries["short query"]
    )
    figures.show("short query, a third of the documents allowed, p95", float(np.percentile(spent, 95)), "ms")
    for name in ("short query", "customer message"):
        spent = times_ms(morphemes.of_text, queries[name])
        figures.show(f"the tokeniser apart: {name}, p95", float(np.percentile(spent, 95)), "ms")


def show_publishing(figures: Figures, folder: Path) -> None:
    """One document published here and found by another process that has the library open."""
    command = [sys.executable, "-c", READER, str(folder), NEW.fields["title"], str(NEW.id)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        reader.stdout.readline()
        began = time.time()
        Writer(folder).publish(changed=[NEW], removed=[1])
        figures.show("publish one document: write", time.time() - began, "s")
        figures.show(
            "publish one document: found by another process",
            float(reader.stdout.readline()) - began,
            "s",
            VISIBLE_S,
        )


def measured() -> bool:
    """Print the figures; is every goal reached?"""
    figures, writing = Figures(), Writing()
    documents = [writing.document(id_) for id_ in range(1, SIZE + 1)]
    queries = queries_of(writing, documents)
    print(f"\n{SIZE:,} made-up documents")
    with tempfile.TemporaryDirectory(prefix="gijun-search-") as home:
        folder = Path(home)
        began = time.process_time()
        Writer(folder).rebuild(documents, WEIGHTS)
        figures.show("build, morphemes given", time.process_time() - began, "s")
        del documents
        gc.collect()
        size = sum(path.stat().st_size for path in folder.iterdir())
        figures.show("files of the index", size / 1e6, "MB", LARGEST_MB)
        began = time.perf_counter()
        library = Library.open(folder)
        figures.show("open, checksum of all of it", time.perf_counter() - began, "s")
        show_times(figures, library, queries)
        show_publishing(figures, folder)
        began = time.perf_counter()
        Writer(folder).fold()
        figures.show("fold the published document in", time.perf_counter() - began, "s")
        library.refresh()
        assert library.reader.search(NEW.fields["title"], tokens=(), limit=1)[0].id == NEW.id
    print(f"{figures.missed} goals of scale missed.", flush=True)
    return not figures.missed


def main() -> int:
    if not search_sets.are_here():
        print(
            "The search collections are not beside this checkout (../shared/data/search): nothing to measure."
        )
        return 0
    return int(not measured())


if __name__ == "__main__":
    sys.exit(main())
