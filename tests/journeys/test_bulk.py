"""Several tickets are chosen, changed together and changed back, by keyboard, in Korean."""

import pytest

from gijun.desk.models import BulkChange, Ticket
from tests.front.keyboard import press_hangul
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import sign_in, told

pytestmark = pytest.mark.journey

WHO = ("가람", "나래", "다온")


def priorities() -> list[int]:
    return list(Ticket.objects.order_by("id").values_list("priority", flat=True))


def choose_two_of_three(page) -> list[int]:
    """Choose the first two rows of what waits; gives back which tickets they are."""
    page.keyboard.press("w")
    page.wait_for_url("**view=waiting")
    for key, code in (("ㅓ", "KeyJ"), (" ", "Space"), ("ㅓ", "KeyJ")):
        press_hangul(page, key, code)
    press_hangul(page, " ", "Space", shiftKey=True)
    page.wait_for_selector("g-selection[data-some]")
    assert page.inner_text("[data-picked]") == "2"
    assert complaints(page) == []
    picture(page, "bulk-chosen-ko")
    return [
        int(pk) for pk in page.locator("[data-pick]:checked").evaluate_all("all => all.map(one => one.value)")
    ]


def give_them_the_highest_priority(page) -> None:
    press_hangul(page, "ㅠ", "KeyB", shiftKey=True)
    page.wait_for_selector(".bulk-acts")
    assert page.inner_text("h1") == "티켓 2건 변경"
    assert complaints(page) == []
    press_hangul(page, "ㅔ", "KeyP")
    page.wait_for_selector("select[name=priority]:focus")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bulk/*/")


def test_several_tickets_are_changed_together_and_back(product, browser_context):
    for name in WHO:
        product.send(f"{name} 문의합니다.", subject=f"{name} 문의", sender=f"c{WHO.index(name)}@example.com")
    until(lambda: told("desk.message_received").count() == len(WHO))
    page = sign_in(browser_context, product)
    before = priorities()

    chosen = choose_two_of_three(page)
    give_them_the_highest_priority(page)
    assert "변경 2" in page.inner_text("#bulk-change [role=status]")
    assert complaints(page) == []
    picture(page, "bulk-changed-ko")
    assert set(Ticket.objects.filter(pk__in=chosen).values_list("priority", flat=True)) == {4}
    assert sorted(priorities()) == sorted([*before[2:], 4, 4])
    change = BulkChange.objects.get()
    assert told("desk.bulk_changed").get().data == {
        "change_id": change.pk, "act": "priority", "changed": 2, "unchanged": 0, "failed": 0
    }  # fmt: skip
    compare_log_and_rows()

    press_hangul(page, "ㅋ", "KeyZ")
    page.wait_for_function(
        "document.querySelector('#bulk-change [role=status]').innerText.includes('되돌림 2')"
    )
    assert complaints(page) == []
    assert priorities() == before
    assert told("desk.bulk_undone").get().data == {"change_id": change.pk, "undone": 2, "kept": 0}
    compare_log_and_rows()

    page.keyboard.press("Escape")
    page.wait_for_url("**/desk/")
