"""What practice agents ask, and what they are answered. All of it was written for this product."""

from gijun.desk.terms.asking import EscalationKind, Why

ESCALATED = (
    (EscalationKind.TAKEOVER, Why.AUTHORITY, "고객이 책임자와 이야기하기를 원합니다."),
    (EscalationKind.ESCALATION, Why.AUTHORITY, "세 번째 같은 문의이고 보상을 요구합니다."),
    (EscalationKind.ESCALATION, Why.INPUT_FLOW, "주문 조회 화면에 반품 상태가 나오지 않습니다."),
    (EscalationKind.OUT_OF_MANUAL, Why.KNOWLEDGE, "해외 배송지로 교환품을 보내 달라고 하십니다."),
    (EscalationKind.OUT_OF_MANUAL, Why.KNOWLEDGE, "교재를 선물받은 분이 구독자 변경을 원하십니다."),
)
ANSWERS = (
    "해외로는 교환품을 보내지 않고 환불로 도와드립니다. 국제 배송비는 회사가 냅니다.",
    "구독자 변경은 두 분의 동의를 확인한 뒤 한 번만 해 드립니다.",
    "오늘은 적립금 5,000원까지 드리고 내일 오전에 제가 직접 전화드리겠습니다.",
)
WHISPER = "상품 번호를 먼저 확인해 주세요. 같은 회차에서 불량이 여러 건 있었습니다."
COMPENSATED = (
    "약속일보다 4일 늦었고 선물이 늦어졌습니다.",
    "방송 상품 배송이 두 번 미뤄졌습니다.",
    "도착 예정일을 잘못 안내했습니다.",
)
REFUNDED = (
    ("방송에서 안내한 색상과 다른 상품이 왔습니다.", "고객이 보낸 사진 두 장"),
    ("받은 지 6일, 포장을 뜯지 않았습니다.", "회수 기사 확인"),
    ("같은 상품을 두 번 결제하셨습니다.", "승인 내역 두 건"),
)
DENIED = (
    (
        "사용한 흔적이 있어 환불 기준에 맞지 않습니다.",
        "사용하신 상품은 환불이 어렵고, 교환은 도와드릴 수 있습니다.",
    ),
    ("받은 지 20일이 지났습니다.", "환불 기간이 지나 수리를 도와드리겠습니다."),
)
# By department: what is asked, what it answers.
CONSULTS = (
    (
        (
            "체크카드 부분 취소는 며칠 걸리나요?",
            "체크카드 부분 취소는 영업일 3일 안에 계좌로 들어옵니다. 은행 점검일에는 하루 늦어집니다.",
        ),
        ("현금영수증을 사업자 지출증빙으로 바꿀 수 있나요?", "결제일부터 30일 안이면 한 번 바꿔 드립니다."),
    ),
    (
        ("제주 지역 설치 상품은 추가 배송비가 있나요?", "제주는 설치비에 포함되어 추가 배송비가 없습니다."),
        (
            "회수 기사님이 주말에도 방문하나요?",
            "토요일은 오후 1시까지 방문하고 일요일에는 방문하지 않습니다.",
        ),
    ),
)
