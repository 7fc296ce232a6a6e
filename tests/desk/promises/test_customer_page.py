"""The customer's page: what it shows and hides, who opens it, and what is stored by whom."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.actions.promises.customer_page import give_satisfaction, revoke_links
from gijun.desk.actions.promises.policies import change_policy
from gijun.desk.errors import DeskError
from gijun.desk.events.promises import SatisfactionGiven
from gijun.desk.models import Message, Outbox, Satisfaction, Ticket
from gijun.desk.queries.promises import links
from gijun.desk.queries.promises.customer_page import progress
from gijun.desk.rules.promises.policy import Policy
from gijun.events import log
from gijun.events.models import Event
from tests import make
from tests.desk.promises.promised import HOUR, last, promise, told
from tests.make import NOON, at
from tests.standards.browser import words

ADDRESS = "https://help.example.com"


def page(ticket, **query):
    return reverse("progress:page", args=[links.token_of(ticket.pk)], query=query)


def customer(**headers) -> Client:
    return Client(headers={"accept-language": "en-GB,en;q=0.8"} | headers)


@pytest.fixture
def solved(ticket, jisu):
    """Solved just now: pages go by the real clock."""
    return actions.solve(ticket.pk, by=jisu, at=timezone.now(), reason_id=make.reason().pk)


def answer(ticket, **more):
    given = {"score": "5", "resolved": "yes", "comment": "", "solved": str(log.to_ms(ticket.solved_at))}
    url = reverse("progress:satisfaction", args=[links.token_of(ticket.pk)])
    return customer().post(url, given | more)


def test_the_page_shows_how_far_the_matter_is_and_nothing_of_anybody(ticket, jisu):
    promise(ticket, jisu, due=timezone.now() + timedelta(hours=3), note="사내 메모", outside_ok=True)

    shown = customer().get(page(ticket))

    text = words(shown)
    assert "We have received it" in text
    assert "● We are looking into it" in text
    assert "Our answer until" in text
    hidden = ["이하늘", "haneul", "환불", "한지수", "사내 메모", "1팀"]
    assert [word for word in hidden if word in shown.content.decode()] == []


def test_the_page_tells_what_the_customer_has_to_do(ticket, jisu):
    actions.reply(ticket.pk, body="주문번호를 알려 주세요.", by=jisu, at=at(20))

    text = words(customer().get(page(ticket)))

    assert "● We have answered" in text
    assert "We have written to you and wait for your answer." in text
    assert "주문번호" not in text


def test_no_search_engine_cache_or_other_page_learns_of_it(ticket):
    shown = customer().get(page(ticket))

    assert shown.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in shown.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in shown.content.decode()


@pytest.mark.parametrize(
    ("asks_for", "language"), [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("en-GB", "en"), ("fr", "ko")]
)
def test_the_page_speaks_the_language_of_the_browser(ticket, asks_for, language):
    shown = Client(headers={"accept-language": asks_for}).get(page(ticket))

    assert (shown.headers["Content-Language"], f'<html lang="{language}">' in shown.content.decode()) == (
        language,
        True,
    )


def test_the_switch_wins_over_the_browser(ticket):
    browser = customer()
    browser.post(reverse("organisation:language"), {"language": "ko", "next": page(ticket)})

    assert browser.get(page(ticket)).headers["Content-Language"] == "ko"


def test_the_page_has_one_main_one_heading_and_a_label_for_every_field(solved):
    html = customer().get(page(solved)).content.decode()

    assert (html.count("<main"), html.count("<h1")) == (1, 1)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels == sorted(levels)
    assert html.count("<fieldset") == html.count("<legend") == 2
    fields = re.findall(r'<(?:input(?! type="hidden")|textarea)[^>]*>', html)
    labels = re.findall(r"<label[^>]*>.*?</label>", html, re.DOTALL)
    assert len(fields) == len(labels) == 8
    assert "<script" not in html


@pytest.mark.parametrize("token", ["x", "1-1.forged", "1-1", "..", "z" * 500])
def test_a_link_nobody_signed_opens_nothing(ticket, token):
    shown = customer().get(reverse("progress:page", args=[token]))

    assert (shown.status_code, "This link is not complete." in words(shown)) == (404, True)


def test_links_taken_back_open_nothing_and_the_next_one_does(ticket, jisu):
    old = page(ticket)

    assert revoke_links(ticket.pk, by=jisu, at=at(20)) == 2
    assert customer().get(old).status_code == 410
    assert customer().get(page(ticket)).status_code == 200


def test_after_the_days_the_centre_decided_the_page_closes(ticket, jisu, centre, manager):
    change_policy(centre.pk, Policy(open_days=7), by=manager, at=at(5))
    solved = actions.solve(ticket.pk, by=jisu, at=at(60), reason_id=make.reason().pk)
    token = links.token_of(ticket.pk)

    assert links.ticket_of(token, at(60 + 7 * 86_400 - 1)) == solved
    with pytest.raises(links.LinkError) as refused:
        links.ticket_of(token, at(60 + 7 * 86_400))
    assert refused.value.gone
    actions.reopen(ticket.pk, by=jisu, at=at(120))
    assert links.ticket_of(token, at(60 + 30 * 86_400)) == ticket


def test_the_page_of_an_erased_customer_is_gone(ticket, manager):
    url = page(ticket)
    actions.erase_customer(ticket.customer_id, by=manager, at=at(20))

    assert customer().get(url).status_code == 410


def test_a_merged_ticket_leads_on_only_where_it_is_the_same_customers(team, jisu):
    door = make.account(team)
    first, own, foreign = (
        make.ticket(door, address=address, subject=subject, dedupe_key=subject)
        for address, subject in (("a@example.com", "1"), ("a@example.com", "2"), ("b@example.com", "3"))
    )
    other = make.ticket(door, address="a@example.com", subject="4", dedupe_key="4")
    assert len({first.pk, own.pk, foreign.pk, other.pk}) == 4
    actions.merge(first.pk, into_id=own.pk, by=jisu, at=at(20))
    actions.merge(other.pk, into_id=foreign.pk, by=jisu, at=at(30))

    assert links.ticket_of(links.token_of(first.pk), at(40)) == own
    with pytest.raises(links.LinkError):
        links.ticket_of(links.token_of(other.pk), at(40))


def test_a_scanner_that_opens_all_links_rates_nothing(solved):
    before = log.head()
    for score in range(1, 6):
        for method in ("get", "head"):
            assert getattr(customer(), method)(page(solved, score=score)).status_code == 200
    url = reverse("progress:satisfaction", args=[links.token_of(solved.pk)])
    assert (customer().get(url).status_code, customer().head(url).status_code) == (405, 405)

    assert (Satisfaction.objects.count(), log.head()) == (0, before)


def test_a_link_with_a_score_only_chooses_it_beforehand(solved):
    html = customer().get(page(solved, score=4)).content.decode()

    assert re.findall(r'name="score" value="(\d)" required checked', html) == ["4"]


def test_what_the_customer_says_is_kept_and_their_words_stay_out_of_the_log(solved, jisu):
    shown = answer(solved, score="4", resolved="no", comment="카드 4242 4242 4242 4242 환불이 늦어요")

    row = Satisfaction.objects.get()
    assert shown.status_code == 302
    assert (row.score, row.resolved, row.comment) == (4, False, "카드 **** **** **** 4242 환불이 늦어요")
    assert last(SatisfactionGiven.name) == SatisfactionGiven(
        ticket_id=solved.pk,
        contact_id=solved.contacts.get().pk,
        team_id=solved.team_id,
        agent_id=jisu.pk,
        channel="email",
        solved_ms=log.to_ms(solved.solved_at),
        score=4,
        resolved=False,
        changed=False,
    )
    assert "환불이" not in str(list(Event.objects.filter(ticket_id=solved.pk).values_list("data", flat=True)))
    assert "Thank you." in words(customer().get(shown.headers["Location"]))


def test_the_answer_may_be_changed_and_the_same_again_changes_nothing(solved):
    for score in ("5", "5", "2"):
        assert answer(solved, score=score).status_code == 302

    assert Satisfaction.objects.get().score == 2
    assert told("desk.satisfaction") == ["satisfaction_given"] * 2
    assert last(SatisfactionGiven.name).changed


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"score": ""}, 422),
        ({"score": "6"}, 422),
        ({"resolved": ""}, 422),
        ({"solved": "x"}, 422),
        ({"solved": "1"}, 409),
    ],
)
def test_an_incomplete_answer_is_refused_and_what_was_typed_stays(solved, more, status):
    shown = answer(solved, **{"comment": "늦었어요"} | more)

    assert (shown.status_code, "늦었어요" in shown.content.decode()) == (status, True)
    assert Satisfaction.objects.count() == 0


def test_each_solution_is_rated_for_itself(ticket, jisu):
    for number, score in enumerate((1, 5)):
        when = at(60 + 600 * number)
        solved = actions.solve(ticket.pk, by=jisu, at=when, reason_id=make.reason().pk)
        give_satisfaction(
            links.token_of(ticket.pk),
            score=score,
            resolved=True,
            comment="",
            solved_ms=log.to_ms(solved.solved_at),
            at=when,
        )
        if not number:
            actions.reopen(ticket.pk, by=jisu, at=at(300))

    assert list(Satisfaction.objects.order_by("id").values_list("score", flat=True)) == [1, 5]


def test_before_the_solution_there_is_nothing_to_rate(ticket):
    with pytest.raises(DeskError):
        give_satisfaction(
            links.token_of(ticket.pk), score=5, resolved=True, comment="", solved_ms=0, at=at(20)
        )
    assert progress(links.token_of(ticket.pk), at(20)).solved_ms is None


def test_a_page_opened_too_often_waits(ticket):
    statuses = [customer().get(page(ticket)).status_code for _ in range(61)]

    assert statuses == [200] * 60 + [429]


def test_the_link_stands_under_mails_where_the_centre_wants_it(ticket, jisu, centre, manager):
    change_policy(centre.pk, Policy(address=ADDRESS + "/", append_link=True), by=manager, at=at(5))

    message = actions.reply(ticket.pk, body="안내드립니다.", by=jisu, at=at(20))

    sent = Message.objects.get(pk=message.pk)
    assert sent.body_full.startswith("안내드립니다.\n\n")
    assert sent.body_full.endswith(links.url_of(ticket))
    assert links.url_of(ticket).startswith(f"{ADDRESS}/p/")
    assert (sent.shown, Outbox.objects.count()) == ("안내드립니다.", 1)


def test_without_the_centres_wish_nothing_is_added(ticket, jisu):
    message = actions.reply(ticket.pk, body="안내드립니다.", by=jisu, at=at(20))

    assert (message.body_full, message.body_quoted) == ("안내드립니다.", "")


@pytest.mark.parametrize(
    "policy",
    [
        Policy(address="help.example.com"),
        Policy(address="javascript:alert(1)"),
        Policy(append_link=True),
        Policy(open_days=0),
        Policy(open_days=366),
        Policy(warn_min=4),
        Policy(warn_min=1441),
    ],
)
def test_rules_that_make_no_sense_are_refused(centre, manager, policy):
    with pytest.raises(DeskError):
        change_policy(centre.pk, policy, by=manager, at=NOON)


def test_the_same_rules_again_make_no_version(centre, manager):
    wanted = Policy(address=ADDRESS, open_days=10)

    assert change_policy(centre.pk, wanted, by=manager, at=NOON).version == 1
    assert change_policy(centre.pk, wanted, by=manager, at=at(HOUR)) is None


def test_a_token_names_the_ticket_and_nothing_else(ticket):
    assert links.token_of(ticket.pk).split(".")[0] == f"{ticket.pk:x}-1"
    assert Ticket.objects.get(pk=ticket.pk).satisfactions.count() == 0
