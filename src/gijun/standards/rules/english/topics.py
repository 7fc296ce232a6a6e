"""What an English clause is about, named as the Korean clauses name it."""

import re
from functools import lru_cache

from gijun.standards.rules import topics as korean
from gijun.standards.rules.topics import LEADING_TO_IT, REFUND, Topics

_FEE = r"(?:fees?|costs?|charges?)"
_CARRIAGE = r"(?:shipping|delivery|postage|return|courier)"
ACTS = {
    "환불": r"refund|reimburs|money back|paid back",
    "반품": rf"\breturn(?:s|ed|ing|able)?\b(?! (?:shipping|{_FEE}))|sen[dt] (?:it |them )?back",
    "교환": r"exchang|replac",
    "취소": r"cancel|withdraw",
    "배송": rf"deliver(?!y {_FEE})|arriv",
    "출고": r"dispatch|\bships?\b|\bshipped\b|\bshipment|\bsent out",
    "해지": r"terminat|unsubscrib|clos\w+ (?:your|the) account",
    "적립": r"\bpoints?\b|reward",
    "쿠폰": r"coupon|voucher",
    "수리": r"repair",
    "답변": r"answer|\breply|\breplies|respon[ds]|get back to you|contact you|call you",
    "발급": r"\bissue[sd]?\b",
    "설치": r"install|\bvisit",
    "정지": r"\bpaus|suspen",
    "예약": r"\bbook|reserv",
    "가입": r"sign(?:ing)? up|register|\bjoin",
    "보상": r"compensat",
    "배송비": rf"{_CARRIAGE} {_FEE}|\bpostage\b|\bshipping\b"
    r"|(?:free|pays? for) (?:return )?(?:shipping|delivery)"
    r"|delivery is free",
    "수수료": r"(?<!shipping )(?<!delivery )(?<!return )\bfees?\b|penalt|commission",
}
_ACTS = {name: re.compile(words, re.IGNORECASE) for name, words in ACTS.items()}

CIRCUMSTANCES: tuple[dict[str, str], ...] = (
    {
        "변심": r"chang\w+ (?:of|your|my|their) minds?|no longer want|(?:do not|don't) like",
        "하자": r"fault|defect|damag|broken|wrong (?:item|product|goods)|our (?:mistake|error)",
    },
    {"왕복": r"both ways|round[- ]trip", "편도": r"one[- ]way|each way"},
    {
        "먼 곳": r"\bJeju\b|remote|island",
        "국외": r"abroad|overseas|international",
        "국내": r"domestic|(?:with)?in Korea",
    },
    {"추가": r"additional|\bextra\b"},
    {
        "카드": r"\bcards?\b",
        "계좌": r"bank|account transfer",
        "휴대폰": r"mobile (?:payment|billing)|phone bill",
        "간편": r"\bwallet|\b\w+ ?Pay\b",
    },
    {
        "연 뒤": r"(?<!un)(?<!not )(?<!not been )\bopened\b"
        r"|(?<!not )(?<!not been )\bused\b|\bworn\b|after (?:opening|use)",
        "열기 전": r"unopened|unused|not (?:been )?(?:opened|used|worn)|before (?:opening|use)",
    },
    {
        "시작 전": r"before (?:it |we |the |your )*(?:\w+ )?"
        r"(?:dispatch|ship|deliver|start|begin|broadcast|install|use)",
        "시작 뒤": r"(?:after|once|since) (?:it |we |the |your )*(?:\w+ )?(?:is |has |has been )?"
        r"(?:dispatch|ship|deliver|start|begun|began|broadcast|install)",
    },
    {"평일": r"weekday", "휴일": r"weekend|holiday"},
    {"오전": r"morning|\ba\.?m\b", "오후": r"afternoon|\bp\.?m\b"},
    {"부분": r"\bpart(?:s|ial|ially|ly)?\b|some of"},
    {"새 고객": r"new customer|first (?:order|purchase)"},
    {"구독": r"subscri"},
    {"주문 제작": r"made[- ]to[- ]order|custom(?:i[sz]ed|[- ]made)|pre-?order"},
    {"매장": r"in[- ]store|at (?:the|our) (?:store|shop)", "온라인": r"online"},
)
_CIRCUMSTANCES = tuple(
    {kind: re.compile(words, re.IGNORECASE) for kind, words in kinds.items()} for kinds in CIRCUMSTANCES
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_GENERIC = frozenset(
    {
        *(
            "the",
            "and",
            "for",
            "you",
            "your",
            "our",
            "are",
            "was",
            "will",
            "can",
            "may",
            "not",
            "with",
            "within",
        ),
        *(
            "this",
            "that",
            "these",
            "those",
            "from",
            "have",
            "has",
            "been",
            "any",
            "all",
            "but",
            "cannot",
            "they",
        ),
        *(
            "their",
            "there",
            "then",
            "than",
            "when",
            "once",
            "after",
            "before",
            "please",
            "customer",
            "item",
            "order",
        ),
        *(
            "product",
            "day",
            "business",
            "working",
            "week",
            "month",
            "hour",
            "minute",
            "year",
            "won",
            "request",
        ),
        *(
            "take",
            "receive",
            "receipt",
            "possible",
            "accept",
            "allow",
            "available",
            "make",
            "made",
            "within",
            "also",
        ),
        *(
            "purchase",
            "payment",
            "full",
            "amount",
            "free",
            "charge",
            "time",
            "case",
            "goods",
            "process",
            "complete",
        ),
        *(
            "received",
            "accepted",
            "allowed",
            "processed",
            "completed",
            "requested",
            "unable",
            "able",
            "must",
            "who",
        ),
    }
)


def topics_of(clause: str, sentence: str, title: str) -> Topics:
    """Topics of a clause; where it names no act, those of its sentence, and then those of the title.

    Titles are Korean, or English.
    """
    titled = korean.acts_in(title) | acts_in(title)
    acts = acts_in(clause) or acts_in(sentence) or titled
    if acts & LEADING_TO_IT and REFUND in titled:
        acts |= {REFUND}
    return Topics(
        acts=acts,
        circumstances=_circumstances(sentence, title),
        nouns=nouns_in(clause),
        title_nouns=korean.nouns_in(title),
    )


@lru_cache(maxsize=1 << 12)
def acts_in(text: str) -> frozenset[str]:
    return frozenset(name for name, words in _ACTS.items() if words.search(text))


@lru_cache(maxsize=1 << 12)
def nouns_in(text: str) -> frozenset[str]:
    """Words without acts and words that stand in any text, in the singular."""
    found = set()
    for word in _WORD.findall(text.lower()):
        stem = word.removesuffix("s") if len(word) > len("gas") else word
        if len(stem) > len("of") and not {word, stem} & _GENERIC and not acts_in(word):
            found.add(stem)
    return frozenset(found)


def _circumstances(sentence: str, title: str) -> tuple[frozenset[str], ...]:
    """What the English sentence names goes before what its title does."""
    otherwise = korean.circumstances_of("", title)
    return tuple(
        frozenset(kind for kind, words in kinds.items() if words.search(sentence)) or usual
        for kinds, usual in zip(_CIRCUMSTANCES, otherwise, strict=True)
    )
