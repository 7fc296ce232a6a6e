"""The language of views: every view has one address, and every address means one view or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.views import BASES, Narrowing, NotUnderstoodError, ViewQuery, read, written
from gijun.desk.terms import ChannelKind, Priority, TicketStatus
from gijun.desk.terms.views import Due, Order

NUMBERS = st.integers(1, 10**14)


def several(values):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3)


@st.composite
def views(draw):
    states, channels = draw(several(TicketStatus.values)), draw(several(ChannelKind.values))
    has_field = draw(st.booleans())
    more = Narrowing(
        statuses=tuple(one for one in TicketStatus.values if one in states),
        channels=tuple(one for one in ChannelKind.values if one in channels),
        team_id=draw(st.none() | NUMBERS),
        assignee=draw(st.sampled_from(["", "me", "nobody", "12"])),
        reason_ids=tuple(sorted(draw(st.sets(NUMBERS, max_size=3)))),
        priorities=tuple(sorted(draw(several(Priority.values)))),
        tag_ids=tuple(sorted(draw(st.sets(NUMBERS, max_size=3)))),
        field_id=draw(NUMBERS) if has_field else None,
        field_value=draw(st.sampled_from(["paid", "예", "a:b,c"])) if has_field else "",
        due=draw(st.sampled_from(["", *Due.values])),
        queue=draw(st.sampled_from(["", "general", "vip.1"])),
        waiting_min=draw(st.none() | st.integers(1, 86_400)),
        days=draw(st.none() | st.integers(1, 3_660)),
        order=draw(st.sampled_from(["", *Order.values])),
    )
    return ViewQuery(draw(st.sampled_from(BASES)), draw(st.sampled_from(["", "환불", "a b"])), more)


@given(views())
def test_what_is_written_is_read_as_the_same_view(view):
    assert read(written(view), strict=True) == view


@given(st.dictionaries(st.sampled_from(["status", "tag", "days", "field", "due", "view", "q"]), st.text()))
def test_any_address_means_some_view_and_writing_it_again_changes_nothing(params):
    view = read(params)

    assert read(written(view), strict=True) == view


def test_the_order_of_values_does_not_make_another_address():
    one, other = read({"status": "open,new", "tag": "7,3,7"}), read({"status": "new, open", "tag": "3,7"})

    assert written(one) == written(other) == {"view": "mine", "status": "new,open", "tag": "3,7"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("status", "sleeping"),
        ("status", ","),
        ("channel", "email,fax"),
        ("assignee", "boss"),
        ("priority", "9"),
        ("tag", "-1"),
        ("tag", "9" * 20),
        ("field", "12:"),
        ("field", "size:large"),
        ("due", "never"),
        ("queue", "no such\nqueue"),
        ("waiting", "0"),
        ("days", "100000"),
        ("order", "random"),
        ("view", "theirs"),
    ],
)
def test_what_means_nothing_narrows_nothing_and_is_not_saved(name, text):
    assert read({name: text}) == ViewQuery()
    with pytest.raises(NotUnderstoodError) as refused:
        read({name: text}, strict=True)
    assert refused.value.args == (name,)


def test_a_form_may_send_a_field_and_its_value_apart():
    assert read({"field": "12", "value": " paid "}) == read({"field": "12:paid"})
