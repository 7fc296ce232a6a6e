"""Where the customer's own words end, client by client; and prose that only looks like a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.integrations.email.rules.quotes import split_quote

NEW = "네, 확인했습니다.\n감사합니다.\n\n"
QUOTED = {
    "gmail ko": "2024년 3월 5일 (화) 오후 2:31, 고객센터 <help@example.com>님이 작성:\n\n> 안녕하세요\n> 고객님\n",
    "gmail ko wrapped": "2024년 3월 5일 (화) 오후 2:31, 고객센터\n<help@example.com>님이 작성:\n\n> 안녕하세요\n",
    "gmail en": "On Tue, Mar 5, 2024 at 2:31 PM Help <help@example.com> wrote:\n\n> Hello\n",
    "gmail en wrapped": "On Tue, Mar 5, 2024 at 2:31 PM Help Centre With A Long Name\n<help@example.com> wrote:\n> Hello\n",
    "iphone ko": "2024. 3. 5. 오후 2:31, 고객센터 <help@example.com> 작성:\n\n> 안녕하세요\n",
    "iphone ko wrapped": "2024. 3. 5. 오후 2:31, 고객센터\n<help@example.com> 작성:\n\n> 안녕하세요\n",
    "naver": "-----Original Message-----\nFrom: 고객센터\nTo: 고객\n안녕하세요\n",
    "daum": "--------- 원본 메일 ---------\n보낸사람: 고객센터\n안녕하세요\n",
    "daum rule": "-----------------------------\n보낸 사람 : 고객센터 <help@example.com>\n날짜 : 2024. 3. 5\n제목 : 환불\n\n안녕하세요\n",
    "outlook ko": "________________________________\n보낸 사람: 고객센터 <help@example.com>\n보낸 날짜: 2024년 3월 5일\n받는 사람: 고객\n제목: 환불\n\n안녕하세요\n",
    "outlook en": "From: Help <help@example.com>\nSent: Tuesday, March 5, 2024\nTo: Customer\nSubject: Refund\n\nHello\n",
    "forwarded": "---------- Forwarded message ---------\nFrom: Help\n\nHello\n",
    "bold fields": "*보낸 사람:* 고객센터\n*보낸 날짜:* 2024년 3월 5일\n*받는 사람:* 고객\n*제목:* 환불\n\n안녕하세요\n",
    "only marks": "> 안녕하세요\n> 고객님\n\n> 감사합니다\n",
    "begin forwarded": "Begin forwarded message:\n\nHello\n",
}
PROSE = {
    "작성 in prose": "신청서 작성: 어디서 하나요?\n답변 부탁드립니다.\n",
    "a field alone": "보낸 사람: 제가 아니에요.\n제 동생이 보냈습니다.\n",
    "제목 in prose": "제목: 환불 문의\n내용은 아래와 같습니다.\n",
    "a time in prose": "2024년 3월 5일 오후 2:31에 주문했어요.\n언제 오나요?\n",
    "a rule": "주문 내역\n----------\n겨울 코트 1개\n",
    "wrote in prose": "On Monday I wrote to you.\nNobody answered.\n",
    "one mark": "5 > 3 이라고 되어 있어요.\n맞나요?\n",
    "answer between": "> 사이즈가 어떻게 되나요?\n66 입니다.\n> 색상은요?\n검정이요.\n",
    "empty": "",
}


@pytest.mark.parametrize("client", QUOTED)
def test_the_quote_of_each_client_is_found(client):
    assert split_quote(NEW + QUOTED[client]) == (NEW, QUOTED[client])


@pytest.mark.parametrize("kind", PROSE)
def test_prose_is_nobodys_quote(kind):
    assert split_quote(PROSE[kind]) == (PROSE[kind], "")


def test_a_mail_that_is_only_a_quote_has_no_new_words():
    text = QUOTED["gmail ko"]

    assert split_quote(text) == ("", text)


@given(
    st.lists(st.sampled_from([*QUOTED.values(), *PROSE.values(), "글\n", "\n", "> x\n", "\r\n"]), max_size=6)
)
def test_nothing_is_ever_lost(pieces):
    text = "".join(pieces)

    assert "".join(split_quote(text)) == text


@given(st.text())
def test_nothing_of_any_text_is_lost(text):
    assert "".join(split_quote(text)) == text
