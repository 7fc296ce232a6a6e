"""Pages of contradictions, sentences side by side, hints, and what the finder says."""

import re
from html import unescape

import pytest

from gijun.desk import actions as desk
from gijun.standards import actions
from gijun.standards.actions.notices import add_notice, withdraw_notice
from gijun.standards.models import ConflictClearance, Standard
from gijun.standards.terms import Basis
from tests import make
from tests.standards import agreed
from tests.standards.browser import HTMX, browser, url, words
from tests.standards.test_consistency import FOURTEEN, SEVEN, in_force


@pytest.fixture
def pair(policy, centre, now):
    return in_force(policy, centre, at=now), in_force(
        policy, centre, FOURTEEN, title="환불 접수 기준", at=now
    )


def options(response) -> list[str]:
    return [unescape(text) for text in re.findall(r'data-text="([^"]*)"', response.content.decode())]


def test_the_page_shows_both_sentences_with_what_differs_marked(policy, pair):
    response = browser(policy).get(url("consistency"))

    html = response.content.decode()
    assert re.findall(r"<mark>([^<]+)</mark>", html) == ["7일 이내", "14일 이내"]
    assert "They promise different figures." in words(response)
    assert f'href="#pair-{pair[0].pk}-{pair[1].pk}"' in html
    assert f'id="pair-{pair[0].pk}-{pair[1].pk}"' in html
    assert url("gaps") in html
    assert "/desk/drift/" in html


def test_without_contradictions_the_page_says_what_it_is_for(policy, centre, now):
    in_force(policy, centre, at=now)

    assert "No contradictions" in words(browser(policy).get(url("consistency")))


def test_agents_see_contradictions_and_end_none(jisu, pair):
    client = browser(jisu)
    html = client.get(url("consistency")).content.decode()

    assert "<mark>" in html
    assert url("clear_conflict") not in html
    assert "/desk/drift/" not in html
    given = {"first": pair[0].pk, "second": pair[1].pk, "reason": "이유"}
    assert client.post(url("clear_conflict"), given).status_code == 403
    assert ConflictClearance.objects.count() == 0


def test_a_pair_is_declared_right_with_a_reason_and_opened_again(policy, pair):
    client = browser(policy)
    given = {"first": pair[0].pk, "second": pair[1].pk}
    assert client.post(url("clear_conflict"), given).status_code == 409
    assert client.post(url("clear_conflict"), given | {"reason": "등급이 다릅니다"}).url == url("consistency")

    shown = client.get(url("consistency"))
    assert "등급이 다릅니다" in words(shown)
    assert "Who contradicts whom" not in words(shown)

    clearance = ConflictClearance.objects.get()
    assert client.post(url("reopen_conflict", clearance.pk)).url == url("consistency")
    assert "Who contradicts whom" in words(client.get(url("consistency")))
    assert client.post(url("reopen_conflict", 0)).status_code == 404


def test_one_standard_comes_to_stand_for_the_other(policy, pair):
    first, second = pair
    given = {"standard": first.standard_id, "by": second.standard_id, "reason": "하나로"}

    response = browser(policy).post(url("supersede"), given, follow=True)

    assert "is no longer in force" in words(response)
    assert Standard.objects.get(pk=first.standard_id).superseded_by == second.standard
    assert "No contradictions" in words(response)


def test_contacts_that_heard_it_stand_beside_it_without_the_customers_data(policy, jisu, lead, team, pair):
    ticket = make.ticket(make.account(team))
    body = f"이하늘 님, {SEVEN} 문의는 010-1234-5678 또는 haneul@example.com 으로 주세요."
    used = [desk.UsedSentence(pair[0].pk, SEVEN, None)]
    desk.reply(ticket.pk, body=body, by=jisu, at=make.at(60), used=used)

    seen = words(browser(lead).get(url("consistency")))
    assert "Contacts that heard it 1" in seen
    assert ticket.number in seen
    assert f"○○○ 님, {SEVEN} 문의는 ***-****-**** 또는 ***@*** 으로 주세요." in seen
    elsewhere = make.person("other", make.team(team.parent, "3팀"), "team_lead")
    assert ticket.number not in words(browser(elsewhere).get(url("consistency")))


def test_the_list_and_the_finder_warn_of_contradictions(policy, jisu, pair):
    assert "1 pair of standards contradicts itself." in words(browser(policy).get(url("list")))
    found = browser(jisu).get(url("find"), {"q": "환불"}, headers=HTMX)
    assert words(found).count("Another standard contradicts it") == 2

    actions.clear_conflict(pair[0].pk, pair[1].pk, reason="등급", by=policy, at=pair[1].valid_from)

    assert "contradicts itself" not in words(browser(policy).get(url("list")))
    again = browser(jisu).get(url("find"), {"q": "환불"}, headers=HTMX)
    assert "Another standard contradicts it" not in words(again)


