"""Personal scripts on the pages."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gijun.standards.actions import snippets as actions
from gijun.standards.models import Snippet, StandardVersion
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import browser, url, words
from tests.standards.test_snippets import REFUND, kept


def hidden(response, name: str) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1])


def test_words_are_written_changed_and_handed_over(jisu, lead, team, now):
    client = browser(jisu)

    client.post(url("snippet_new"), {"title": "", "text": REFUND, "team": team.pk})
    snippet = Snippet.objects.get()
    client.post(url("snippet", snippet.pk), {"title": "환불", "text": "바로 해 드립니다."})
    client.post(url("snippet_hand_over", snippet.pk), {"owner": lead.pk})

    snippet.refresh_from_db()
    assert (snippet.title, snippet.text, snippet.owner_id) == ("환불", "바로 해 드립니다.", lead.pk)
    assert client.post(url("snippet", snippet.pk), {"text": "내 것이 아님"}).status_code == 403


def test_the_list_calls_them_unofficial_and_shows_owner_team_and_what_is_nearly_the_same(
    jisu, policy, team, centre, now
):
    live = agreed.published(
        policy, centre, agreed.content("환불은 3~5 영업일 내에 처리됩니다."), title="환불 기준", at=now
    )
    snippet = kept(jisu, team)

    page = browser(jisu).get(url("snippets"))

    assert f"환불 ! Unofficial {REFUND} 한지수 1팀 ◆ 환불 기준 81%" in words(page)
    assert url("page", live.standard_id) in page.content.decode()
    assert url("snippet", snippet.pk) in page.content.decode()


def test_the_list_is_narrowed(jisu, lead, team, now):
    kept(jisu, team, title="하나")
    kept(lead, team, "배송은 내일입니다.", "둘")
    actions.retire_snippet(kept(jisu, team, "옛말입니다.", "셋").pk, by=jisu, at=NOON)
    client = browser(jisu)

    def titles(**query) -> list[str]:
        return [line.snippet.title for line in client.get(url("snippets"), query).context["lines"]]

    assert titles() == ["둘", "하나"]
    assert titles(q="배송") == ["둘"]
    assert titles(owner=jisu.pk) == ["하나"]
    assert titles(state="retired") == ["셋"]
    assert titles(state="all") == ["셋", "둘", "하나"]


def test_a_script_becomes_a_standard(jisu, lead, team, now):
    snippet = kept(jisu, team)
    client = browser(lead)
    assert "Make it a standard" in words(client.get(url("snippet", snippet.pk)))
    assert "Make it a standard" not in words(browser(jisu).get(url("snippet", snippet.pk)))

    response = client.post(url("snippet_promote", snippet.pk), {"title": "환불 기간"})

    draft = StandardVersion.objects.get()
    assert response.url == url("edit", draft.pk)
    page = words(browser(jisu).get(url("snippet", snippet.pk)))
    assert "It became ◆ 환불 기간" in page
    assert "Hand over" not in page


def test_a_script_is_retired(jisu, team, now):
    snippet = kept(jisu, team)
    client = browser(jisu)

    assert client.post(url("snippet_retire", snippet.pk)).url == url("snippets")
    assert client.post(url("snippet_retire", snippet.pk)).status_code == 409


FILE = "title,text,owner\n환불,환불은 3~5 영업일 내에 처리됩니다.,jisu\n빈 말,,\n누구,=누구입니다.,nobody\n"


def test_a_file_is_looked_through_taken_in_and_what_was_left_out_is_taken_along(jisu, lead, team, now):
    kept(jisu, team, title="먼저 있던 말")
    client = browser(lead)
    file = SimpleUploadedFile("문구.csv", FILE.encode("cp949"))

    looked = client.post(url("snippet_import"), {"team": team.pk, "file": file})

    assert Snippet.objects.count() == 1
    assert "먼저 있던 말 ! Unofficial 81%" in words(looked)
    taken = client.post(
        url("snippet_import"), {"team": team.pk, "carried": hidden(looked, "carried"), "act": "commit"}
    )
    assert (taken.context["added"], taken.context["refused"]) == (1, 2)
    assert Snippet.objects.get(title="환불").owner == jisu
    left_out = client.post(url("snippet_refused"), {"rows": hidden(taken, "rows")})
    assert left_out.content.decode("utf-8-sig").splitlines() == [
        "line,title,text,owner,why",
        "3,빈 말,,,It has no words.",
        "4,누구,'=누구입니다.,nobody,Nobody who may see the team's standards has this sign-in name.",
    ]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "Choose a file."),
        ({"file": SimpleUploadedFile("문구.csv", b"title\na")}, "No column of this table is headed"),
        ({"file": SimpleUploadedFile("문구.hwp", b"a")}, "Files of this kind cannot be read"),
        ({"carried": "no"}, "did not come back whole"),
        ({"carried": '[["a", "b", "c", "d"]]'}, "did not come back whole"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(lead, team, now, given, complaint):
    response = browser(lead).post(url("snippet_import"), {"team": team.pk} | given)

    assert response.status_code == 422
    assert complaint in words(response)


def test_what_is_no_list_of_rows_is_not_taken_along(lead, team, now):
    client = browser(lead)

    assert client.post(url("snippet_refused"), {"rows": "no"}).status_code == 409
    sent = client.post(url("snippet_refused"), {"rows": '[1, ["a"], [1, "b", "c", "d", "e"]]'})
    assert sent.content.decode("utf-8-sig").splitlines()[1:] == ["1,b,c,d,e"]


def test_words_that_cannot_be_kept_are_shown_again(jisu, team, now):
    client = browser(jisu)

    for response in (
        client.post(url("snippet_new"), {"title": "환불", "text": " ", "team": team.pk}),
        client.post(url("snippet", kept(jisu, team).pk), {"title": "환불", "text": ""}),
    ):
        assert response.status_code == 422
        assert "This field is required" in words(response)


def test_who_may_not_write_or_see_is_turned_away(jisu, stranger, team, now):
    snippet = kept(jisu, team)

    assert browser(jisu).get(url("snippet_import")).status_code == 403
    assert browser(jisu).post(url("snippet_promote", snippet.pk), {"title": "환불"}).status_code == 403
    assert browser(stranger).get(url("snippet", snippet.pk)).status_code == 404
    assert browser(stranger).post(url("snippet_retire", snippet.pk)).status_code == 403


def test_an_empty_list_says_what_it_is_for(jisu, now):
    page = words(browser(jisu).get(url("snippets")))

    assert "No scripts here" in page
    assert url("snippets") in browser(jisu).get(url("list")).content.decode()
