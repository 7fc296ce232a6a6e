"""Where the customer's own words end, program by program; and prose that only looks like a quote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.integrations.email.rules.quotes import split_quote

NEW = "네, 확인했습니다.\n감사합니다.\n"
HELP = "고객센터 <help@example.com>"
QUOTED = {
    "Gmail": f"2024년 3월 5일 (화) 오후 2:31, {HELP}님이 작성:\n\n> 안녕하세요\n> 고객님\n",
    "Gmail, broken before the address": (
        "2024년 3월 5일 (화) 오후 2:31, 고객센터\n<help@example.com>님이 작성:\n\n> 안녕하세요\n"
    ),
    "Gmail, broken in the verb": f"2024년 3월 5일 (화) 오후 2:31, {HELP}님이\n작성:\n\n> 안녕하세요\n",
    "Gmail, broken three times": (
        "2024년 3월 5일 (화)\n오후 2:31, 아주 긴 이름의 고객센터\n<help@\nexample.com>님이 작성:\n> 안녕하세요\n"
    ),
    "Gmail, unmarked": f"2024년 3월 5일 (화) 오후 2:31, {HELP}님이 작성:\n안녕하세요\n",
    "Gmail, English": "On Tue, Mar 5, 2024 at 2:31 PM Help <help@example.com> wrote:\n\n> Hello\n",
    "Gmail, English, broken": "On Tue, Mar 5, 2024 at 2:31 PM Help Centre\n<help@example.com>\nwrote:\n\n> Hello\n",
    "Apple Mail, English": "On 5 Mar 2024, at 14:31, Help <help@example.com> wrote:\n\n> Hello\n",
    "iPhone": f"나의 iPhone에서 보냄\n\n2024. 3. 5. 오후 2:31, {HELP} 작성:\n\n> 안녕하세요\n",
    "iPhone, marked head": f"나의 iPhone에서 보냄\n\n> 2024. 3. 5. 오후 2:31, {HELP} 작성:\n> \n> 안녕하세요\n",
    "iPhone, no address": "2024. 3. 5. 오후 2:31, 고객센터 작성:\n\n> 안녕하세요\n",
    "iPhone, only signed": "나의 iPhone에서 보냄\n",
    "Galaxy": f"Galaxy에서 보냄\n\n-------- 원본 이메일 --------\n발신: {HELP}\n날짜: 24/3/5 14:31 (GMT+09:00)\n제목: 안내\n\n안녕하세요\n",
    "Outlook on a phone": (
        f"Android용 Outlook 다운로드\n________________________________\n보낸 사람: {HELP}\n"
        "보낸 날짜: 2024년 3월 5일 화요일 오후 2:31\n받는 사람: 김 <kim@x.y>\n제목: 안내\n\n안녕하세요\n"
    ),
    "Outlook": f"보낸 사람: {HELP}\n보낸 날짜: 2024년 3월 5일\n받는 사람: 김\n참조: 이\n제목: RE: 안내\n\n안녕하세요\n",
    "Outlook, long recipients": (
        f"보낸 사람: {HELP}\n보낸 날짜: 2024년 3월 5일\n받는 사람: 김 <kim@x.y>;\n 이 <lee@x.y>\n제목: 안내\n\n안녕\n"
    ),
    "Outlook, blank lines": f"보낸 사람: {HELP}\n\n보낸 날짜: 2024년 3월 5일\n\n받는 사람: 김\n\n제목: 안내\n\n안녕\n",
    "Outlook, bold": f"*보낸 사람:* {HELP}\n*보낸 날짜:* 2024년 3월 5일\n*받는 사람:* 김\n*제목:* 안내\n\n안녕하세요\n",
    "Outlook, English": f"From: {HELP}\nSent: Tuesday, March 5, 2024 2:31 PM\nTo: Kim\nSubject: Notice\n\nHello\n",
    "Naver": (
        '-----Original Message-----\nFrom: "고객센터" <help@example.com>\nTo: <kim@x.y>;\nCc:\n'
        "Sent: 2024-03-05 (화) 14:31:00 (GMT+09:00)\nSubject: 안내\n\n안녕하세요\n"
    ),
    "Daum": f"--------- 원본 메일 ---------\n보낸사람: {HELP}\n받는사람 : 김\n날짜: 2024년 3월 5일\n제목: 안내\n\n안녕\n",
    "Daum, with a rule": (
        f"-----------------------------\n보낸 사람 : {HELP}\n날짜 : 2024. 3. 5\n제목 : 안내\n\n안녕하세요\n"
    ),
    "an older web mailer": "----- 원본 메시지 -----\n안녕하세요\n",
    "Thunderbird": "24. 3. 5. 오후 2:31에 고객센터 이(가) 쓴 글:\n> 안녕하세요\n",
    "Thunderbird, dashes": "2024-03-05 오후 2:31에 고객센터 이(가) 쓴 글:\n> 안녕하세요\n",
    "without a date": f"{HELP}님이 작성:\n\n안녕하세요\n",
    "only marks": "> 안녕하세요\n> 고객님\n\n> 감사합니다\n",
}
PROSE = {
    "a form to fill in": "신청서 작성: 어디서 하나요?\n답변 부탁드립니다.\n",
    "a list": "작성:\n1. 이름\n2. 주소\n",
    "a dated list": "2024년 3월 5일 신청서 작성:\n이름\n",
    "minutes of a meeting": "2024. 3. 5. 오후 2:00 회의록 작성:\n내용\n",
    "somebody wrote": "상담사님이 작성: 환불 가능\n이라고 되어 있어요.\n",
    "a label alone": "보낸 사람: 제가 아니에요.\n제 동생이 보냈습니다.\n",
    "a parcel": "보낸 사람: 김철수\n받는 사람: 이영희\n날짜: 3월 5일\n주소: 서울\n",
    "a subject": "제목: 환불 문의\n내용은 아래와 같습니다.\n",
    "a date": "2024년 3월 5일 오후 2:31에 주문했어요.\n언제 오나요?\n",
    "a rule": "주문 내역\n----------\n겨울 코트 1개\n",
    "an original": "원본 메일 확인 부탁드려요.\n원본 메시지: 없음\n",
    "wrote": "On Monday I wrote to you.\nNobody answered.\n",
    "a colleague wrote": "On 5 March 2024 your colleague wrote:\nplease wait\n",
    "a phone": "제 iPhone에서 보냄 버튼이 안 눌려요.\n어떻게 하죠?\n",
    "one mark": "5 > 3 이라고 되어 있어요.\n맞나요?\n",
    "faces": "환불 언제 되나요\n>_<\n>.<\n",
}


@pytest.mark.parametrize("program", QUOTED)
def test_the_quote_of_each_program_is_found(program):
    text = f"{NEW}\n{QUOTED[program]}"

    assert split_quote(text) == (NEW, f"\n{QUOTED[program]}")


@pytest.mark.parametrize("kind", PROSE)
def test_prose_is_nobodys_quote(kind):
    assert split_quote(PROSE[kind]) == (PROSE[kind], "")


@pytest.mark.parametrize("program", QUOTED)
def test_a_mail_that_is_only_a_quote_has_no_new_words(program):
    assert split_quote(QUOTED[program]) == ("", QUOTED[program])


MIXED = {
    "answers between": ("> 사이즈가 어떻게 되나요?\n66 입니다.\n> 색상은요?\n검정이요.\n", ""),
    "answers between, the rest quoted": ("> 사이즈는요?\n66 입니다.\n", "\n> 감사합니다.\n> 고객센터\n"),
    "the answer below": (
        f"2024년 3월 5일 (화) 오후 2:31, {HELP}님이 작성:\n> 사이즈는요?\n\n66 입니다.\n",
        "",
    ),
    "the answer below a line of ours": ("> -- 이 줄 위에 답장해 주세요 --\n환불해 주세요.\n", ""),
}


@pytest.mark.parametrize("kind", MIXED)
def test_what_is_written_below_quoted_lines_is_never_hidden(kind):
    new, quoted = MIXED[kind]

    assert split_quote(new + quoted) == (new, quoted)


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------\nFrom: Shop <shop@x.y>\nDate: 2024. 3. 5.\nSubject: 주문\nTo: 김\n",
        "---------- 전달된 메일 ----------\n보낸사람: 상점\n날짜: 2024. 3. 5\n제목: 주문\n",
        "Begin forwarded message:\n",
        "전달된 메시지 시작:\n",
    ],
)
def test_what_a_customer_passes_on_is_news_with_everything_in_it(mark):
    text = f"아래 메일 봐 주세요.\n\n{mark}\n주문 확인\n\nOn Tue, Mar 5, 2024 at 2:31 PM A <a@b.c> wrote:\n> hi\n"

    assert split_quote(text) == (text, "")


def test_a_quote_above_something_passed_on_is_still_a_quote():
    text = f"{NEW}\n{QUOTED['Gmail, unmarked']}---------- Forwarded message ---------\nx\n"

    assert split_quote(text)[0] == NEW


def test_the_line_that_html_marks_counts_unless_something_passed_on_begins_there():
    text = "네\n\n3월5일(火) 顧客センター:\n원문\n"
    forwarded = "네\n\n---------- Forwarded message ---------\n원문\n"

    assert split_quote(text, quote_line=2) == ("네\n", "\n3월5일(火) 顧客センター:\n원문\n")
    assert split_quote(forwarded, quote_line=1) == (forwarded, "")


LINES = [
    *QUOTED.values(),
    *PROSE.values(),
    "글\n",
    "\n",
    "> x\n",
    ">\n",
    "\r\n",
    " ",
    "_" * 20,
    "On 1:1 a@b wrote:",
]


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.lists(st.sampled_from(LINES), max_size=8).map("".join)),
    st.none() | st.integers(0, 20),
)
def test_nothing_of_any_text_is_lost(text, quote_line):
    new, quoted = split_quote(text, quote_line=quote_line)

    assert new + quoted == text


@given(
    st.lists(st.sampled_from(["네", "환불해 주세요", "", "감사합니다."]), min_size=1),
    st.sampled_from(sorted(QUOTED)),
)
def test_own_words_above_a_quote_stay_whole(own, program):
    text = "\n".join([*own, "끝.", "", QUOTED[program]])

    assert split_quote(text)[0] == "\n".join([*own, "끝.", ""])
