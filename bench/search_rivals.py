"""Search engines that ours is measured beside, with nothing but their own ranking: any term, BM25."""

import re
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Sequence

import tantivy

from gijun.science.korean import bigrams, normalise
from gijun.science.search import Document

DEEPEST = 10

Search = Callable[[str], list[int]]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", normalise(text))


def grams_of(text: str) -> list[str]:
    """Twos and threes of characters of each word; single characters whole."""
    return [
        word[at : at + size]
        for word in words_of(text)
        for size in ((2, 3) if len(word) > 1 else (1,))
        for at in range(len(word) - size + 1)
    ]


def fts5(documents: Iterable[Document], terms_of: Callable[[str], Sequence[str]]) -> Search:
    """SQLite's full text search over terms made by ``terms_of``."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='unicode61')")
    rows = (
        (one.id, " ".join(terms_of(one.fields["title"])), " ".join(terms_of(one.fields["body"])))
        for one in documents
    )
    database.executemany("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", rows)

    def search(query: str) -> list[int]:
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms_of(query)))
        if not match:
            return []
        statement = (
            "SELECT rowid FROM texts WHERE texts MATCH ? "
            f"ORDER BY bm25(texts, 1.5, 1.0), rowid LIMIT {DEEPEST}"
        )
        return [id_ for (id_,) in database.execute(statement, [match])]

    return search


def tantivy_grams(documents: Iterable[Document]) -> Search:
    """Tantivy over twos and threes of characters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("id", stored=True)
        for name in ("title", "body"):
            schema.add_text_field(name, tokenizer_name="whitespace")
        built = schema.build()
        index = tantivy.Index(built)
        writer = index.writer(50_000_000, 1)
        for one in documents:
            grams = {name: " ".join(grams_of(one.fields[name])) for name in ("title", "body")}
            writer.add_document(tantivy.Document(id=one.id, **grams))
        writer.commit()
        index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[int]:
        terms = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(built, name, gram), weight),
            )
            for gram in dict.fromkeys(grams_of(query))
            for name, weight in (("title", 1.5), ("body", 1.0))
        ]
        hits = searcher.search(tantivy.Query.boolean_query(terms), DEEPEST).hits if terms else []
        return [searcher.doc(address)["id"][0] for _, address in hits]

    return search


def rivals(documents: Sequence[Document]) -> dict[str, Search]:
    return {
        "FTS5 unicode61": fts5(documents, words_of),
        "FTS5 bigrams": fts5(documents, bigrams),
        "tantivy 2-3": tantivy_grams(documents),
    }
