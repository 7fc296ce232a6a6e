"""The table of exceptions as a form, with and without scripts, and as it is read."""

import re
from dataclasses import replace

import pytest

from gijun.standards import actions
from gijun.standards.models import StandardVersion
from gijun.standards.queries.exceptions import reading
from gijun.standards.rules.content import content_hash
from gijun.standards.rules.decisions import from_data
from gijun.standards.rules.sheet import sheet_of
from gijun.standards.rules.steps import Step
from tests.make import NOON
from tests.standards import agreed, tabled
from tests.standards.browser import HTMX, browser, url, words

CASE_TEXTS = ("verdict", "sentence", "sentence_en", "reason", "reason_en", "approval")
FACT_TEXTS = ("key", "kind", "question", "question_en", "label", "label_en", "unit", "choices")


def form_of(draft: StandardVersion, **more) -> dict:
    """The form of a draft's exceptions as a browser would send it."""
    table = from_data(draft.exceptions) if draft.exceptions else None
    sheet = sheet_of(table, reading())
    fields = {f"fact_{name}": [getattr(one, name) for one in sheet.facts] for name in FACT_TEXTS}
    fields |= {f"case_{name}": [getattr(one, name) for one in sheet.cases] for name in CASE_TEXTS}
    fields["case_cell"] = [cell for one in sheet.cases for cell in one.cells]
    if sheet.otherwise:
        fields |= {f"otherwise_{name}": [getattr(sheet.otherwise, name)] for name in CASE_TEXTS}
    of_cases = [(str(place), step) for place, one in enumerate(sheet.cases) for step in one.steps]
    steps = of_cases + [("otherwise", step) for step in (sheet.otherwise.steps if sheet.otherwise else ())]
    fields["step_of"] = [of for of, _step in steps]
    fields["step_text"] = [step.text for _of, step in steps]
    fields["step_why"] = [step.why for _of, step in steps]
    fields["step_critical"] = ["1" if step.is_critical else "" for _of, step in steps]
    fields["example_name"] = [one.name for one in sheet.examples]
    fields["example_expected"] = [one.expected for one in sheet.examples]
    fields["example_cell"] = [cell for one in sheet.examples for cell in one.cells]
    return fields | {"seen_hash": content_hash(draft.content()), "act": "save"} | more


@pytest.fixture
def draft(policy, centre):
    return tabled.draft(policy, centre)


@pytest.fixture
def client(policy):
    return browser(policy)


def test_the_form_shows_the_table_as_it_is_typed(client, draft):
    page = client.get(url("exceptions", draft.pk)).content.decode()

    assert re.findall(r'name="case_cell" id="[^"]+" value="([^"]*)"', page) == [
        "defect", "", "",
        "change of mind", "within 7 days", "no",
        "change of mind", "8 days or more", "",
    ]  # fmt: skip


def test_saving_what_is_shown_changes_nothing(client, draft):
    before = draft.content()

    answer = client.post(url("exceptions", draft.pk), form_of(draft))

    draft.refresh_from_db()
    assert answer["Location"] == url("exceptions", draft.pk)
    assert draft.content() == before


def test_a_cell_is_understood_as_people_write_it(client, draft):
    cells = ["상품 불량", "", "", "변심이 아님", "", "", "단순 변심", "여드레 이상", "-"]

    refused = client.post(url("exceptions", draft.pk), form_of(draft, case_cell=cells))
    cells[3:6] = ["단순 변심", "7일 이내", "아니요"]
    client.post(url("exceptions", draft.pk), form_of(draft, case_cell=cells))

    assert refused.status_code == 422
    assert "“변심이 아님” is not understood." in words(refused)
    draft.refresh_from_db()
    assert from_data(draft.exceptions) == tabled.table()


def test_nothing_typed_is_lost_where_a_cell_is_not_understood(client, draft):
    form = form_of(draft)
    form["case_cell"][4] = "within a while"

    refused = client.post(url("exceptions", draft.pk), form)

    assert 'value="within a while" maxlength="200" size="12" autocomplete="off"' in refused.content.decode()
    assert "Some cells are not understood." in words(refused)
    draft.refresh_from_db()
    assert from_data(draft.exceptions) == tabled.table()


def test_findings_come_with_a_contact_in_words(client, policy, centre):
    draft = tabled.draft(policy, centre, tabled.table(otherwise=None))

    found = client.post(url("exception_findings", draft.pk), form_of(draft), headers=HTMX)

    said = words(found)
    assert "No case covers: reason change of mind · 수령 후 within 7 days · 개봉 yes" in said
    assert "For example: reason change of mind" in said
    assert "Every contact gets exactly one answer." not in said
    assert re.findall(r'id="note-case-1-1" hx-swap-oob="true"', found.content.decode()) != []


def test_a_sound_table_is_said_to_be_sound(client, draft):
    found = client.post(url("exception_findings", draft.pk), form_of(draft), headers=HTMX)

    assert "Every contact gets exactly one answer." in words(found)


