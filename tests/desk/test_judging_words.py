"""The words of a judged case: in the customer's language, filled for the ticket, and its steps."""

from dataclasses import replace

import pytest
from django.urls import reverse

from gijun.desk.queries.language import language_spoken
from gijun.standards import actions as standards
from gijun.standards.rules.languages import language_of_customer
from tests import make
from tests.make import NOON
from tests.standards import agreed, tabled
from tests.standards.browser import HTMX, browser, words

DEFECT = replace(
    tabled.DEFECT,
    sentence="{{고객명|고객}} 님, {{상품명|상품}}(은/는) 언제든 반품됩니다. 주문번호는 {{주문번호}}입니다.",
    sentence_en="{{customer name|Dear customer}}, defects can be returned at any time.",
)
TABLE = tabled.table(cases=(DEFECT, tabled.IN_TIME, tabled.LATE))
ENGLISH = "Hello, I received the shoes (운동화) and they are broken. Can I return them?"


@pytest.fixture
def version(centre):
    policy = make.person("policy", centre, "policy_owner")
    return tabled.published(policy, centre, TABLE, says=agreed.content(steps=("주문 확인",)))


@pytest.fixture
def account(centre):
    return make.account(centre)


def judged(client, ticket, version, *, accept=False, **answers):
    more = {name: answers.pop(name) for name in ("language",) if name in answers}
    given = {"key": list(answers), "answer": list(answers.values())} | more
    if accept:
        given["act"] = "accept"
    return client.post(reverse("desk:judge", args=[ticket.pk, version.pk]), given, headers=HTMX)


def korean(ticket):
    return f"{ticket.customer.name} 님, 상품은 언제든 반품됩니다. 주문번호는 ［주문번호］입니다."


def english(ticket):
    return f"{ticket.customer.name}, defects can be returned at any time."


def test_the_panel_fills_the_sentence_as_the_finder_fills_the_main_one(account, version, jisu):
    ticket = make.ticket(account)

    assert korean(ticket) in words(judged(browser(jisu), ticket, version, why="defect"))


def test_what_is_inserted_is_filled_and_so_is_what_stands_beside_the_ticket(account, version, jisu):
    ticket, client = make.ticket(account), browser(jisu)

    inserted = judged(client, ticket, version, accept=True, why="defect").content.decode()

    assert f'data-text="{korean(ticket)}" data-version="{version.pk}"' in inserted
    beside = client.get(reverse("desk:side", args=[ticket.pk]), {"part": "checklists"}, headers=HTMX)
    assert korean(ticket) in words(beside)


def test_who_writes_english_is_answered_in_english(account, version, jisu):
    ticket = make.ticket(account, body=ENGLISH, subject="Broken shoes")
    client = browser(jisu)

    shown = judged(client, ticket, version, why="defect")
    inserted = judged(client, ticket, version, accept=True, why="defect").content.decode()

    assert f'<blockquote class="agreed" lang="en">{english(ticket)}</blockquote>' in shown.content.decode()
    assert "Say it in Korean" in words(shown)
    assert f'data-text="{english(ticket)}"' in inserted


def test_where_no_english_words_are_agreed_the_korean_ones_are_marked(account, version, jisu):
    ticket = make.ticket(account, body=ENGLISH)

    shown = judged(browser(jisu), ticket, version, why="change", days="9")

    assert (
        f'<blockquote class="agreed" lang="ko">{tabled.LATE.sentence}</blockquote>' in shown.content.decode()
    )
    assert "No English words are agreed for this case. These are the Korean ones." in words(shown)
    assert "Say it in" not in words(shown)


def test_the_agent_chooses_the_other_language_and_that_is_inserted(account, version, jisu):
    ticket, client = make.ticket(account), browser(jisu)

    offered = judged(client, ticket, version, why="defect")
    chosen = judged(client, ticket, version, why="defect", language="en")
    inserted = judged(client, ticket, version, accept=True, why="defect", language="en").content.decode()

    assert 'name="language" value="en" data-key="l"' in offered.content.decode()
    assert english(ticket) in words(chosen)
    assert '<input type="hidden" name="language" value="en">' in chosen.content.decode()
    assert f'data-text="{english(ticket)}"' in inserted