def test_the_finder_offers_the_sentence_filled_for_the_ticket(policy, jisu, team, centre, now):
    text = (
        "{{고객명|고객}} 님, {{주문번호}}(을/를) {{상담사명}}(이/가) 확인했습니다. "
        "{{상품명|상품}}(은/는) {{센터명}}에서 보냅니다."
    )
    in_force(policy, centre, text, at=now)
    ticket = make.ticket(make.account(team))
    client = browser(jisu)

    [offered] = options(client.get(url("find"), {"q": "환불", "ticket": ticket.pk}, headers=HTMX))
    assert offered == "이하늘 님, ［주문번호］을(를) 한지수가 확인했습니다. 상품은 서울센터에서 보냅니다."
    [bare] = options(client.get(url("find"), {"q": "환불"}, headers=HTMX))
    assert bare.startswith("고객 님, ［주문번호］을(를) ［상담사명］이(가) 확인")


def test_the_finder_fills_nothing_of_a_ticket_that_is_not_ones_own_to_see(policy, centre, team, now):
    in_force(policy, centre, "{{고객명|고객}} 님, 환불됩니다.", at=now)
    ticket = make.ticket(make.account(team))
    other = make.person("other", make.team(centre, "3팀"), "agent")

    response = browser(other).get(url("find"), {"q": "환불", "ticket": ticket.pk}, headers=HTMX)

    assert options(response) == ["고객 님, 환불됩니다."]


def test_side_by_side_shows_values_fallbacks_and_english_that_lags_behind(policy, centre, now):
    both = agreed.content(
        "{{고객명|고객}} 님, 환불은 5일 걸립니다.",
        sentences=(
            agreed.said("{{고객명|고객}} 님, 환불은 5일 걸립니다."),
            agreed.said("A refund takes 5 days.", language="en"),
            agreed.said("환불은 5일입니다.", channel="chat"),
        ),
    )
    draft = agreed.draft(policy, centre, both)
    version = actions.publish(draft.pk, by=policy, at=now, basis=Basis.BROUGHT_IN)
    client = browser(policy)
    before = words(client.get(url("variants", version.pk)))
    assert "이하늘 님, 환불은 5일 걸립니다." in before
    assert "고객 님, 환불은 5일 걸립니다." in before
    assert "lags behind" not in before

    fresh = actions.draft_version(version.standard_id, by=policy, at=now)
    changed = agreed.content(
        sentences=(agreed.said("{{고객명}} 님, 환불은 7일 걸립니다."), *both.sentences[1:])
    )
    actions.change_draft(fresh.pk, changed, by=policy, at=now)

    after = client.get(url("variants", fresh.pk))
    assert words(after).count("English lags behind") == 5  # all but chat, whose Korean words are its own
    assert "［고객명］ 님" in words(after)


def test_hints_are_given_while_a_draft_is_written(policy, jisu, centre, now):
    given = {
        "language": ["ko", "en"],
        "sentence": ["{{고객명 님, 익일 처리됩니다.", "It is not impossible."],
    }

    response = browser(policy).post(url("hints"), given, headers=HTMX)

    assert "“익일” Say “다음 날”." in words(response)
    assert "is not closed" in words(response)
    assert "Sentence 2 ✓ It reads well." in words(response)
    assert browser(jisu).post(url("hints"), given).status_code == 403


def test_a_standards_page_and_its_draft_say_what_they_contradict(policy, jisu, centre, now, pair):
    client = browser(policy)
    shown = client.get(url("page", pair[0].standard_id))
    assert f"It contradicts {pair[1].standard.code} 환불 접수 기준." in words(shown)
    assert url("clear_conflict") not in shown.content.decode()

    draft = agreed.draft(policy, centre, agreed.content("환불은 30일 이내에 신청하실 수 있습니다."))
    drafted = client.get(url("page", draft.standard_id))

    assert words(drafted).count("It contradicts") == 2
    assert url("clear_conflict") in drafted.content.decode()


def test_the_draft_form_asks_for_hints_while_somebody_types(policy, centre, now):
    draft = agreed.draft(policy, centre)

    html = browser(policy).get(url("edit", draft.pk)).content.decode()

    assert f'hx-post="{url("hints")}" hx-trigger="load, input delay:700ms from:#draft-form"' in html


def test_notices_that_say_something_else_are_shown_while_they_are_shown(policy, jisu, centre, now):
    version = in_force(policy, centre, at=now)
    notice = add_notice(title="환불 안내", text="오늘부터 " + FOURTEEN, team_id=centre.pk, by=policy, at=now)
    add_notice(title="환불 기한", text=SEVEN, team_id=centre.pk, by=policy, at=now)

    shown = browser(policy).get(url("consistency"))

    assert "Notices that say something else 1 환불 안내" in words(shown)
    assert url("page", version.standard_id) in shown.content.decode()
    withdraw_notice(notice.pk, by=policy, at=now)
    assert "Notices that say something else" not in words(browser(policy).get(url("consistency")))