def test_contradictions_and_failing_examples_stand_beside_the_table(client, draft):
    form = form_of(draft, example_expected=["denied"])
    form["case_cell"][7] = ""

    said = words(client.post(url("exception_findings", draft.pk), form, headers=HTMX))

    assert "Two cases contradict each other: Case 2 · Case 3" in said
    assert "expects “Denied”, but the table says “Allowed”" in said


def test_a_gap_becomes_a_case_by_one_button(client, policy, centre):
    draft = tabled.draft(policy, centre, tabled.table(otherwise=None))

    shown = client.post(url("exceptions", draft.pk), form_of(draft, act="add-gap-0"), headers=HTMX)

    page = shown.content.decode()
    cells = re.findall(r'name="case_cell" id="[^"]+" value="([^"]*)"', page)
    assert cells[-3:] == ["change of mind", "within 7 days", "yes"]
    assert page.lstrip().startswith("{#") is False
    draft.refresh_from_db()
    assert len(from_data(draft.exceptions).cases) == 3


@pytest.mark.parametrize(
    ("act", "count"), [("add-case", 4), ("copy-case-0", 4), ("drop-case-1", 2), ("up-case-2", 3)]
)
def test_the_buttons_change_the_rows_and_save_nothing(client, draft, act, count):
    shown = client.post(url("exceptions", draft.pk), form_of(draft, act=act), headers=HTMX)

    assert len(re.findall(r'name="case_sentence"', shown.content.decode())) == count
    draft.refresh_from_db()
    assert from_data(draft.exceptions) == tabled.table()


def test_a_question_that_goes_takes_its_column_along(client, draft):
    shown = client.post(url("exceptions", draft.pk), form_of(draft, act="drop-fact-1"), headers=HTMX)

    cells = re.findall(r'name="case_cell" id="[^"]+" value="([^"]*)"', shown.content.decode())
    assert cells == ["defect", "", "change of mind", "no", "change of mind", ""]


def test_the_table_is_tried_without_saving(client, draft):
    form = form_of(draft, tried_cell=["defect", "", ""])

    said = words(client.post(url("exception_findings", draft.pk), form, headers=HTMX))

    assert f"Allowed Case 1 reason defect {tabled.DEFECT.sentence}" in said


def test_a_trial_says_which_question_is_open(client, draft):
    form = form_of(draft, tried_cell=["change of mind", "", ""])

    said = words(client.post(url("exception_findings", draft.pk), form, headers=HTMX))

    assert "has to be answered first" in said


def test_there_are_no_exceptions_is_a_tick(client, policy, centre):
    draft = agreed.draft(policy, centre)

    client.post(url("exceptions", draft.pk), form_of(draft, no_exceptions="on"))

    draft.refresh_from_db()
    assert (draft.exceptions, draft.no_exceptions) == (None, True)


def test_a_new_question_gets_a_code_that_the_same_question_gets_elsewhere(client, policy, centre):
    drafts = [agreed.draft(policy, centre), agreed.draft(policy, centre, title="교환")]
    row = {"fact_key": "", "fact_kind": "choice", "fact_question": "왜요?", "fact_question_en": ""}
    row |= {
        "fact_label": "",
        "fact_label_en": "",
        "fact_unit": "",
        "fact_choices": "변심\ndefect = 불량 / defect",
    }
    for draft in drafts:
        client.post(url("exceptions", draft.pk), form_of(draft, **row))
        draft.refresh_from_db()

    first, second = (from_data(draft.exceptions).facts for draft in drafts)
    assert first == second
    assert [choice.label for choice in first[0].choices] == ["변심", "불량"]
    assert first[0].choices[1].code == "defect"


def test_what_somebody_else_wrote_meanwhile_is_shown_before_it_is_replaced(client, draft, policy):
    stale = form_of(draft)
    other = tabled.table(otherwise=None)
    actions.change_exceptions(draft.pk, other, no_exceptions=False, by=policy, at=NOON)

    refused = client.post(url("exceptions", draft.pk), stale)
    seen = re.findall(r'name="seen_hash" value="(\w+)"', refused.content.decode())[0]
    again = client.post(url("exceptions", draft.pk), stale | {"seen_hash": seen})

    assert refused.status_code == 409
    assert "This is what stands there now." in words(refused)
    assert again.status_code == 302


def test_agents_do_not_open_the_form(draft, jisu):
    assert browser(jisu).get(url("exceptions", draft.pk)).status_code == 403


def test_strangers_do_not_see_the_draft(draft, stranger):
    assert browser(stranger).get(url("exceptions", draft.pk)).status_code == 404


def test_a_published_version_has_no_form(client, policy, centre):
    version = tabled.published(policy, centre)

    assert client.get(url("exceptions", version.pk))["Location"] == url("page", version.standard_id)


def test_everybody_reads_the_table_on_the_page_of_the_standard(policy, centre, jisu):
    version = tabled.published(policy, centre)

    said = words(browser(jisu, "ko").get(url("page", version.standard_id)))

    assert "7일 이내" in said
    assert tabled.LATE.reason in said


