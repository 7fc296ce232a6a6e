"""The search of standards: found as typed, mistyped, abbreviated, and only where allowed."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.science.korean import initials, to_english_keys, without_spaces
from gijun.science.search import Document, Hit, Index, MatchedBy

WEIGHTS = {"title": 1.5, "body": 1.0, "questions": 1.0}

REFUND, EXCHANGE, DELAY, ADDRESS, PASSWORD, RECEIPT, COUPON, SUBSCRIPTION, PAYMENT, APP = range(1, 11)
STANDARDS = {
    REFUND: (
        "환불 처리 기준",
        (
            "구매 후 7일 이내 미사용 상품은 전액 환불한다. 카드 결제는 승인 취소로, 계좌이체는 예치금 또는 "
            "계좌 입금으로 처리하며 영업일 기준 3~5일이 걸린다."
        ),
    ),
    EXCHANGE: (
        "교환 접수 절차",
        (
            "사이즈나 색상 교환은 수령 후 7일 안에 접수하고 회수 송장을 발행한 다음 새 상품을 출고한다. "
            "왕복 배송비는 고객 부담이 원칙이다."
        ),
    ),
    DELAY: (
        "배송 지연 안내 및 보상",
        (
            "약속한 도착일을 2일 넘기면 지연 사유를 확인하고 적립금 2천 원을 보상한다. 택배사 파업, "
            "천재지변은 보상에서 제외한다."
        ),
    ),
    ADDRESS: (
        "배송지 변경",
        (
            "출고 전 단계에서는 상담원이 주소를 수정할 수 있다. 송장이 등록된 뒤에는 택배사에 직접 "
            "요청하도록 안내한다."
        ),
    ),
    PASSWORD: (
        "비밀번호 초기화",
        (
            "본인확인 후 임시 비밀번호를 휴대폰 문자로 발송한다. 5회 이상 틀려 잠긴 계정은 30분 뒤 자동 "
            "해제된다."
        ),
    ),
    RECEIPT: (
        "현금영수증 발급",
        "결제 후 3일 이내 국세청에 등록되며, 미발급 건은 휴대폰 번호나 사업자 번호로 소급 발급할 수 있다.",
    ),
    COUPON: (
        "쿠폰 재발급",
        "시스템 오류로 사용하지 못한 쿠폰만 동일 금액으로 재발급하며 유효기간이 지난 쿠폰은 복구하지 않는다.",
    ),
    SUBSCRIPTION: (
        "정기구독 해지",
        "다음 결제일 하루 전까지 해지하면 위약금이 없다. 해지 후에도 남은 기간은 이용할 수 있다.",
    ),
    PAYMENT: (
        "결제 오류 대응",
        "이중 결제가 확인되면 당일 승인 취소를 요청하고 카드사 접수 번호를 고객에게 문자로 보낸다.",
    ),
    APP: (
        "앱 설치 오류 해결",
        "운영체제 버전을 확인하고 저장 공간을 확보한 뒤 재설치한다. 루팅 기기는 지원하지 않는다.",
    ),
}


def index_of(*documents: Document) -> Index:
    return Index.build(documents, WEIGHTS)


def titled(*titles: str) -> Index:
    return index_of(*(Document(id_, {"title": title}) for id_, title in enumerate(titles, start=1)))


@pytest.fixture(scope="module")
def standards() -> Index:
    return index_of(
        *(Document(id_, {"title": title, "body": body}) for id_, (title, body) in STANDARDS.items())
    )


def found(index: Index, query: str, **options) -> list[int]:
    return [hit.id for hit in index.search(query, **options)]


@pytest.mark.parametrize(
    ("query", "right", "matched_by"),
    [
        pytest.param("환불", REFUND, MatchedBy.WORDS, id="a word of two syllables"),
        pytest.param("쿠폰", COUPON, MatchedBy.WORDS, id="another word of two syllables"),
        pytest.param("앱", APP, MatchedBy.WORDS, id="a word of one syllable"),
        pytest.param("현금 영수증", RECEIPT, MatchedBy.WORDS, id="one space too many"),
        pytest.param("배송지변경", ADDRESS, MatchedBy.WORDS, id="one space too few"),
        pytest.param("교환접수절차", EXCHANGE, MatchedBy.WORDS, id="no spaces at all"),
        pytest.param("ㅎㅂㅊㄹ", REFUND, MatchedBy.INITIALS, id="initials"),
        pytest.param("ㅂㅁㅂㅎ ㅊㄱㅎ", PASSWORD, MatchedBy.INITIALS, id="initials with a space"),
        pytest.param("ㅋㅍ 재발급", COUPON, MatchedBy.INITIALS, id="initials beside a word"),
        pytest.param("ghksqnf", REFUND, MatchedBy.KEYBOARD, id="English keyboard"),
        pytest.param("GHKSQNF", REFUND, MatchedBy.KEYBOARD, id="English keyboard, capitals locked"),
        pytest.param("Qlalfqjsgh", PASSWORD, MatchedBy.KEYBOARD, id="English keyboard, first letter raised"),
        pytest.param("ghksqnf 기준", REFUND, MatchedBy.KEYBOARD, id="one word on the English keyboard"),
        pytest.param("gqcf", REFUND, MatchedBy.INITIALS, id="initials on the English keyboard"),
        pytest.param("비밀번오", PASSWORD, MatchedBy.WORDS, id="one wrong letter in a long word"),
        pytest.param("환뷸", REFUND, MatchedBy.LETTERS, id="one wrong letter in a short word"),
        pytest.param("쿠펀", COUPON, MatchedBy.LETTERS, id="one wrong letter after a right beginning"),
        pytest.param("결재 오류", PAYMENT, MatchedBy.WORDS, id="a common misspelling"),
        pytest.param("환ㅂ", REFUND, MatchedBy.INITIALS, id="a word on its way"),
        pytest.param("환ㅂ ㄱㅈ", REFUND, MatchedBy.INITIALS, id="syllables and initials, a word left out"),
        pytest.param("ㅎㅂㄱㅈ", REFUND, MatchedBy.INITIALS, id="initials, a word left out"),
        pytest.param("ㅂㅅㅈㅂㅅ", DELAY, MatchedBy.INITIALS, id="initials, two words left out"),
        pytest.param("돈 돌려받고 싶어요", REFUND, MatchedBy.SYNONYM, id="ordinary words"),
        pytest.param(
            "비번을 몇 번 틀렸더니 계정이 잠겼대요", PASSWORD, MatchedBy.WORDS, id="a whole message"
        ),
    ],
)
def test_the_right_standard_comes_first(standards, query, right, matched_by):
    first = standards.search(query)[0]
    assert (first.id, first.matched_by) == (right, matched_by)


@pytest.mark.parametrize("id_", STANDARDS)
@pytest.mark.parametrize("change", [str, without_spaces, to_english_keys, initials])
def test_every_title_is_found_however_it_is_typed(standards, id_, change):
    assert found(standards, change(STANDARDS[id_][0]))[0] == id_


@pytest.mark.parametrize("query", ["환불 기준", "현금영수증", "앱 설치 오류", "ㅎㅂ"])
def test_a_decomposed_query_finds_the_same(standards, query):
    assert standards.search(unicodedata.normalize("NFD", query)) == standards.search(query)


def test_decomposed_and_composed_documents_are_found_alike():
    index = titled(unicodedata.normalize("NFD", "환불 기준"), "교환 절차")
    assert found(index, "환불기준") == [1]


@pytest.mark.parametrize(
    ("query", "title"),
    [("환불기준", "환불 기준"), ("환불 기준", "환불기준"), ("결제", "정기결제"), ("폰", "휴대폰")],
)
def test_words_are_found_where_spaces_differ(query, title):
    assert found(titled("배송 안내", title, "교환 절차"), query) == [2]


def test_an_exact_title_comes_before_one_with_a_word_between():
    assert found(titled("환불 처리 기준", "환불 기준"), "환불 기준") == [2, 1]


def test_a_match_in_the_title_counts_more_than_one_in_the_text():
    index = index_of(
        Document(1, {"title": "교환", "body": "환불"}), Document(2, {"title": "환불", "body": "교환"})
    )
    assert found(index, "환불") == [2, 1]


def test_example_questions_lead_to_their_standard():
    index = index_of(
        Document(1, {"title": "청약 철회", "questions": "가입을 무르고 싶어요\n없던 걸로 해 주세요"}),
        Document(2, {"title": "요금제 변경", "questions": "플랜을 바꾸고 싶어요"}),
    )
    assert found(index, "플랜 바꾸기") == [2]
    assert found(index, "무르기") == [1]


@pytest.mark.parametrize(("query", "right"), [("gdpr", 1), ("GDPR 열람", 1), ("ㅎ예ㄱ", 1), ("ㅁㄴ 접수", 2)])
def test_english_words_are_found_from_either_keyboard(query, right):
    assert found(titled("GDPR 열람 요청", "AS 접수 방법", "환불 기준"), query)[0] == right


def test_an_english_word_that_could_be_korean_keys_stays_english():
    index = titled("work order", "재가 신청")
    assert index.search("work")[0] == Hit(1, index.search("work")[0].score, MatchedBy.WORDS)


def test_inflected_words_share_their_stem():
    assert found(titled("계정이 잠긴 경우", "배송 안내"), "잠겼대요") == [1]


def test_laughter_beside_words_is_not_taken_for_initials():
    assert found(titled("해외 배송", "환불 기준"), "환불 ㅎㅎ") == [2]


class TestInitials:
    def test_neighbours_come_before_what_leaves_words_out(self):
        assert found(titled("환불 처리 기준", "환불 기준", "교환"), "ㅎㅂㄱㅈ") == [2, 1]

    def test_words_are_left_out_only_before_a_word(self):
        assert found(titled("환불 처리 기준"), "ㅎㄹㅈ") == []

    def test_order_counts(self):
        assert found(titled("환불 처리 기준"), "ㄱㅈㅎㅂ") == []

    @pytest.mark.parametrize("query", ["ㄱ", "ㅎㅂ", "환ㅊ", "ㅎㅂ ㄱㅈ"])
    def test_every_line_of_a_title_counts(self, query):
        assert found(titled("배송 안내", "취소\n환불 처리 기준\nREF-01"), query) == [2]

    @pytest.mark.parametrize(
        "title", ["😀환불 🎉기준", "[환불] 처리(기준)", "환불·처리_기준", "𠀀 환불 기준"]
    )
    def test_signs_part_words(self, title):
        assert found(titled(title, "교환"), "ㅎㅂㄱㅈ") == [1]


class TestEnglish:
    @pytest.mark.parametrize("query", ["refund", "refunds", "refunded", "REFUNDING", "refnd policy"])
    def test_words_are_found_in_any_form(self, query):
        assert found(titled("Delivery delays", "Refunding of payments"), query)[0] == 2

    @pytest.mark.parametrize("query", ["topup", "top up", "Top-ups", "topping up"])
    def test_compounds_are_found_in_one_word_and_in_two(self, query):
        assert found(titled("Card delivery", "Top up by card", "Upper limits"), query)[0] == 2

    def test_words_that_stand_everywhere_count_little(self):
        index = titled(*["What is the fee for the card"] * 5, "How the limit is raised")
        assert found(index, "what is the limit")[0] == 6


class TestTitles:
    def test_a_title_comes_first_whatever_else_matches_better(self):
        many = Document(1, {"title": "환불 안내", "body": "환불 " * 50, "questions": "환불 " * 50})
        assert found(index_of(many, Document(2, {"title": "환불"})), "환불") == [2, 1]

    @pytest.mark.parametrize("query", ["REF-01", "ref-01", "환불 기준", "환불기준", "ghksqnfrlwns"])
    def test_each_line_of_a_title_is_a_name(self, query):
        index = index_of(
            Document(1, {"title": "환불 기준 안내 REF-01 1", "body": "환불 기준 REF-01 " * 9}),
            Document(2, {"title": "환불 기준\nREF-01"}),
        )
        assert found(index, query)[0] == 2

    def test_without_a_title_the_heaviest_field_names_a_document(self):
        index = Index.build(
            [
                Document(1, {"note": "환불 처리", "name": "교환"}),
                Document(2, {"note": "교환", "name": "환불 처리"}),
            ],
            {"note": 1.0, "name": 2.0},
        )
        assert found(index, "ㅎㅂ") == [2]


class TestPriors:
    def test_what_is_overdue_comes_later(self):
        index = titled("환불 절차", "환불 안내")
        assert found(index, "환불", priors={1: 0.5}) == [2, 1]
        assert found(index, "환불", priors={2: 0.5}) == [1, 2]

    def test_ids_that_are_not_there_do_no_harm(self):
        assert found(titled("환불 절차"), "환불", priors={7: 0.5, 1: 0.9}) == [1]

    @given(st.floats(0, 1, exclude_min=True))
    def test_a_title_keeps_its_place(self, factor):
        index = titled("환불 기준", "환불 기준 안내", "기준 환불")
        assert found(index, "환불 기준", priors={1: factor})[0] == 1

    @pytest.mark.parametrize("factor", [0.0, -1.0, 1.01, float("nan")])
    def test_a_factor_outside_its_range_is_refused(self, factor):
        with pytest.raises(ValueError, match="above 0 and not above 1"):
            titled("환불 기준").search("환불", priors={1: factor})


QUERIES = ["결제", "환뷸 접수", "ㅎㅂ", "카드 승인"]


class TestVisibility:
    def test_only_allowed_documents_are_found(self, standards):
        assert found(standards, "결제", allowed={RECEIPT, SUBSCRIPTION}) == [SUBSCRIPTION, RECEIPT]

    def test_others_do_not_take_places(self):
        index = titled(*["환불 기준"] * 20)
        assert found(index, "환불", allowed=range(15, 21), limit=3) == [15, 16, 17]

    def test_nothing_is_found_where_nothing_is_allowed(self, standards):
        assert found(standards, "환불", allowed=frozenset()) == []

    def test_the_rescue_does_not_look_at_what_is_hidden(self):
        index = titled("환뷸", *["환불 기준"] * 9)
        assert index.search("환뷸", allowed=range(2, 11))[0].matched_by == MatchedBy.LETTERS

    @pytest.mark.parametrize("query", QUERIES)
    def test_ids_may_be_told_in_any_form(self, standards, query):
        chosen = [RECEIPT, PAYMENT, REFUND]
        forms = [
            set(chosen),
            frozenset(chosen),
            tuple(chosen),
            dict.fromkeys(chosen),
            np.array(chosen),
            np.isin(standards.ids, chosen),
        ]
        answers = [standards.search(query, allowed=one) for one in forms]
        assert answers == [answers[0]] * len(forms)

    def test_ids_that_are_not_there_do_no_harm(self, standards):
        assert found(standards, "쿠폰", allowed=np.array([-5, COUPON, 10**12])) == [COUPON]

    def test_a_mask_fits_the_documents(self, standards):
        with pytest.raises(ValueError, match="mask of 3 places"):
            standards.search("쿠폰", allowed=np.ones(3, bool))

    def test_what_is_allowed_is_found_among_many_better_ones(self):
        index = titled(*["환불 기준"] * 2_000, "환불 접수")
        assert found(index, "환불 기준", allowed=np.array([2_001])) == [2_001]

    @given(
        st.sets(st.sampled_from(sorted(STANDARDS))),
        st.sampled_from(["결제", "환뷸 접수", "ㅎㅂ", "카드 승인"]),
    )
    def test_what_is_found_is_always_allowed(self, allowed, query):
        index = index_of(*(Document(id_, {"title": t, "body": b}) for id_, (t, b) in STANDARDS.items()))
        assert set(found(index, query, allowed=allowed)) <= allowed


class TestOrder:
    def test_equals_are_ordered_by_id(self):
        documents = [Document(id_, {"title": "환불 기준"}) for id_ in (7, 3, 5)]
        assert found(index_of(*documents), "환불") == [3, 5, 7]
        assert found(index_of(*reversed(documents)), "환불") == [3, 5, 7]

    def test_scores_fall(self, standards):
        scores = [hit.score for hit in standards.search("카드 결제 승인 취소 접수")]
        assert scores == sorted(scores, reverse=True)

    @pytest.mark.parametrize("limit", [0, 1, 2, -1])
    def test_no_more_than_asked_for(self, standards, limit):
        assert len(standards.search("결제", limit=limit)) == max(limit, 0)


class TestHarmlessQueries:
    @pytest.mark.parametrize(
        "query", ["", "   ", "😀", "👨‍👩‍👧 🎉", "?!…", "\x00", "\ud800", "날씨ㅡㅡ", "ㅠㅠ", "*", '"']
    )
    def test_queries_without_a_match_find_nothing(self, query):
        assert titled("환불 기준", "교환 절차").search(query) == []

    @pytest.mark.parametrize(
        "query", ["환불 " * 50_000, "환" * 100_000, "ㅎ" * 100_000, "a" * 100_000, "😀" * 100_000]
    )
    def test_very_long_queries_are_answered(self, standards, query):
        assert len(standards.search(query)) <= 10

    def test_the_beginning_of_a_long_message_counts(self, standards):
        assert found(standards, "쿠폰 재발급 " + "그리고 " * 10_000)[0] == COUPON

    @settings(deadline=None)
    @given(st.text())
    def test_any_text_may_be_asked(self, query):
        for hit in titled("환불 기준", "GDPR", "앱", "😀", "").search(query):
            assert hit.score > 0


class TestPreparing:
    def test_an_index_may_be_empty(self):
        assert index_of().search("환불 ㅎㅂ ghksqnf") == []

    def test_documents_may_lack_fields(self):
        assert found(index_of(Document(1, {}), Document(2, {"title": "환불", "note": "교환"})), "환불") == [2]

    def test_fields_without_a_weight_are_not_searched(self):
        assert found(index_of(Document(1, {"title": "환불", "note": "교환"})), "교환") == []

    def test_two_documents_cannot_share_an_id(self):
        with pytest.raises(ValueError, match="share an id"):
            index_of(Document(1, {"title": "환불"}), Document(1, {"title": "교환"}))

    @pytest.mark.parametrize("weights", [{}, {"title": 0.0}, {"title": 1.0, "body": -1.0}])
    def test_fields_have_weights_above_zero(self, weights):
        with pytest.raises(ValueError, match="weight above 0"):
            Index.build([Document(1, {"title": "환불"})], weights)

    @settings(deadline=None)
    @given(st.lists(st.text(st.characters(categories=["L", "N", "Z", "Cs"])), max_size=8))
    def test_any_text_may_be_a_document_and_is_found_by_itself(self, texts):
        index = index_of(*(Document(id_, {"body": text}) for id_, text in enumerate(texts)))
        for id_, text in enumerate(texts):
            hits = index.search(text, limit=len(texts))
            assert not hits or id_ in {hit.id for hit in hits}