def test_a_language_nobody_speaks_here_is_passed_over(account, version, jisu):
    ticket = make.ticket(account)

    assert korean(ticket) in words(judged(browser(jisu), ticket, version, why="defect", language="fr"))


def test_why_a_step_is_done_and_that_it_is_critical_stands_in_the_panel_and_beside_the_ticket(
    account, version, jisu
):
    ticket, client = make.ticket(account), browser(jisu)
    told = "! Critical 승인 요청 Why: 기한이 지난 반품은 실장이 정한다."

    assert told in words(judged(client, ticket, version, why="change", days="9"))
    assert told in words(judged(client, ticket, version, accept=True, why="change", days="9"))
    step = client.get(reverse("desk:procedure", args=[ticket.pk, version.pk]), {"at": "1"}, headers=HTMX)
    assert "! Critical 승인 요청 Why: 기한이 지난 반품은 실장이 정한다." in words(step)


def test_the_finder_offers_english_words_to_who_writes_english(account, centre, version, jisu):
    said = (
        agreed.said("영업일 3~5일 안에 환불됩니다."),
        agreed.said("Refunds take 3-5 business days.", language="en"),
    )
    agreed.published(version.author, centre, agreed.content(sentences=said), title="환불 안내")
    ticket = make.ticket(account, body=ENGLISH)

    found = browser(jisu).get(reverse("desk:find", args=[ticket.pk]), {"q": "환불 안내"}, headers=HTMX)

    assert 'data-text="Refunds take 3-5 business days."' in found.content.decode()
    assert "Korean words: no English ones are agreed" in words(found)  # of the other standard


def test_the_finder_says_which_standards_can_be_judged_by(account, centre, version, jisu):
    plain = agreed.published(version.author, centre, title="환불 안내")
    ticket = make.ticket(account)

    page = (
        browser(jisu)
        .get(reverse("desk:find", args=[ticket.pk]), {"q": "환불"}, headers=HTMX)
        .content.decode()
    )

    assert f'data-version="{version.pk}" data-title="환불 처리 기준" data-judges>' in page
    assert f'data-version="{plain.pk}" data-title="환불 안내">' in page
    assert page.count("data-judge>") == 1


def test_who_only_looks_is_offered_no_judging_in_the_finder(account, centre, version):
    observer = make.person("observer", centre, "observer")
    ticket = make.ticket(account)

    page = browser(observer).get(reverse("desk:find", args=[ticket.pk]), {"q": "환불"}, headers=HTMX)

    assert "data-judge>" not in page.content.decode()


def test_a_word_that_stands_for_another_is_marked_in_what_was_found(account, centre, version, jisu):
    standards.add_synonym("꼬까", "환불", by=version.author, at=NOON)
    ticket = make.ticket(account)

    page = browser(jisu).get(reverse("desk:find", args=[ticket.pk]), {"q": "꼬까 기준"}, headers=HTMX)

    assert "<mark>환불</mark> 처리 <mark>기준</mark>" in page.content.decode()


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["환불해 주세요."], "ko"),
        ([ENGLISH], "en"),
        (["Where is my order?"], "en"),
        (["AS 접수", "USB"], "ko"),
        (["ok", "네 감사합니다. 환불 부탁드려요."], "ko"),
        (["lee@example.com https://shop.example/item"], "ko"),
        ([""], "ko"),
        ([], "ko"),
    ],
)
def test_the_language_of_a_customer_is_that_of_most_of_their_words(texts, language):
    assert language_of_customer(texts) == language


def test_of_a_ticket_the_customers_own_messages_count(account, jisu):
    assert language_spoken(make.ticket(account, body=ENGLISH).pk) == "en"
    assert language_spoken(make.ticket(account, address="b@example.com", body="환불해 주세요.").pk) == "ko"
