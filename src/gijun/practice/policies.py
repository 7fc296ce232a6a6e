"""Around the practice centre's standards: its policy, exceptions, own scripts, words, a workshop."""

from collections.abc import Mapping
from datetime import datetime

from gijun.organisation.queries import home_team_id
from gijun.practice.people import Crew
from gijun.standards import actions
from gijun.standards.actions.policies import Brought, add_document, map_clause, set_aside
from gijun.standards.actions.snippets import add_snippet
from gijun.standards.actions.workshop import note_dissent, open_workshop, propose, vote
from gijun.standards.rules import documents
from gijun.standards.rules.decisions import Case, Choice, Example, FactDefinition, Is, OneOf, Table, Within
from gijun.standards.rules.steps import Step
from gijun.standards.terms import DocumentKind
from gijun.standards.terms.decisions import FactKind, Verdict

POLICY = """제1장 환불
제1조 (청약철회) 고객은 상품을 받은 날부터 7일 안에 구매를 취소할 수 있다.
제2조 (제한) ① 사용했거나 고객의 잘못으로 훼손된 상품은 취소할 수 없다.
② 하자가 있는 상품은 받은 날부터 30일 안에 취소할 수 있다.
제3조 (비용) 고객의 사정으로 반품하면 왕복 배송비를 고객이 낸다. 하자가 있으면 회사가 낸다.
제4조 (승인) 30만 원 이상의 환불은 팀장의 승인을 받는다.
제2장 배송
제5조 (지연 보상) 약속한 날보다 3일 넘게 늦으면 적립금 3,000원을 지급한다.
제6조 (도서산간) 도서산간 지역의 추가 배송비는 주문할 때 알린다.
제3장 내부 처리
제7조 (정산) 환불 금액은 매월 말일에 정산한다.
"""
CLAUSES = {"제1조": "P04", "제2조": "P04", "제3조": "P05", "제4조": "P04", "제5조": "P09"}
ASIDE = {"제7조": "고객에게 하는 말이 아님"}

REASONS = (Choice("change", "단순 변심", "Change of mind"), Choice("defect", "하자", "Defect"))
DAYS, WHY, USED, AMOUNT = "days", "why", "used", "amount"
LIMIT, WEEK, MONTH = 300_000, 8, 31  # won; days, the first that is too late
REFUND = Table(
    facts=(
        FactDefinition(
            WHY, FactKind.CHOICE, "환불을 원하시는 이유는?", "Why do they want a refund?", REASONS
        ),
        FactDefinition(
            DAYS,
            FactKind.DURATION,
            "받은 지 며칠 지났나요?",
            "Days since receipt?",
            unit="days",
            label="수령 후",
            label_en="since receipt",
        ),
        FactDefinition(
            USED, FactKind.BOOLEAN, "사용하셨나요?", "Has it been used?", label="사용", label_en="used"
        ),
        FactDefinition(
            AMOUNT, FactKind.AMOUNT, "환불 금액은 얼마인가요?", "How much is the refund?", unit="KRW"
        ),
    ),
    cases=(
        Case(
            ((WHY, OneOf(frozenset({"defect"}))), (DAYS, Within(None, MONTH)), (AMOUNT, Within(None, LIMIT))),
            Verdict.ALLOWED,
            "상품에 문제가 있어 죄송합니다. 배송비 없이 회수하고 전액 환불해 드리겠습니다.",
            "We are sorry about the fault. We collect it free of charge and refund the full amount.",
            "하자: 30일 안",
            (Step("하자 사진 요청", "하자를 확인해야 배송비 없이 회수한다."), Step("무상 회수 접수")),
        ),
        Case(
            ((WHY, OneOf(frozenset({"defect"}))), (DAYS, Within(None, MONTH)), (AMOUNT, Within(LIMIT, None))),
            Verdict.APPROVAL,
            "상품에 문제가 있어 죄송합니다. 환불을 바로 확인하고 오늘 안에 연락드리겠습니다.",
            "We are sorry about the fault. We check the refund at once and call you today.",
            "하자: 30만 원 이상",
            (Step("하자 사진 요청"), Step("팀장 승인 요청", "큰 금액은 팀장이 정한다.", is_critical=True)),
            approval="팀장",
        ),
        Case(
            (
                (WHY, OneOf(frozenset({"change"}))),
                (DAYS, Within(None, WEEK)),
                (USED, Is(False)),
                (AMOUNT, Within(None, LIMIT)),
            ),
            Verdict.ALLOWED,
            "7일 안이고 사용하지 않으셔서 환불해 드립니다. 왕복 배송비 6,000원은 빼고 돌려 드립니다.",
            "It is within 7 days and unused, so we refund it less 6,000 won for shipping both ways.",
            "단순 변심: 7일 안, 미사용",
            (Step("배송비 설명"), Step("회수 접수")),
        ),
        Case(
            (
                (WHY, OneOf(frozenset({"change"}))),
                (DAYS, Within(None, WEEK)),
                (USED, Is(False)),
                (AMOUNT, Within(LIMIT, None)),
            ),
            Verdict.APPROVAL,
            "환불해 드릴 수 있는 기간입니다. 금액을 확인하고 오늘 안에 연락드리겠습니다.",
            "You are in time for a refund. We check the amount and call you today.",
            "단순 변심: 30만 원 이상",
            (Step("팀장 승인 요청", "큰 금액은 팀장이 정한다.", is_critical=True),),
            approval="팀장",
        ),
    ),
    otherwise=Case(
        (),
        Verdict.DENIED,
        "죄송하지만 환불 기간이 지났거나 사용하신 상품입니다. 교환이나 수리는 도와 드릴 수 있습니다.",
        "We are sorry: it is too late or has been used. We can help with an exchange or a repair.",
        "기간이 지났거나 사용함",
    ),
    tests=(
        Example("변심, 3일, 미사용", {WHY: "change", DAYS: 3, USED: False, AMOUNT: 39_000}, Verdict.ALLOWED),
        Example("변심, 사용함", {WHY: "change", DAYS: 3, USED: True, AMOUNT: 39_000}, Verdict.DENIED),
        Example("하자, 20일", {WHY: "defect", DAYS: 20, USED: True, AMOUNT: 39_000}, Verdict.ALLOWED),
        Example("하자, 큰 금액", {WHY: "defect", DAYS: 2, USED: False, AMOUNT: 450_000}, Verdict.APPROVAL),
    ),
)
EXCEPTIONS: Mapping[str, Table] = {"P04": REFUND}

