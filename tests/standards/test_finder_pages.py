"""Quick find, and saying that there is no such standard."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from gijun.standards import actions, queries
from gijun.standards.models import NotFoundQuery
from tests import make
from tests.standards import agreed
from tests.standards.browser import HTMX, browser, url, words


def test_the_finder_gives_options_with_the_sentence_and_its_version(policy, jisu, centre, now):
    says = agreed.content('"3~5일" 안에', steps=("주문 확인", "안내"))
    version = agreed.published(policy, centre, says, title="환불 & 취소", at=now - timedelta(hours=1))

    response = browser(jisu).get(url("find"), {"q": "ㅎㅂ", "ticket": "12", "channel": "email"}, headers=HTMX)

    html = response.content.decode()
    option = re.search(r'<div role="option"[^>]*>', html)[0]
    assert f'data-version="{version.pk}"' in option
    assert unescape(re.search(r'data-text="([^"]*)"', option)[1]) == '"3~5일" 안에'
    assert unescape(re.search(r'data-title="([^"]*)"', option)[1]) == "환불 & 취소"
    assert "1. 주문 확인 · 2. 안내" in words(response)
    assert "New standard" in words(response)
    assert not re.search(r"<(a|button|input|form)\b", html)


def test_the_finder_warns_of_an_overdue_review_and_an_old_standard_is_not_new(policy, jisu, centre, now):
    long_ago = now - timedelta(days=30)
    agreed.published(policy, centre, agreed.content(review_on=long_ago.date()), at=long_ago)

    response = browser(jisu).get(url("find"), {"q": "환불"}, headers=HTMX)

    assert "Review overdue" in words(response)
    assert "New standard" not in words(response)


@pytest.mark.parametrize("query", [{"q": "없는말"}, {"q": "환불", "team": "x", "reason": "y"}, {}])
def test_the_finder_says_what_to_do_when_nothing_is_found(jisu, now, query):
    response = browser(jisu).get(url("find"), query, headers=HTMX)

    assert response.status_code == 200
    assert "No standard fits these words." in words(response)


def test_without_scripts_the_finder_is_a_page(policy, jisu, centre, now):
    agreed.published(policy, centre, at=now)

    response = browser(jisu).get(url("find"), {"q": "환불"})

    assert "영업일 3~5일 안에 환불됩니다." in words(response)
    assert f'action="{url("not_found")}"' in response.content.decode()


def test_one_press_says_that_there_is_no_such_standard(jisu, team, now):
    given = {"q": "적립금", "ticket": "12", "channel": "chat", "took_ms": "900", "next": "/desk/12/"}

    response = browser(jisu).post(url("not_found"), given)

    assert response.url == "/desk/12/"
    query = NotFoundQuery.objects.get()
    assert (query.words, query.team) == ("적립금", team)
    again = browser(jisu).post(url("not_found"), given | {"next": "https://elsewhere.example/"})
    assert again.url == url("find")
    assert "Noted." in words(browser(jisu).post(url("not_found"), given, headers=HTMX))
    assert browser(jisu).post(url("not_found"), {"q": " "}).status_code == 409


def test_words_looked_for_in_vain_are_shown_to_writers(jisu, policy, now):
    actions.note_not_found("적립금 <소멸>", by=jisu, at=now)

    assert "적립금 <소멸>" in words(browser(policy).get(url("gaps")))


def test_a_person_without_a_team_sees_no_standards(policy, centre, now):
    agreed.published(policy, centre, at=now)
    nobody = make.person("nobody", make.centre("빈센터"), "agent")

    assert queries.find(nobody, "환불", at=timezone.now()) == []


def test_what_matched_is_marked_and_nothing_of_the_sentence_is_lost(policy, centre, now):
    agreed.published(
        policy, centre, agreed.content("카드 환불은 <3일> 걸립니다."), title="환불 처리 기준", at=now
    )

    html = browser(policy).get(url("find"), {"q": "환불"}, headers=HTMX).content.decode()

    assert "◆ <mark>환불</mark> 처리 기준" in html
    assert "카드 <mark>환불</mark>은 &lt;3일&gt; 걸립니다." in html
