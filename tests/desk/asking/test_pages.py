"""The pages of asking: from the ticket, the inboxes, what a department may see, with and without scripts."""

import re

import pytest
from django.urls import reverse

from gijun.desk.actions.asking import approvals, consults, escalations
from gijun.desk.models import (
    ApprovalRequest,
    AskingPolicy,
    Consult,
    Delegation,
    Escalation,
    Promotion,
    Whisper,
)
from gijun.standards.models import Standard, StandardCandidate
from gijun.web.realtime import News, Reach, topics_of
from tests import make
from tests.desk.asking import asked
from tests.make import at
from tests.standards import tabled
from tests.standards.browser import HTMX, browser, words


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def shortcuts(response):
    return set(re.findall(r'data-shortcut="([^"]+)"', response.content.decode()))


def test_the_ticket_offers_asking_by_a_key_each(ticket, jisu, lead):
    page = browser(jisu).get(url("ticket", ticket.pk))

    assert {"u", "a", "c", "o"} <= shortcuts(page)
    assert page.content.decode().count('data-shortcut="a"') == 1


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_supervisor_is_asked_with_the_cause_chosen_beforehand(ticket, jisu, lead, headers):
    client = browser(jisu)
    form = client.get(url("escalate", ticket.pk), headers=headers)
    sent = client.post(
        url("escalate", ticket.pk),
        {"kind": "takeover", "why": "authority", "note": "상급자 요청"},
        headers=headers,
        follow=True,
    )

    assert re.search(r'value="authority" checked', form.content.decode())
    assert "Supervisor asked for · Waiting" in words(sent)
    assert Escalation.objects.get().role == "team_lead"


def test_out_of_the_manual_presets_knowledge(ticket, jisu, lead):
    form = browser(jisu).get(url("escalate", ticket.pk) + "?kind=out_of_manual", headers=HTMX)

    assert re.search(r'value="knowledge" checked', form.content.decode())
    assert re.search(r'value="out_of_manual" selected', form.content.decode())


def test_what_is_missing_is_said_where_it_was_asked(ticket, jisu, lead):
    sent = browser(jisu).post(url("escalate", ticket.pk), {"kind": "takeover", "why": ""}, headers=HTMX)

    assert (sent.status_code, "Say what is missing" in words(sent)) == (409, True)


def test_the_lead_sees_the_card_picks_up_and_answers(ticket, jisu, lead):
    row = asked.up(ticket, jisu, kind="out_of_manual", why="knowledge")
    client = browser(lead)

    inbox = client.get(url("takeovers"))
    card = client.get(url("takeover", row.pk))
    client.post(url("pick_up", row.pk), {"mode": "co_handle"})
    client.post(url("answer_escalation", row.pk), {"text": "이번만 허용하세요"})

    assert "Out of the manual yours" in words(inbox)
    assert "환불은 언제 되나요?" in words(card)
    assert {"1", "2", "3", "r"} <= shortcuts(card)
    row.refresh_from_db()
    assert (row.state, row.mode, row.answer) == ("answered", "co_handle", "이번만 허용하세요")
    side = browser(jisu).get(url("asked", ticket.pk))
    assert "이번만 허용하세요" in words(side)
    assert "data-insert" in side.content.decode()
    candidates = client.get(reverse("standards:candidates"))
    assert "이번만 허용하세요" in words(candidates)


def test_taking_over_leads_to_the_ticket(ticket, jisu, lead):
    row = asked.up(ticket, jisu)

    sent = browser(lead).post(url("pick_up", row.pk), {"mode": "take_over"})

    assert sent.url == url("ticket", ticket.pk)


def test_an_agent_opens_no_inbox(ticket, jisu, lead):
    row = asked.up(ticket, jisu)
    client = browser(jisu)

    for name, *args in (("takeovers",), ("takeover", row.pk), ("approvals",), ("consults",), ("promotions",)):
        assert client.get(url(name, *args)).status_code == 403


def test_a_whisper_is_typed_on_the_ticket_and_read_by_the_agent(ticket, jisu, lead):
    sent = browser(lead).post(url("whisper", ticket.pk), {"text": "규정 3조"}, headers=HTMX)
    colleague = make.person("colleague", ticket.team, "agent")

    assert "규정 3조" in words(sent)
    assert "규정 3조" in words(browser(jisu).get(url("ticket", ticket.pk)))
    assert "규정 3조" not in words(browser(colleague).get(url("ticket", ticket.pk)))
    assert browser(jisu).post(url("whisper", ticket.pk), {"text": "나도"}).status_code == 403
    assert Whisper.objects.count() == 1