def test_what_changed_in_the_table_stands_in_the_history(client, policy, centre):
    version = tabled.published(policy, centre)
    fresh = actions.draft_version(version.standard_id, by=policy, at=NOON)
    late = tabled.table(
        cases=(tabled.DEFECT, tabled.IN_TIME), otherwise=replace(tabled.OPEN, sentence="안 됩니다.")
    )
    actions.change_exceptions(fresh.pk, late, no_exceptions=False, by=policy, at=NOON)

    said = words(client.get(url("page", version.standard_id)))

    assert "Case · Case 3 Removed" in said
    assert "안 됩니다." in said


def test_that_there_are_none_is_said_on_the_page(client, policy, centre):
    draft = agreed.draft(policy, centre)
    actions.change_exceptions(draft.pk, None, no_exceptions=True, by=policy, at=NOON)

    assert "There are no exceptions." in words(client.get(url("page", draft.standard_id)))


def test_a_draft_leads_to_its_exceptions(client, draft):
    assert url("exceptions", draft.pk) in client.get(url("page", draft.standard_id)).content.decode()


def test_steps_of_a_case_say_why_and_which_of_them_are_critical(client, draft):
    form = form_of(draft)
    form["step_why"][0], form["step_critical"][0] = "하자를 보려고", "1"

    client.post(url("exceptions", draft.pk), form)

    defect = from_data(StandardVersion.objects.get(pk=draft.pk).exceptions).cases[0]
    assert defect.steps == (Step("사진 받기", "하자를 보려고", is_critical=True),)
    page = client.get(url("page", draft.standard_id))
    assert "! Critical 사진 받기 Why: 하자를 보려고" in words(page)


PHOTO, REFUSAL = ("0", "사진 받기"), ("otherwise", "거절 사유 기록")
ASK, CALL = ("2", "승인 요청"), ("2", "고객에게 다시 연락")


@pytest.mark.parametrize(
    ("act", "steps"),
    [
        ("add-step-0", [PHOTO, ("0", ""), ASK, CALL, REFUSAL]),
        ("drop-step-2-0", [PHOTO, CALL, REFUSAL]),
        ("up-step-2-1", [PHOTO, CALL, ASK, REFUSAL]),
        ("drop-step-otherwise-0", [PHOTO, ASK, CALL]),
        ("up-case-2", [PHOTO, ("1", ASK[1]), ("1", CALL[1]), REFUSAL]),
        ("drop-step-9-0", [PHOTO, ASK, CALL, REFUSAL]),
    ],
)
def test_steps_come_go_and_move_without_saving(client, draft, act, steps):
    before = draft.content()

    shown = client.post(url("exceptions", draft.pk), form_of(draft, act=act), headers=HTMX).content.decode()

    row = r'name="step_of" value="(\w+)">.*?name="step_text" id="[^"]+" value="([^"]*)"'
    drawn = re.findall(row, shown, re.DOTALL)
    assert drawn == steps
    draft.refresh_from_db()
    assert draft.content() == before


def test_a_new_step_takes_the_focus(client, draft):
    shown = client.post(url("exceptions", draft.pk), form_of(draft, act="add-step-2"), headers=HTMX)

    assert re.findall(r'id="(step-[^"]+)"[^>]*autofocus', shown.content.decode()) == ["step-2-2"]


def test_a_reason_of_a_step_has_the_length_its_column_has(client, draft):
    form = form_of(draft)
    form["step_why"][0] = "가" * 301

    refused = client.post(url("exceptions", draft.pk), form)

    assert refused.status_code == 422
    assert "at most 300 characters" in words(refused)


def test_the_trial_shows_the_sentence_as_customers_hear_it(client, draft, policy):
    said = {"sentence": "{{고객명|고객}} 님, 반품됩니다.", "sentence_en": "{{customer name|Dear}}, returned."}
    case = replace(tabled.DEFECT, **said)
    table = tabled.table(cases=(case, tabled.IN_TIME, tabled.LATE))
    actions.change_exceptions(draft.pk, table, no_exceptions=False, by=policy, at=NOON)
    draft.refresh_from_db()

    tried = form_of(draft, tried_cell=["defect", "", ""])
    shown = words(client.post(url("exception_findings", draft.pk), tried))

    assert "이하늘 님, 반품됩니다. Nothing known: 고객 님, 반품됩니다." in shown
    assert "Lee Haneul, returned. Nothing known: Dear, returned." in shown


def test_side_by_side_shows_the_cases_as_customers_hear_them(client, draft, policy):
    case = replace(tabled.DEFECT, sentence="{{고객명|고객}} 님, {{모름}} 반품됩니다.")
    table = tabled.table(cases=(case, tabled.IN_TIME, tabled.LATE))
    actions.change_exceptions(draft.pk, table, no_exceptions=False, by=policy, at=NOON)

    shown = words(client.get(url("variants", draft.pk)))

    assert "이하늘 님, ［모름］ 반품됩니다. Nothing known: 고객 님, ［모름］ 반품됩니다." in shown
    assert "“{{모름}}” is no known variable." in shown
    assert f"The case for everything else ✕ Denied {tabled.OPEN.sentence}" in shown
