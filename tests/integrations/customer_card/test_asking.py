"""Asking a real server: whatever it does, an agent waits no longer than told and sees nobody else."""

import ssl

import pytest

from gijun.integrations.customer_card import addresses, asking
from gijun.integrations.customer_card.failures import NoCard
from gijun.integrations.customer_card.rules.answers import UnusableError, card_of, understood
from gijun.integrations.customer_card.rules.description import Description
from gijun.integrations.customer_card.terms import OUTCOMES, Trouble, Variable
from tests.integrations.customer_card.conftest import KNOWN, ROWS, System, said
from tests.integrations.email.certificate import certify

CARD = (("등급", "VIP"), ("최근 주문", "배송 중"), ("차단", "✗"))
SAID = Description("주문", "http://x/{email}", "", "customer.email", ROWS)


def fetched(system, patience_s=5.0, asked="haneul@example.com"):
    answer = asking.ask(f"{system.address}/c?email={asked}", {}, patience_s)
    if answer is None:
        return None
    value = understood(answer.content, answer.charset)
    return card_of(value, SAID, asked_by=Variable.EMAIL, asked=asked)


def trouble_of(system, patience_s=5.0):
    with pytest.raises((NoCard, UnusableError)) as failed:
        fetched(system, patience_s)
    return failed.value.trouble


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + end


def lying(length: int, content: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + content


WHOLE = said().partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    "answer",
    [
        said(),
        said(kind="application/hal+json; charset=UTF-8"),
        said(b"\xef\xbb\xbf" + WHOLE),
        said(WHOLE.decode().encode("cp949"), kind="application/json; charset=euc-kr"),
        chunked(WHOLE[:7], WHOLE[7:]),
        b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + WHOLE,
        b"HTTP/1.1 100 Continue\r\n\r\n" + said(),
    ],
    ids=["plain", "hal", "mark", "euc-kr", "chunked", "to the end", "continue"],
)
def test_an_answer_is_read_in_the_ways_servers_write_it(system, answer):
    system.answer = answer

    assert fetched(system) == CARD


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (said(status="500 Internal Server Error"), Trouble.BROKEN),
        (said(status="503 Service Unavailable"), Trouble.BROKEN),
        (said(status="401 Unauthorized"), Trouble.SIGN_IN),
        (said(status="403 Forbidden"), Trouble.SIGN_IN),
        (said(status="429 Too Many Requests"), Trouble.BUSY),
        (said(status="400 Bad Request"), Trouble.STATUS),
        (said(status="204 No Content"), Trouble.STATUS),
        (said(b"{"), Trouble.NOT_JSON),
        (said(b"NaN"), Trouble.NOT_JSON),
        (said(b""), Trouble.NOT_JSON),
        (said(b"[" * 200_000), Trouble.NOT_JSON),
        (said(kind="text/html"), Trouble.NOT_JSON),
        (said(WHOLE.decode().encode("cp949")), Trouble.CHARSET),
        (said(kind="application/json; charset=martian"), Trouble.CHARSET),
        (said(kind="application/json; charset=hex"), Trouble.CHARSET),
        (said(b'"' + b"a" * 300_000 + b'"'), Trouble.LARGE),
        (chunked(*[b'"' + b"a" * 100_000] * 3), Trouble.LARGE),
        (lying(9_999_999_999, b"{}"), Trouble.LARGE),
        (lying(len(WHOLE) + 10, WHOLE), Trouble.CUT_OFF),
        (lying(len(WHOLE) - 10, WHOLE), Trouble.NOT_JSON),
        (chunked(WHOLE, end=b""), Trouble.CUT_OFF),
        (said(headers=["Content-Length: 1"]), Trouble.HTTP),
        (said(headers=["Content-Encoding: gzip"]), Trouble.HTTP),
        (b"220 mail.example.com ESMTP\r\n", Trouble.HTTP),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n", Trouble.HTTP),
        (b"HTTP/1.1 200 OK\r\na: " + b"b" * 70_000, Trouble.HTTP),
        (said({"customer": {"grade": "VIP"}}), Trouble.UNCONFIRMED),
        (said({"customer": {"email": True}}), Trouble.UNCONFIRMED),
        (said({"customer": {"email": "other@example.com", "grade": "VIP"}}), Trouble.SOMEBODY_ELSE),
    ],
)
def test_what_goes_wrong_is_told_apart(system, answer, trouble):
    system.answer = answer

    assert trouble_of(system) == trouble
    assert trouble in OUTCOMES


def test_every_trouble_is_an_outcome_of_the_desk():
    assert set(OUTCOMES) == set(Trouble)


