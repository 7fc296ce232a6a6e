"""Tags: found in a few letters, governed by few, moved whole."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.sorting import tags
from gijun.desk.errors import DeskError
from gijun.desk.models import Tag, TagName, TicketTag
from gijun.desk.queries.sorting.tags import find_tags, tag_lines
from gijun.desk.rules.sorting.tags import Named, cleaned, find, would_circle
from gijun.desk.terms.sorting import TagState
from gijun.events.models import Event
from tests import make
from tests.desk.sorting import sorted as built
from tests.make import NOON, at

NAMES = [
    Named(1, "환불 지연", True, 3),
    Named(1, "환불 늦음", False, 3),
    Named(2, "환불", True, 1),
    Named(3, "VIP", True),
]


@pytest.fixture
def ticket(team):
    return make.ticket(make.account(team))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("환불", [2, 1]),  # the whole name before a beginning
        ("환불지연", [1]),
        ("지연", [1]),
        ("ㅎㅂ", [1, 2]),  # initials: the most used first
        ("ㅈㅇ", [1]),
        ("늦음", [1]),
        ("vip", [3]),
        ("교환", []),
    ],
)
def test_a_tag_is_found_by_name_other_name_and_initials(typed, found):
    assert [hit.tag_id for hit in find(typed, NAMES)] == found


def test_a_hit_says_by_which_other_name_it_was_found():
    assert [(hit.tag_id, hit.by_name) for hit in find("늦음", NAMES)] == [(1, "환불 늦음")]


def test_a_name_loses_its_hash_and_its_spare_blanks():
    assert cleaned("  #환불   지연 ") == "환불 지연"


def test_merging_back_along_a_chain_is_a_circle():
    assert would_circle(3, 1, {1: 2, 2: 3})
    assert not would_circle(4, 1, {1: 2, 2: 3})


def test_whoever_governs_adds_and_others_propose(centre, lead, jisu, ticket):
    own = built.tag(centre, make.person("m", centre, "operations_manager"), "환불지연")
    proposed = tags.put_tag(ticket.pk, name="#라이브 방송", by=jisu, at=at(1))

    assert (own.state, proposed.state, proposed.name) == (TagState.IN_USE, TagState.PROPOSED, "라이브 방송")
    assert list(TicketTag.objects.values_list("ticket_id", "tag_id")) == [(ticket.pk, proposed.pk)]
    assert built.replayed()


def test_a_known_name_gives_the_tag_that_has_it(centre, manager):
    first = built.tag(centre, manager, "환불 지연")

    assert built.tag(centre, manager, "환불지연") == first
    assert Tag.objects.count() == 1


def test_putting_twice_is_once_and_taking_off_is_told(centre, manager, jisu, ticket):
    tag = built.tag(centre, manager)
    for _again in range(2):
        tags.put_tag(ticket.pk, tag_id=tag.pk, by=jisu, at=at(1))
        assert TicketTag.objects.count() == 1
    for _again in range(2):
        tags.take_tag(ticket.pk, tag_id=tag.pk, by=jisu, at=at(2))

    names = Event.objects.filter(name__in=["desk.tag_put", "desk.tag_taken"]).values_list("name", flat=True)
    assert list(names.order_by("position")) == ["desk.tag_put", "desk.tag_taken"]
    assert built.replayed()


def test_merging_moves_names_and_uses_and_the_old_tag_leads_to_the_new(centre, manager, jisu, team):
    late, slow = built.tag(centre, manager, "환불지연"), built.tag(centre, manager, "늦은 환불")
    one, other = (make.ticket(make.account(team), address=f"{who}@example.com") for who in "ab")
    tags.put_tag(one.pk, tag_id=slow.pk, by=jisu, at=at(1))
    tags.put_tag(other.pk, tag_id=slow.pk, by=jisu, at=at(1))
    tags.put_tag(other.pk, tag_id=late.pk, by=jisu, at=at(1))

    tags.merge_tags(slow.pk, into_id=late.pk, by=manager, at=at(2))

    assert sorted(TicketTag.objects.values_list("ticket_id", "tag_id")) == [
        (one.pk, late.pk),
        (other.pk, late.pk),
    ]
    assert [(hit.tag, hit.by_name) for hit in find_tags(centre.pk, "늦은")] == [(late, "늦은 환불")]
    assert tags.put_tag(one.pk, tag_id=slow.pk, by=jisu, at=at(3)) == late
    assert built.replayed()


def test_a_circle_of_merges_is_refused(centre, manager):
    one, two, three = (built.tag(centre, manager, name) for name in ("하나", "둘", "셋"))
    tags.merge_tags(one.pk, into_id=two.pk, by=manager, at=at(1))
    tags.merge_tags(two.pk, into_id=three.pk, by=manager, at=at(2))

    for into in (one, two, three):
        with pytest.raises(DeskError):
            tags.merge_tags(three.pk, into_id=into.pk, by=manager, at=at(3))
    assert built.replayed()


def test_a_renamed_tag_is_still_found_by_the_name_it_had(centre, manager):
    tag = built.tag(centre, manager, "환불지연")

    tags.name_tag(tag.pk, name="환불 늦음", by=manager, at=at(1))

    assert [(hit.tag.name, hit.by_name) for hit in find_tags(centre.pk, "지연")] == [
        ("환불 늦음", "환불지연")
    ]
    assert [(line.tag.name, line.aliases) for line in tag_lines(centre.pk)] == [("환불 늦음", ["환불지연"])]
    assert built.replayed()


def test_a_name_of_another_tag_is_refused(centre, manager):
    built.tag(centre, manager, "환불")
    tag = built.tag(centre, manager, "교환")

    with pytest.raises(DeskError, match="환 불"):
        tags.name_tag(tag.pk, name="환 불", by=manager, at=at(1), alias=True)
    assert TagName.objects.count() == 2


def test_a_retired_tag_stays_where_it_is_and_is_offered_no_more(centre, manager, jisu, ticket):
    tag = built.tag(centre, manager)
    tags.put_tag(ticket.pk, tag_id=tag.pk, by=jisu, at=at(1))

    tags.set_tag_state(tag.pk, state=TagState.RETIRED, by=manager, at=at(2))

    assert find_tags(centre.pk, "환불") == []
    assert TicketTag.objects.count() == 1
    with pytest.raises(DeskError):
        tags.put_tag(ticket.pk, name="환불지연", by=jisu, at=at(3))
    assert built.replayed()


def test_agents_do_not_govern_tags(centre, manager, jisu):
    tag = built.tag(centre, manager)

    for refused in (
        lambda: tags.name_tag(tag.pk, name="다른", by=jisu, at=at(1)),
        lambda: tags.set_tag_state(tag.pk, state=TagState.RETIRED, by=jisu, at=at(1)),
        lambda: tags.merge_tags(tag.pk, into_id=tag.pk, by=jisu, at=at(1)),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_tags_of_a_merged_ticket_stand_on_the_other_once(centre, manager, jisu, team):
    tag = built.tag(centre, manager)
    door = make.account(team)
    one, other = make.ticket(door), make.ticket(door, address="b@example.com", when=NOON)
    for ticket in (one, other):
        tags.put_tag(ticket.pk, tag_id=tag.pk, by=jisu, at=at(1))

    actions.merge(one.pk, into_id=other.pk, by=jisu, at=at(2))

    assert list(TicketTag.objects.values_list("ticket_id", flat=True)) == [other.pk]
    assert built.replayed()
