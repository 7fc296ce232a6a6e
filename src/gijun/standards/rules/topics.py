"""What a Korean clause is about: acts of a customer centre, circumstances, and the nouns beside them."""

import re
from dataclasses import dataclass
from functools import lru_cache

ACTS = {
    "환불": r"환불|환급|돌려 ?드|돌려받",
    "반품": r"반품",
    "교환": r"교환|바꿔 ?드",
    "취소": r"취소|철회",
    "배송": r"배송(?!비)|배달|도착합|도착 ?예정",
    "출고": r"출고|발송(?! ?비)",
    "해지": r"해지|해약|탈퇴",
    "적립": r"적립|포인트",
    "쿠폰": r"쿠폰",
    "수리": r"수리|A/?S",
    "답변": r"답변|회신|연락",
    "발급": r"발급|발행",
    "설치": r"설치|방문",
    "정지": r"일시 ?정지|쉬실",
    "예약": r"예약",
    "가입": r"가입|등록",
    "보상": r"보상|배상",
    "배송비": r"배송비|택배비",
    "수수료": r"수수료|위약금",
}
_ACTS = {name: re.compile(words) for name, words in ACTS.items()}
MONEY_ACTS = frozenset({"배송비", "수수료", "적립", "쿠폰", "보상", "환불", "취소", "반품", "해지"})
REFUND, LEADING_TO_IT = "환불", frozenset({"취소", "반품"})

