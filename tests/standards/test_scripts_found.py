"""Personal scripts in the finder: below what was agreed on, and marked; and offered again."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.standards import queries
from gijun.standards.actions import snippets as actions
from gijun.standards.errors import StandardsError
from gijun.standards.models import Snippet
from gijun.standards.terms import SnippetState
from tests import make
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import HTMX, browser, url, words

REFUND = "환불은 영업일 3~5일 안에 처리됩니다."


def found(person, typed, **more) -> list[int]:
    return [one.snippet_id for one in queries.find_snippets(person, typed, **more)]


def test_scripts_are_found_by_what_was_typed_ones_own_before_others(jisu, lead, team):
    others = make.script(team, lead, text=REFUND)
    own = make.script(team, jisu, text=REFUND)
    make.script(team, jisu, title="배송", text="내일 출발합니다.")

    assert found(jisu, "환불") == [own.pk, others.pk]
    assert found(jisu, "환불 영업일") == [own.pk, others.pk]
    assert found(jisu, "한불 영업일") == [own.pk, others.pk]  # a slip of the finger
    assert found(jisu, "적립금") == []
    assert found(jisu, "  ") == []


def test_only_scripts_that_are_offered_and_seen_are_found(jisu, team, elsewhere, stranger):
    make.script(elsewhere, stranger, text=REFUND)
    gone = make.script(team, jisu, text=REFUND)
    actions.retire_snippet(gone.pk, by=jisu, at=NOON)

    assert found(jisu, "환불") == []


def test_a_ticket_of_another_team_is_offered_ones_own_scripts_and_those_from_above(
    manager, lead, centre, team, sister
):
    make.script(team, lead, text=REFUND)
    above = make.script(centre, manager, text=REFUND)
    own = make.script(team, manager, title="내 환불", text=REFUND)

    assert sorted(found(manager, "환불", team_id=sister.pk)) == [above.pk, own.pk]


def test_at_most_three_are_offered(jisu, team):
    for number in range(4):
        make.script(team, jisu, title=f"환불 {number}")

    assert len(found(jisu, "환불")) == 3


def test_a_script_is_offered_with_its_blanks_open(jisu, team):
    make.script(team, jisu, text="{customer}님, 환불되었습니다.")

    (one,) = queries.find_snippets(jisu, "환불")

    assert one.text == queries.rendered("{customer}님, 환불되었습니다.", {}).text


def test_the_finder_shows_scripts_below_the_standards_and_calls_them_unofficial(
    policy, jisu, lead, team, centre, now
):
    version = agreed.published(policy, centre, agreed.content(REFUND), title="환불 기준", at=now)
    script = make.script(team, lead, title="환불 & 사과", text=REFUND)

    response = browser(jisu).get(url("find"), {"q": "환불"}, headers=HTMX)

    options = re.findall(r'<div role="option"[^>]*>', response.content.decode())
    assert [re.findall(r'data-(?:version|snippet)="\d+"', one) for one in options] == [
        [f'data-version="{version.pk}"'],
        [f'data-snippet="{script.pk}"'],
    ]
    assert unescape(re.search(r'data-title="([^"]*)"', options[1])[1]) == "환불 & 사과"
    marked = f"! Unofficial 환불 & 사과 {REFUND} Personal script · {lead.name}".replace("환불은", "환불 은")
    assert marked in words(response)  # what matched is marked


def test_where_no_standard_fits_that_is_said_first_and_the_script_stands_below(jisu, team, now):
    make.script(team, jisu, title="적립금", text="적립금은 소멸됩니다.")

    shown = words(browser(jisu).get(url("find"), {"q": "적립금"}, headers=HTMX))

    assert shown.index("No standard fits these words.") < shown.index("Unofficial")
    assert "Personal script · mine" in shown


def test_without_scripts_of_the_browser_the_page_shows_them_too_and_in_korean(jisu, team, now):
    snippet = make.script(team, jisu, title="적립금", text="적립금은 소멸됩니다.")

    page = browser(jisu, "ko").get(url("find"), {"q": "적립금"})

    assert "비공식" in words(page)
    assert url("snippet", snippet.pk) in page.content.decode()


def test_a_retired_script_is_offered_again_once(jisu, lead, team):
    snippet = make.script(team, jisu, text=REFUND)
    actions.retire_snippet(snippet.pk, by=jisu, at=NOON)

    for by in (lead, jisu):  # pressed twice
        actions.offer_snippet_again(snippet.pk, by=by, at=NOON)

    assert Snippet.objects.get().state == SnippetState.UNOFFICIAL
    assert found(jisu, "환불") == [snippet.pk]
    event = Event.objects.get(name="standards.snippet_offered_again")
    assert (event.team_id, event.actor_id, event.data) == (team.pk, lead.pk, {"snippet_id": snippet.pk})


def test_what_became_a_standard_is_not_offered_again_nor_by_a_colleague(jisu, lead, team):
    colleague = make.person("minho", team, "agent")
    snippet = make.script(team, jisu, text=REFUND)
    retired = make.script(team, jisu, title="배송", text="내일 출발합니다.")
    actions.promote_snippet(snippet.pk, title="환불", by=lead, at=NOON)
    actions.retire_snippet(retired.pk, by=jisu, at=NOON)

    with pytest.raises(StandardsError, match="became a standard"):
        actions.offer_snippet_again(snippet.pk, by=jisu, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.offer_snippet_again(retired.pk, by=colleague, at=NOON)

    assert Event.objects.filter(name="standards.snippet_offered_again").count() == 0


def test_the_page_of_a_retired_script_offers_it_again_to_whoever_may(jisu, team, now):
    colleague = make.person("minho", team, "agent")
    snippet = make.script(team, jisu, text=REFUND)
    client, page = browser(jisu), url("snippet", snippet.pk)
    assert "Offer it again" not in words(client.get(page))
    client.post(url("snippet_retire", snippet.pk))

    assert "Offer it again" in words(client.get(page))
    assert "Offer it again" not in words(browser(colleague).get(page))
    assert client.post(url("snippet_offer_again", snippet.pk)).url == page
    assert "! Unofficial" in words(client.get(page))
    assert browser(colleague).post(url("snippet_offer_again", snippet.pk)).status_code == 403
