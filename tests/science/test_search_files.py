"""Indexes on disk: the same answers from a file, refused when damaged, changed while others read."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.science.search import Document, Index, IndexFileError, Library, Writer, container

WEIGHTS = {"title": 1.5, "body": 1.0}
TITLES = [
    "환불 처리 기준",
    "교환 접수 절차",
    "배송 지연 보상",
    "쿠폰 재발급",
    "정기구독 해지",
    "GDPR request",
]
QUERIES = ["환불", "ㄱㅎ ㅈㅅ", "qothd", "쿠폰재발급", "해지하고 싶어요", "환뷸", "requests", "없는 말", "폰"]
WORDS = ["환불", "교환", "배송", "지연", "쿠폰", "해지", "기준", "절차", "request", "3일", "앱"]


def document(id_: int, title: str, **more: Any) -> Document:
    return Document(id_, {"title": title, "body": f"{title} 안내입니다"}, **more)


DOCUMENTS = [document(id_, title, learned={"=돈": 1.0}) for id_, title in enumerate(TITLES, start=1)]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@pytest.fixture
def folder(tmp_path) -> Path:
    Writer(tmp_path).rebuild(DOCUMENTS, WEIGHTS)
    return tmp_path


def ids(library: Library, query: str) -> list[int]:
    return [hit.id for hit in library.reader.search(query)]


class TestFile:
    @pytest.mark.parametrize("query", QUERIES)
    def test_an_index_answers_the_same_from_its_file(self, tmp_path, query):
        index = Index.build(DOCUMENTS, WEIGHTS)
        index.save(tmp_path / "one.index")
        assert Index.open(tmp_path / "one.index").search(query) == index.search(query)

    @settings(deadline=None, max_examples=30)
    @given(st.lists(texts, max_size=6), texts)
    def test_any_index_does(self, tmp_path_factory, titles, query):
        path = tmp_path_factory.mktemp("index") / "one.index"
        index = Index.build([document(id_, title) for id_, title in enumerate(titles)], WEIGHTS)
        index.save(path)
        assert Index.open(path).search(query) == index.search(query)

    @settings(deadline=None)
    @given(st.data())
    def test_a_changed_byte_is_noticed(self, tmp_path_factory, data):
        path = tmp_path_factory.mktemp("index") / "one.index"
        Index.build(DOCUMENTS, WEIGHTS).save(path)
        content = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(content)
        with pytest.raises(IndexFileError):
            Index.open(path)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [(b"", "too short"), (b"PK\x03\x04" * 20, "not a search index"), (b"GijunIdx", "too short")],
    )
    def test_a_foreign_file_is_refused(self, tmp_path, content, reason):
        path = tmp_path / "one.index"
        path.write_bytes(content)
        with pytest.raises(IndexFileError, match=reason):
            Index.open(path)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
    def test_a_torn_file_is_refused(self, tmp_path, share):
        path = tmp_path / "one.index"
        Index.build(DOCUMENTS, WEIGHTS).save(path)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(IndexFileError, match=r"were written|too short"):
            Index.open(path)

    def test_a_file_of_another_version_is_refused(self, tmp_path, monkeypatch):
        path = tmp_path / "one.index"
        monkeypatch.setattr(container, "VERSION", container.VERSION + 1)
        Index.build(DOCUMENTS, WEIGHTS).save(path)
        monkeypatch.undo()
        with pytest.raises(IndexFileError, match=r"version 2; this is version 1"):
            Index.open(path)

    def test_a_file_that_lacks_a_part_is_refused(self, tmp_path):
        path = tmp_path / "one.index"
        container.write(path, {"ids": np.zeros(1, np.int64)}, {"weights": {}, "usual_lengths": {}})
        with pytest.raises(IndexFileError, match="lacks a part"):
            Index.open(path)

    def test_a_missing_file_is_missing(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            Index.open(tmp_path / "one.index")

    def test_nothing_but_the_file_stays_behind(self, tmp_path):
        for _ in range(2):
            Index.build(DOCUMENTS, WEIGHTS).save(tmp_path / "one.index")
        assert [path.name for path in tmp_path.iterdir()] == ["one.index"]


class TestLibrary:
    def test_before_anything_is_published_nothing_is_found(self, tmp_path):
        assert ids(Library.open(tmp_path), "환불") == []

    def test_a_published_document_is_found_after_a_look(self, folder):
        library = Library.open(folder)
        Writer(folder).publish(changed=[document(9, "명의 변경")])
        assert ids(library, "명의 변경") == []
        assert library.refresh()
        assert ids(library, "명의 변경") == [9]
        assert not library.refresh()

    def test_a_changed_document_is_found_as_it_is_now(self, folder):
        library = Library.open(folder)
        Writer(folder).publish(changed=[document(1, "명의 변경")])
        library.refresh()
        assert (ids(library, "환불 처리"), ids(library, "명의")) == ([], [1])

    def test_a_removed_document_is_not_found(self, folder):
        library = Library.open(folder)
        Writer(folder).publish(removed=[4])
        library.refresh()
        assert (ids(library, "쿠폰"), ids(library, "ㅋㅍ"), ids(library, "쿠폰 재발급")) == ([], [], [])
        assert len(library.reader) == len(TITLES) - 1

    def test_a_removed_document_may_come_back(self, folder):
        Writer(folder).publish(removed=[4])
        Writer(folder).publish(changed=[DOCUMENTS[3]])
        assert ids(Library.open(folder), "쿠폰") == [4]

    def test_who_reads_keeps_what_was_opened(self, folder):
        reader = Library.open(folder).reader
        Writer(folder).rebuild([document(7, "새 기준")], WEIGHTS)
        assert [hit.id for hit in reader.search("환불")] == [1]

    def test_old_files_are_taken_away(self, folder):
        for turn in range(30):
            Writer(folder).publish(changed=[document(1, f"환불 {turn}")])
        assert len(list(folder.glob("*.index"))) <= 8
        assert ids(Library.open(folder), "환불 29") == [1]
        Writer(folder).fold()
        assert len(list(folder.glob("*.index"))) == 1
        assert ids(Library.open(folder), "환불 29") == [1]

    def test_publishing_needs_something_to_add_to(self, tmp_path):
        with pytest.raises(IndexFileError, match="before the index has been built"):
            Writer(tmp_path).publish(removed=[1])

    @pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 99, "parts": []}'])
    def test_a_damaged_manifest_is_refused(self, folder, content):
        (folder / "manifest.json").write_bytes(content)
        with pytest.raises(IndexFileError):
            Library.open(folder)

    def test_a_manifest_that_names_a_missing_file_is_refused(self, folder):
        for path in folder.glob("*.index"):
            path.unlink()
        with pytest.raises(IndexFileError, match="lacks"):
            Library.open(folder)

    def test_a_writer_that_dies_leaves_the_old_index(self, folder, monkeypatch):
        def die(*_: object) -> None:
            raise OSError("the disk is full")

        monkeypatch.setattr(container, "replace", die)
        with pytest.raises(OSError, match="disk is full"):
            Writer(folder).publish(changed=[document(1, "명의 변경")])
        monkeypatch.undo()
        assert ids(Library.open(folder), "환불") == [1]

    def test_changes_in_memory_are_searched_beside_the_files(self, folder):
        reader = Library.open(folder).with_changes([document(1, "명의 변경")], [4], WEIGHTS)
        assert [[hit.id for hit in reader.search(query)] for query in ("명의", "쿠폰", "교환")] == [
            [1],
            [],
            [2],
        ]

    def test_another_process_sees_what_is_published(self, folder):
        code = """
