"""Judging an exception and following a procedure on the ticket page, with and without scripts."""

import re

import pytest
from django.urls import reverse

from gijun.desk.models import ChecklistTick, Judgement
from tests import make
from tests.standards import agreed, tabled
from tests.standards.browser import HTMX, browser, words


@pytest.fixture
def version(centre):
    policy = make.person("policy", centre, "policy_owner")
    return tabled.published(policy, centre, says=agreed.content(steps=("주문 확인",)))


@pytest.fixture
def ticket(centre):
    return make.ticket(make.account(centre))


@pytest.fixture
def here(ticket, version):
    return lambda name, *more: reverse(f"desk:{name}", args=[ticket.pk, *more])


def pairs(**answers):
    return {"key": list(answers), "answer": list(answers.values())}


def test_the_ticket_page_offers_judging_by_a_key(ticket, version, jisu):
    page = browser(jisu).get(reverse("desk:ticket", args=[ticket.pk]))

    assert 'data-shortcut="x"' in page.content.decode()


def test_with_one_standard_in_force_judging_begins_with_its_first_question(here, version, jisu):
    shown = browser(jisu).get(here("judging"), headers=HTMX)

    assert "Why is it sent back?" in words(shown)
    assert re.findall(r'value="(\w+)" data-key="(\w)"', shown.content.decode()) == [
        ("change", "1"),
        ("defect", "2"),
    ]
    assert "Still possible: Allowed, Denied, Needs approval · 3 questions at the most" in words(shown)


def test_with_several_the_standard_is_chosen_first(here, version, centre, jisu):
    other = tabled.published(version.author, centre, title="교환 기준")

    shown = browser(jisu).get(here("judging"), headers=HTMX)

    assert re.findall(r'href="([^"]+)"[^>]*data-key="(\d)"', shown.content.decode()) == [
        (here("judge", other.pk), "1"),
        (here("judge", version.pk), "2"),
    ]


def test_where_nothing_has_exceptions_the_page_says_so(here_without, jisu):
    assert "No standard in force here has exceptions." in words(browser(jisu).get(here_without, headers=HTMX))


@pytest.fixture
def here_without(ticket):
    return reverse("desk:judging", args=[ticket.pk])


def test_an_answer_leads_to_the_next_question_and_can_be_taken_back(here, version, jisu):
    client = browser(jisu)

    shown = client.post(here("judge", version.pk), pairs(why="change"), headers=HTMX)
    back = client.post(here("judge", version.pk), {}, headers=HTMX)

    assert "How long ago was it received?" in words(shown)
    assert 'id="judging-answer"' in shown.content.decode()
    assert "Why is it sent back?" in words(back)


def test_an_answer_that_is_not_understood_is_asked_again_with_the_reason(here, version, jisu):
    shown = browser(jisu).post(here("judge", version.pk), pairs(why="change", days="soon"), headers=HTMX)

    assert "“soon” is not a whole number of days." in words(shown)
    assert 'name="answer" value="soon"' in shown.content.decode()
    assert "How long ago was it received?" in words(shown)


def test_the_verdict_stands_there_as_soon_as_it_is_certain(here, version, jisu):
    shown = browser(jisu).post(here("judge", version.pk), pairs(why="change", days="9"), headers=HTMX)

    said = words(shown)
    assert "Needs approval" in said
    assert tabled.LATE.reason in said
    assert "Approval needed: 실장" in said
    assert tabled.LATE.sentence in said
    assert not Judgement.objects.exists()


def test_accepting_gives_the_sentence_and_the_steps_of_the_case(here, version, jisu):
    accepted = browser(jisu).post(
        here("judge", version.pk),
        pairs(why="change", days="9") | {"act": "accept", "took_ms": "7000"},
        headers=HTMX,
    )

    page = accepted.content.decode()
    assert f'data-text="{tabled.LATE.sentence}" data-version="{version.pk}"' in page
    assert 'id="checklists" hx-swap-oob="innerHTML"' in page
    assert "승인 요청" in words(accepted)
    assert Judgement.objects.get().case_place == 2


def test_accepting_too_early_is_refused_with_a_notice(here, version, jisu):
    refused = browser(jisu).post(
        here("judge", version.pk), pairs(why="change") | {"act": "accept"}, headers=HTMX
    )

    assert refused.status_code == 409
    assert "The verdict is not certain yet." in words(refused)


def test_without_scripts_the_verdict_is_kept_and_stands_beside_the_ticket(here, ticket, version, jisu):
    client = browser(jisu, "ko")

    asked = client.get(here("judging"))
    kept = client.post(here("judge", version.pk), pairs(why="defect") | {"act": "accept"}, follow=True)

    assert "왜 반품하나요?" in words(asked)
    assert "<html" in asked.content.decode()
    assert tabled.DEFECT.sentence in words(kept)
    assert "사진 받기" in words(kept)


def test_only_who_answers_customers_judges(here, version, centre):
    observer = make.person("observer", centre, "observer")

    assert browser(observer).get(here("judging")).status_code == 403


def test_of_a_standard_without_exceptions_there_is_nothing_to_judge(here, centre, version, jisu):
    plain = make.standard(centre, version.author)

    assert browser(jisu).get(here("judge", plain.pk)).status_code == 404


def test_a_step_is_done_with_one_button_and_the_next_one_shown(here, version, jisu):
    client = browser(jisu)
    client.post(here("judge", version.pk), pairs(why="defect") | {"act": "accept"}, headers=HTMX)
    first, second = version.checklist.filter(case=None).get(), version.checklist.get(case=0)

    shown = client.get(here("procedure", version.pk), headers=HTMX)
    done = client.post(here("do_step", version.pk), {"item": first.pk, "done": "on", "at": "1"}, headers=HTMX)

    assert "Step 1 of 2" in words(shown)
    assert f'name="item" value="{second.pk}"' in done.content.decode()
    assert "Step 2 of 2 · for the judged case" in words(done)
    assert ChecklistTick.objects.get().item_id == first.pk


def test_going_back_shows_a_step_that_is_done_and_lets_it_be_undone(here, version, jisu):
    client = browser(jisu)
    step = version.checklist.filter(case=None).get()
    client.post(here("do_step", version.pk), {"item": step.pk, "done": "on", "at": "1"}, headers=HTMX)

    back = client.get(here("procedure", version.pk), {"at": "0"}, headers=HTMX)
    client.post(here("do_step", version.pk), {"item": step.pk, "at": ["1", "0"]}, headers=HTMX)

    assert "Not done after all" in words(back)
    assert not ChecklistTick.objects.exists()


def test_at_the_end_the_player_says_what_is_open(here, version, jisu):
    shown = browser(jisu).get(here("procedure", version.pk), {"at": "9"}, headers=HTMX)

    assert "1 step is not ticked yet." in words(shown)
    assert "More steps may follow when the exception is judged." in words(shown)
