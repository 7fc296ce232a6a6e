"""Parts of a mail: text to be read, in whichever form, and files."""

import hashlib

import pytest

from gijun.integrations.email.rules.headers import Address
from gijun.integrations.email.rules.parse import ParsedMail, parse
from tests.integrations.email.rules.raw import multipart, part, raw_mail

TEXT = part("글", "Content-Type: text/plain; charset=utf-8")
HTML = part("<p>화면 글</p>", "Content-Type: text/html; charset=utf-8")
PDF = part("JVBERg==", 'Content-Type: application/pdf; name="a.pdf"', "Content-Transfer-Encoding: base64")
PICTURE = part(
    "R0lG",
    "Content-Type: image/gif",
    "Content-ID: <logo@x>",
    "Content-Disposition: inline",
    "Content-Transfer-Encoding: base64",
)
NESTED = part(*multipart("alternative", TEXT, HTML))


def read(kind: str, *parts: bytes, headers: tuple[str, ...] = ()) -> ParsedMail:
    body, content_type = multipart(kind, *parts)
    return parse(raw_mail(body, content_type, *headers))


@pytest.mark.parametrize(
    ("kind", "parts", "text", "html", "files"),
    [
        ("mixed", [TEXT, PDF], "글", None, ["a.pdf"]),
        ("alternative", [TEXT, HTML], "글", "<p>화면 글</p>", []),
        ("alternative", [HTML, TEXT], "글", "<p>화면 글</p>", []),
        ("alternative", [part(" \r\n"), HTML], "화면 글", "<p>화면 글</p>", []),
        ("alternative", [TEXT, part("x", "Content-Type: text/x-amp-html")], "글", None, []),
        ("alternative", [TEXT, part("x", "Content-Type: text/calendar")], "글", None, ["attachment-1.ics"]),
        ("related", [HTML, PICTURE], "화면 글", "<p>화면 글</p>", ["attachment-1.gif"]),
        (
            "mixed",
            [TEXT, PDF, part("추신", "Content-Type: text/plain; charset=utf-8")],
            "글\n추신",
            None,
            ["a.pdf"],
        ),
        ("mixed", [TEXT, HTML], "글\n화면 글", "<p>화면 글</p>", []),
        ("mixed", [part("a", "Content-Disposition: attachment; filename=n.txt")], "", None, ["n.txt"]),
        (
            "signed",
            [TEXT, part("x", "Content-Type: application/pkcs7-signature")],
            "글",
            None,
            ["attachment-1.p7s"],
        ),
        ("mixed", [PDF], "", None, ["a.pdf"]),
        ("mixed", [], "", None, []),
    ],
)
def test_of_its_parts_the_right_ones_are_read(kind, parts, text, html, files):
    mail = read(kind, *parts)

    assert (mail.text.strip(), mail.html) == (text, html)
    assert [file.name for file in mail.attachments] == files


def test_a_file_comes_with_everything_known_about_it():
    (file,) = read("related", HTML, PICTURE).attachments

    assert (file.content, file.content_type, file.disposition) == (b"GIF", "image/gif", "inline")
    assert (file.content_id, file.raw_name, file.is_inline) == ("logo@x", b"", True)
    assert file.sha256 == hashlib.sha256(b"GIF").hexdigest()


def test_a_mail_that_was_attached_comes_out_as_it_went_in():
    inner = b"From: a@b.c\r\nSubject: =?euc-kr?B?uei82w==?=\r\n\r\n" + "환불".encode("cp949") + b"\r\n"
    mail = read("mixed", TEXT, part(inner, "Content-Type: message/rfc822"))

    (file,) = mail.attachments
    assert (mail.text, file.name) == ("글", "attachment-1.eml")
    assert (parse(file.content).subject, parse(file.content + b"").sender) == (
        "배송",
        Address("a@b.c", "", "a@b.c"),
    )
    assert "환불".encode("cp949") in file.content


def test_an_attached_mail_with_parts_keeps_its_parts():
    body, content_type = multipart("mixed", TEXT, PDF)
    inner = raw_mail(body, content_type).replace(b"edge", b"inner")
    (file,) = read("mixed", TEXT, part(inner, "Content-Type: message/rfc822")).attachments

    again = parse(file.content)

    assert (again.text, [one.name for one in again.attachments], again.defects) == ("글", ["a.pdf"], ())


def test_a_mail_that_is_a_file_has_that_file():
    mail = parse(raw_mail("JVBERg==", "Content-Type: application/pdf", "Content-Transfer-Encoding: base64"))

    assert [(file.name, file.content) for file in mail.attachments] == [("attachment-1.pdf", b"%PDF")]


@pytest.mark.parametrize(
    ("raw", "text", "defects"),
    [
        (raw_mail("--x\r\n\r\n글", "Content-Type: multipart/mixed; boundary=x"), "글", ["truncated"]),
        (raw_mail("글", "Content-Type: multipart/mixed; boundary=x"), "글", ["broken_parts"]),
        (raw_mail("글", "Content-Type: multipart/mixed"), "글", ["broken_parts"]),
        (
            raw_mail(
                "7ZmY67a", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"
            ),
            "환\ufffd",
            ["bad_encoding", "charset_unclear"],
        ),
        (
            raw_mail(
                "아니요.", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"
            ),
            "아니요.",
            ["bad_encoding"],
        ),
        (raw_mail("--x\r\n\r\n글\r\n--x--", "Content-Type: multipart/mixed; boundary*=idna''x"), "글", []),
        (
            raw_mail("--x\r\n\r\n글\r\n--x--", "Content-Type: multipart/mixed; boundary*=x; boundary*0=y"),
            "글",
            [],
        ),
    ],
)
def test_a_damaged_mail_is_read_as_far_as_it_goes(raw, text, defects):
    mail = parse(raw)

    assert (mail.text, list(mail.defects)) == (text, defects)


@pytest.mark.parametrize("depth", [60, 3000])
def test_parts_nested_without_end_are_one_text(depth):
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )

    mail = parse(b"From: a@b.c\r\n" + opened + b"\r\nthe end")

    assert "too_deep" in mail.defects
    assert mail.text.endswith("the end")
