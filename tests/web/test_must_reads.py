"""The number of must-reads on an open page: who is told that it may have changed, and what they fetch."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.events import log
from gijun.standards.actions.notices import add_notice, withdraw_notice
from gijun.standards.actions.receipts import confirm_read
from gijun.web.realtime import News, Reach, topics_of
from tests import make
from tests.serving import served
from tests.standards.browser import browser, words
from tests.web.test_stream import listening, until

READER = Reach(person_id=7, below=frozenset(), above=frozenset())
BOTH = {"standards", "must_reads"}


@pytest.mark.parametrize(
    ("name", "actor_id", "topics"),
    [
        ("standards.notice_issued", 8, BOTH),
        ("standards.notice_withdrawn", 8, BOTH),
        ("standards.version_published", 8, BOTH),
        ("standards.version_superseded", 8, BOTH),
        ("standards.standard_read", 7, BOTH),
        ("standards.comprehension_answered", 7, BOTH),
        ("standards.standard_read", 8, {"standards"}),
        ("standards.comprehension_answered", None, {"standards"}),
        ("standards.version_verified", 7, {"standards"}),
    ],
)
def test_pages_are_told_of_what_may_change_their_own_number(name, actor_id, topics):
    news = News(1, name, None, 3, None, None, actor_id)

    assert topics_of(news, READER) == (topics, False)


def issued(issuer, centre):
    return add_notice(
        title="새 환불 기준", text="글", team_id=centre.pk, must_read=True, by=issuer, at=timezone.now()
    )


def test_an_open_page_fetches_its_number_when_it_is_told(centre, jisu):
    issuer = make.person("policy", centre, "policy_owner")
    client, address = browser(jisu), reverse("must_reads")
    page = client.get(reverse("desk:queue")).content.decode()
    assert f'data-topic="must_reads" hx-get="{address}" hx-trigger="g:changed"' in page
    assert client.get(address).content.decode().strip() == ""

    first, second = issued(issuer, centre), issued(issuer, centre)
    assert words(client.get(address)) == "! 2 must-reads"

    confirm_read(first.pk, by=jisu, at=timezone.now())
    assert words(client.get(address)) == "! 1 must-read"

    withdraw_notice(second.pk, by=issuer, at=timezone.now())
    assert client.get(address).content.decode().strip() == ""


def test_nobody_asks_for_it_without_signing_in(client):
    assert client.get(reverse("must_reads")).status_code == 302


@pytest.mark.threads
def test_a_notice_and_reading_it_reach_the_reader_at_once(committed_db):
    centre = make.centre()
    issuer, jisu = make.person("policy", centre, "policy_owner"), make.person("jisu", centre, "agent")
    with served() as address, listening(address, jisu) as mine, listening(address, issuer) as theirs:
        next(mine)
        next(theirs)
        notice = issued(issuer, centre)
        assert (until(mine, log.head()), until(theirs, log.head())) == (BOTH, BOTH)

        confirm_read(notice.pk, by=jisu, at=timezone.now())

        assert (until(mine, log.head()), until(theirs, log.head())) == (BOTH, {"standards"})
