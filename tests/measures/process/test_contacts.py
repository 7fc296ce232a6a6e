"""The process of contacts out of the log: which facts happened, what the time was, who was lost where."""

from datetime import date

import pytest

from gijun.desk.events.sparing import ReplyWithdrawn
from gijun.measures import lake
from gijun.measures.process import queries, rules
from gijun.measures.process.queries import Asked
from gijun.measures.process.terms import FACTS, USUAL, Activity, Clock, Phase, Stage
from gijun.measures.queries import Selection
from tests import make
from tests.desk.clocks.agreed import office_hours
from tests.measures.told import DAY, HOUR, Story, after

MINUTE_MS = 60_000
ONE_DAY = Selection(date(2026, 12, 1), date(2026, 12, 1))


@pytest.fixture
def story(team) -> Story:
    return Story(team.pk)


def process(person, *, selection=ONE_DAY, activities=USUAL, at_min=3 * DAY, **more):
    assert lake.refresh(lambda: after(at_min))
    return queries.process_of(person, Asked(selection, tuple(map(str, activities)), **more))


def edges(found):
    return {(one.here, one.there): (one.waits.n, one.waits.total_ms // MINUTE_MS) for one in found.map.edges}


def test_each_course_is_followed_and_waits_are_told(manager, story):
    for ticket, wait in ((1, 10), (2, 20), (3, 60)):
        story.begin(ticket, ticket, 0, customer=ticket)
        story.assign(ticket, wait, agent=7)
        story.reply(ticket, ticket, wait + 5, agent=7, message=10 + ticket)
        story.solve(ticket, ticket, wait + 5)

    found = process(manager)

    assert edges(found) == {
        ("contact", "assigned"): (3, 90),
        ("assigned", "reply"): (3, 15),
        ("reply", "solved"): (3, 0),
    }
    waits = found.map.bottlenecks[0].waits
    assert (waits.mean_ms, waits.p50_ms, waits.p90_ms) == (30 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS)
    assert [(one.course, one.n) for one in found.map.variants] == [
        (("contact", "assigned", "reply", "solved"), 3)
    ]


def test_facts_of_one_moment_stand_in_the_order_they_were_recorded(manager, story):
    story.begin(1, 1, 0)
    story.solve(1, 1, 5)
    story.reopen(1, 1, 5)
    story.solve(1, 1, 5)

    assert process(manager).map.variants[0].course == ("contact", "solved", "reopened", "solved")


def test_what_was_taken_back_or_is_the_same_as_coming_in_does_not_happen(manager, story):
    story.begin(1, 1, 0)
    story.written(1, 1, 0, message=1)  # the message the contact came in with
    story.reply(1, 1, 10, agent=7, message=2)
    story.solve(1, 1, 10)
    back = ReplyWithdrawn(
        ticket_id=1, contact_id=1, team_id=story.team_id, agent_id=7, channel="email", message_id=2,
        status="new", waiting_ms=None, stands=False, solve_undone=True,
    )  # fmt: skip
    story.tell(back, 11)
    story.bot_reply(1, 1, 12, agent=7)
    story.written(1, 1, 20, message=3)

    assert process(manager).map.variants[0].course == ("contact", "written")


def test_only_tickets_with_a_contact_of_the_selection_are_followed(manager, story, centre):
    other = make.team(centre, "다른 팀")
    reason = make.reason().pk
    story.begin(1, 1, 0)
    story.choose(1, 1, 5, reason=reason)
    story.begin(2, 2, 0, customer=2)
    story.begin(3, 3, 2 * DAY, customer=3)
    story.begin(4, 4, 0, customer=4)
    story.void(4, 1)
    story.of(team_id=other.pk).begin(5, 5, 0, customer=5)
    story.of(channel="chat").begin(6, 6, 0, customer=6)

    def cases(**narrowed):
        reason_id = narrowed.pop("reason_id", None)
        selection = Selection(ONE_DAY.first, ONE_DAY.last, **narrowed)
        return process(manager, selection=selection, reason_id=reason_id).map.cases

    assert cases() == 4
    assert cases(team_id=other.pk) == 1
    assert cases(channel="chat") == 1
    assert cases(reason_id=reason) == 1


def test_activities_are_those_that_were_chosen(manager, story):
    story.begin(1, 1, 0)
    story.assign(1, 10, agent=7)
    story.choose(1, 1, 20, reason=1)
    story.solve(1, 1, 30)

    found = process(manager, activities=(Activity.CONTACT, Activity.REASON, Activity.SOLVED))

    assert edges(found) == {("contact", "reason"): (1, 20), ("reason", "solved"): (1, 10)}


def test_in_working_time_only_open_hours_of_the_centre_count(manager, story, centre):
    office_hours(centre)
    story.begin(1, 1, 8 * HOUR)  # 17:00
    story.assign(1, 25 * HOUR, agent=7)  # 10:00 of the next day

    wall = process(manager)
    working = process(manager, clock=Clock.WORKING)

    assert edges(wall) == {("contact", "assigned"): (1, 17 * HOUR)}
    assert edges(working) == {("contact", "assigned"): (1, 2 * HOUR)}


def test_without_a_calendar_all_time_is_working_time(manager, story):
    story.begin(1, 1, 0)
    story.assign(1, DAY, agent=7)

    assert edges(process(manager, clock=Clock.WORKING)) == {("contact", "assigned"): (1, DAY)}


def test_the_time_is_split_into_queue_work_and_waiting_for_others(manager, story, team):
    story.begin(1, 1, 0)
    story.assign(1, 10, agent=7)
    story.reply(1, 1, 15, agent=7)
    story.written(1, 1, 75, message=5)
    story.reply(1, 1, 78, agent=7, message=2)
    story.solve(1, 1, 79)

    found = process(manager)

    assert {one.what: (one.waits.n, one.waits.total_ms // MINUTE_MS) for one in found.phases} == {
        Phase.QUEUE: (1, 10),
        Phase.WORK: (3, 9),
        Phase.PENDING: (1, 60),
    }
    assert {one.department for one in found.phases_by_team} == {team.pk}


def test_the_funnel_counts_who_came_how_far_and_who_skipped_a_stage(manager, story):
    for contact in range(1, 7):
        story.begin(contact, contact, 0, customer=contact)
    for contact in (1, 2, 3):
        story.assign(contact, 5, agent=7)
    for contact in (1, 2, 4):  # the fourth without ever being assigned
        story.reply(contact, contact, 10, agent=7, message=10 + contact)
    for contact in (1, 2, 5):  # the fifth without a reply
        story.solve(contact, contact, 20)
    story.reopen(1, 1, 30)

    steps = process(manager).funnel

    assert [(one.stage, one.reached, one.skipped, one.lost) for one in steps] == [
        (Stage.OPENED, 6, 0, 0),
        (Stage.ASSIGNED, 5, 2, 1),
        (Stage.REPLIED, 4, 1, 1),
        (Stage.SOLVED, 3, 0, 1),
        (Stage.STAYED, 2, 0, 1),
    ]
    assert steps[-1].lost_share == 1 / 3


def test_a_contact_on_a_ticket_that_was_merged_counts_where_it_went_on(manager, story):
    story.begin(1, 1, 0)
    story.begin(2, 2, 1)
    story.merge(2, 5, into=1)
    story.assign(1, 10, agent=7)
    story.reply(2, 1, 20, agent=7)
    story.solve(1, 1, 30)

    found = process(manager)

    assert [one.reached for one in found.funnel] == [2, 2, 2, 2, 2]
    assert {one.course for one in found.map.variants} == {
        ("contact", "assigned", "reply", "solved"),
        ("contact", "merged"),
    }


def test_every_activity_has_its_fact_and_every_pair_is_some_kind_of_time():
    assert set(FACTS) == set(Activity)
    assert {phase for _before, _after, phase in rules.phases(Activity.values)} == set(Phase.values)


@pytest.mark.parametrize(
    ("before", "then", "expected"),
    [
        ("contact", "assigned", Phase.QUEUE),
        ("written", "assigned", Phase.QUEUE),
        ("contact", "reply", Phase.QUEUE),
        ("assigned", "reply", Phase.WORK),
        ("written", "reply", Phase.WORK),
        ("reply", "written", Phase.PENDING),
        ("reply", "solved", Phase.WORK),
        ("escalated", "answered", Phase.PENDING),
        ("answered", "reply", Phase.WORK),
        ("solved", "reopened", Phase.OVER),
    ],
)
def test_what_the_time_between_two_activities_is(before, then, expected):
    assert rules.phase_of(before, then) == expected


def test_rare_paths_are_shown_later_but_no_activity_is_left_alone():
    shown_from = rules.levels({("a", "b"): 9, ("b", "c"): 5, ("a", "c"): 4, ("c", "a"): 3, ("b", "b"): 1})

    assert shown_from == {("a", "b"): 0, ("b", "c"): 0, ("a", "c"): 60, ("c", "a"): 0, ("b", "b"): 100}