FEE_ACTS = frozenset({"배송비", "수수료"})


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Kinds a matter may be of, each by its words; where none is named it is the ``usual`` one.

    Without a usual kind a text that names none speaks of all of them.
    """

    kinds: dict[str, str]
    usual: str = ""


CIRCUMSTANCES = (
    Circumstance(
        {
            "변심": r"변심|고객(?:님)? ?(?:사유|사정|귀책)|마음에",
            "하자": r"불량|하자|파손|오배송|잘못 ?배송|상품에 문제|판매자 ?(?:사유|귀책)|고장",
        },
        usual="변심",
    ),
    Circumstance({"왕복": r"왕복", "편도": r"편도"}, usual="한쪽"),
    Circumstance({"먼 곳": r"제주|산간", "국외": r"해외|국외", "국내": r"국내"}, usual="국내"),
    Circumstance({"추가": r"추가"}, usual="처음"),
    Circumstance(
        {
            "카드": r"카드(?!사)",
            "계좌": r"계좌|무통장|이체|입금자",
            "휴대폰": r"(?:휴대폰|휴대전화) ?결제|통신 ?요금",
            "간편": r"간편 ?결제|페이",
        }
    ),
    Circumstance(
        {
            "연 뒤": r"(?<!미)개봉(?!하지 않| ?전)|뜯은|사용(?:한|하신| 후|했)|착용",
            "열기 전": r"미개봉|미사용|뜯지 않|(?:사용|개봉)하지 않|(?:개봉|사용) ?전",
        }
    ),
    Circumstance(
        {
            "시작 전": r"(?:출고|발송|수강|시작|방송|이용|설치|배송|준비) ?(?:하기 )?(?:전|이전)",
            "시작 뒤": r"(?:출고|발송|수강|시작|이용|설치|배송) ?(?:한 )?(?:이후|후|뒤|중)",
        }
    ),
    Circumstance({"평일": r"평일", "휴일": r"주말|공휴일|휴일|명절"}),
    Circumstance({"오전": r"오전", "오후": r"오후"}),
    Circumstance({"부분": r"부분|일부"}, usual="전체"),
    Circumstance({"새 고객": r"신규|첫 ?(?:구매|주문|가입)"}, usual="모든 고객"),
    Circumstance({"구독": r"구독|정기"}, usual="한 번"),
    Circumstance({"주문 제작": r"예약 ?(?:상품|판매|구매)|주문 ?제작|맞춤"}, usual="보통"),
    Circumstance({"매장": r"매장|오프라인|방문 ?수령", "온라인": r"온라인"}),
)
_CIRCUMSTANCES = tuple(
    ({kind: re.compile(words) for kind, words in one.kinds.items()}, one.usual) for one in CIRCUMSTANCES
)

_WORD = re.compile(r"[가-힣A-Za-z]+")
_PARTICLES = re.compile(
    r"(?:으로부터|에서부터|으로는|에서는|에게는|까지는|부터는|이라도|으로|에서|에게|까지|부터|보다|처럼|이나"
    r"|에는|에도|이며|마다|라도|하고|은|는|이|가|을|를|에|의|로|와|과|도|만|나)$"
)
_NO_NOUN = re.compile(
    r"(?:니다|세요|어요|아요|해요|네요|까요|면|며|고|서|게|지|지만|는데|도록|려고|드려|드릴|하는|되는|하신|하실"
    r"|있는|없는|있고|된|할|될|한|인|시|후|뒤|전|안|내)$"
)
_GENERIC = frozenset(
    {
        *("고객", "고객님", "저희", "상품", "제품", "경우", "문의", "방법", "절차", "이용", "제공", "모든"),
        *("가능", "불가", "불가능", "규정", "정책", "원칙", "기준", "관련", "해당", "일반", "보통", "정도"),
        *("이내", "이후", "이전", "이상", "이하", "미만", "초과", "최대", "최소", "기간", "시간", "영업일"),
        *("안내", "처리", "진행", "확인", "접수", "신청", "요청", "완료", "소요", "예정", "개월"),
        *("전액", "금액", "부담", "무료", "구매", "주문", "결제", "수령", "받은", "받으신"),
        *("바로", "다시", "먼저", "반드시", "함께", "직접", "사정", "사유"),
    }
)
LEAST_SHARED = 2  # nouns that make two clauses without a known act speak of the same thing
ALIKE = 0.5  # share of nouns that two rulings must have in common


@dataclass(frozen=True, slots=True)
class Topics:
    """What a clause is about."""

    acts: frozenset[str]
    circumstances: tuple[frozenset[str], ...]  # kinds named (or usual), one set a circumstance; empty: any
    nouns: frozenset[str]  # without acts and words that stand anywhere
    title_nouns: frozenset[str]

    def same_circumstances(self, other: "Topics") -> bool:
        return all(
            not mine or not theirs or mine & theirs
            for mine, theirs in zip(self.circumstances, other.circumstances, strict=True)
        )

    def same_acts(self, other: "Topics") -> bool:
        """Do both speak of one act? What only leads to a refund is told apart: cancelling, sending back."""
        if not self.acts & other.acts:
            return False
        mine, theirs = self.acts - {REFUND}, other.acts - {REFUND}
        return not mine or not theirs or bool(mine & theirs)

    def same_matter(self, other: "Topics") -> bool:
        """Do both speak of one thing, so that what they say of it can be compared?"""
        if not self.same_circumstances(other):
            return False
        if self.acts or other.acts:
            return self.same_acts(other)
        mine, theirs = self.nouns | self.title_nouns, other.nouns | other.title_nouns
        return len(_alike(mine, theirs)) >= LEAST_SHARED

    def same_case(self, other: "Topics") -> bool:
        """Do both speak of one thing without either of them speaking of a special case?"""
        if not self.same_circumstances(other) or not self.same_acts(other):
            return False
        if self.circumstances != other.circumstances:
            return False
        most = max(len(self.nouns), len(other.nouns))
        return most == 0 or len(_alike(self.nouns, other.nouns)) / most >= ALIKE

    def shared_with(self, other: "Topics") -> frozenset[str]:
        """The words that make both speak of one thing."""
        acts = self.acts & other.acts
        return acts or _alike(self.nouns | self.title_nouns, other.nouns | other.title_nouns)


def topics_of(clause: str, sentence: str, title: str) -> Topics:
    """Topics of a clause; where it names no act, those of its sentence, and then those of the title."""
    titled = acts_in(title)
    acts = acts_in(clause) or acts_in(sentence) or titled
    if acts & LEADING_TO_IT and REFUND in titled:
        acts |= {REFUND}
    return Topics(
        acts=acts,
        circumstances=circumstances_of(sentence, title),
        nouns=nouns_in(clause),
        title_nouns=nouns_in(title),
    )


@lru_cache(maxsize=1 << 12)
def acts_in(text: str) -> frozenset[str]:
    return frozenset(name for name, words in _ACTS.items() if words.search(text))


@lru_cache(maxsize=1 << 12)
def nouns_in(text: str) -> frozenset[str]:
    """Words that may be nouns, without particles, acts and words that stand in any text."""
    found = set()
    for word in _WORD.findall(text):
        if _NO_NOUN.search(word):
            continue
        stem = _PARTICLES.sub("", word) or word
        if len(stem) > 1 and stem not in _GENERIC and not acts_in(stem):
            found.add(stem)
    return frozenset(found)


def circumstances_of(sentence: str, title: str) -> tuple[frozenset[str], ...]:
    """The kinds a sentence names, else its title, else the usual one; one set a circumstance."""
    return tuple(
        frozenset(kind for kind, words in kinds.items() if words.search(sentence))
        or frozenset(kind for kind, words in kinds.items() if words.search(title))
        or (frozenset({usual}) if usual else frozenset())
        for kinds, usual in _CIRCUMSTANCES
    )


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Words of the first that stand in the second, compounds counted by their parts."""
    return frozenset(one for one in mine if any(one in other or other in one for other in theirs))
