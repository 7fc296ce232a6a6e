"""Saved views: what they show, whose they are, what they cost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gijun.desk import actions as desk
from gijun.desk.actions import views as actions
from gijun.desk.actions.sorting import tags
from gijun.desk.errors import DeskError
from gijun.desk.models import Queued, SavedView, Ticket, TicketClock, ViewPin
from gijun.desk.queries import views as queries
from gijun.desk.queries import visible
from gijun.desk.rules.views import read
from gijun.desk.terms import Priority
from gijun.desk.terms.clocks import Metric
from gijun.events.models import Event
from tests import make
from tests.desk.sorting import sorted as built
from tests.desk.views import seen
from tests.make import NOON, at


@pytest.fixture
def three(team, jisu):
    """Three tickets: jisu's, one waiting and urgent, one solved."""
    mine, waiting, solved = seen.tickets(team, 3)
    reason = make.reason()
    desk.take(mine.pk, by=jisu, at=at(10))
    desk.set_priority(waiting.pk, priority=Priority.URGENT, by=jisu, at=at(10))
    desk.solve(solved.pk, by=jisu, at=at(10), reason_id=reason.pk)
    return [Ticket.objects.get(pk=one.pk) for one in (mine, waiting, solved)]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("view=mine", [0]),
        ("view=all&status=resolved", [2]),
        ("view=all&status=new,open&order=oldest", [0, 1]),
        ("view=all&status=new&status=open&order=newest", [1, 0]),
        ("view=team&assignee=me", [0]),
        ("view=team&assignee=nobody", [1]),
        ("view=team&priority=4", [1]),
        ("view=team&channel=chat", []),
        ("view=team&order=urgent", [1, 0]),
        ("view=team&waiting=1&order=wait", [0]),
        ("view=team&days=1&order=oldest", [0, 1]),
        ("view=team&status=asleep&order=oldest", [0, 1]),
    ],
)
def test_an_address_shows_what_it_says(jisu, three, query, places):
    found = seen.listed(jisu, query, at(60))

    assert [three.index(one) for one in found] == places


def test_what_came_before_the_days_asked_for_is_left_out(jisu, three):
    assert seen.listed(jisu, "view=all&days=1", at(3 * 86_400)) == []


def test_a_list_is_narrowed_by_reason_and_by_any_of_several_tags(centre, manager, jisu, three):
    late, angry = built.tag(centre, manager, "환불지연"), built.tag(centre, manager, "불만")
    tags.put_tag(three[0].pk, tag_id=late.pk, by=jisu, at=at(20))
    tags.put_tag(three[1].pk, tag_id=angry.pk, by=jisu, at=at(20))

    both = seen.listed(jisu, f"view=team&tag={late.pk},{angry.pk}&order=oldest")
    by_reason = seen.listed(jisu, f"view=all&reason={three[2].reason_id}")

    assert (both, by_reason) == ([three[0], three[1]], [three[2]])


def test_a_view_of_a_tag_that_was_merged_shows_the_tickets_of_the_other(centre, manager, jisu, three):
    one, two, end = (built.tag(centre, manager, name) for name in ("하나", "둘", "셋"))
    tags.put_tag(three[0].pk, tag_id=one.pk, by=jisu, at=at(20))
    tags.merge_tags(one.pk, into_id=two.pk, by=manager, at=at(21))
    tags.merge_tags(two.pk, into_id=end.pk, by=manager, at=at(22))

    assert seen.listed(jisu, f"view=team&tag={one.pk}") == [three[0]]


def test_a_list_is_narrowed_by_a_field_but_never_by_a_personal_one(centre, manager, jisu, three):
    from gijun.desk.actions.sorting.wrapping import fill_fields

    open_field = built.field(centre, manager)
    personal = built.field(centre, manager, "phone", personal=True, name="전화")
    typed = {open_field.pk: "A-7", personal.pk: "010"}
    fill_fields(three[0].pk, typed=typed, by=jisu, at=at(20))

    assert seen.listed(jisu, f"view=team&field={open_field.pk}:A-7") == [three[0]]
    assert seen.listed(jisu, f"view=team&field={personal.pk}:010") == []


def test_a_list_is_narrowed_by_where_the_targets_stand(jisu, three):
    TicketClock.objects.all().delete()
    Ticket.objects.update(due_at=None)
    clock = {"metric": Metric.FIRST_RESPONSE, "turn": 90, "cycle": 0, "centre_id": 1, "policy_version": 1}
    clock |= {"calendar_version": 1, "started_at": NOON}
    for ticket, due, warn, left in (
        (three[0], 100, 50, None),
        (three[1], 40, 30, None),
        (three[2], None, None, 5),
    ):
        TicketClock.objects.create(
            ticket=ticket,
            due_at=at(due) if due else None,
            warn_at=at(warn) if warn else None,
            left_ms=left,
            **clock,
        )
        Ticket.objects.filter(pk=ticket.pk).update(due_at=at(due) if due else None)

    shown = {due: seen.listed(jisu, f"view=all&due={due}", at(60)) for due in ("late", "soon", "paused")}

    assert shown == {"late": [three[1]], "soon": [three[0]], "paused": [three[2]]}


def test_a_list_is_narrowed_by_queue(centre, team, jisu, three):
    Queued.objects.all().delete()
    Queued.objects.create(
        ticket=three[1], centre=centre, queue="vip", place=NOON, queued_at=NOON, home_team=team
    )

    assert seen.listed(jisu, "view=team&queue=vip") == [three[1]]


def save(by, name="급한 것", team=None, **params):
    return actions.save_view(
        name=name, params=params or {"view": "team", "priority": "4"}, team_id=team, by=by, at=at(1)
    )


