"""Words of personal scripts that went out: told apart from agreed sentences."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from gijun.desk import actions
from gijun.desk.forms import ReplyForm
from gijun.desk.models import Message, SnippetUse, StandardUse
from gijun.desk.queries import state
from gijun.events.models import Event
from tests import make
from tests.make import NOON, at

WORDS = "영업일 3~5일 안에 환불됩니다."


@pytest.fixture
def door(team):
    return make.account(team)


def answered(ticket, by, said, *used) -> Message:
    return actions.reply(ticket.pk, body=said, by=by, at=NOON, used=used)


def test_a_script_that_was_said_is_a_fact_with_how_much_of_it_was_changed(door, jisu, team):
    script, ticket = make.script(team, jisu, text=WORDS), make.ticket(door)

    message = answered(
        ticket, jisu, "안녕하세요. 영업일 4일 안에 환불됩니다.", actions.UsedSnippet(script.pk, WORDS, 4_200)
    )

    use = SnippetUse.objects.get()
    assert (use.message, use.snippet, use.edited_share) == (message, script, 0.2)
    event = Event.objects.get(name="desk.snippet_used")
    assert (event.ticket_id, event.contact_id, event.agent_id) == (ticket.pk, message.contact_id, jisu.pk)
    assert event.data == {
        "message_id": message.pk,
        "snippet_id": script.pk,
        "edited_share": 0.2,
        "found_ms": 4_200,
    }
    assert state.from_log() == state.from_rows()


def test_a_script_beside_an_agreed_sentence_counts_as_itself(door, jisu, team):
    version = make.standard(team, jisu, text=WORDS)
    script = make.script(team, jisu, text="감사합니다. 또 뵙겠습니다.")

    answered(
        make.ticket(door),
        jisu,
        f"{WORDS} 감사합니다. 또 뵙겠습니다.",
        actions.UsedSentence(version.pk, WORDS),
        actions.UsedSnippet(script.pk, "감사합니다. 또 뵙겠습니다."),
    )

    assert (StandardUse.objects.get().version, SnippetUse.objects.get().snippet) == (version, script)


def test_a_script_that_was_deleted_again_or_that_the_person_does_not_see_is_no_fact(door, jisu, team):
    script = make.script(team, jisu, text=WORDS)
    far = make.centre("부산")
    hidden = make.script(far, make.person("far", far, "agent"), text=WORDS)

    answered(make.ticket(door), jisu, "곧 연락드리겠습니다.", actions.UsedSnippet(script.pk, WORDS))
    answered(make.ticket(door), jisu, WORDS, actions.UsedSnippet(script.pk + 99, WORDS))
    answered(make.ticket(door), jisu, WORDS, actions.UsedSnippet(hidden.pk, WORDS))

    assert SnippetUse.objects.count() == 0


def test_scripts_of_a_ticket_go_with_it_when_tickets_are_merged(door, jisu, team):
    script, ticket, other = make.script(team, jisu, text=WORDS), make.ticket(door), make.ticket(door)
    answered(ticket, jisu, WORDS, actions.UsedSnippet(script.pk, WORDS))

    actions.merge(ticket.pk, into_id=other.pk, by=jisu, at=at(60))

    assert state.from_log().tickets[other.pk].scripts == {(SnippetUse.objects.get().message_id, script.pk)}
    assert state.from_log() == state.from_rows()


def test_a_form_tells_sentences_from_scripts_and_leaves_out_what_is_not_whole():
    form = ReplyForm(
        _lists(
            used_version=["7"],
            used_text=["합의"],
            used_found_ms=["900"],
            used_snippet=["3", "x", "4"],
            used_snippet_text=["하나", "둘", "셋"],
            used_snippet_found_ms=["", "1"],
        )
    )

    assert form.used() == [
        actions.UsedSentence(7, "합의", 900),
        actions.UsedSnippet(3, "하나", None),
        actions.UsedSnippet(4, "셋", None),
    ]


def test_the_page_of_a_ticket_sends_a_script_and_its_finder_offers_it(client, door, jisu, team):
    script, ticket = make.script(team, jisu, text=WORDS), make.ticket(door)
    client.force_login(jisu)

    offered = client.get(reverse("desk:find", args=[ticket.pk]), {"q": "환불"}).content.decode()
    suggested = client.get(reverse("desk:find", args=[ticket.pk])).content.decode()
    client.post(
        reverse("desk:reply", args=[ticket.pk]),
        {"body": WORDS, "used_snippet": script.pk, "used_snippet_text": WORDS},
    )

    assert f'data-snippet="{script.pk}"' in offered
    assert "data-snippet" not in suggested  # what the house suggests was agreed on
    assert SnippetUse.objects.get().snippet == script
    assert state.from_log() == state.from_rows()


def _lists(**fields):
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data