SCRIPTS = (
    ("배송 지연 사과", "늦어서 정말 죄송해요. 택배사에 확인하고 꼭 연락드릴게요."),
    ("배송 늦음 사과", "늦어서 정말 죄송해요. 택배사에 확인하고 바로 연락드릴게요."),
    ("사은품 누락", "사은품이 빠졌네요. 내일 바로 보내 드릴게요."),
)
WORDS = (
    ("돈 돌려받기", "환불"),
    ("물건 안 옴", "배송"),
    ("짐", "배송"),
    ("사이즈 바꾸기", "교환"),
    ("망가짐", "불량"),
    ("포인트", "적립금"),
    ("멤버십 끊기", "구독 해지"),
    ("쉬기", "일시정지"),
    ("비번", "비밀번호"),
    ("이중 결제", "결제 오류"),
)
CANDIDATES = (
    "출고 전이면 지금 바로 바꿔 드립니다.",
    "아직 출고 전이라 주소를 바로 바꿔 드렸습니다. 새 주소를 한 번 더 확인해 주세요.",
)


def furnish(ids: Mapping[str, int], crew: Crew, at: datetime) -> dict[int, int]:
    """Bring in the policy, own scripts and words; returns the script of each agent, by the agent's number."""
    _policy(ids, crew, at)
    scripts: dict[int, int] = {}
    for number, (title, text) in enumerate(SCRIPTS):
        owner = crew.agents[number]
        where = home_team_id(owner) or crew.centre.pk
        made = add_snippet(title=title, text=text, team_id=where, owner_id=owner.pk, by=crew.operator, at=at)
        scripts[number] = made.pk
    for word, means in WORDS:
        actions.add_synonym(word, means, by=crew.operator, at=at)
    return scripts


def discuss(ids: Mapping[str, int], crew: Crew, at: datetime) -> None:
    """People are still agreeing on how to answer a change of address."""
    workshop = open_workshop(
        ids["P10"], "고객이 두 번 묻지 않도록 한 문장으로 끝낸다", by=crew.operator, at=at
    )
    first, second = (
        propose(workshop.pk, text, by=by, at=at)
        for text, by in zip(CANDIDATES, (crew.policy, crew.leads[0]), strict=True)
    )
    for voter, choice in ((crew.manager, second), (crew.leads[1], second), (crew.policy, first)):
        vote(workshop.pk, choice.pk, by=voter, at=at)
    note_dissent(workshop.pk, "이미 출고된 건은 다르게 말해야 합니다.", by=crew.leads[2], at=at)


def _policy(ids: Mapping[str, int], crew: Crew, at: datetime) -> None:
    brought = Brought("환불·배송 규정", DocumentKind.TEXT, documents.read(POLICY.encode(), DocumentKind.TEXT))
    document = add_document(brought, team_id=crew.centre.pk, owner_id=crew.policy.pk, by=crew.policy, at=at)
    for clause in document.clauses.all():
        place = f"{clause.heading} {clause.text}"
        for article, code in CLAUSES.items():
            if article in place:
                map_clause(clause.pk, ids[code], by=crew.policy, at=at)
        for article, reason in ASIDE.items():
            if article in place:
                set_aside(clause.pk, reason=reason, by=crew.policy, at=at)
