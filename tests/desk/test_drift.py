"""Answers in other words, reasons answered in several ways: the rules, the query, the page."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk import actions
from gijun.desk.actions.sorting.wrapping import fill_fields
from gijun.desk.queries.drift import drift_page
from gijun.desk.rules.drift import Answered, ambiguity, drift, in_other_words, is_answer, kept_share, unagreed
from gijun.desk.terms.sorting import FieldKind
from gijun.standards import actions as standards
from gijun.standards.terms import Basis
from tests import make
from tests.desk.sorting import sorted as sorting
from tests.make import NOON, at
from tests.standards import agreed
from tests.standards.browser import browser, words

SENTENCE = "카드 결제는 취소 후 영업일 3~5일 안에 환불됩니다."
OTHER = "이 건은 담당 부서에서 확인하고 있으니 조금만 더 기다려 주세요."


def answered(text: str = OTHER, **more) -> Answered:
    fields = {"message_id": 1, "reason_id": 1, "used": (), "agreed": (SENTENCE,)} | more
    return Answered(text=text, **fields)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (answered(OTHER), True),
        (answered(f"안녕하세요. {SENTENCE} 감사합니다."), False),
        (answered("카드 결제는 취소 후에 영업일로 3~5일 안에 환불되세요."), False),
        (answered(OTHER, used=(7,)), False),
        (answered(OTHER, agreed=()), False),
        (answered(SENTENCE, agreed=("적립금은 1년간 유효합니다.", SENTENCE)), False),
    ],
)
def test_an_answer_is_in_other_words_when_agreed_ones_were_neither_used_nor_said(answer, expected):
    assert in_other_words(answer) is expected


@given(st.text("가나다라 .", max_size=30), st.text("가나다라 .", max_size=30))
def test_what_is_said_whole_is_kept_whole(before, sentence):
    assert kept_share(sentence, f"{before} {sentence} {before}") == 1.0
    assert 0.0 <= kept_share(sentence, before) <= 1.0


def test_reasons_with_most_answers_in_other_words_come_first():
    group = [answered(message_id=1), answered(SENTENCE, message_id=2)]
    group += [answered(message_id=pk, reason_id=2) for pk in (3, 4)]
    group += [answered(message_id=5, reason_id=3, agreed=())]

    lines = drift(group)

    assert [(one.reason_id, one.replies, one.in_other_words) for one in lines] == [
        (2, 2, (3, 4)),
        (1, 2, (1,)),
    ]
    assert [one.share for one in lines] == [1.0, 0.5]
    assert unagreed(group) == [(3, 1)]


def test_a_reason_answered_in_several_ways_is_ambiguous_the_most_divided_first():
    group = [answered(used=(1,), reason_id=1) for _ in range(9)] + [answered(used=(2,), reason_id=1)]
    group += [answered(reason_id=2, figures=(("환불", value),)) for value in ("3 days", "7 days")]
    group += [answered(reason_id=3, used=(5,), figures=(("환불", "3 days"), ("배송", "7 days")))]

    lines = ambiguity(group)

    assert [(one.reason_id, one.replies, one.ways) for one in lines] == [(2, 2, 2), (1, 10, 2)]
    assert [one.other_share for one in lines] == [0.5, pytest.approx(0.1)]
    assert lines[0].figures == (("환불", (("3 days", 1), ("7 days", 1))),)
    assert lines[1].standards == ((1, 9), (2, 1))


@pytest.mark.parametrize(("text", "expected"), [("네, 감사합니다!", False), (SENTENCE, True)])
def test_thanks_are_no_answer(text, expected):
    assert is_answer(text) is expected


@pytest.fixture
def refund(centre, policy):
    return standards.add_reason(code="refund", name_ko="환불", name_en="Refund", by=None, at=NOON)


@pytest.fixture
def policy(centre):
    return make.person("policy", centre, "policy_owner", name="정정책")


def reply(team, jisu, reason, body, used=(), when=60):
    ticket = make.ticket(make.account(team), address=f"{when}@example.com")
    actions.choose_reason(ticket.pk, reason_id=reason.pk, by=jisu, at=at(when))
    actions.reply(ticket.pk, body=body, by=jisu, at=at(when), used=used)
    return ticket


def test_answers_are_held_against_what_is_agreed_for_their_reason(policy, jisu, lead, team, centre, refund):
    late = standards.add_reason(
        code="late", name_ko="지연", name_en="Late", parent_id=refund.pk, by=None, at=NOON
    )
    draft = agreed.draft(policy, centre, agreed.content(SENTENCE), reason_id=refund.pk)
    version = standards.publish(draft.pk, by=policy, at=NOON, basis=Basis.BROUGHT_IN)
    used = [actions.UsedSentence(version.pk, SENTENCE, None)]
    reply(team, jisu, late, f"네, {SENTENCE}", used, when=60)
    reply(team, jisu, late, f"이하늘 님, {OTHER}", when=61)
    reply(team, jisu, late, "네, 감사합니다!", when=62)
    delivery = standards.add_reason(code="ship", name_ko="배송", name_en="Delivery", by=None, at=NOON)
    reply(team, jisu, delivery, OTHER, when=63)

    page = drift_page(lead, at(100))

    [line] = page.lines
    assert (line.reason, line.drift.replies, line.drift.share) == ("지연", 2, 0.5)
    assert [one.said for one in line.snippets] == [f"○○○ 님, {OTHER}"]
    assert (page.answers, page.is_cut, page.unagreed) == (3, False, [("배송", 1)])
    assert drift_page(lead, at(60 + 31 * 86_400)).answers == 0
    elsewhere = make.person("other", make.team(centre, "3팀"), "team_lead")
    assert drift_page(elsewhere, at(100)).answers == 0


def test_the_same_reason_in_another_order_state_is_another_matter(jisu, lead, team, centre, manager, refund):
    state = sorting.field(centre, manager, "state", FieldKind.ORDER_STATE)
    for when, code, said in ((60, "paid", "3영업일"), (61, "shipped", "7영업일"), (62, "shipped", "7영업일")):
        ticket = reply(team, jisu, refund, f"환불은 접수 후 {said} 안에 완료됩니다.", when=when)
        fill_fields(ticket.pk, typed={state.pk: code}, by=jisu, at=at(when + 1))

    assert drift_page(lead, at(100)).ambiguous == []
    ticket = reply(team, jisu, refund, "환불은 접수 후 5영업일 안에 완료됩니다.", when=70)
    fill_fields(ticket.pk, typed={state.pk: "shipped"}, by=jisu, at=at(71))
    [line] = drift_page(lead, at(100)).ambiguous
    assert (line.reason, line.ambiguity.order_state, line.ambiguity.replies) == ("환불", "shipped", 3)
    assert line.order_state in {"Shipped", "배송 중"}


def test_times_promised_differently_make_a_reason_ambiguous(policy, jisu, lead, team, refund):
    reply(team, jisu, refund, "환불은 접수 후 3영업일 안에 완료됩니다.", when=60)
    reply(team, jisu, refund, "환불은 접수 후 7영업일 안에 완료됩니다.", when=61)

    [line] = drift_page(lead, at(100)).ambiguous

    assert line.reason == "환불"
    [(about, values)] = line.ambiguity.figures
    assert about.startswith("환불 · ")
    assert [count for _value, count in values] == [1, 1]


def test_blanks_an_agent_fills_in_are_no_edits(policy, jisu, team, centre, refund):
    text = "{{주문번호}}(을/를) 확인했습니다. 환불은 5일 걸립니다."
    draft = agreed.draft(policy, centre, agreed.content(text))
    version = standards.publish(draft.pk, by=policy, at=NOON, basis=Basis.BROUGHT_IN)
    offered = "［주문번호］을(를) 확인했습니다. 환불은 5일 걸립니다."
    said = "20261125-0042를 확인했습니다. 환불은 5일 걸립니다."

    ticket = reply(team, jisu, refund, said, [actions.UsedSentence(version.pk, offered, None)])

    [use] = ticket.messages.get(direction="out").uses.all()
    assert use.edited_share == 0.0


def test_the_page_shows_drift_to_those_who_write_standards_only(policy, jisu, lead, team, centre, refund):
    now = timezone.now()
    draft = agreed.draft(policy, centre, agreed.content(SENTENCE), reason_id=refund.pk)
    standards.publish(draft.pk, by=policy, at=now, basis=Basis.BROUGHT_IN)
    ticket = make.ticket(make.account(team), when=now)
    actions.choose_reason(ticket.pk, reason_id=refund.pk, by=jisu, at=now)
    actions.reply(ticket.pk, body=OTHER, by=jisu, at=now)

    response = browser(lead).get("/desk/drift/")

    assert response.status_code == 200
    assert f"Refund 1 1 100% {OTHER[:20]}" in words(response)
    assert browser(jisu).get("/desk/drift/").status_code == 403
