"""Pages of taking back, automatic answers, flags, the right to end and outside systems."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gijun.desk import actions, lookups
from gijun.desk.actions.sparing import ending, flags
from gijun.desk.lookups import Card, CardField
from gijun.desk.models import AutoAnswerRules, CustomerFlag, EndingRun, Message, SparingPolicy
from gijun.desk.rules.sparing.policy import USUAL_TEXTS
from gijun.desk.terms import DeliveryState
from gijun.events.models import Event
from tests import make
from tests.standards.browser import HTMX, browser, words


@pytest.fixture
def here(ticket):
    return lambda name, *more: reverse(f"desk:{name}", args=[ticket.pk, *more])


def written_now(ticket, by):
    """A reply that can be taken back for as long as a slow machine needs to draw the page."""
    return actions.reply(ticket.pk, body="확인했습니다.", by=by, at=timezone.now() + timedelta(minutes=5))


def test_after_sending_the_page_offers_to_take_it_back_by_a_key(here, ticket, jisu):
    written_now(ticket, jisu)

    shown = browser(jisu).get(here("ticket")).content.decode()

    assert re.findall(r'data-shortcut="z"', shown) == ['data-shortcut="z"']
    assert "<g-undo" in shown


def test_nobody_else_is_offered_that(here, ticket, jisu, lead):
    written_now(ticket, jisu)

    assert "<g-undo" not in browser(lead).get(here("ticket")).content.decode()


def test_taking_back_without_scripts_brings_the_text_back_into_the_answer(here, ticket, jisu):
    message = written_now(ticket, jisu)

    answer = browser(jisu).post(here("undo_reply", message.pk))
    shown = browser(jisu).get(here("ticket")).content.decode()

    assert (answer.status_code, answer.headers["Location"]) == (302, here("ticket"))
    assert re.search(r"<textarea id=\"reply-body\".*?>확인했습니다\.</textarea>", shown, re.DOTALL)
    assert "↶ Taken back" in words(browser(jisu).get(here("ticket")))


def test_taking_back_with_scripts_goes_to_the_ticket(here, ticket, jisu):
    message = written_now(ticket, jisu)

    answer = browser(jisu).post(here("undo_reply", message.pk), headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, here("ticket"))
    assert Message.objects.get(pk=message.pk).delivery == DeliveryState.UNDONE


def test_too_late_is_said_with_what_to_do(here, ticket, jisu):
    message = written_now(ticket, jisu)
    actions.claim_due(timezone.now() + timedelta(minutes=10), channel="email")

    answer = browser(jisu).post(here("undo_reply", message.pk))

    assert answer.status_code == 409
    assert "Write another one to put it right." in words(answer)


def test_a_flag_set_on_the_page_stands_at_the_ticket(here, ticket, jisu):
    given = {"kind": "abuse", "evidence": "욕설", "days": 7, "message": [Message.objects.get().pk]}

    browser(jisu).post(here("flag_customer"), given)

    assert CustomerFlag.objects.values_list("evidence", "message_ids").get() == ("욕설", given["message"])
    assert "⚠ Careful customer · Verbal abuse" in words(browser(jisu).get(here("ticket")))


def test_leads_decide_flags_on_their_page(ticket, jisu, lead):
    row = flags.flag_customer(ticket.pk, kind="threat", evidence="협박", days=90, by=jisu, at=timezone.now())
    page = browser(lead)
    before = words(page.get(reverse("desk:risk_customers")))

    page.post(reverse("desk:decide_flag", args=[row.pk]), {"approve": "yes"})

    row.refresh_from_db()
    assert ("Waits for a lead" in before, row.state) == (True, "active")
    page.post(reverse("desk:appeal_flag", args=[row.pk]), {"text": "오해"})
    assert "Appeal : 오해" in words(page.get(reverse("desk:risk_customers"))).replace("Appeal:", "Appeal :")


def test_agents_do_not_see_the_list(jisu):
    assert browser(jisu).get(reverse("desk:risk_customers")).status_code == 403


def test_the_right_to_end_step_by_step_on_the_page(here, ticket, jisu):
    page = browser(jisu)

    page.post(here("warn_customer"), {"reason": "abuse"})
    run = EndingRun.objects.get()
    warned = words(page.get(here("ticket")))
    page.post(reverse("desk:warn_again", args=[run.pk]))
    final = words(page.get(here("ticket")))
    page.post(reverse("desk:end_contact", args=[run.pk]))
    ended = words(page.get(here("ticket")))

    assert USUAL_TEXTS["warning.written.ko"] in warned
    assert USUAL_TEXTS["final.written.ko"] in final
    assert (USUAL_TEXTS["end.written.ko"] in ended, "Rest now" in ended) == (True, True)


def test_evidence_leaves_masked_and_whole_only_by_power_and_stays_in_the_audit(door, jisu, lead):
    ticket = actions.take(make.ticket(door, body="바보, 이하늘이다").pk, by=jisu, at=timezone.now())
    run = ending.warn(ticket.pk, reason="abuse", by=jisu, at=timezone.now())
    page = browser(lead)

    answer = page.post(reverse("desk:export_ending", args=[run.pk]))

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.get_sheet_by_name("Messages").to_python()[1][1:] == ["From the customer", "", "바보, ○○○이다"]
    assert Event.objects.filter(name="organisation.sensitive_read", ticket_id=ticket.pk).count() == 1
    assert "1" in words(page.get(reverse("desk:endings")))
    assert browser(jisu).post(reverse("desk:export_ending", args=[run.pk])).status_code == 403


def test_rules_are_saved_in_versions_and_a_refusal_loses_nothing(manager):
    page, where = browser(manager), reverse("desk:sparing_rules")
    texts = USUAL_TEXTS | {"end.spoken.ko": ""}

    refused = page.post(where, {"kind": "ending", "rest_min": 45} | texts)
    page.post(where, {"kind": "sending", "undo_s": 20})

    assert (refused.status_code, "end.spoken.ko" in words(refused)) == (422, True)
    assert 'value="45"' in refused.content.decode()
    assert SparingPolicy.objects.values_list("kind", "version", "content").get() == (
        "sending",
        1,
        {"undo_s": 20},
    )


def test_a_doors_answer_is_previewed_and_versioned(door, manager):
    page, where = browser(manager), reverse("desk:auto_answer", args=[door.pk])
    given = {
        "first_contact": "on",
        "first_contact_ko": "{team}입니다. {number}",
        "period_h": 24,
        "cap": 2,
    }

    refused = page.post(where, given | {"first_contact_ko": "{name} 님"})
    page.post(where, given)

    assert (refused.status_code, "no variable {name}" in words(refused)) == (422, True)
    assert AutoAnswerRules.objects.values_list("version", flat=True).get() == 1
    assert "1팀입니다. (number)" in words(page.get(where))
    assert "answers by itself" in words(page.get(reverse("desk:auto_answers")))


def test_agents_do_not_decide_rules(jisu, door):
    names = [("sparing_rules", []), ("auto_answers", []), ("auto_answer", [door.pk])]
    found = [browser(jisu).get(reverse(f"desk:{name}", args=args)).status_code for name, args in names]
    assert found == [403, 403, 403]


class Orders:
    code, name = "orders", "주문"

    def knows_by(self, asked):
        return True

    def fetch(self, asked):
        return Card((CardField("주문번호", "A-1"),))


def test_the_ticket_shows_the_last_card_at_once_and_asks_in_the_background(centre, here, jisu, lead):
    lookups.register("test", lambda _centre_id: [Orders()])
    try:
        first = browser(jisu).get(here("ticket")).content.decode()
        answer = browser(jisu).post(here("customer_card"), headers=HTMX)
        again = words(browser(jisu).get(here("ticket")))
        watched = words(browser(lead).get(reverse("desk:lookups")))
    finally:
        lookups.withdraw("test")

    assert (f'hx-post="{here("customer_card")}" hx-trigger="load"' in first, "A-1" in first) == (True, False)
    assert ("A-1" in words(answer), "A-1" in again, "orders ✓ asked 1 0" in watched) == (True, True, True)


def test_without_outside_systems_the_page_says_so(lead):
    assert "No outside system is connected" in words(browser(lead).get(reverse("desk:lookups")))