@pytest.mark.parametrize(
    "answer",
    [said(status="404 Not Found"), said([]), said({}), said(b"null"), said({"customer": None})],
)
def test_a_system_may_know_nobody_by_that_address(system, answer):
    system.answer = answer

    assert fetched(system) is None


def test_an_empty_list_of_matches_is_nobody():
    said_by_search = Description("주문", "", "", "items[0].email", ROWS)

    assert card_of({"items": []}, said_by_search, asked_by=Variable.EMAIL, asked="a@b.kr") is None


def test_a_system_that_says_nothing_for_long_is_not_waited_for(system):
    system.before_s = 30

    assert trouble_of(system, patience_s=0.3) == Trouble.SLOW


@pytest.mark.parametrize("answer", [said(), chunked(WHOLE), b"HTTP/1.1 100 Continue\r\n\r\n" * 5_000])
def test_bytes_that_drip_in_win_no_time(system, answer):
    system.answer, system.between_s = answer, 0.02

    assert trouble_of(system, patience_s=0.3) == Trouble.SLOW
    assert len(system.questions) == 1


def test_nobody_listens_there(system):
    system.end()

    assert trouble_of(system) == Trouble.UNREACHABLE


@pytest.fixture
def secured(system, tmp_path):
    certify(tmp_path)
    system.secured_by = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    system.secured_by.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    asking._trust.cache_clear()
    yield tmp_path / "certificate.pem"
    asking._trust.cache_clear()


def test_a_line_is_secured_where_somebody_vouches_for_the_server(system, secured, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(secured))

    answer = asking.ask(f"https://127.0.0.1:{system.port}/", {}, 5)

    assert answer.content == WHOLE


def test_a_certificate_nobody_vouches_for_is_not_trusted(system, secured):
    with pytest.raises(NoCard) as failed:
        asking.ask(f"https://127.0.0.1:{system.port}/", {}, 5)

    assert (failed.value.trouble, system.questions) == (Trouble.CERTIFICATE, [])


def test_another_page_of_the_same_system_is_followed_and_a_circle_ends(system):
    moved = said(b"", status="302 Found", headers=["Location: /elsewhere"])
    system.answers = [moved]

    assert fetched(system) == CARD
    assert system.questions[1].startswith(b"GET /elsewhere HTTP/1.1\r\n")

    system.answer = moved
    assert trouble_of(system) == Trouble.REDIRECT


@pytest.mark.parametrize(
    "away", ["http://127.0.0.1:{other}/", "https://127.0.0.1:{own}/", "file:///etc/hosts", "//{{"]
)
def test_a_redirect_away_is_not_followed_and_the_secret_stays(system, settings, away):
    other = System()
    settings.LOOKUP_INNER_HOSTS = ["127.0.0.1"]
    where = away.format(other=other.port, own=system.port)
    system.answer = said(b"", status="307 Temporary Redirect", headers=[f"Location: {where}"])

    with pytest.raises(NoCard) as failed:
        asking.ask(f"{system.address}/", {"Authorization": "s3cret"}, 5)
    other.end()

    assert failed.value.trouble in {Trouble.REDIRECT, Trouble.HTTP}
    assert other.questions == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_inner_networks_are_not_reached_unless_allowed(system, settings, host):
    settings.LOOKUP_INNER_HOSTS = []

    with pytest.raises(NoCard) as failed:
        asking.ask(f"http://{host}:{system.port}/", {}, 5)

    assert (failed.value.trouble, system.questions) == (Trouble.PRIVATE, [])


def test_the_question_names_the_server_and_carries_the_header_once(system):
    asking.ask(f"{system.address}/a%20b?email=x%40y.kr", {"X-Key": "k"}, 5)

    lines = system.questions[0].decode().split("\r\n")
    assert lines[:2] == ["GET /a%20b?email=x%40y.kr HTTP/1.1", f"Host: 127.0.0.1:{system.port}"]
    assert "X-Key: k" in lines


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("192.168.0.1", True),
        ("100.64.0.1", True),
        ("169.254.169.254", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("255.255.255.255", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("64:ff9b::a00:1", True),
        ("2002:a00:1::", True),
    ],
)
def test_which_addresses_are_of_inner_networks(address, inside):
    assert addresses.is_inside(address) == inside


def test_the_known_customer_of_these_tests_is_shown_as_it_was_sent():
    points = Description("주문", "", "", "customer.email", (ROWS[0].__class__("적립금", "customer.points"),))
    value = understood(said().partition(b"\r\n\r\n")[2], "")

    shown = card_of(value, points, asked_by=Variable.EMAIL, asked="HANEUL@example.com ")

    assert (shown, KNOWN["customer"]["points"]) == ((("적립금", "12300"),), 12300)