def test_the_request_says_own_limits_and_reads_amounts_as_people_write_them(ticket, jisu, lead):
    client = browser(jisu)
    form = client.get(url("ask_approval", ticket.pk), headers=HTMX)
    given = {"power": "desk.refund", "why": "authority", "grounds": "파손"}
    client.post(url("ask_approval", ticket.pk), given | {"amount": "5만 5,000원"}, headers=HTMX)
    within = client.post(url("ask_approval", ticket.pk), given | {"amount": "3만"}, headers=HTMX)
    odd = client.post(url("ask_approval", ticket.pk), given | {"amount": "많이"}, headers=HTMX)

    assert "Refund ≤ ₩30,000" in words(form)
    assert "Exception never" in words(form)
    assert ApprovalRequest.objects.get().amount == 55_000
    assert (within.status_code, "You may decide this yourself" in words(within)) == (409, True)
    assert "“많이” is no amount. Write 30,000 or 3만." in words(odd)


def test_a_judgement_that_needs_approval_leads_into_a_request_filled_in(ticket, jisu, lead, centre):
    version = tabled.published(make.person("policy", centre, "policy_owner"), centre)
    client = browser(jisu)
    judge = {"key": ["why", "days"], "answer": ["change", "9"], "act": "accept", "took_ms": "1"}
    client.post(url("judge", ticket.pk, version.pk), judge, headers=HTMX)

    side = client.get(url("asked", ticket.pk))
    form = client.get(url("ask_approval", ticket.pk), headers=HTMX)
    judgement = ticket.judgements.get()
    client.post(
        url("ask_approval", ticket.pk),
        {"power": "desk.exception", "amount": "0", "why": "authority", "grounds": "7일 지남",
         "judgement": judgement.pk},
    )  # fmt: skip

    assert "The judged exception needs approval." in words(side)
    assert f'name="judgement" value="{judgement.pk}"' in form.content.decode()
    assert 'value="desk.exception" selected' in form.content.decode()
    assert ApprovalRequest.objects.get().judgement == judgement
    assert "The judged exception needs approval." not in words(client.get(url("asked", ticket.pk)))


def test_the_inbox_decides_by_keys_and_goes_on_to_the_next(ticket, jisu, lead):
    first = asked.approval(ticket, jisu, amount=40_000)
    second = asked.approval(ticket, jisu, amount=50_000, when=20)
    client = browser(lead)

    page = client.get(url("approvals"))
    after = client.post(url("decide_approval", first.pk), {"act": "approve"}, follow=True)
    denied = {"act": "deny", "note": "중복입니다", "say": "규정상 어렵습니다"}
    end = client.post(url("decide_approval", second.pk), denied, follow=True)

    assert {"a", "d"} <= shortcuts(page)
    assert "Refund ₩40,000" in words(page)
    assert "1 approved, 0 denied" in words(after)
    assert "No request waits for you" in words(end)
    side = words(browser(jisu).get(url("asked", ticket.pk)))
    assert "중복입니다" in side
    assert "규정상 어렵습니다" in side


def test_a_denial_without_a_reason_and_ones_own_request_are_refused(ticket, jisu, lead, manager, head):
    row = asked.approval(ticket, jisu)
    own = asked.approval(ticket, lead, amount=400_000)
    client = browser(lead)

    silent = client.post(url("decide_approval", row.pk), {"act": "deny", "note": " "})
    assert (silent.status_code, "Write why it is denied" in words(silent)) == (409, True)
    assert client.post(url("decide_approval", own.pk), {"act": "approve"}).status_code == 409


def test_an_absence_is_announced_and_ended(lead, team):
    deputy = make.person("deputy", team, "team_lead", name="대리인")
    client = browser(lead)
    span = {"to": deputy.pk, "starts_at": "2099-01-01T09:00", "ends_at": "2099-01-02T09:00"}
    shown = client.post(url("delegate"), span, follow=True)

    assert "오실장 → 대리인" in words(shown)
    client.post(url("end_delegation", Delegation.objects.get().pk))
    assert "오실장 → 대리인" not in words(client.get(url("approvals")))
    assert client.post(url("delegate"), {"to": deputy.pk}).status_code == 409


def test_a_department_answers_without_ever_seeing_the_ticket(ticket, jisu, owner, policy_team):
    client = browser(jisu)
    form = client.get(url("ask_consult", ticket.pk), headers=HTMX)
    question = {"department": policy_team.pk, "question": "개봉 후 반품?", "why": "knowledge"}
    client.post(url("ask_consult", ticket.pk), question, headers=HTMX)
    row = Consult.objects.get()

    department = browser(owner)
    inbox, page = department.get(url("consults")), department.get(url("consult", row.pk))
    assert "▸ 환불은 언제 되나요?" in words(form)
    assert "개봉 후 반품?" in words(inbox)
    assert "환불은 언제 되나요?" in words(page)
    assert ticket.number not in page.content.decode()
    assert "이하늘" not in page.content.decode()
    for name in ("queue", "ticket", "thread", "side", "asked"):
        args = [] if name == "queue" else [ticket.pk]
        assert department.get(url(name, *args)).status_code == 403
    assert department.get("/").url == url("consults")

    done = department.post(url("consult", row.pk), {"text": "7일 안이면 됩니다", "keep": "on"}, follow=True)
    assert "It is a candidate of the standards." in words(done)
    assert "7일 안이면 됩니다" in words(client.get(url("asked", ticket.pk)))
    assert StandardCandidate.objects.get().text == "7일 안이면 됩니다"


