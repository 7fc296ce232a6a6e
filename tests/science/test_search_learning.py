"""What is learned from use helps, tells nobody's words, and makes no exact match worse."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gijun.science.search import Document, Index, MatchedBy
from gijun.science.search.learning import Label, learned

WEIGHTS = {"title": 1.5, "body": 1.0}
REFUND, DELAY, COUPON = 1, 2, 3
WORDS = ["환불", "배송", "지연", "쿠폰", "기준", "절차", "접수", "앱"]

words = st.sampled_from(WORDS)
titles = st.lists(words, min_size=1, max_size=3, unique=True).map(" ".join)
weights = st.dictionaries(
    st.sampled_from([*WORDS, *(f"={word}" for word in WORDS)]),
    st.floats(min_value=0, allow_nan=False, allow_infinity=True),
)


def tokens(text: str) -> list[str]:
    return text.split()


def labels(*uses: tuple[str, int], askers: int = 3) -> list[Label]:
    return [Label(query, id_, asker) for query, id_ in uses for asker in range(askers)]


USES = labels(
    ("꽃 시들다", REFUND), ("꽃 언제", DELAY), ("언제 도착", DELAY),
    ("코드 먹통", COUPON), ("코드 언제", COUPON),
)  # fmt: skip


def index_of(texts: dict[int, str], learned_of: Mapping[int, Mapping[str, float]]) -> Index:
    return Index.build(
        [Document(id_, {"title": text}, learned=learned_of.get(id_, {})) for id_, text in texts.items()],
        WEIGHTS,
    )


class TestLearning:
    def test_words_lead_to_the_document_that_was_used(self):
        found = learned(USES, tokenise=tokens)
        index = index_of({REFUND: "환불 기준", DELAY: "배송 지연", COUPON: "쿠폰 재발급"}, found)
        answers = {
            query: index.search(query, tokens=tokens(query)) for query in ("시들다", "도착", "코드 먹통")
        }
        assert {query: hits[0].id for query, hits in answers.items()} == {
            "시들다": REFUND,
            "도착": DELAY,
            "코드 먹통": COUPON,
        }
        assert {hits[0].matched_by for hits in answers.values()} == {MatchedBy.LEARNED}

    def test_weights_are_of_pointwise_mutual_information(self):
        """꽃 was asked in all 3 queries after which the refund was used, and in 6 of all 15."""
        weight = learned(USES, tokenise=tokens)[REFUND]["=꽃"]
        assert weight == pytest.approx(0.56533, abs=1e-5)  # ln((3 + 0.4) / (3 + 1) / 0.4) × 3 / (3 + 1)

    def test_words_that_lead_anywhere_are_not_learned(self):
        found = learned(labels(("언제", REFUND), ("언제", DELAY), ("언제", COUPON)), tokenise=tokens)
        assert found == {REFUND: {}, DELAY: {}, COUPON: {}}

    @pytest.mark.parametrize(("askers", "kept"), [(1, False), (2, False), (3, True)])
    def test_words_of_few_customers_are_forgotten(self, askers, kept):
        said = [*labels(("홍길동", REFUND), askers=askers), *labels(("언제 도착", DELAY), askers=9)]
        assert ("=홍길동" in learned(said, tokenise=tokens)[REFUND]) is kept

    def test_one_customer_who_asks_often_is_one_customer(self):
        said = [Label("홍길동", REFUND, 7)] * 20 + labels(("언제 도착", DELAY), askers=9)
        assert "=홍길동" not in learned(said, tokenise=tokens)[REFUND]

    def test_nothing_is_learned_from_nothing(self):
        assert learned([], tokenise=tokens) == {}

    @given(st.lists(st.tuples(titles, st.integers(1, 3), st.integers(1, 4)), max_size=12), st.randoms())
    def test_the_order_of_uses_does_not_matter(self, uses, random):
        said = [Label(*use) for use in uses]
        other = random.sample(said, len(said))
        assert learned(said, tokenise=tokens) == learned(other, tokenise=tokens)

    @given(st.lists(st.tuples(titles, st.integers(1, 3), st.integers(1, 4)), max_size=12))
    def test_weights_are_above_zero(self, uses):
        found = learned([Label(*use) for use in uses], least_askers=1, tokenise=tokens)
        assert all(weight > 0 for of_one in found.values() for weight in of_one.values())


class TestFloor:
    @settings(deadline=None)
    @given(st.lists(titles, min_size=1, max_size=5, unique=True), st.data())
    def test_a_title_stays_first(self, texts, data):
        of_each = {id_: data.draw(weights) for id_ in range(len(texts))}
        index = index_of(dict(enumerate(texts)), of_each)
        wanted = data.draw(st.sampled_from(range(len(texts))))
        assert index.search(texts[wanted], tokens=tokens(texts[wanted]))[0].id == wanted

    @settings(deadline=None)
    @given(st.lists(titles, min_size=1, max_size=5), titles, st.data())
    def test_learned_words_alone_pass_no_written_ones(self, texts, query, data):
        of_each = {id_: data.draw(weights) for id_ in range(len(texts))}
        plain = index_of(dict(enumerate(texts)), {}).search(query, tokens=tokens(query), limit=9)
        assume({hit.matched_by for hit in plain} <= {MatchedBy.WORDS})
        found = [hit.id for hit in plain]
        only = {id_: of_one for id_, of_one in of_each.items() if id_ not in found}
        taught = index_of(dict(enumerate(texts)), only).search(query, tokens=tokens(query), limit=9)
        assert [hit.id for hit in taught][: len(found)] == found

    @settings(deadline=None)
    @given(weights)
    def test_who_has_some_words_does_not_pass_who_has_all(self, of_other):
        texts = {1: "쿠폰 접수 절차와 기준 안내", 2: "쿠폰 이용", 3: "배송"}
        hits = index_of(texts, {2: of_other, 3: of_other}).search("쿠폰 접수", tokens=())
        assert hits[0].id == 1

    def test_among_documents_with_all_words_use_decides(self):
        texts = {1: "환불 절차", 2: "환불 안내"}
        assert [hit.id for hit in index_of(texts, {2: {"환불": 2.0}}).search("환불")] == [2, 1]
