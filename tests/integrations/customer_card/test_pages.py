"""Pages of connected systems: who sees what, what the buttons do, what trying says."""

import pytest
from django.urls import reverse

from gijun.events.models import Event
from gijun.integrations.customer_card.models import Source
from tests import make
from tests.integrations.customer_card.conftest import said
from tests.standards.browser import HTMX, browser, words

SOURCES = reverse("customer_card:sources")


def typed(described, **more):
    return {
        "name": described.name,
        "url": described.url,
        "header": described.header,
        "secret": "Bearer s3cret",
        "confirmed_at": described.confirmed_at,
        "label": [row.label for row in described.rows] + [""],
        "path": [row.path for row in described.rows] + [""],
    } | more


def page(source, name="source"):
    return reverse(f"customer_card:{name}", args=[source.pk])


def test_a_system_is_added_tried_and_switched_on(centre, admin, described, system):
    client = browser(admin)
    assert "No outside system is connected" in words(client.get(SOURCES))

    answer = client.post(
        reverse("customer_card:add"), typed(described, centre=centre.pk, code="orders"), follow=True
    )
    source = Source.objects.get()
    assert "Saved. Try it, then switch it on." in words(answer)
    assert source.description == described

    tried = client.post(page(source, "try"), {"email": "haneul@example.com"})
    assert "Agents would see this: 등급 VIP 최근 주문 배송 중 차단 ✗" in words(tried)

    assert "It is asked from now on." in words(
        client.post(page(source, "switch"), {"active": "yes"}, follow=True)
    )
    assert "✓ Agents see what it knows" in words(client.get(SOURCES))
    assert "It is asked no more." in words(client.post(page(source, "switch"), {"active": "no"}, follow=True))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (said(status="401 Unauthorized"), "It does not let us in. Check the header and its value."),
        (said(b"<html>", kind="text/html"), "Its answer is not JSON."),
        (said({"customer": {"email": "a@b.kr", "grade": "VIP"}}), "It answered about somebody else."),
        (said(status="404 Not Found"), "It answers, and knows no such customer."),
        (said({"customer": {"email": "haneul@example.com"}}), "None of the rows has a value in this answer."),
    ],
)
def test_what_goes_wrong_in_trying_is_said_in_words(source, admin, system, answer, says):
    system.answer = answer

    shown = words(browser(admin).post(page(source, "try"), {"email": "haneul@example.com"}, headers=HTMX))

    assert says in shown
    assert "VIP" not in shown
    assert Event.objects.filter(name="customer_card.source_tried", actor_id=admin.pk).count() == 1


def test_a_slow_system_says_how_long_was_waited(source, admin, system, short):
    system.before_s = 30

    shown = words(browser(admin).post(page(source, "try"), {"email": "haneul@example.com"}))

    assert "It did not answer within 0.3 seconds." in shown


def test_nothing_typed_asks_nobody(source, admin, system):
    shown = words(browser(admin).post(page(source, "try"), {"email": " "}, headers=HTMX))

    assert ("Type whom to ask about." in shown, system.questions) == (True, [])


def test_a_refusal_is_said_and_nothing_typed_is_lost(source, admin, described):
    answer = browser(admin).post(page(source), typed(described, url="https://shop.example.com/{name}"))

    assert answer.status_code == 422
    assert "There is no variable {name}." in words(answer)
    assert 'value="https://shop.example.com/{name}"' in answer.content.decode()
    assert 'value="최근 주문"' in answer.content.decode()


def test_the_secret_never_comes_back(source, admin, described):
    client = browser(admin)

    refused = client.post(page(source), typed(described, header="X Y", secret="t0psecret"))

    for answer in (client.get(page(source)), refused):
        assert "s3cret" not in answer.content.decode()
        assert "t0psecret" not in answer.content.decode()


def test_versions_say_what_was_shown(source, admin, described):
    client = browser(admin)
    client.post(page(source), typed(described, secret="", label=["등급"], path=["customer.grade"]))

    shown = words(client.get(page(source)))

    assert "version 2" in shown
    assert "최근 주문 ← orders[0].status" in shown


@pytest.mark.parametrize("who", ["jisu", "lead"])
def test_the_floor_has_no_business_here(request, source, who):
    client = browser(request.getfixturevalue(who))

    answers = [
        client.get(SOURCES),
        client.get(page(source)),
        client.post(page(source, "try"), {"email": "a@b.kr"}),
    ]

    assert [one.status_code for one in answers] == [403, 403, 403]


def test_other_centres_see_and_touch_nothing(source, described):
    client = browser(make.person("elsewhere", make.centre("부산센터"), "operations_manager"))

    assert "주문 시스템" not in words(client.get(SOURCES))
    answers = [
        client.get(page(source)),
        client.post(page(source), typed(described)),
        client.post(page(source, "switch"), {"active": "no"}),
        client.post(page(source, "try"), {"email": "a@b.kr"}),
    ]
    assert [one.status_code for one in answers] == [404, 404, 404, 404]
    assert Source.objects.get().is_active


def test_managers_find_it_among_the_rules_and_administrators_in_the_rail(manager, admin, centre):
    link = f'href="{SOURCES}"'

    assert link in browser(manager).get(reverse("desk:routing")).content.decode()
    assert link in browser(admin).get(reverse("organisation:people")).content.decode()


def test_the_pages_speak_korean(source, admin):
    answer = browser(admin, "ko").get(page(source))

    assert answer.status_code == 200
