"""Policy documents on the pages: brought in, tied to standards, worked off."""

import io
import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from gijun.events import log
from gijun.standards.actions import policies
from gijun.standards.models import Clause, ClauseStandard, PolicyDocument, StandardVersion
from tests.make import NOON
from tests.standards import agreed, documented
from tests.standards.browser import HTMX, browser, url, words
from tests.standards.documents import files, packed

WORDS = "제1조(환불) 7일 안에 한다.\n제2조(교환) <한 번> 한다.\n제3조(끝) 없다."


def carried(response) -> str:
    return unescape(re.search(r'name="carried" value="([^"]*)"', response.content.decode())[1])


def about(person, where, **more) -> dict:
    return {"title": "환불 정책", "team": where.pk, "owner": person.pk} | more


def test_pasted_text_is_shown_divided_before_it_is_kept(policy, centre):
    client = browser(policy)
    before = log.head()

    looked = client.post(url("policy_new"), about(policy, centre, text=WORDS))

    assert looked.status_code == 200
    assert "제2조(교환) <한 번> 한다." in words(looked)
    assert (PolicyDocument.objects.count(), log.head()) == (0, before)
    given = about(policy, centre, kind="text", carried=carried(looked), act="commit", join=["2"])
    kept = client.post(url("policy_new"), given)
    document = PolicyDocument.objects.get()
    assert kept.url == url("policy", document.pk)
    assert [(one.heading, one.text) for one in documented.clauses(document)] == [
        ("제1조(환불)", "7일 안에 한다."),
        ("제2조(교환)", "<한 번> 한다.\n제3조(끝)\n없다."),
    ]


def test_what_of_a_word_file_could_not_be_read_is_said_before_it_is_kept(policy, centre):
    raw = packed.document(packed.paragraph("환불한다.", list_id=1), numbering=b"<broken")
    given = about(policy, centre, file=SimpleUploadedFile("정책.docx", raw))

    looked = browser(policy).post(url("policy_new"), given)

    assert looked.status_code == 200
    assert "The automatic numbering of this document is damaged." in words(looked)
    assert [text for _heading, text in json.loads(carried(looked))] == ["환불한다."]


def test_a_word_file_is_kept_as_one(policy, centre):
    raw = files.word(lambda document: document.add_paragraph("환불한다."))
    client = browser(policy)

    looked = client.post(url("policy_new"), about(policy, centre, file=SimpleUploadedFile("정책.docx", raw)))
    client.post(url("policy_new"), about(policy, centre, kind="docx", carried=carried(looked), act="commit"))

    assert (PolicyDocument.objects.get().kind, Clause.objects.get().text) == ("docx", "환불한다.")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"file": SimpleUploadedFile("정책.pdf", b"%PDF-1.7")}, "Files of this kind cannot be read"),
        ({"file": SimpleUploadedFile("정책.docx", b"PK\x03\x04nothing")}, "This file is damaged"),
        ({"file": SimpleUploadedFile("정책.doc", b"\xd0\xcf\x11\xe0")}, "an old Office format"),
        ({"text": "환불한다.", "title": ""}, "This field is required"),
        ({"carried": '[["a"]]', "act": "commit"}, "did not come back whole"),
        ({"carried": "no", "act": "commit"}, "did not come back whole"),
        ({"carried": '[["", " "]]', "act": "commit"}, "at least one clause"),
    ],
)
def test_what_cannot_be_read_or_kept_says_why(policy, centre, given, complaint):
    response = browser(policy).post(url("policy_new"), about(policy, centre) | given)

    assert response.status_code == 422
    assert complaint in words(response)
    assert PolicyDocument.objects.count() == 0


def test_a_newer_edition_is_looked_through_and_takes_the_place(policy, centre):
    older = documented.document(policy, centre)
    client = browser(policy)

    looked = client.post(url("policy_replace", older.pk), {"title": "환불 정책 2", "text": WORDS})
    given = {"title": "환불 정책 2", "kind": "text", "carried": carried(looked), "act": "commit"}
    kept = client.post(url("policy_replace", older.pk), given)

    newer = PolicyDocument.objects.get(replaced_by=None)
    assert (kept.url, newer.title) == (url("policy", newer.pk), "환불 정책 2")
    assert "A newer edition has taken the place" in words(client.get(url("policy", older.pk)))
    assert url("policy", older.pk) in client.get(url("policy", newer.pk)).content.decode()
    assert client.post(url("policy_replace", older.pk), given).status_code == 422


def test_a_document_stands_beside_what_is_said_of_it(policy, jisu, centre, now):
    document = documented.document(policy, centre)
    live = agreed.published(
        policy, centre, agreed.content("7일 안에 환불해 드립니다."), title="환불 기간", at=now
    )
    policies.map_clause(documented.clauses(document)[0].pk, live.standard_id, by=policy, at=NOON)

    as_owner, as_agent = (browser(person).get(url("policy", document.pk)) for person in (policy, jisu))

    for page in (as_owner, as_agent):
        assert "7일 안에 환불해 드립니다." in words(page)
        assert "33% 1/3" in words(page)
    assert "Untie" in words(as_owner)
    assert "Untie" not in words(as_agent)


