"""The pages of templates, flags and procedures, and how they stand on the ticket."""

import html
import re

import pytest
from django.urls import reverse

from gijun.desk import actions
from gijun.desk.actions.wording import flags, runs
from gijun.desk.actions.wording.flags import Sentence
from gijun.desk.models import (
    Procedure,
    ProcedureRun,
    ReplyTemplate,
    SentenceFlag,
    StandardUse,
    TemplateTick,
    TemplateUse,
)
from gijun.desk.queries.wording import report
from gijun.organisation.models import Person
from tests import make
from tests.desk.wording import worded
from tests.make import NOON, at

HTMX = {"HX-Request": "true"}
TEXT = "이하늘님, 확인 후 다시 연락드리겠습니다."


@pytest.fixture
def sign_in(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    def as_(person):
        Person.objects.update(locale="en")
        client.force_login(Person.objects.get(pk=person.pk))
        return client

    return as_


def words(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def typed(person, team, **fields):
    usual = {
        "name": "확인 안내",
        "team": team.pk,
        "owner": person.pk,
        "situation": "ordinary",
        "stage": "answer",
        "seen_number": 0,
        "text:any:ko": worded.TEXT,
    }
    return usual | fields


def test_a_lead_writes_a_template_and_the_list_shows_it(sign_in, lead, team):
    client = sign_in(lead)

    response = client.post(reverse("desk:template_new"), typed(lead, team, steps="주문 확인\n\n계좌 확인"))

    row = ReplyTemplate.objects.get()
    assert (response.status_code, response.url) == (302, reverse("desk:template", args=[row.pk]))
    version = row.versions.get()
    assert [(one.channel, one.language, one.text) for one in version.texts.all()] == [
        ("any", "ko", worded.TEXT)
    ]
    assert [one.text for one in version.steps.all()] == ["주문 확인", "계좌 확인"]
    assert "확인 안내 1팀 every reason Ordinary Answer" in words(client.get(reverse("desk:templates")))


def test_what_is_refused_is_said_with_every_reason_and_nothing_typed_is_lost(sign_in, lead, team):
    sent = typed(lead, team, **{"text:any:ko": "{{고갱명}}님", "text:email:en": "{{기준}}"})
    response = sign_in(lead).post(reverse("desk:template_new"), sent)

    said = words(response)
    assert response.status_code == 422
    assert "Every channel · Korean: “{{고갱명}}” is no known variable. Did you mean {{고객명}}?" in said
    assert "Mail · English inserts {{standard}}, but no standard is linked." in said
    assert "{{고갱명}}님</textarea>" in response.content.decode()
    assert ReplyTemplate.objects.count() == 0


def test_trying_shows_both_ways_side_by_side_and_saves_nothing(sign_in, lead, team):
    standard = make.standard(team, lead)
    sent = typed(lead, team, **{"text:any:ko": "{{고객명}}님, {{기준}}", "standard": standard.standard_id})

    response = sign_in(lead).post(reverse("desk:template_new"), sent | {"try": "1"})

    assert response.status_code == 200
    assert (
        "Every channel · Korean 이하늘님, 영업일 3~5일 안에 환불됩니다. "
        "［고객명］님, 영업일 3~5일 안에 환불됩니다." in words(response)
    )
    assert ReplyTemplate.objects.count() == 0


def test_changing_makes_a_version_with_its_reason_and_what_changed(sign_in, lead, team):
    row = worded.template(lead, team).template
    client, url = sign_in(lead), reverse("desk:template_edit", args=[row.pk])
    assert 'name="seen_number" value="1"' in client.get(url).content.decode()

    refused = client.post(url, typed(lead, team, seen_number=1, **{"text:any:ko": "확인하겠습니다."}))
    saved = client.post(
        url, typed(lead, team, seen_number=1, change_reason="더 짧게", **{"text:any:ko": "확인하겠습니다."})
    )

    assert (refused.status_code, saved.status_code, row.versions.count()) == (422, 302, 2)
    page = client.get(reverse("desk:template", args=[row.pk])).content.decode()
    assert "더 짧게" in page
    assert "<ins>확인하겠습니다.</ins>" in page


def test_an_agent_sees_templates_and_writes_none(sign_in, jisu, lead, team):
    row = worded.template(lead, team).template
    client = sign_in(jisu)

    assert client.get(reverse("desk:template", args=[row.pk])).status_code == 200
    assert [
        client.get(reverse("desk:template_new")).status_code,
        client.post(reverse("desk:template_retire", args=[row.pk])).status_code,
        client.get(reverse("desk:template", args=[row.pk + 1])).status_code,
    ] == [403, 403, 404]


def test_gaps_lead_to_a_template_with_the_reason_filled_in(sign_in, lead, jisu, team):
    reason, door = make.reason(), make.account(team)
    for number in range(5):
        ticket = make.ticket(door, address=f"c{number}@example.com")
        actions.choose_reason(ticket.pk, reason_id=reason.pk, by=jisu, at=at(9))
    client = sign_in(lead)

    found = report.coverage_gaps(lead, at(60), [(None, "greeting")])
    assert [(one.gap.reason_id, one.gap.contacts, one.gap.is_bare) for one in found] == [(reason.pk, 5, True)]
    assert client.get(reverse("desk:template_gaps")).status_code == 200
    page = client.get(
        reverse("desk:template_new"), {"reason": reason.pk, "stage": "closing"}
    ).content.decode()
    assert f'<option value="{reason.pk}" selected>' in page
    assert '<option value="closing" selected>' in page


def test_the_picker_offers_filled_texts_and_marks_scripts(sign_in, jisu, lead, team, ticket):
    version = worded.template(lead, team, aliases="회신, call back")
    make.script(team, lead, title="우리끼리")
    client = sign_in(jisu)

    page = client.get(reverse("desk:template_picker", args=[ticket.pk]), headers=HTMX).content.decode()

    assert f'data-text="{TEXT}" data-template="{version.pk}"' in page
    assert 'data-keys="확인안내 ㅎㅇㅇㄴ ghkrdlsdksso 회신 ㅎㅅ ghltls callback ㅊ미ㅣㅠㅁ차"' in page
    assert page.index("data-template=") < page.index('class="unofficial"')
    assert TEXT in words(client.get(reverse("desk:template_picker", args=[ticket.pk])))  # without scripts


def test_an_answer_with_a_template_is_sent_from_the_form(sign_in, jisu, lead, team, ticket):
    standard = make.standard(team, lead)
    sentence = "영업일 3~5일 안에 환불됩니다."
    version = worded.template(
        lead, team, worded.saying("안녕하세요. {{기준}}"), standard_id=standard.standard_id
    )

    response = sign_in(jisu).post(
        reverse("desk:reply", args=[ticket.pk]),
        {
            "body": f"안녕하세요. {sentence}",
            "used_template": version.pk,
            "used_template_text": f"안녕하세요. {sentence}",
            "used_template_found_ms": "1200",
            "used_template_short": "on",
            "used_template_standard": standard.pk,
            "used_template_sentence": sentence,
        },
    )

    assert response.status_code == 302
    assert list(TemplateUse.objects.values_list("version", "is_short", "edited_share")) == [
        (version.pk, True, 0.0)
    ]
    assert list(StandardUse.objects.values_list("version", flat=True)) == [standard.pk]


def test_required_steps_are_ticked_beside_the_ticket(sign_in, jisu, lead, team, ticket):
    version = worded.template(lead, team, worded.saying(steps=("주문 확인",)))
    client, url = sign_in(jisu), reverse("desk:template_steps", args=[ticket.pk])

    assert "주문 확인" in words(client.get(url, {"template_version": version.pk}))
    assert words(client.get(url)).strip() == ""
    sent = {"item": version.steps.get().pk, "done": "on", "template_version": version.pk}
    response = client.post(reverse("desk:template_tick", args=[ticket.pk]), sent, headers=HTMX)

    assert "1 / 1" in words(response)
    assert TemplateTick.objects.get().person == jisu
    assert "확인 안내 · version 1 1 / 1" in words(client.get(reverse("desk:ticket", args=[ticket.pk])))


def test_a_flag_goes_to_its_owner_and_the_answer_comes_back_to_the_ticket(sign_in, jisu, lead, team, ticket):
    version = worded.template(lead, team)
    sent = {"template": version.pk, "text": TEXT}
    response = sign_in(jisu).post(reverse("desk:flag", args=[ticket.pk]), sent, headers=HTMX)
    assert "◷ Open ▤ 확인 안내 · version 1" in words(response)
    row = SentenceFlag.objects.get()

    client = sign_in(lead)
    backlog = words(client.get(reverse("desk:flags")))
    assert "○○○님, 확인 후 다시 연락드리겠습니다." in backlog
    assert "counts in no evaluation" in backlog
    refused = client.post(reverse("desk:flag_settle", args=[row.pk]), {"settled_as": "no_fault"}, follow=True)
    assert "Say why it is not a fault" in words(refused)
    client.post(
        reverse("desk:flag_settle", args=[row.pk]), {"settled_as": "no_fault", "answer": "정해진 말이에요"}
    )

    assert "– Not a fault ▤ 확인 안내 · version 1 정해진 말이에요" in words(
        sign_in(jisu).get(reverse("desk:flagged", args=[ticket.pk]))
    )
    assert client.post(reverse("desk:flag_settle", args=[row.pk])).status_code == 404


def test_a_sent_message_can_be_flagged_where_it_stands(sign_in, jisu, lead, team, ticket):
    version = worded.template(lead, team)
    message = actions.reply(
        ticket.pk, body=TEXT, by=jisu, at=at(30), used=[actions.UsedTemplate(version.pk, TEXT)]
    )
    client = sign_in(jisu)

    page = client.get(reverse("desk:ticket", args=[ticket.pk])).content.decode()

    assert (
        f'name="template" value="{version.pk}"><input type="hidden" name="message" value="{message.pk}"'
        in page
    )
    client.post(reverse("desk:flag", args=[ticket.pk]), {"template": version.pk, "message": message.pk})
    assert SentenceFlag.objects.get().message == message


def steps_typed(*rows):
    return {
        name: [row.get(name, "do" if name == "kind" else "") for row in rows]
        for name in ("code", "kind", "text", "why", "to", "choices")
    }


def test_a_procedure_is_written_as_a_table_and_checked_as_it_is_typed(sign_in, lead, team):
    client = sign_in(lead)
    rows = (
        {"text": "주문을 확인합니다"},
        {"code": "paid", "kind": "choose", "text": "결제 수단", "choices": "카드 -> card\n현금 → cash\n"},
        {"code": "card", "text": "카드 취소", "to": "end"},
        {"code": "cash", "text": "계좌를 묻습니다", "kind": "ask"},
        {},
    )
    sent = {"name": "환불 절차", "team": team.pk, "owner": lead.pk, "seen_number": 0} | steps_typed(*rows)

    checked = client.post(reverse("desk:procedure_check"), steps_typed(*rows[:2]), headers=HTMX)
    assert "Step “paid” goes on at “card”, which does not exist." in words(checked)
    fine = client.post(reverse("desk:procedure_check"), sent, headers=HTMX)
    assert "4 steps: every one is reached" in words(fine)
    assert client.post(reverse("desk:procedure_new"), sent).status_code == 302

    assert Procedure.objects.get().versions.get().content["steps"] == [
        {"code": "1", "kind": "do", "text": "주문을 확인합니다", "why": "", "to": "paid", "choices": []},
        {
            "code": "paid",
            "kind": "choose",
            "text": "결제 수단",
            "why": "",
            "to": "end",
            "choices": [["카드", "card"], ["현금", "cash"]],
        },
        {"code": "card", "kind": "do", "text": "카드 취소", "why": "", "to": "end", "choices": []},
        {"code": "cash", "kind": "ask", "text": "계좌를 묻습니다", "why": "", "to": "end", "choices": []},
    ]
    again = client.get(reverse("desk:procedure_edit", args=[Procedure.objects.get().pk])).content.decode()
    assert "카드 → card\n현금 → cash</textarea>" in again


def test_a_refused_procedure_keeps_the_table(sign_in, lead, team):
    sent = {"name": "x", "team": team.pk, "owner": lead.pk, "seen_number": 0} | steps_typed(
        {"code": "a", "text": "하나", "to": "a"}
    )
    response = sign_in(lead).post(reverse("desk:procedure_new"), sent)

    assert response.status_code == 422
    assert "From step “a” there is no way to the end: a → a." in words(response)
    assert "하나</textarea>" in response.content.decode()


def test_a_run_survives_the_page_and_works_without_scripts(sign_in, jisu, lead, team, ticket):
    procedure = worded.procedure(lead, team)
    client = sign_in(jisu)
    begun = client.post(reverse("desk:runs", args=[ticket.pk]), {"procedure": procedure.pk})
    run = ProcedureRun.objects.get()
    assert begun.url == reverse("desk:run", args=[run.pk])

    client.post(reverse("desk:run_on", args=[run.pk]), {"turn": 0})
    shown = words(sign_in(lead).get(reverse("desk:run", args=[run.pk])))
    assert "1 step done look 하기" in shown
    assert "paid? 1 →card 2 →cash" in shown
    client.post(reverse("desk:run_on", args=[run.pk]), {"turn": 1, "choice": 2})
    client.post(reverse("desk:run_back", args=[run.pk]), {"turn": 2})
    refused = client.post(reverse("desk:run_on", args=[run.pk]), {"turn": 3, "choice": 7}, headers=HTMX)

    run.refresh_from_db()
    assert (run.step, run.turns, refused.status_code) == ("paid", 3, 409)
    assert "환불 절차 ▷ Under way" in words(client.get(reverse("desk:ticket", args=[ticket.pk])))
    assert "✓ Finished" not in words(client.get(reverse("desk:run", args=[run.pk])))


def test_strangers_see_no_run_and_no_flag(sign_in, centre, lead, team, jisu, ticket):
    run = runs.start_run(ticket.pk, procedure_id=worded.procedure(lead, team).pk, by=jisu, at=NOON)
    version = worded.template(lead, team)
    flags.flag(ticket.pk, Sentence(template_version_id=version.pk), by=jisu, at=NOON)
    client = sign_in(make.person("other", make.team(make.centre("부산"), "3팀"), "agent"))

    urls = [
        reverse("desk:run", args=[run.pk]),
        reverse("desk:run", args=[run.pk + 1]),
        reverse("desk:flagged", args=[ticket.pk]),
        reverse("desk:template_picker", args=[ticket.pk]),
        reverse("desk:runs", args=[ticket.pk]),
        reverse("desk:template", args=[version.template_id]),
    ]
    assert [client.get(url).status_code for url in urls] == [404] * len(urls)
    assert "확인 안내" not in words(client.get(reverse("desk:templates")))


def test_lists_say_what_to_do_while_they_are_empty(sign_in, lead, jisu, team):
    client = sign_in(lead)

    assert "A template is found with / while answering" in words(client.get(reverse("desk:templates")))
    assert "No review is due" in words(client.get(reverse("desk:templates"), {"show": "due"}))
    assert "A procedure leads through a matter step by step" in words(client.get(reverse("desk:procedures")))
    assert "Every frequent reason has its templates" in words(client.get(reverse("desk:template_gaps")))
    assert "No sentence waits for your answer" in words(client.get(reverse("desk:flags")))
