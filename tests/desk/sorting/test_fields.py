"""Fields: read, asked for by reason and channel, filled by themselves, required at the end."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from gijun.desk import actions
from gijun.desk.actions.sorting import fields, wrapping
from gijun.desk.errors import DeskError, LackingError
from gijun.desk.models import FieldValue, Judgement, Ticket
from gijun.desk.rules.sorting.fields import (
    FieldError,
    Rule,
    asked_for,
    check_rules,
    lacking,
    read_value,
    told_code,
)
from gijun.desk.terms.sorting import Cause, FieldFault, FieldKind, Source
from gijun.events.models import Event
from tests import make
from tests.desk.sorting import sorted as built
from tests.make import at


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def ticket(team):
    return make.ticket(make.account(team))


def solve(ticket, by, when=10, **more):
    return wrapping.wrap_up(ticket.pk, reason_id=make.reason().pk, by=by, at=at(when), **more)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  두 번째   문 앞 ", "두 번째   문 앞"),
        ("number", "12,000원", "12000"),
        ("number", "1.50", "1.5"),
        ("number", "0", "0"),
        ("date", "2026.11.30", "2026-11-30"),
        ("date", "2026년 1월 2일", "2026-01-02"),
        ("yes_no", "yes", "yes"),
        ("choice", "paid", "paid"),
        ("order_state", "", ""),
    ],
)
def test_a_value_is_kept_in_one_way_however_it_was_typed(kind, typed, kept):
    assert read_value(kind, ["paid"], typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("number", "많이", FieldFault.NOT_A_NUMBER),
        ("number", "inf", FieldFault.NOT_A_NUMBER),
        ("number", "1e9999", FieldFault.NOT_A_NUMBER),
        ("date", "2026-02-30", FieldFault.NOT_A_DATE),
        ("date", "어제", FieldFault.NOT_A_DATE),
        ("choice", "unpaid", FieldFault.NOT_A_CHOICE),
        ("yes_no", "maybe", FieldFault.NOT_A_CHOICE),
        ("text", "가" * 501, FieldFault.TOO_LONG),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_the_reason(kind, typed, fault):
    with pytest.raises(FieldError) as refused:
        read_value(kind, ["paid"], typed)
    assert refused.value.fault == fault


def test_a_rule_holds_for_its_reason_and_those_below_and_for_its_channels():
    rules = [
        Rule(1),
        Rule(2, reasons=(10,)),
        Rule(3, channels=("phone",)),
        Rule(4, required=False, source="judging"),
    ]

    assert [one.field_id for one in asked_for(rules, way=(11, 10), channel="email")] == [1, 2, 4]
    assert [one.field_id for one in asked_for(rules, way=(), channel="phone")] == [1, 3, 4]
    assert lacking(rules, {1}) == [2, 3]


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        ([Rule(9)], FieldFault.UNKNOWN_FIELD),
        ([Rule(1), Rule(1)], FieldFault.TWICE),
        ([Rule(1, reasons=(99,))], FieldFault.UNKNOWN_REASON),
        ([Rule(1, channels=("pigeon",))], FieldFault.UNKNOWN_CHANNEL),
        ([Rule(1, source="judging")], FieldFault.NO_KEY),
        ([Rule(1, required=False)], FieldFault.NOTHING),
        ([Rule(1)] * 201, FieldFault.TOO_MANY),
    ],
)
def test_rules_that_cannot_hold_are_refused(rules, fault):
    with pytest.raises(FieldError) as refused:
        check_rules(rules, fields={1}, reasons={10}, channels={"email"})
    assert refused.value.fault == fault


def test_a_fact_carries_codes_and_nothing_personal():
    assert [
        told_code("choice", "paid", personal=False),
        told_code("choice", "paid", personal=True),
        told_code("text", "서울시 마포구", personal=False),
    ] == ["paid", "", ""]


def test_solving_is_refused_with_every_field_that_lacks(centre, manager, jisu, ticket):
    number, state = built.field(centre, manager), built.field(centre, manager, "state", FieldKind.ORDER_STATE)
    built.asks(centre, manager, Rule(number.pk), Rule(state.pk, reasons=(make.reason().pk,)))

    with pytest.raises(LackingError) as refused:
        actions.solve(ticket.pk, reason_id=make.reason().pk, by=jisu, at=at(5))

    assert refused.value.field_ids == (number.pk, state.pk)
    assert str(refused.value) == "Before you solve the ticket, fill in 2 fields: order_no, state."
    assert Ticket.objects.get().reason_id is None  # nothing of it happened
    assert built.replayed()


def test_a_field_of_another_reason_does_not_stop_solving(centre, manager, jisu, ticket):
    state = built.field(centre, manager, "state", FieldKind.ORDER_STATE)
    built.asks(centre, manager, Rule(state.pk, reasons=(make.reason("delivery", "배송").pk,)))

    assert actions.solve(ticket.pk, reason_id=make.reason().pk, by=jisu, at=at(5)).status == "resolved"


def test_wrapping_up_fills_names_the_cause_solves_and_tells_what_it_took(centre, manager, jisu, ticket):
    number, state = built.field(centre, manager), built.field(centre, manager, "state", FieldKind.ORDER_STATE)
    name = built.field(centre, manager, "name", name="성함", personal=True)
    built.asks(centre, manager, Rule(number.pk), Rule(state.pk), Rule(name.pk, source=Source.CUSTOMER_NAME))

    solve(
        ticket, jisu, cause=Cause.POLICY, typed={number.pk: "A-1", state.pk: "paid"}, clicks=3, took_ms=8_000
    )

    solved = Ticket.objects.get()
    assert (solved.status, solved.cause) == ("resolved", "policy")
    assert dict(FieldValue.objects.values_list("field_id", "text")) == {
        number.pk: "A-1",
        state.pk: "paid",
        name.pk: "이하늘",
    }
    told = Event.objects.get(name="desk.wrapped_up")
    assert (told.contact_id, told.agent_id) == (ticket.contacts.get().pk, jisu.pk)
    assert told.data == {
        "reason_id": make.reason().pk,
        "fields_asked": 3,
        "fields_auto": 1,
        "fields_by_hand": 2,
        "clicks": 3,
        "took_ms": 8_000,
    }
    choices = Event.objects.filter(name="desk.field_filled").order_by("position")
    assert [one.data["choice"] for one in choices] == ["", "paid", ""]
    assert built.replayed()


def test_what_could_not_be_measured_is_cut_to_something_sane(centre, jisu, ticket):
    solve(ticket, jisu, clicks=-4, took_ms=99_999_999)

    assert {key: Event.objects.get(name="desk.wrapped_up").data[key] for key in ("clicks", "took_ms")} == {
        "clicks": 0,
        "took_ms": 3_600_000,
    }


def test_a_refused_wrap_up_changes_nothing(centre, manager, jisu, ticket):
    number = built.field(centre, manager, "amount", FieldKind.NUMBER)

    with pytest.raises(DeskError, match="amount: Write a number"):
        solve(ticket, jisu, cause=Cause.SKILL, typed={number.pk: "많이"})

    kept = Ticket.objects.get()
    assert (kept.status, kept.cause, kept.reason_id) == ("new", "", None)
    assert built.replayed()


def test_an_answer_of_the_judging_and_the_last_ticket_fill_fields(centre, manager, jisu, team):
    door = make.account(team)
    why, state = (
        built.field(centre, manager, "why", name="사유"),
        built.field(centre, manager, "state", FieldKind.ORDER_STATE),
    )
    built.asks(
        centre,
        manager,
        Rule(why.pk, source=Source.JUDGING, key="why"),
        Rule(state.pk, source=Source.LAST_TICKET),
    )
    first = make.ticket(door)
    solve(first, jisu, typed={why.pk: "변심", state.pk: "shipped"})
    actions.close(first.pk, at=at(20))
    second = make.ticket(door, when=at(30))
    version = make.standard(centre, manager)
    Judgement.objects.create(
        ticket=second,
        version=version,
        answers={"why": "불량"},
        verdict="allow",
        person=jisu,
        judged_at=at(31),
    )

    solve(second, jisu, when=40)

    values = FieldValue.objects.filter(ticket=second).values_list("field__code", "text", "is_auto")
    assert sorted(values) == [("state", "shipped", True), ("why", "불량", True)]


def test_emptying_a_field_is_told_and_the_same_again_changes_nothing(centre, manager, jisu, ticket):
    number = built.field(centre, manager)
    for text in ("A-1", "A-1", "", ""):
        wrapping.fill_fields(ticket.pk, typed={number.pk: text}, by=jisu, at=at(5))

    told = Event.objects.filter(name__startswith="desk.field_").exclude(name="desk.field_added")
    assert [one.name for one in told.order_by("position")] == ["desk.field_filled", "desk.field_emptied"]
    assert built.replayed()


def test_a_cause_is_named_changed_and_taken_back(jisu, ticket):
    for cause in (Cause.AUTHORITY, Cause.AUTHORITY, Cause.POLICY, None):
        wrapping.name_cause(ticket.pk, cause=cause, by=jisu, at=at(5))
        assert built.replayed()

    told = Event.objects.filter(name="desk.cause_named").order_by("position")
    assert [one.data["cause"] for one in told] == ["authority", "policy", ""]


def test_a_retired_field_is_asked_for_no_more(centre, manager, jisu, ticket):
    number = built.field(centre, manager)
    built.asks(centre, manager, Rule(number.pk))
    fields.change_field(number.pk, name_ko="주문번호", name_en="order_no", retired=True, by=manager, at=at(1))

    assert actions.solve(ticket.pk, reason_id=make.reason().pk, by=jisu, at=at(5)).status == "resolved"
    assert built.replayed()


def test_a_second_order_state_is_refused_and_so_is_a_code_that_is_none(centre, manager):
    built.field(centre, manager, "state", FieldKind.ORDER_STATE)

    with pytest.raises(DeskError, match="has an order state already"):
        built.field(centre, manager, "other", FieldKind.ORDER_STATE)
    with pytest.raises(DeskError, match="A code has letters"):
        built.field(centre, manager, "주문")
    with pytest.raises(DeskError, match="is taken"):
        built.field(centre, manager, "state")


def test_rules_are_versions_and_the_same_again_is_none(centre, manager):
    number = built.field(centre, manager)
    for _again in range(2):
        built.asks(centre, manager, Rule(number.pk))
    built.asks(centre, manager)

    told = Event.objects.filter(name="desk.field_rules_changed").order_by("position")
    assert [(one.data["rules_version"], one.data["rules"]) for one in told] == [(1, 1), (2, 0)]
    assert built.replayed()


def test_agents_do_not_decide_about_fields(centre, manager, jisu):
    number = built.field(centre, manager)

    with pytest.raises(PermissionDenied):
        built.field(centre, jisu, "more")
    with pytest.raises(PermissionDenied):
        built.asks(centre, jisu, Rule(number.pk))
    with pytest.raises(PermissionDenied):
        fields.change_field(number.pk, name_ko="다른", by=jisu, at=at(1))
