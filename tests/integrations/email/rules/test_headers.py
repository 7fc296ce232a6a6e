"""Headers as programs write them, and as they should not."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.integrations.email.rules.headers import Address, addresses, header_text, message_ids, moment

SUBJECT = "배송 지연 문의드립니다"


def word(content: bytes, charset: str = "euc-kr") -> bytes:
    return b"=?%s?B?%s?=" % (charset.encode(), b64encode(content))


@pytest.mark.parametrize("cut", range(1, 21))
@pytest.mark.parametrize("between", [b" ", b"\r\n ", b"\r\n\t", b""])
def test_a_syllable_cut_between_two_words_becomes_whole(cut, between):
    content = SUBJECT.encode("euc-kr")

    assert header_text(word(content[:cut]) + between + word(content[cut:], "EUC-KR")).text == SUBJECT


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain  text", "plain  text"),
        (b"folded\r\n  line", "folded line"),
        (b"=?ks_c_5601-1987?B?yLi9xTogjGO55rCix88=?=", "회신: 똠방각하"),
        (b"=?utf-8?B?6rKs7KCB?= =?utf-8?Q?=EC=84=9C=2Epdf?=", "견적서.pdf"),
        (b"=?utf-8?q?a_b=5F?= =?iso-8859-1?q?_caf=E9?= x", "a b_ café x"),
        (b"Re: =?euc-kr?B?uei82w?= [#1]", "Re: 배송 [#1]"),  # padding left out
        (b"=?utf-8*ko?Q?=ED=99=98=EB=B6=88?=", "환불"),
        (b"[=?utf-8?Q?=ED=99=98?=]", "[환]"),
        (b"=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("환불 문의".encode(), "환불 문의"),
        (word(b"a\r\nBcc: x@y\x00"), "a Bcc: x@y"),
        (b"=?utf-8?B?", "=?utf-8?B?"),
        (b"", ""),
    ],
)
def test_a_header_reads_as_it_was_meant(raw, text):
    assert header_text(raw).text == text
    assert header_text(raw).is_certain


def test_bytes_nobody_named_are_guessed_and_marked():
    guessed = header_text("배송 문의".encode("cp949"))

    assert (guessed.text, guessed.is_certain) == ("배송 문의", False)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("kim@lab.test", [("kim@lab.test", "")]),
        ("Kim <Kim@Lab.test>", [("kim@lab.test", "Kim")]),
        ('"김, 고객" <kim@b.c>, other@x.y', [("kim@b.c", "김, 고객"), ("other@x.y", "")]),
        ("Kim, Cheolsu <kim@b.c>; a@b", [("kim@b.c", "Kim, Cheolsu"), ("a@b", "")]),
        ("=?utf-8?Q?Kim,_C?= <kim@b.c>", [("kim@b.c", "Kim, C")]),
        ('"=?euc-kr?B?seiw7bC0?=" <kim@b.c>', [("kim@b.c", "김고객")]),
        ("kim@b.c (김고객)", [("kim@b.c", "김고객")]),
        ("'Kim' <kim@b.c>", [("kim@b.c", "Kim")]),
        (r'"a \"b\" c" <kim@b.c>', [("kim@b.c", 'a "b" c')]),
        ("kim@b.c <kim@b.c>", [("kim@b.c", "")]),
        ("Team: a@b, c@d;", [("a@b", ""), ("c@d", "")]),
        ("undisclosed-recipients:;", []),
        ('"a..b"@docomo.ne.jp', [('"a..b"@docomo.ne.jp', "")]),
        ("Kim <mailto:kim@b.c>", [("kim@b.c", "Kim")]),
        ("<@relay,@other:kim@b.c>", [("kim@b.c", "")]),
        ("Kim <kim@b.c", [("kim@b.c", "Kim")]),
        ("<>", []),
        ("MAILER-DAEMON (Mail System)", []),
        ("", []),
    ],
)
def test_addresses_are_found_with_their_names(raw, expected):
    assert [(one.address, one.name) for one in addresses(raw.encode())] == expected


def test_a_list_that_was_encoded_as_a_whole_is_read_all_the_same():
    raw = word("김고객 <Kim@b.c>".encode(), "utf-8")

    assert addresses(raw) == (Address("kim@b.c", "김고객", "Kim@b.c"),)


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (b"<[x@y]>", ("<[x@y]>",)),
        (b"<a@b> <c@d>\r\n <e@f>", ("<a@b>", "<c@d>", "<e@f>")),
        (b"<a-very-long-\r\n id@b>", ("<a-very-long-id@b>",)),
        (b"<a@b><a@b>", ("<a@b>",)),
        (b"Your message of Tuesday <a@b>", ("<a@b>",)),
        (b"a@b", ("a@b",)),
        (b"nothing", ()),
        (b"", ()),
    ],
)
def test_message_ids_are_taken_whole_and_in_order(raw, ids):
    assert message_ids(raw) == ids


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Wed, 25 Nov 2026 13:00:00 +0900", datetime(2026, 11, 25, 4, tzinfo=UTC)),
        (b"Wed, 25 Nov 2026 13:00:00 -0000", datetime(2026, 11, 25, 13, tzinfo=UTC)),
        (b"25 Nov 2026 13:00 +0900 (KST)", datetime(2026, 11, 25, 4, tzinfo=UTC)),
        (b"2026-11-25 13:00", None),
        (b"Wed, 99 Nov 2026 13:00:00 +0900", None),
        (b"Wed, 25 Nov 2026 13:00:00 +9999999999", None),
        (b"", None),
    ],
)
def test_a_date_is_utc_or_none(raw, expected):
    assert moment(raw) == expected


@given(
    st.lists(
        st.sampled_from([b"=?euc-kr?B?", b"?=", b"<", b">", b'"', b"@", b"a", b",", b"\xb1", b"\r\n ", b"("])
    )
)
def test_no_header_raises(pieces):
    raw = b"".join(pieces)

    assert "\n" not in header_text(raw).text
    for one in addresses(raw):
        assert "@" in one.address
    message_ids(raw)
    moment(raw)
