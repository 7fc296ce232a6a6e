"""Reply templates and a procedure of the practice centre. All of it was written for this product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """A reply template: where it belongs, and what it says in its first and second version."""

    name: str
    reason: str
    first: str
    second: str = ""
    why: str = ""  # it was changed
    short: str = ""
    english: str = ""
    standard: str = ""  # whose sentence stands in it
    aliases: str = ""
    situation: str = "ordinary"
    steps: tuple[str, ...] = ()


TEMPLATES = (
    Template(
        "배송 지연 안내",
        "delivery.late",
        "기다리게 해 드려 죄송합니다.\n{{기준}}",
        second="약속드린 날보다 늦어져 정말 죄송합니다.\n{{기준}}\n확인되는 대로 먼저 연락드리겠습니다.",
        why="먼저 연락하겠다는 약속을 넣음",
        short="오늘 안에 확인해 연락드립니다.",
        english="We are sorry for the delay. We check with the carrier today and write to you first.",
        standard="P09",
        aliases="택배 늦음, 배송 사과",
        situation="late",
        steps=("약속일 확인", "택배사 조회 결과 적기"),
    ),
    Template(
        "결제 오류 안내",
        "payment.failed",
        "결제에 불편을 드려 죄송합니다.\n{{기준}}",
        short="확인 중이며 청구되지 않습니다.",
        english="We are sorry about the payment. Nothing is charged unless it went through.",
        standard="P11",
        aliases="결제 실패, 중복 결제",
        situation="outage",
    ),
    Template(
        "배송 조회 안내",
        "delivery.where",
        "문의하신 상품의 배송 상태를 확인했습니다.\n{{기준}}",
        second="문의하신 상품의 배송 상태를 확인했습니다.\n{{기준}}\n도착 전에 문자로 알려 드립니다.",
        why="도착 알림 문자를 함께 안내함",
        short="1~2일 안에 도착합니다.",
        standard="P08",
        aliases="송장, 언제 와요",
    ),
    Template(
        "교환 접수 안내",
        "exchange.size",
        "교환을 도와드리겠습니다.\n{{기준}}",
        standard="P06",
        aliases="사이즈 교환, 색상 교환",
        steps=("재고 확인", "회수 주소 확인"),
    ),
    Template(
        "불량 사과",
        "exchange.defect",
        "새 상품에 문제가 있어 정말 죄송합니다.\n{{기준}}",
        standard="P07",
        aliases="흠집, 고장",
        situation="our_fault",
    ),
    Template(
        "환불 접수 완료",
        "refund.request",
        "환불 신청을 접수했습니다. 회수가 끝나면 결제하신 수단으로 돌려 드립니다.",
        second="환불 신청을 접수했습니다.\n{{기준}}\n회수가 끝나면 결제하신 수단으로 돌려 드립니다.",
        why="환불 접수 기준을 함께 안내함",
        standard="P04",
        aliases="환불 신청, 구매 취소",
    ),
)


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure with branches, ways through it, and what seemed odd about its sentence."""

    name: str
    reason: str
    # code, kind, text, why, where it goes on, ways out (text, code)
    steps: tuple[tuple[str, str, str, str, str, tuple[tuple[str, str], ...]], ...]
    paths: tuple[tuple[int | None, ...], ...]
    odd: tuple[str, ...]


PROCEDURE = Procedure(
    "환불 지연 확인",
    "refund.delay",
    (
        (
            "paid",
            "choose",
            "어떻게 결제하셨나요?",
            "수단마다 돌려받는 길이 다르다.",
            "",
            (("카드", "card"), ("계좌이체·가상계좌", "account"), ("휴대폰 결제", "phone")),
        ),
        ("card", "do", "취소 승인번호를 조회한다", "카드사에 물을 때 필요하다.", "days", ()),
        ("account", "ask", "예금주와 계좌번호 끝 네 자리를 확인한다", "", "days", ()),
        (
            "phone",
            "do",
            "결제 월과 취소 월이 같은지 확인한다",
            "다르면 통신사가 환불하지 않는다.",
            "days",
            (),
        ),
        (
            "days",
            "choose",
            "취소한 지 영업일 5일이 지났나요?",
            "",
            "",
            (("아니요", "explain"), ("예", "ask")),
        ),
        ("explain", "do", "남은 기간과 확인할 날을 안내한다", "", "end", ()),
        (
            "ask",
            "do",
            "정산부에 확인을 요청하고 연락할 날을 약속한다",
            "고객이 다시 묻지 않게 한다.",
            "end",
            (),
        ),
    ),
    paths=((1, None, 1, None), (1, None, 2, None), (2, None, 1, None), (3, None), (1, None)),
    odd=(
        "카드사마다 기간이 다른데 3~5일이라고만 말하니 다시 물어보십니다.",
        "체크카드는 더 빨리 들어옵니다. 나누어 말하면 좋겠습니다.",
        "물류팀 공지와 기간이 달라 어느 쪽을 말해야 할지 모르겠습니다.",
    ),
)
