"""What practice customers ask and what was agreed to answer. All of it was written for this product."""

from dataclasses import dataclass

PRODUCTS = (
    "겨울 코트", "무선 청소기", "에어프라이어", "기모 레깅스", "전기장판", "홍삼 세트", "캐시미어 니트", "공기청정기",
    "초등 수학 학습지", "영어 화상수업 6개월권", "코딩 입문 강의", "한자 급수 교재",
)  # fmt: skip
SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남"
GIVEN = (
    "하늘", "지훈", "소라", "도윤", "민아", "서연", "현우", "은지", "태윤", "가은", "준서", "예린", "동현", "수빈",
    "재민", "나래", "성호", "유진", "보람", "형준", "다인", "경수", "세아", "정우", "미란", "상철", "윤희", "진호",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """A contact reason: code, names, parent, its share of contacts, and how often the customer comes back."""

    code: str
    ko: str
    en: str
    parent: str = ""
    share: float = 0.0
    comes_back: float = 0.08


REASONS = (
    Reason("refund", "환불", "Refund"),
    Reason("refund.delay", "지연", "Delayed", "refund", 0.16, 0.22),
    Reason("refund.request", "요청", "Request", "refund", 0.10, 0.10),
    Reason("refund.amount", "금액", "Amount", "refund", 0.04, 0.14),
    Reason("exchange", "교환", "Exchange"),
    Reason("exchange.size", "사이즈·색상", "Size or colour", "exchange", 0.09),
    Reason("exchange.defect", "불량", "Defect", "exchange", 0.05, 0.12),
    Reason("delivery", "배송", "Delivery"),
    Reason("delivery.where", "조회", "Where is it", "delivery", 0.15, 0.09),
    Reason("delivery.late", "지연", "Late", "delivery", 0.07, 0.17),
    Reason("delivery.address", "주소 변경", "Change of address", "delivery", 0.04, 0.03),
    Reason("payment", "결제", "Payment"),
    Reason("payment.failed", "오류", "Failed", "payment", 0.06, 0.15),
    Reason("payment.receipt", "증빙", "Receipt", "payment", 0.05, 0.02),
    Reason("subscription", "구독", "Subscription"),
    Reason("subscription.pause", "일시정지", "Pause", "subscription", 0.06),
    Reason("subscription.cancel", "해지", "Cancel", "subscription", 0.05, 0.11),
    Reason("installation", "설치", "Installation"),
    Reason("installation.visit", "방문", "Visit", "installation", 0.05, 0.19),
    Reason("account", "회원", "Account"),
    Reason("account.login", "로그인", "Sign-in", "account", 0.03, 0.05),
)

ASKED = {
    "refund.delay": (
        ("카드 취소했는데 입금이 안 됐어요", "{days}일 전에 {product} 취소했는데 카드값이 아직도 안 들어왔어요. 언제 들어오나요?"),
        ("환불 언제 되나요", "반품 보낸 지 {days}일 지났는데 환불 소식이 없습니다. 확인 부탁드려요."),
        ("환불 지연 문의", "{product} 환불이 너무 늦네요. 지난번 상담에서는 3일이면 된다고 하셨습니다."),
    ),
    "refund.request": (
        ("환불 신청합니다", "{product} 받아 봤는데 생각과 달라 환불하고 싶어요. 사용하지 않았습니다."),
        ("구매 취소 부탁드려요", "오늘 주문한 {product} 취소해 주세요."),
    ),
    "refund.amount": (
        ("환불 금액이 달라요", "{product} 환불 금액이 결제한 금액과 다릅니다. 배송비가 빠진 건가요?"),
    ),
    "exchange.size": (
        ("사이즈 교환하고 싶어요", "{product} 사이즈가 작아요. 한 치수 큰 것으로 바꿀 수 있나요?"),
        ("방송 상품 색상 교환", "방송에서 본 {product} 색상이 실제와 달라요. 다른 색으로 교환해 주세요."),
    ),
    "exchange.defect": (
        ("불량이 왔어요", "{product} 포장을 뜯어 보니 흠집이 있습니다. 새 상품으로 바꿔 주세요."),
    ),
    "delivery.where": (
        ("배송 조회가 안 돼요", "{product} 송장번호가 조회되지 않습니다. 출고된 게 맞나요?"),
        ("언제 도착하나요", "{days}일 전에 주문한 {product} 언제 오나요?"),
        ("배송 문의", "{product} 배송 상태 좀 알려 주세요."),
    ),
    "delivery.late": (
        ("배송이 너무 늦어요", "{product} 이번 주까지 온다고 했는데 아직입니다. 선물이라 급해요."),
    ),
    "delivery.address": (
        ("배송지 변경해 주세요", "{product} 주소를 잘못 적었어요. 아직 출고 전이면 바꿔 주세요."),
    ),
    "payment.failed": (
        ("결제가 안 됩니다", "{product} 결제하려는데 마지막에 오류가 납니다. 카드는 문제 없다고 해요."),
        ("두 번 결제됐어요", "{product} 결제가 두 번 된 것 같습니다. 한 건 취소해 주세요."),
    ),
    "payment.receipt": (
        ("현금영수증 발급 부탁드립니다", "지난주에 산 {product} 현금영수증 발급해 주세요."),
    ),
    "subscription.pause": (
        ("학습지 일시정지 문의", "아이가 여행을 가서 {product} 2주만 쉬고 싶어요. 가능한가요?"),
    ),
    "subscription.cancel": (
        ("수업 해지 문의", "{product} 남은 기간 해지하면 얼마를 돌려받나요?"),
    ),
    "installation.visit": (
        ("설치 기사님이 안 오셨어요", "오늘 {product} 설치 오신다고 했는데 연락이 없습니다."),
    ),
    "account.login": (
        ("로그인이 안 돼요", "비밀번호를 바꿔도 로그인이 되지 않습니다."),
    ),
}  # fmt: skip

CAME_BACK = (
    "아직도 처리가 안 됐습니다. 다시 확인해 주세요.",
    "말씀하신 날짜가 지났는데 그대로예요.",
    "답변 주신 내용과 다르게 진행되고 있어요. 다시 문의드립니다.",
)
ANSWERED_BACK = (
    "네, 알겠습니다. 그런데 정확히 며칠인지 알 수 있을까요?",
    "확인 감사합니다. 한 가지만 더 여쭤볼게요. 배송비는 누가 내나요?",
    "사진 보내 드립니다. 확인해 주세요.",
)
OUTAGE = ("결제가 안 됩니다", "앱에서 결제 버튼을 누르면 하얀 화면만 나옵니다. 방송 끝나기 전에 사고 싶어요.")
GREETING = "{name} 고객님, 안녕하세요. 기다려 주셔서 감사합니다."
CLOSING = "더 궁금하신 점이 있으면 이 메일에 답장해 주세요. 감사합니다."
NOTES = ("물류팀에 출고 여부 확인 요청함", "카드사 승인취소 번호 확인", "고객 재통화 원하심, 오후 가능")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A practice standard: what was agreed, its steps, what customers ask."""

    code: str
    title: str
    reason: str
    text: str
    steps: tuple[str, ...]
    questions: tuple[str, ...] = ()
    chat: str = ""


STANDARDS = (
    Agreed("P01", "환불 처리 기준", "refund.delay", "카드 결제는 승인 취소로 처리되며, 카드사에 따라 영업일 3~5일 뒤 청구에서 빠집니다. 그때까지 확인되지 않으면 저희가 카드사에 직접 확인해 드리겠습니다.", ("취소 승인번호 확인", "카드사 처리일 안내", "미확인 시 조치일 약속"), ("카드 취소했는데 입금이 안 됐어요", "환불 언제 되나요", "돈은 언제 돌려받나요"), "카드 결제는 영업일 3~5일 뒤 청구에서 빠집니다."),
    Agreed("P02", "방송 상품 환불 안내", "refund.delay", "방송 상품은 회수 확인 뒤 7일 안에 환불해 드립니다.", ("방송 회차 확인", "회수 상태 확인"), ("방송에서 산 상품 환불",)),
    Agreed("P03", "환불 소요 기간(물류팀 공지)", "refund.delay", "물류센터에 도착하면 2~3일 안에 환불이 완료됩니다.", ("입고 여부 확인",), ("반품 도착했는데 환불은요",)),
    Agreed("P04", "환불 접수 기준", "refund.request", "받으신 날부터 7일 안에, 사용하지 않은 상품이면 전액 환불해 드립니다. 지금 바로 회수를 접수해 드리겠습니다.", ("수령일 확인", "사용 여부 확인", "회수 주소 확인"), ("환불하고 싶어요", "구매 취소")),
    Agreed("P05", "환불 금액 안내", "refund.amount", "고객님 사정으로 반품하시면 왕복 배송비 6,000원을 뺀 금액이 환불됩니다. 상품에 문제가 있었다면 전액 환불해 드립니다.", ("반품 사유 확인", "배송비 설명"), ("환불 금액이 왜 달라요", "배송비 빠졌어요")),
    Agreed("P06", "사이즈·색상 교환", "exchange.size", "사이즈나 색상은 받으신 날부터 7일 안에 한 번 바꿔 드립니다. 회수와 발송을 함께 접수하겠습니다.", ("재고 확인", "왕복 배송비 안내", "회수 접수"), ("다른 색으로 바꾸고 싶어요", "사이즈가 작아요")),
    Agreed("P07", "불량 교환", "exchange.defect", "불편을 드려 죄송합니다. 불량은 배송비 없이 새 상품으로 바꿔 드립니다. 흠집이 보이는 사진을 한 장 보내 주세요.", ("사진 요청", "무상 회수 접수", "품질팀 공유"), ("흠집이 있어요", "고장 난 게 왔어요")),
    Agreed("P08", "배송 조회", "delivery.where", "출고 다음 날부터 송장번호로 조회하실 수 있고, 보통 출고 뒤 1~2일 안에 도착합니다.", ("출고 여부 확인", "송장번호 안내"), ("언제 와요", "송장 조회가 안 돼요")),
    Agreed("P09", "배송 지연 보상", "delivery.late", "약속한 날보다 늦어져 죄송합니다. 오늘 안에 택배사에 확인해 도착 날짜를 알려 드리고, 3일 넘게 늦으면 적립금 3,000원을 드립니다.", ("약속일 확인", "택배사 확인", "적립금 안내"), ("배송이 너무 늦어요",)),
    Agreed("P10", "배송지 변경", "delivery.address", "출고 전이면 바로 바꿔 드립니다. 이미 출고되었다면 택배사에 요청하고 결과를 알려 드리겠습니다.", ("출고 여부 확인", "새 주소 확인"), ("주소 잘못 적었어요",)),
    Agreed("P11", "결제 오류", "payment.failed", "결제가 끝나지 않으면 금액은 청구되지 않습니다. 두 번 결제된 건은 오늘 안에 한 건을 취소해 드립니다.", ("승인 내역 확인", "중복 결제 확인"), ("결제가 안 돼요", "두 번 결제됐어요")),
    Agreed("P12", "현금영수증·증빙", "payment.receipt", "현금영수증은 결제일부터 30일 안에 발급해 드립니다. 발급받으실 번호를 알려 주세요.", ("결제 수단 확인", "발급 번호 확인"), ("현금영수증 해 주세요", "세금계산서")),
    Agreed("P13", "구독 일시정지", "subscription.pause", "한 해에 두 번, 한 번에 최대 4주까지 쉬실 수 있고 그만큼 기간이 늘어납니다.", ("남은 정지 횟수 확인", "정지 기간 확인"), ("쉬고 싶어요", "잠깐 멈출 수 있나요")),
    Agreed("P14", "구독 해지", "subscription.cancel", "남은 기간은 사용하신 날만 빼고 환불해 드립니다. 교재를 받으셨다면 교재비가 빠집니다.", ("사용 일수 확인", "교재 수령 확인", "환불 금액 계산"), ("해지하면 얼마 돌려받나요",)),
    Agreed("P15", "설치 방문", "installation.visit", "방문이 늦어 죄송합니다. 지금 기사님께 확인해 30분 안에 방문 시각을 다시 알려 드리겠습니다.", ("기사 위치 확인", "방문 시각 약속"), ("설치 기사님이 안 와요",)),
    Agreed("P16", "로그인 문제", "account.login", "비밀번호를 새로 정하는 주소를 보내 드립니다. 30분 안에 열어 주세요.", ("본인 확인", "재설정 주소 발송"), ("로그인이 안 돼요", "비밀번호를 잊었어요")),
)  # fmt: skip

SECOND_VERSION = Agreed("P01", "환불 처리 기준", "refund.delay", "카드 결제는 승인 취소로 처리되며, 카드사에 따라 영업일 3~5일 뒤 청구에서 빠집니다. 5일이 지나도 확인되지 않으면 그날 저희가 카드사에 직접 확인해 연락드리겠습니다.", ("취소 승인번호 확인", "카드사 처리일 안내", "미확인 시 조치일 약속"), (), "카드 결제는 영업일 3~5일 뒤 청구에서 빠집니다.")  # fmt: skip
