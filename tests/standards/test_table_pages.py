"""Contact reasons and files on the pages."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gijun.standards.models import ContactReason, Standard, StandardVersion
from tests.standards.browser import browser, url, words


def test_reasons_are_added_renamed_and_retired(manager, now):
    client = browser(manager)
    client.post(url("reasons"), {"code": "refund", "name_ko": "환불", "name_en": "Refund"})
    refund = ContactReason.objects.get()
    client.post(url("reasons"), {"code": "late", "name_ko": "지연", "parent": refund.pk})
    late = ContactReason.objects.get(code="late")

    client.post(url("reason", late.pk), {"name_ko": "늦음"})

    late.refresh_from_db()
    assert (late.parent_id, late.name_ko, late.is_active) == (refund.pk, "늦음", False)
    assert "Refund" in words(client.get(url("reasons")))
    assert client.post(url("reasons"), {"code": "refund", "name_ko": "또"}).status_code == 422
    assert client.post(url("reason", late.pk), {"name_ko": ""}).status_code == 409
    assert client.post(url("reason", 999), {"name_ko": "없음"}).status_code == 404


def file_of(text: str, encoding: str = "cp949") -> SimpleUploadedFile:
    return SimpleUploadedFile("table.csv", text.encode(encoding))


def test_a_file_is_looked_through_and_then_taken_in(policy, centre, now):
    client = browser(policy)
    about = {"table": "standards", "team": centre.pk, "publish": "on"}
    text = 'code,title,sentence\nS01,환불 <기준>,"두 줄의\n말"\nS02,,말\n'

    looked = client.post(url("import"), about | {"file": file_of(text)})

    assert Standard.objects.count() == 0
    assert [line.outcome for line in looked.context["report"].lines] == ["added", "refused"]
    assert "It has no title." in words(looked)
    carried = unescape(re.search(r'name="text" value="([^"]*)"', looked.content.decode())[1])
    taken = client.post(url("import"), about | {"text": carried, "act": "commit"})
    assert taken.context["report"].done
    version = StandardVersion.objects.get()
    assert (version.standard.title, version.sentences.get().text) == ("환불 <기준>", "두 줄의\n말")


def test_the_form_offers_what_the_person_may_bring_in(lead, policy, manager, now):
    def offered(person):
        form = browser(person).get(url("import")).context["form"]
        return [value for value, _label in form["table"].field.choices], form["publish"].field.disabled

    assert offered(lead) == (["standards"], True)
    assert offered(policy) == (["standards"], False)
    assert offered(manager) == (["standards", "reasons"], False)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "Choose a file"),
        ({"file": SimpleUploadedFile("table.csv", b"\xff\xff\xff")}, "not a table"),
        ({"file": SimpleUploadedFile("table.csv", b"name\nx")}, "not a table"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(manager, now, given, complaint):
    response = browser(manager).post(url("import"), {"table": "reasons"} | given)

    assert response.status_code == 422
    assert complaint in words(response)
