"""HTML of mails becomes text a person can read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.integrations.email.rules.markup import LONGEST, readable

PAGES = {
    "lines and paragraphs": (
        "<p>안녕하세요,&nbsp;<b>환불</b>\n 문의</p><p>둘째<br>줄</p>",
        "안녕하세요, 환불 문의\n\n둘째\n줄",
    ),
    "a line an element": ("<div>하나</div><div>둘</div><div><br></div><div>셋</div>", "하나\n둘\n\n셋"),
    "many breaks are one": ("a<br><br><br><br>b", "a\n\nb"),
    "lists": ("<ul><li>하나<li><p>둘</p></ul><ol><li>a</li><li>b</li></ol>", "- 하나\n\n- 둘\n\n1. a\n2. b"),
    "a table": (
        "<table><tr><th>상품</th><th>금액</th></tr><tr><td>코트</td><td>5,000원</td></tr></table>",
        "상품 | 금액\n코트 | 5,000원",
    ),
    "a link": (
        '<a href="https://shop.example/1?a=b">주문 보기</a>.',
        "주문 보기 (https://shop.example/1?a=b).",
    ),
    "a link that says where it leads": ('<a href="https://shop.example/">shop.example</a>', "shop.example"),
    "a mail address": ('<a href="mailto:Kim@x.y">kim@x.y</a>', "kim@x.y"),
    "a link that is a script": ('<a href="javascript:x()">여기</a>', "여기"),
    "pictures": (
        '<img src="cid:1" alt="영수증 사진"><img src="https://x.y/pixel.gif" alt="">',
        "[영수증 사진]",
    ),
    "letters with names and numbers": (
        "a &lt;b&gt; &amp; &#54872;&#xBD88; &nosuch; 5 < 6",
        "a <b> & 환불 &nosuch; 5 < 6",
    ),
    "elements that close themselves": ("하나<br/>둘<hr/><b/>셋", f"하나\n둘\n{'_' * 32}\n셋"),
    "a line nobody broke": ("<b>x</b>" * 20_001, f"{'x' * 10_001}\n{'x' * 10_000}"),
    "kept lines": ("<pre>if x:\n    y</pre>끝", "if x:\n    y\n끝"),
    "what nobody sees": (
        "<title>t</title><style>p{}</style><!-- c --><script>x()</script>보임<?xml x?>\u200b<!DOCTYPE html>",
        "보임",
    ),
    "what only Outlook sees": (
        "<!--[if mso]>m<![endif]--><![if !vml]>보임<![endif]>",
        "보임",
    ),
    "a quotation": (
        "네<blockquote>원문<blockquote>더 이전</blockquote></blockquote>끝",
        "네\n\n> 원문\n>\n> > 더 이전\n\n끝",
    ),
    "moved to the right": ('<blockquote style="margin:0 0 0 40px;border:none">글</blockquote>', "글"),
    "badly closed": ("<div><b>하나</div></i></p><div>둘", "하나\n둘"),
    "a tag never finished": ("하나<a href='x", "하나<a href='x"),
    "attributes with brackets": ('<p title="a > b">글</p>', "글"),
    "nothing": ("<p>&nbsp;</p><br>", ""),
}


@pytest.mark.parametrize("kind", PAGES)
def test_html_reads_as_a_person_sees_it(kind):
    html, text = PAGES[kind]

    assert readable(html).text == text


@pytest.mark.parametrize(
    "html",
    [
        '<div>답</div><div class="gmail_quote gmail_quote_container">火曜日:<blockquote>원문</blockquote></div>',
        '<div>답</div><div class="yahoo_quoted">원문</div>',
        '<div>답</div><div id="x_x_divRplyFwdMsg"><b>Von:</b> x</div><div>원문</div>',
        '<div>답</div><div id="appendonsend"></div><div>원문</div>',
    ],
)
def test_the_marks_that_programs_put_on_quotes_are_seen(html):
    found = readable(html)

    assert found.text.split("\n")[: found.quote_line] in (["답"], ["답", ""])


@pytest.mark.parametrize(
    "html",
    [
        '<div class="gmail_quote">이전 글</div><div>답은 아래에</div>',
        '<div class="gmail_quotes">글</div>',
        '<div>글</div><div class="gmail_quote"></div>',
    ],
)
def test_an_answer_below_the_mark_or_nothing_in_it_makes_it_no_quote(html):
    assert readable(html).quote_line is None


def test_of_a_huge_text_only_the_beginning_is_read_and_it_says_so():
    assert readable("x" * (LONGEST + 1)).is_whole is False
    assert readable(f'<img src="data:image/png;base64,{"A" * LONGEST}">끝').text == "끝"


TANGLED = [
    "<a ",
    "<",
    "<a href='",
    "<!",
    "<![x",
    "</",
    "<!--",
    "<div>",
    "<style>",
    "&#",
    "<ol><li>",
    "<blockquote>",
    "x<b>",
]


@pytest.mark.parametrize("tangle", TANGLED)
def test_tangled_html_is_read_in_one_go(tangle):
    """Ten thousand times the same: what takes time that grows with its square would stand still here."""
    readable(tangle * 10_000)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*TANGLED, ">", "'", "글", "</div>", "</blockquote>", "<br>", "<pre>", "&#x110000;"])
    )
)
def test_no_html_raises(pieces):
    assert "<div>" not in readable("".join(pieces)).text