def test_an_answer_is_kept_later_with_one_more_click(ticket, jisu, owner, policy_team):
    row = asked.question(ticket, jisu, policy_team)
    consults.answer_consult(row.pk, text="됩니다", by=owner, at=at(30))
    client = browser(owner)

    assert "Keep as a candidate standard" in words(client.get(url("consult", row.pk)))
    client.post(url("keep_answer", row.pk))
    begun = client.post(
        reverse("standards:settle_candidate", args=[StandardCandidate.objects.get().pk]), {"act": "decline"}
    )
    assert begun.status_code == 403  # the department writes for its own team, the candidate is the centre's


def test_whoever_writes_the_centres_standards_begins_one_with_a_candidate(
    ticket, jisu, owner, policy_team, manager
):
    row = asked.question(ticket, jisu, policy_team)
    consults.answer_consult(row.pk, text="됩니다", by=owner, at=at(30))
    consults.keep_answer(row.pk, by=owner, at=at(40))
    where = reverse("standards:settle_candidate", args=[StandardCandidate.objects.get().pk])

    begun = browser(manager).post(where, {"act": "begin", "title": "개봉 반품"})

    assert begun.url == reverse("standards:page", args=[Standard.objects.get().pk])
    assert browser(manager).post(where, {"act": "decline"}).status_code == 409


def test_a_request_is_withdrawn_on_the_ticket(ticket, jisu, lead, owner, policy_team):
    rows = {
        "escalation": asked.up(ticket, jisu),
        "approval": asked.approval(ticket, jisu),
        "consult": asked.question(ticket, jisu, policy_team),
    }
    client = browser(jisu)
    for what, row in rows.items():
        client.post(url("withdraw", ticket.pk, what, row.pk))
        row.refresh_from_db()
        assert row.state == "withdrawn"


def test_the_rules_page_saves_a_version_and_loses_nothing_it_refuses(centre, lead, manager):
    client = browser(manager)
    numbers = {
        "approval_min": 20,
        "consult_min": 30,
        "promote_after": 5,
        "promote_days": 60,
        "quiet_days": 30,
    }
    good = {"role": ["team_lead", "operations_manager", ""], "minutes": ["7", "15", ""]}
    loop = {"role": ["team_lead", "team_lead"], "minutes": ["7", "15"]}

    refused = client.post(url("asking_policy"), numbers | loop)
    saved = client.post(url("asking_policy"), numbers | good, follow=True)

    assert refused.status_code == 422
    assert "Team lead stands twice on the way up." in words(refused)
    assert 'name="minutes" min="1" max="10080" value="15"' in refused.content.decode()
    assert "version 1" in words(saved)
    assert AskingPolicy.objects.get().content["levels"] == [["team_lead", 7], ["operations_manager", 15]]
    assert browser(lead).get(url("asking_policy")).status_code == 403


def test_promotions_are_accepted_by_who_decides_authority_only(centre, manager, head, reason_free_promotion):
    client = browser(manager)

    assert "Whoever decides authority limits can accept it." in words(client.get(url("promotions")))
    assert (
        client.post(url("decide_promotion", reason_free_promotion.pk), {"act": "accept"}).status_code == 403
    )
    browser(head).post(url("decide_promotion", reason_free_promotion.pk), {"act": "accept"})
    reason_free_promotion.refresh_from_db()
    assert reason_free_promotion.state == "accepted"


@pytest.fixture
def reason_free_promotion(ticket, jisu, lead, manager, head):
    for number in range(10):
        row = asked.approval(ticket, jisu, amount=40_000 + number, when=number)
        approvals.decide(row.pk, approved=True, by=lead, at=at(number))
    return Promotion.objects.get()


def test_tabs_count_what_waits(ticket, jisu, lead):
    asked.up(ticket, jisu)
    asked.approval(ticket, jisu)

    page = words(browser(lead).get(url("takeovers")))
    assert "Going up 1" in page
    assert "Approvals 1" in page


def test_the_agents_page_hears_of_an_answer(ticket, jisu, lead):
    row = asked.up(ticket, jisu)
    escalations.answer(row.pk, text="네", by=lead, at=at(30))
    news = News(1, "desk.escalation_answered", ticket.pk, ticket.team_id, jisu.pk, None)

    assert topics_of(news, Reach(jisu.pk, frozenset(), frozenset())) == (
        {"queue", f"ticket:{ticket.pk}"},
        False,
    )
