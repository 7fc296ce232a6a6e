"""Quotes of mails that are HTML alone, and of those passed on."""

import pytest

from gijun.integrations.email.rules.parse import parse
from tests.integrations.email.rules.raw import raw_mail

HELP = "고객센터 &lt;help@example.com&gt;"
ONLY_HTML = {
    "Gmail": (
        f'<div dir="ltr">네, 확인했습니다.</div><br><div class="gmail_quote"><div class="gmail_attr">2024년 3월 5일 (화) '
        f'오후 2:31, {HELP}님이 작성:<br></div><blockquote class="gmail_quote">원문</blockquote></div>'
    ),
    "Gmail in a language we do not know": (
        '<div>네, 확인했습니다.</div><div class="gmail_quote">2024年3月5日(火) 顧客:<blockquote>원문</blockquote></div>'
    ),
    "Naver": (
        f'<p>네, 확인했습니다.</p><blockquote style="border-left:solid 2px"><p>-----Original Message-----<br><b>From:</b> '
        f"{HELP}<br><b>To:</b> kim<br><b>Sent:</b> 2024-03-05<br><b>Subject:</b> 안내</p>원문</blockquote>"
    ),
    "Daum": (
        f"<div>네, 확인했습니다.</div><div>--------- 원본 메일 ---------<br>보낸사람 : {HELP}<br>날짜 : 2024-03-05<br>"
        "제목 : 안내</div><div>원문</div>"
    ),
    "Outlook": (
        '<p class="MsoNormal">네, 확인했습니다.<o:p></o:p></p><div style="border-top:solid #E1E1E1 1.0pt"><p>'
        f"<b>보낸 사람:</b> {HELP}<br><b>보낸 날짜:</b> 2024년 3월 5일<br><b>받는 사람:</b> 김<br><b>제목:</b> 안내</p></div>원문"
    ),
    "Outlook on the web": (
        f'<div>네, 확인했습니다.</div><hr><div id="divRplyFwdMsg"><b>From:</b> {HELP}</div><div>원문</div>'
    ),
    "iPhone": (
        f'네, 확인했습니다.<br><br><div>나의 iPhone에서 보냄</div><blockquote type="cite">2024. 3. 5. 오후 2:31, {HELP} '
        "작성:<br><br>원문</blockquote>"
    ),
}


@pytest.mark.parametrize("program", ONLY_HTML)
def test_a_quote_is_found_where_there_is_only_html(program):
    mail = parse(raw_mail(ONLY_HTML[program], "Content-Type: text/html; charset=utf-8"))

    assert mail.body_new.strip(" _\n") == "네, 확인했습니다."
    assert "원문" in mail.body_quoted
    assert mail.body_new + mail.body_quoted == mail.text


def test_what_a_customer_passes_on_is_shown_whole():
    body = "봐 주세요\r\n\r\n-----Original Message-----\r\nFrom: shop\r\n주문 확인"

    assert parse(raw_mail(body, "Subject: RE: x")).body_new == "봐 주세요\n"
    for subject in ("FW: 주문", "Fwd: 주문", "전달: 주문", "[FWD] 주문"):
        assert parse(raw_mail(body, f"Subject: {subject}")).body_quoted == ""