def test_a_saved_view_is_a_tab_with_its_address_and_its_count(jisu, three):
    view = save(jisu)

    told = [(one.view, one.address, one.count) for one in queries.tabs(jisu, at(60))]

    assert told == [(view, "view=team&priority=4", 1)]
    assert seen.replayed()


def test_what_is_finished_or_searched_is_not_counted(jisu, three):
    save(jisu, "끝난 것", view="solved")
    save(jisu, "환불", view="team", q="환불")

    assert [one.count for one in queries.tabs(jisu, at(60))] == [None, None]


def test_all_tabs_are_counted_in_one_query_and_asked_again_in_none(jisu, three, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED_S", 600)  # however slow the machine
    save(jisu, "하나")
    with CaptureQueriesContext(connection) as one_tab:
        queries.tabs(jisu, at(60))
    for name in ("둘", "셋", "넷"):
        save(jisu, name, view="team", assignee="me")
    with CaptureQueriesContext(connection) as four_tabs:
        first = queries.tabs(jisu, at(60))
    with CaptureQueriesContext(connection) as again:
        second = queries.tabs(jisu, at(60))

    asked = [
        sum("FILTER (WHERE" in query["sql"] for query in one.captured_queries)
        for one in (one_tab, four_tabs, again)
    ]
    assert asked == [1, 1, 0]
    assert len(one_tab) == len(four_tabs)
    assert [one.count for one in first] == [one.count for one in second] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "params", ["view=waiting", "view=mine", "view=team&days=7&order=recent", "view=team&due=late"]
)
def test_common_views_read_an_index(jisu, three, params):
    from django.http import QueryDict

    wanted = read(QueryDict(params).dict())
    base = queries.base_condition(jisu, wanted.base)
    rows = visible.tickets(jisu).filter(base & queries.condition(jisu, wanted.more, at(60)))
    plan = queries.ordered(rows, wanted.more.order).explain()

    assert [line for line in plan.splitlines() if "SCAN desk_ticket" in line and "INDEX" not in line] == []


@pytest.mark.parametrize(
    ("name", "params"),
    [("  ", {"view": "team"}), ("가" * 61, {"view": "team"}), ("이름", {"status": "asleep"})],
)
def test_a_view_without_a_name_or_meaning_is_refused(jisu, name, params):
    with pytest.raises(DeskError):
        actions.save_view(name=name, params=params, by=jisu, at=at(1))
    assert SavedView.objects.count() == 0


def test_whoever_may_not_share_keeps_views_alone(team, jisu, lead):
    with pytest.raises(PermissionDenied):
        save(jisu, team=team.pk)
    own = save(jisu)
    with pytest.raises(PermissionDenied):
        actions.share_view(own.pk, team_id=team.pk, by=jisu, at=at(2))

    shared = save(lead, "공유", team=team.pk)

    assert [line.view for line in queries.lines(jisu)] == [own, shared]
    assert [(line.may_change, line.place) for line in queries.lines(jisu)] == [(True, 0), (False, None)]
    assert seen.replayed()


def test_a_shared_view_belongs_to_whoever_may_share(team, centre, jisu, lead, manager):
    shared = save(lead, team=team.pk)

    with pytest.raises(PermissionDenied):
        actions.remove_view(shared.pk, by=jisu, at=at(2))
    renamed = actions.change_view(shared.pk, name="더 급한 것", by=manager, at=at(3))
    again = actions.change_view(shared.pk, name="더 급한 것", by=manager, at=at(4))

    assert (renamed.name, again.edition) == ("더 급한 것", 2)
    assert seen.replayed()


def test_another_team_does_not_see_what_is_shared_here(centre, lead, team):
    stranger = make.person("stranger", make.team(centre, "2팀"), "agent")
    shared = save(lead, team=team.pk)

    assert queries.lines(stranger) == []
    with pytest.raises(SavedView.DoesNotExist):
        actions.pin_view(shared.pk, by=stranger, at=at(2))


def test_a_view_shared_with_the_centre_reaches_its_teams(centre, manager, jisu):
    view = save(manager, team=centre.pk)
    actions.pin_view(view.pk, by=jisu, at=at(2))

    assert [tab.view for tab in queries.tabs(jisu, at(3))] == [view]


def test_a_removed_view_comes_back_to_where_it_stood(jisu):
    first, second = save(jisu, "하나"), save(jisu, "둘")
    for _again in range(2):
        if SavedView.objects.get(pk=first.pk).removed_at is None:
            actions.remove_view(first.pk, by=jisu, at=at(2))
    assert [tab.view for tab in queries.tabs(jisu, at(3))] == [second]

    actions.bring_back_view(first.pk, by=jisu, at=at(4))

    assert [tab.view for tab in queries.tabs(jisu, at(5))] == [first, second]
    assert seen.replayed()


def test_pinned_views_are_moved_and_the_others_close_up(jisu):
    views = [save(jisu, name) for name in ("하나", "둘", "셋")]
    actions.unpin_view(views[1].pk, by=jisu, at=at(2))
    actions.move_pin(views[2].pk, step=-1, by=jisu, at=at(3))
    actions.move_pin(views[2].pk, step=-1, by=jisu, at=at(4))
    actions.pin_view(views[1].pk, by=jisu, at=at(5))

    order = list(ViewPin.objects.order_by("place").values_list("view__name", flat=True))
    assert order == ["셋", "하나", "둘"]
    assert Event.objects.filter(name="desk.view_unpinned").count() == 1
    assert seen.replayed()


def test_more_tabs_than_fit_are_refused_but_the_view_is_kept(jisu):
    for number in range(9):
        save(jisu, f"보기 {number}")
    tenth = save(jisu, "열째")

    with pytest.raises(DeskError, match="9"):
        actions.pin_view(tenth.pk, by=jisu, at=at(2))
    assert SavedView.objects.count() == 10
