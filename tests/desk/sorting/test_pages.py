"""Pages: with and without scripts, refused where they must be, and no dearer with more rows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gijun.desk import actions
from gijun.desk.actions.sorting import memos, tags
from gijun.desk.models import Customer, Field, FieldRules, Memo, Tag, Ticket, TicketTag
from gijun.desk.rules.sorting.fields import Rule
from gijun.desk.terms.sorting import FieldKind
from gijun.events.models import Event
from tests import make
from tests.desk.sorting import sorted as built
from tests.make import NOON, at
from tests.standards.browser import HTMX, browser, words


@pytest.fixture
def ticket(team):
    return make.ticket(make.account(team))


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def test_enter_takes_the_best_that_fits_and_a_new_name_is_proposed(centre, manager, jisu, ticket):
    tag = built.tag(centre, manager, "환불 지연")
    client = browser(jisu)

    found = client.get(url("ticket_tags", ticket.pk), {"name": "ㅎㅂ"}, headers=HTMX)
    client.post(url("put_tag", ticket.pk), {"name": "ㅎㅂ"})
    shown = client.post(url("put_tag", ticket.pk), {"name": "라방", "create": "on"}, headers=HTMX)

    assert "환불 지연" in words(found)
    assert "Propose “ㅎㅂ”" in words(found)
    assert list(TicketTag.objects.order_by("id").values_list("tag__name", "tag__state")) == [
        (tag.name, "in_use"),
        ("라방", "proposed"),
    ]
    assert "? 라방" in words(shown)
    client.post(url("take_tag", ticket.pk, tag.pk))
    assert TicketTag.objects.get().tag.name == "라방"


def test_the_page_of_tags_counts_uses_and_governs(centre, manager, jisu, ticket):
    tag = tags.put_tag(ticket.pk, name="라방", by=jisu, at=at(1))
    client = browser(manager)

    client.post(url("tags"), {"name": "환불", "centre": centre.pk})
    client.post(url("tag", tag.pk), {"act": "use"})
    client.post(url("tag", tag.pk), {"act": "rename", "name": "라이브"})
    page = words(client.get(url("tags")))
    client.post(url("tag", tag.pk), {"act": "merge", "into": Tag.objects.get(name="환불").pk})

    assert "라이브 ✓ In use 1 라방" in page
    assert TicketTag.objects.get().tag.name == "환불"
    assert browser(jisu).get(url("tags")).status_code == 403
    assert client.post(url("tag", tag.pk), {"act": "explode"}).status_code == 409


def test_a_pinned_memo_stands_on_top_of_the_side(jisu, ticket):
    client = browser(jisu)
    client.post(
        url("ticket_memo", ticket.pk), {"text": "목소리가 작으신 분", "about": "customer", "pinned": "on"}
    )

    page = client.get(url("ticket", ticket.pk)).content.decode()

    assert page.index("목소리가 작으신 분") < page.index('id="side-finder"')
    assert 'data-shortcut="Shift+m"' in page
    memo = Memo.objects.get()
    client.post(url("pin_memo", memo.pk), {"back": url("customer", ticket.customer_id)})
    client.post(url("withdraw_memo", memo.pk), {"back": "https://elsewhere.example/"})
    assert "목소리가" not in words(client.get(url("customer", ticket.customer_id)))


def test_wrapping_up_shows_what_the_reason_asks_and_solves(centre, manager, jisu, ticket):
    state = built.field(centre, manager, "state", FieldKind.ORDER_STATE)
    built.asks(centre, manager, Rule(state.pk, reasons=(make.reason().pk,)))
    client = browser(jisu)

    without = client.get(url("wrap_up", ticket.pk), headers=HTMX)
    panel = client.get(url("wrap_up", ticket.pk), {"reason": make.reason().pk}, headers=HTMX)
    opened = re.search(r'name="opened_ms" value="(\d+)"', panel.content.decode())
    typed = {"reason": make.reason().pk, "cause": "policy", "clicks": 3, "opened_ms": opened[1]}
    refused = client.post(url("wrap_up", ticket.pk), typed, headers=HTMX)
    done = client.post(url("wrap_up", ticket.pk), typed | {f"field_{state.pk}": "paid"})

    assert ("required" in words(without), "state required" in words(panel)) == (False, True)
    assert (refused.status_code, words(refused)) == (
        409,
        "! Before you solve the ticket, fill in 1 field: state.",
    )
    assert (done.status_code, done.url) == (302, url("ticket", ticket.pk))
    assert (Ticket.objects.get().status, Ticket.objects.get().cause) == ("resolved", "policy")
    told = Event.objects.get(name="desk.wrapped_up").data
    assert (told["fields_asked"], told["clicks"], told["took_ms"] < 60_000) == (1, 3, True)


def test_the_reason_of_a_standard_said_is_chosen_first(centre, manager, jisu, ticket):
    reason = make.reason("delivery", "배송")
    version = make.standard(centre, manager)
    type(version.standard).objects.filter(pk=version.standard_id).update(reason=reason)
    used = [actions.UsedSentence(version.pk, "영업일 3~5일 안에 환불됩니다.", 4_000)]
    actions.reply(ticket.pk, body="영업일 3~5일 안에 환불됩니다.", by=jisu, at=at(5), used=used)

    panel = browser(jisu).get(url("wrap_up", ticket.pk), headers=HTMX).content.decode()

    assert re.search(rf'<optgroup label="Likely"><option value="{reason.pk}" selected>', panel)


def test_fields_are_kept_without_solving(centre, manager, jisu, ticket):
    number = built.field(centre, manager)
    client = browser(jisu)

    client.post(url("ticket_fields", ticket.pk), {f"field_{number.pk}": "A-1", "cause": "skill"})

    assert (Ticket.objects.get().status, Ticket.objects.get().cause) == ("new", "skill")
    assert "order_no A-1" in words(client.get(url("ticket", ticket.pk)))


def test_fields_and_their_rules_are_decided_on_one_page(centre, manager, jisu):
    client = browser(manager)
    choices = "paid | 결제 완료 | Paid\nshipped|배송 중|Shipped\n"
    client.post(
        url("fields"),
        {
            "code": "state",
            "name_ko": "주문 상태",
            "kind": "order_state",
            "choices": choices,
            "centre": centre.pk,
        },
    )
    field = Field.objects.get()
    reason = make.reason()
    sent = {f"required_{field.pk}": "on", f"reasons_{field.pk}": [reason.pk], "centre": centre.pk}
    client.post(url("field_rules"), sent)
    client.post(url("field", field.pk), {"name_ko": "상태", "name_en": "State", "choices": choices})

    field.refresh_from_db()
    assert (field.name_en, field.choices) == (
        "State",
        [["paid", "결제 완료", "Paid"], ["shipped", "배송 중", "Shipped"]],
    )
    assert FieldRules.objects.get().content == [Rule(field.pk, reasons=(reason.pk,)).data()]
    page = words(client.get(url("fields")))
    assert "rules in version 1" in page
    assert "State Order state" in page
    assert browser(jisu).get(url("fields")).status_code == 403
    refused = client.post(
        url("fields"), {"code": "x", "name_ko": "둘", "kind": "choice", "centre": centre.pk}
    )
    assert refused.status_code == 409


def test_a_second_matter_is_split_off_on_a_page(ticket, jisu, team):
    second = make.inbound(make.account(team), body="배송은요?", when=at(60), ticket_id=ticket.pk).message_id
    client = browser(jisu)

    assert "배송은요?" in words(client.get(url("split", ticket.pk)))
    sent = client.post(url("split", ticket.pk), {"message": [second], "subject": "배송"})

    new = Ticket.objects.get(subject="배송")
    assert sent.url == url("ticket", new.pk)
    assert "split from another ticket" in words(client.get(sent.url))
    assert client.post(url("split", ticket.pk), {}).status_code == 409


def test_two_records_are_compared_then_merged(ticket, jisu, team):
    other = make.ticket(make.account(team), address="b@example.com", sender_name="하늘").customer
    client = browser(jisu)
    where = url("merge_customer", ticket.customer_id)

    assert "choose one" in words(client.get(where, {"other": other.pk}))
    client.post(where, {"other": other.pk, "name_of": other.pk})

    assert Customer.objects.get(pk=ticket.customer_id).name == "하늘"
    assert client.get(where, {"other": other.pk}).status_code == 404
    assert "Ticket opened" in words(client.get(url("timeline", other.pk)))
    assert client.get(url("timeline", other.pk), {"before": "yesterday"}).status_code == 200


def test_pages_take_no_more_queries_for_more_rows(centre, manager, jisu, ticket):
    def asked(client, where) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(where).status_code == 200
        return len(queries)

    pages = [(browser(manager), url("tags")), (browser(manager), url("fields"))]
    pages += [(browser(jisu), url("ticket", ticket.pk)), (browser(jisu), url("customer", ticket.customer_id))]

    def grow(serial) -> None:
        tag = built.tag(centre, manager, f"태그{serial}")
        tags.put_tag(ticket.pk, tag_id=tag.pk, by=jisu, at=NOON)
        built.field(centre, manager, f"field_{serial}", FieldKind.CHOICE)
        memos.write_memo(text="메모", customer_id=ticket.customer_id, by=jisu, at=NOON)
        built.asks(centre, manager, *[Rule(pk) for pk in Field.objects.values_list("pk", flat=True)])

    grow(0)
    before = [asked(*page) for page in pages]
    for serial in range(1, 6):
        grow(serial)
    assert [asked(*page) for page in pages] == before
