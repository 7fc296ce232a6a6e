"""Every document is found by its own title, however that is typed; for any plausible set of titles."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.science.korean import initials, to_english_keys, without_spaces
from gijun.science.korean.hangul import FINALS, INITIALS, VOWELS, is_syllable, letters_of, syllable_of
from gijun.science.search import Document, Index


def words_of(text: str) -> list[str]:
    return text.split()


FIRST_WORDS = words_of("""
    환불 교환 반품 배송 쿠폰 결제 구독 해지 계정 인증 주소 명의 보증 수리 설치 예약 강의 교재 수료증 방송
    당첨 리뷰 신고 탈퇴 로그인 비밀번호 영수증 세금계산서 적립금 상품권 관세 통관 녹취 대리인 미성년자 법인
""")
SECOND_WORDS = words_of("""
    처리 접수 지연 변경 취소 발급 재발급 초기화 정지 연장 누락 파손 분실 회수 조회 오류 확인 보상 이관 제한
    동의 철회 열람 삭제 신청 요청 반려 안내문 연체 할부 분할 면제
""")
LAST_WORDS = words_of("""
    기준 절차 방법 원칙 예외 기한 서류 담당 양식 범위
""")

title = st.builds(
    lambda *words: " ".join(words),
    st.sampled_from(FIRST_WORDS),
    st.sampled_from(SECOND_WORDS),
    st.sampled_from(LAST_WORDS),
)
titles = st.lists(title, min_size=1, max_size=40, unique=True)


def index_of(texts: list[str]) -> Index:
    return Index.build([Document(id_, {"title": text}) for id_, text in enumerate(texts)], {"title": 1.5})


def first_three(texts: list[str], query: str) -> list[int]:
    return [hit.id for hit in index_of(texts).search(query, limit=3, tokens=())]


def with_another_letter(text: str, data: st.DataObject) -> str:
    """One letter of one syllable exchanged for another."""
    at = data.draw(st.sampled_from([at for at, one in enumerate(text) if is_syllable(one)]))
    letters, which = list(letters_of(text[at])), data.draw(st.integers(0, 2))
    others = [letter for letter in (INITIALS, VOWELS, FINALS)[which] if letter != letters[which]]
    letters[which] = data.draw(st.sampled_from(others))
    return text[:at] + syllable_of(*letters) + text[at + 1 :]


@settings(deadline=None)
@given(titles, st.data())
def test_by_its_title_first(texts, data):
    at = data.draw(st.sampled_from(range(len(texts))))
    for query in (texts[at], unicodedata.normalize("NFD", texts[at]), f"  {texts[at]} "):
        assert first_three(texts, query)[0] == at


@settings(deadline=None)
@given(titles, st.data())
def test_without_spaces(texts, data):
    at = data.draw(st.sampled_from(range(len(texts))))
    assert first_three(texts, without_spaces(texts[at]))[0] == at


@settings(deadline=None)
@given(titles, st.data())
def test_with_one_letter_changed(texts, data):
    at = data.draw(st.sampled_from(range(len(texts))))
    assert at in first_three(texts, with_another_letter(texts[at], data))


@settings(deadline=None)
@given(titles, st.data())
def test_with_one_letter_changed_and_without_spaces(texts, data):
    at = data.draw(st.sampled_from(range(len(texts))))
    assert at in first_three(texts, without_spaces(with_another_letter(texts[at], data)))


@settings(deadline=None)
@given(titles, st.data())
def test_on_the_wrong_keyboard(texts, data):
    at = data.draw(st.sampled_from(range(len(texts))))
    assert first_three(texts, to_english_keys(texts[at]))[0] == at


@settings(deadline=None)
@given(titles, st.data())
def test_by_its_initials(texts, data):
    at = data.draw(st.sampled_from(range(len(texts))))
    alike = [id_ for id_, text in enumerate(texts) if initials(text) == initials(texts[at])]
    assert first_three(texts, initials(texts[at]))[: len(alike)] == alike[:3]


@settings(deadline=None)
@given(titles, st.data())
def test_where_it_is_allowed_alone(texts, data):
    index = index_of(texts)
    allowed = data.draw(st.sets(st.sampled_from(range(len(texts)))))
    query = data.draw(st.sampled_from([*texts, *map(initials, texts), *map(to_english_keys, texts)]))
    found = {hit.id for hit in index.search(query, allowed=allowed, limit=99, tokens=())}
    everywhere = {hit.id for hit in index.search(query, limit=99, tokens=())}
    assert found <= allowed
    assert everywhere & allowed <= found


@settings(deadline=None)
@given(titles, st.text())
def test_any_query_is_the_same_composed_and_decomposed(texts, query):
    index = index_of(texts)
    assert index.search(unicodedata.normalize("NFD", query)) == index.search(
        unicodedata.normalize("NFC", query)
    )
