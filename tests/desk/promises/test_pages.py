"""Pages of promises: form, suggestions, lists, one promise, rules."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.forms.promises import LOCAL
from gijun.desk.models import Handle, Promise, PromisePolicy
from gijun.events import replay
from gijun.events.models import Event
from gijun.organisation.events import SensitiveRead
from tests import make
from tests.desk.promises.promised import callback, promise
from tests.standards.browser import HTMX, browser, words

TOMORROW = timedelta(days=1)


@pytest.fixture
def here(ticket):
    return lambda name, *more: reverse(f"desk:{name}", args=[ticket.pk, *more])


def local(at) -> str:
    return timezone.localtime(at).strftime(LOCAL)


def soon(**more):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(**more)


def open_always(ticket, by, **more):
    """A promise that pages, which go by the real clock, can still keep."""
    return promise(ticket, by, **{"due": soon(hours=2), "outside_ok": True} | more)


def test_the_ticket_page_opens_the_form_by_a_key_and_shows_what_is_owed(here, ticket, jisu):
    open_always(ticket, jisu, note="주문 확인")

    shown = browser(jisu).get(here("ticket"))

    assert 'id="promise-open" data-shortcut="p"' in shown.content.decode()
    assert re.search(r"Answer by ◷ 1 h 5\d min left", words(shown)) or "Answer by ◷ 2 h left" in words(shown)
    assert "주문 확인" in words(shown)


def test_a_promise_is_made_without_scripts(here, jisu, ticket):
    given = {"kind": "answer_by", "due": local(soon(days=1)), "why": "knowledge", "note": "확인"}

    shown = browser(jisu).post(here("promise"), given)

    row = Promise.objects.get()
    assert (shown.status_code, shown.headers["Location"]) == (302, here("ticket"))
    assert (row.kind, row.due_at, row.why, row.owner) == ("answer_by", soon(days=1), "knowledge", jisu)


def test_the_form_asks_more_of_a_call_back(here, ticket, jisu):
    plain = browser(jisu).get(here("promise"), headers=HTMX)
    calling = browser(jisu).get(here("promise"), {"kind": "callback"}, headers=HTMX)

    assert "Why a call back" not in words(plain)
    assert "Why a call back" in words(calling)


def test_outside_working_hours_the_time_offered_is_one_press_away(here, ticket, jisu, hours):
    sunday = soon(days=7)
    sunday += timedelta(days=6 - timezone.localtime(sunday).weekday())
    given = {"kind": "answer_by", "due": local(sunday), "why": "authority"}

    refused = browser(jisu).post(here("promise"), given)
    offered = re.findall(r'name="instead" value="([^"]+)"', refused.content.decode())
    typed = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', refused.content.decode()))

    assert (refused.status_code, len(offered), Promise.objects.count()) == (409, 1, 0)
    assert {key: typed[key] for key in given} == given
    browser(jisu).post(here("promise"), given | {"instead": offered[0]})
    assert local(Promise.objects.get().due_at) == offered[0]
    assert offered[0].endswith("T09:00")


@pytest.mark.parametrize("due", ["", "soon", "2020-01-01T10:00"])
def test_a_time_nobody_can_keep_is_refused_where_it_was_typed(here, jisu, due):
    shown = browser(jisu).post(here("promise"), {"kind": "answer_by", "due": due}, headers=HTMX)

    assert (shown.status_code, 'role="alert"' in shown.content.decode()) == (409, True)
    assert Promise.objects.count() == 0


def test_what_is_being_written_is_offered_to_be_recorded(here, jisu):
    shown = browser(jisu).post(here("promise_words"), {"body": "확인하고 연락드리겠습니다."}, headers=HTMX)

    assert "Record this promise? Answer by" in words(shown)
    assert re.findall(r'name="why" value="(\w+)"', shown.content.decode()) == [
        "knowledge",
        "authority",
        "input_flow",
    ]
    assert Promise.objects.count() == 0


def test_one_press_records_it_and_says_what_was_missing(here, jisu):
    shown = browser(jisu).post(
        here("promise_words"), {"body": "내일 오전 10시에 전화드리겠습니다."}, headers=HTMX
    )
    typed = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', shown.content.decode()))

    done = browser(jisu).post(here("promise"), typed | {"why": "authority"}, headers=HTMX)

    row = Promise.objects.get()
    assert (row.kind, row.why, row.callback_reason) == ("callback", "authority", "approval")
    assert local(row.due_at).endswith("T10:00")
    assert 'hx-swap-oob="innerHTML"' in done.content.decode()


def test_what_was_sent_is_offered_until_something_is_recorded(here, ticket, jisu):
    message = actions.reply(ticket.pk, body="내일까지 답변드리겠습니다.", by=jisu, at=timezone.now())
    before = browser(jisu).get(here("promised"), headers=HTMX)
    open_always(ticket, jisu, message_id=message.pk, when=0)
    Promise.objects.update(made_at=timezone.now())
    after = browser(jisu).get(here("promised"), headers=HTMX)

    assert f'name="message" value="{message.pk}"' in before.content.decode()
    assert "Record this promise?" not in words(after)


def test_text_that_promises_nothing_offers_nothing(here, jisu):
    shown = browser(jisu).post(here("promise_words"), {"body": "감사합니다."}, headers=HTMX)

    assert shown.content.decode().strip() == ""


def test_my_promises_say_what_to_do_when_there_are_none(jisu):
    shown = browser(jisu).get(reverse("desk:promises"))

    assert "Nothing is owed to anybody" in words(shown)


def test_my_promises_and_the_teams(ticket, jisu, minsu, lead):
    open_always(ticket, jisu, kind="visit")
    open_always(ticket, minsu, kind="refund_by")

    mine = words(browser(jisu).get(reverse("desk:promises")))
    team = words(browser(lead).get(reverse("desk:promises"), {"view": "team"}))
    refused = words(browser(jisu).get(reverse("desk:promises"), {"view": "team"}))

    assert ("Visit" in mine, "Refund by" in mine) == (True, False)
    assert ("Visit" in team, "Refund by" in team, "한지수" in team) == (True, True, True)
    assert "Refund by" not in refused


def test_done_is_pressed_in_the_list(ticket, jisu):
    row = open_always(ticket, jisu)
    back = reverse("desk:promises")

    shown = browser(jisu).post(reverse("desk:keep_promise", args=[row.pk]), {"next": back})

    assert (shown.headers["Location"], Promise.objects.get().state) == (back, "kept")


def test_an_address_elsewhere_is_not_followed(ticket, jisu):
    row = open_always(ticket, jisu)

    shown = browser(jisu).post(
        reverse("desk:keep_promise", args=[row.pk]), {"next": "https://evil.example.com"}
    )

    assert shown.headers["Location"] == reverse("desk:promises")


def test_one_promise_is_moved_withdrawn_and_handed_over(ticket, jisu, minsu):
    row = open_always(ticket, jisu)
    client, page = browser(jisu), reverse("desk:one_promise", args=[row.pk])

    moved = {"due": local(soon(days=2)), "reason": "customer", "outside_ok": "on"}
    client.post(reverse("desk:move_promise", args=[row.pk]), moved)
    assert "The customer asked for another time" in words(client.get(page))
    client.post(reverse("desk:hand_over_promise", args=[row.pk]), {"to": minsu.pk})
    assert Promise.objects.get().owner == minsu
    client.post(reverse("desk:withdraw_promise", args=[row.pk]))
    assert "Withdrawn" in words(client.get(page))


def test_calls_to_make_show_the_number_masked_and_reading_it_is_kept(ticket, jisu):
    Handle.objects.create(customer=ticket.customer, kind="phone", external_id="+821012342210")
    row = callback(ticket, jisu, due=soon(hours=2), outside_ok=True)
    client = browser(jisu)

    shown = words(client.get(reverse("desk:callbacks")))
    number = client.post(reverse("desk:promise_number", args=[row.pk]), headers=HTMX)

    assert ("010-****-2210" in shown, "+8210" in shown) == (True, False)
    assert "+821012342210" in words(number)
    rows = Event.objects.filter(name=SensitiveRead.name)
    assert [fact.ticket_id for _event, fact in replay.facts(rows)] == [ticket.pk]


def test_a_call_is_noted_from_the_page(ticket, jisu):
    row = callback(ticket, jisu, due=soon(hours=2), outside_ok=True)
    url = reverse("desk:note_call", args=[row.pk])
    client = browser(jisu)

    client.post(url, {"outcome": "no_answer"})
    assert "No answer" in words(client.get(reverse("desk:one_promise", args=[row.pk])))
    client.post(url, {"outcome": "reached", "avoidable": "no"})

    assert (Promise.objects.get().state, Promise.objects.get().avoidable) == ("kept", "no")
    shown = words(client.get(reverse("desk:callbacks")))
    assert "Avoidable in the last 30 days: 0% (n=0/1)." in shown


def test_the_link_for_the_customer_is_inserted_and_ended(here, jisu):
    client = browser(jisu)
    first = re.findall(
        r'href="([^"]*/p/[^"]+)"', client.get(here("progress_link"), headers=HTMX).content.decode()
    )
    ended = client.post(here("end_progress_links"), headers=HTMX)

    assert first[0].startswith("http://testserver/p/")
    assert client.get(first[0].removeprefix("http://testserver")).status_code == 410
    assert "Links given out so far open nothing any more." in words(ended)


def test_overdue_promises_are_counted_on_the_tab(ticket, jisu):
    promise(ticket, jisu, due=60, when=10)

    assert "Promises 1" in words(browser(jisu).get(reverse("desk:promises")))


def test_rules_are_saved_in_versions_and_nonsense_is_said(manager):
    client, url = browser(manager), reverse("desk:promise_policy")
    good = {"address": "https://help.example.com", "append_link": "on", "open_days": "30", "warn_min": "60"}

    refused = client.post(url, good | {"address": "help"})
    saved = client.post(url, good)

    assert (refused.status_code, "“help” is no web address." in words(refused)) == (422, True)
    assert 'value="help"' in refused.content.decode()
    assert (saved.status_code, PromisePolicy.objects.get().version) == (302, 1)
    assert "link under each mail" in words(client.get(url))


@pytest.mark.parametrize("name", ["promises", "callbacks", "promise_policy"])
def test_pages_are_closed_to_whoever_has_nothing_to_do_there(admin, name):
    assert browser(admin).get(reverse(f"desk:{name}")).status_code == 403


def test_a_promise_of_another_centre_is_not_there(ticket, jisu):
    row = open_always(ticket, jisu)
    stranger = make.person("x", make.centre("부산"), "agent")

    assert browser(stranger).get(reverse("desk:one_promise", args=[row.pk])).status_code == 404
    assert browser(stranger).post(reverse("desk:keep_promise", args=[row.pk])).status_code == 404