def test_a_clause_is_tied_to_a_suggested_standard_and_untied(policy, centre, now):
    live = agreed.published(policy, centre, title="환불 기간", at=now)
    clause = documented.clauses(documented.document(policy, centre))[0]
    client = browser(policy)

    suggested = client.get(url("clause", clause.pk), {"q": "환불 기간"}, headers=HTMX)
    assert "<html" not in suggested.content.decode()
    assert f'name="standard" value="{live.standard_id}"' in suggested.content.decode()
    tied = client.post(url("clause_map", clause.pk), {"standard": live.standard_id}, headers=HTMX)

    assert f'id="clause-{clause.pk}" data-state="said"' in tied.content.decode()
    untied = client.post(url("clause_unmap", clause.pk), {"standard": live.standard_id})
    assert untied.url == f"{url('policy', clause.document_id)}?page=1#clause-{clause.pk}"
    assert ClauseStandard.objects.count() == 0


def test_without_words_the_clause_itself_asks_for_standards(policy, centre, now):
    live = agreed.published(policy, centre, title="환불 기간", at=now)
    clause = documented.clauses(documented.document(policy, centre))[0]

    page = browser(policy).get(url("clause", clause.pk))

    assert [one.standard_id for one in page.context["suggestions"]] == [live.standard_id]
    assert 'value="환불 기간" required' in page.content.decode()


def test_a_clause_is_set_aside_and_brought_back(policy, centre):
    clause = documented.clauses(documented.document(policy, centre))[0]
    client = browser(policy)

    assert client.post(url("clause_aside", clause.pk), {"reason": ""}, headers=HTMX).status_code == 409
    aside = client.post(url("clause_aside", clause.pk), {"reason": "내부 규정"}, headers=HTMX)
    assert "Set aside: 내부 규정" in words(aside)
    back = client.post(url("clause_back", clause.pk), headers=HTMX)

    assert 'data-state="missing"' in back.content.decode()


def test_a_changed_clause_shows_what_changed(policy, centre, now):
    older = documented.document(policy, centre)
    live = agreed.published(policy, centre, at=now)
    policies.map_clause(documented.clauses(older)[0].pk, live.standard_id, by=policy, at=NOON)
    text = documented.TEXT.replace("7일", "14일")
    newer = policies.replace_document(older.pk, documented.brought(text), by=policy, at=NOON)

    page = browser(policy).get(url("policy", newer.pk))

    assert "removed: 7일 added: 14일 안에 환불한다. ◆ S001" in words(page)
    assert "It still fits" in words(page)


def test_a_long_document_is_read_page_by_page(policy, centre, now):
    document = documented.document(
        policy, centre, "\n\n".join(f"{number}일 안에 환불한다." for number in range(120))
    )
    client = browser(policy)

    first, second = (client.get(url("policy", document.pk), {"page": page}) for page in (1, 2))

    assert [len(page.context["pages"]) for page in (first, second)] == [100, 20]
    last = documented.clauses(document)[119]
    assert (
        client.post(url("clause_back", last.pk)).url
        == f"{url('policy', document.pk)}?page=2#clause-{last.pk}"
    )


def test_a_standard_is_begun_from_a_clause(policy, centre):
    clause = documented.clauses(documented.document(policy, centre))[0]

    response = browser(policy).post(url("clause_standard", clause.pk), {"title": "환불 기간"})

    draft = StandardVersion.objects.get()
    assert response.url == url("edit", draft.pk)
    assert clause.text in draft.explanation


def test_open_clauses_are_worked_off_and_taken_along(policy, centre):
    documented.document(policy, centre, "=합계는 3일 안에 나온다.\n\n환불은 3일 안에 한다.")
    client = browser(policy)

    page = client.get(url("policy_open"), {"state": "missing"})
    csv = client.get(url("policy_open_export", "csv")).content.decode("utf-8-sig")
    book = client.get(url("policy_open_export", "xlsx")).content

    assert page.context["pages"].paginator.count == 2
    assert [line.split(",")[3] for line in csv.splitlines()] == [
        "Clause",
        "'=합계는 3일 안에 나온다.",
        "환불은 3일 안에 한다.",
    ]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[1:5] for row in rows[1:]] == [
        [1, "", "=합계는 3일 안에 나온다.", "No sentence"],
        [2, "", "환불은 3일 안에 한다.", "No sentence"],
    ]
    assert client.get(url("policy_open_export", "pdf")).status_code == 404


def test_empty_pages_say_what_to_do(policy, now):
    client = browser(policy)

    assert "No policy documents yet" in words(client.get(url("policies")))
    assert "Nothing to do here" in words(client.get(url("policy_open")))


def test_the_list_shows_how_much_is_said_and_the_standards_lead_to_it(policy, centre, now):
    documented.document(policy, centre)
    client = browser(policy)

    assert "환불 정책 Pasted text 0% 0/3 3 0" in words(client.get(url("policies")))
    assert url("policies") in client.get(url("list")).content.decode()


def test_who_may_not_write_or_see_is_turned_away(policy, jisu, stranger, centre):
    document = documented.document(policy, centre)
    clause = documented.clauses(document)[0]
    agent, other = browser(jisu), browser(stranger)

    assert agent.get(url("policy_new")).status_code == 403
    for name in ("clause_map", "clause_unmap", "clause_aside", "clause_back", "clause_standard"):
        assert agent.post(url(name, clause.pk), {"standard": 1}).status_code == 403
    assert other.get(url("policy", document.pk)).status_code == 404
    assert other.get(url("clause", clause.pk)).status_code == 404
    assert other.get(url("policy_replace", document.pk)).status_code == 404
    assert other.post(url("clause_back", clause.pk)).status_code == 403