import sys
from pathlib import Path
from gijun.science.search import Library
library = Library.open(Path(sys.argv[1]))
print([hit.id for hit in library.reader.search(sys.argv[2])], flush=True)
sys.stdin.readline()
library.refresh()
print([hit.id for hit in library.reader.search(sys.argv[2])], flush=True)
"""
        with subprocess.Popen(
            [sys.executable, "-c", code, str(folder), "명의 변경"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            before = json.loads(process.stdout.readline())
            Writer(folder).publish(changed=[document(9, "명의 변경")])
            after, _ = process.communicate("\n")
        assert (before, json.loads(after)) == ([], [9])


class TestChangesTogether:
    """Whatever was published in whatever order, the library finds what a new index would."""

    @settings(deadline=None, max_examples=40)
    @given(
        st.dictionaries(st.integers(1, 8), texts, max_size=6),
        st.lists(
            st.tuples(
                st.dictionaries(st.integers(1, 12), texts, max_size=3),
                st.sets(st.integers(1, 12), max_size=2),
            ),
            max_size=10,
        ),
        st.booleans(),
        st.sampled_from([*WORDS, "ㅎㅂ", "환뷸 기준", "ghksqnf", "배송지연", "앱 해지 request"]),
    )
    def test_the_same_documents_are_found(self, tmp_path_factory, first, changes, folds, query):
        folder = tmp_path_factory.mktemp("library")
        now = dict(first)
        Writer(folder).rebuild([document(*one) for one in first.items()], WEIGHTS)
        for changed, removed in changes:
            Writer(folder).publish(
                changed=[document(*one) for one in changed.items()], removed=removed - changed.keys()
            )
            now = {id_: text for id_, text in now.items() if id_ not in removed} | changed
        if folds:
            Writer(folder).fold()
        whole = Index.build([document(*one) for one in now.items()], WEIGHTS)
        reader = Library.open(folder).reader
        assert len(reader) == len(now)
        assert {hit.id for hit in reader.search(query, limit=99)} == {
            hit.id for hit in whole.search(query, limit=99)
        }

    def test_documents_and_queries_are_composed_alike(self, tmp_path):
        apart = unicodedata.normalize("NFD", "환불 처리 기준")
        Writer(tmp_path).rebuild([document(1, apart)], WEIGHTS)
        library = Library.open(tmp_path)
        assert library.reader.search(apart) == library.reader.search("환불 처리 기준")
        assert ids(library, "환불 처리 기준") == [1]
