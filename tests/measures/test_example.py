"""Thirty facts, and every measure worked out by hand from them."""

from datetime import date

import pytest

from gijun.events.models import Event
from tests import make
from tests.measures.told import DAY, HOUR, Story, measured

FIRST, SECOND, FIFTH, NINTH = date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 5), date(2026, 12, 9)
MINUTE_MS, HOUR_MS = 60_000, 3_600_000
NOW = 8 * DAY - HOUR  # 9 December, 8:00 in Seoul: contacts opened up to 2 December, 8:00 are 7 days old
KIM, LEE = 1, 2


@pytest.fixture
def teams(centre):
    return centre, make.team(centre, "1팀"), make.team(centre, "2팀")


@pytest.fixture
def story(teams):
    """Five contacts of three customers on four tickets."""
    centre, first, second = teams
    one, two = Story(first.pk), Story(second.pk)
    chat = one.of(channel="chat")
    # 1 December. Contact 1 (9:00): answered after 10 min by Kim, solved at 9:11.
    one.begin(1, 1, 0, customer=1)
    one.assign(1, 5, agent=KIM, contact=1)
    one.reply(1, 1, 10, agent=KIM, message=101)
    one.use(1, 1, 10, message=101, found_ms=12_000)
    one.work(1, 1, 11, agent=KIM, worked_min=6)
    one.solve(1, 1, 11, reason=10)
    # Contact 2 (10:00): handed from Kim to Lee of the other team, who answers after 60 min and solves.
    one.begin(2, 2, 60, customer=2)
    two.assign(2, 100, agent=LEE, before=KIM, contact=2)
    two.reply(2, 2, 120, agent=LEE, message=102)
    two.work(2, 2, 125, agent=LEE, worked_min=10)
    two.solve(2, 2, 126, reason=20)
    # Contact 3, chat (23:30): answered after 60 min, at 0:30 of the next day, and solved.
    chat.begin(3, 3, 870, customer=3)
    chat.reply(3, 3, 930, agent=KIM, message=103)
    chat.solve(3, 3, 931, reason=20)
    # 2 December. Contact 4, chat (9:00): the same customer again on the same ticket; answered after 20 min.
    chat.contact(4, 3, DAY, customer=3)
    chat.reopen(4, 3, DAY)
    chat.reply(4, 3, DAY + 20, agent=KIM, message=104)
    chat.use(4, 3, DAY + 20, message=104, found_ms=45_000)
    chat.work(4, 3, DAY + 21, agent=KIM, worked_min=2)
    chat.solve(4, 3, DAY + 21, reason=20)
    # 5 December. Contact 5 (14:00): customer 1 again about the same; nobody has answered.
    one.begin(5, 4, 4 * DAY + 5 * HOUR, customer=1)
    one.choose(5, 4, 4 * DAY + 5 * HOUR + 30, reason=10)
    # What the centre sold.
    sold = Story(centre.pk)
    sold.grow("orders", FIRST, 200)
    sold.grow("orders", FIFTH, 0)
    sold.grow("payments", FIRST, 60)
    sold.grow("signups", SECOND, 40)
    assert Event.objects.filter(name__regex="^(desk|measures)").count() == 30


# measure: (value, numerator, n, immature)
WHOLE = {
    "offered": (5, 5, 5, 0),  # contacts 1 to 5
    "answered": (4, 4, 4, 0),  # all but 5
    "answer_rate": (4 / 5, 4, 5, 0),
    # waits 10, 60, 60, 20 min; in order 10, 20, 60, 60: the 2nd of 4, and the 4th (0.9 × 4 = 3.6)
    "first_response_median": (20 * MINUTE_MS, 20 * MINUTE_MS, 4, 0),
    "first_response_p90": (60 * MINUTE_MS, 60 * MINUTE_MS, 4, 0),
    "handle_time": (4.5 * MINUTE_MS, 18 * MINUTE_MS, 4, 0),  # 6 + 10 + 0 + 2 min over 4 answered contacts
    "backlog": (1, 1, 1, 0),  # ticket 4, on 9 December
    # ticket 4, from 5 December 14:00 to 9 December 8:00: 3 days 18 hours
    "backlog_age_median": (90 * HOUR_MS, 90 * HOUR_MS, 1, 0),
    "backlog_age_max": (90 * HOUR_MS, 90 * HOUR_MS, 1, 0),
    # answered and solved: 1 to 4. One-stop: 1 and 4; 2 was handed over, 3 was reopened by contact 4
    "one_stop": (2 / 4, 2, 4, 0),
    # 7 days old: 1, 2, 3 (4 opened on 2 December at 9:00, an hour too late). Customer 1 came again about the
    # same (contact 5), ticket 3 was reopened: only 2 is left
    "first_contact_resolution": (1 / 3, 1, 3, 1),
    "reopened": (1, 1, 1, 0),
    # days with a number of orders: 1 December (3 contacts, 200 orders) and 5 December (1 contact, 0 orders)
    "contacts_per_100_orders": (100 * 4 / 200, 4, 200, 0),
    "contacts_per_100_payments": (100 * 3 / 60, 3, 60, 0),
    "contacts_per_100_signups": (100 * 1 / 40, 1, 40, 0),
    "find_time_median": (12_000, 12_000, 2, 0),  # 12 and 45 s: the 1st of 2
    "found_within_20s": (1 / 2, 1, 2, 0),
    "agreed_sentence_share": (2 / 4, 2, 4, 0),  # messages 101 and 104 of 101 to 104
    "sla_first_response": (None, 0, 0, 0),  # the centre has no targets
    "sla_resolution": (None, 0, 0, 0),
    "promise_kept_rate": (None, 0, 0, 0),  # nothing was promised, nobody rated
    "callback_share": (0, 0, 4, 0),
    "callback_avoidable_share": (None, 0, 0, 0),
    "csat": (None, 0, 0, 0),
    "csat_response_rate": (0, 0, 4, 0),  # tickets 1, 2, 3 and 3 again
    "machine_only": (0, 0, 5, 0),
    # 3 was reopened by contact 4, 2 was handed over
    "one_stop_lost_several_people": (0, 0, 4, 0),
    "one_stop_lost_handed_over": (1 / 4, 1, 4, 0),
    "one_stop_lost_reopened": (1 / 4, 1, 4, 0),
    "one_stop_lost_followed": (0, 0, 4, 0),
    "recontact": (2 / 3, 2, 3, 1),  # after contacts 1 and 3; 4 is too young
    "reopen_rate": (1 / 4, 1, 4, 0),
    "transfer_rate": (1 / 4, 1, 4, 0),
    # 1: 50 + 30 + 20; 2: 30 (60 min are quick for a mail); 3: 20 (an hour is slow for a chat); 4: 50 + 20
    "comfort": (55, 220, 4, 0),
    "chat_concurrency": (1, 21 * MINUTE_MS, 21 * MINUTE_MS, 0),  # ticket 3, held from its reopening
    "occupancy": (1, 18 * MINUTE_MS, 18 * MINUTE_MS, 0),  # nobody said they were ready
    "contacts_per_agent_day": (4 / 3, 4, 3, 0),  # 1 December Kim and Lee one each; 2 December Kim two
    "consults_per_100": (0, 0, 4, 0),
    "longest_wait_median": (20 * MINUTE_MS, 20 * MINUTE_MS, 4, 0),  # nobody wrote again before an answer
    "longest_wait_p90": (60 * MINUTE_MS, 60 * MINUTE_MS, 4, 0),
}
NO_COUNT = {  # there is no telephone system, nobody chose a state
    "calls_offered", "queue_entries", "calls_answered", "calls_abandoned", "calls_abandoned_short",
    "calls_abandoned_in_menu", "calls_passed_on", "calls_of_unknown_end", "state_ready", "state_in_contact",
    "state_after_work", "state_preparing", "state_away", "state_other_duties",
}  # fmt: skip
NO_VALUE = {
    "abandon_rate", "abandon_rate_with_menu", "service_level", "service_level_without_abandons",
    "service_level_abandons_kept", "service_level_all_against", "service_level_event_ignore",
    "service_level_event_negative", "service_level_event_positive", "ring_answered_in_time",
    "speed_of_answer", "speed_of_answer_median", "speed_of_answer_p90", "wait_before_abandon_median",
    "call_handle_time", "talk_time", "hold_time", "wrap_time", "hold_share", "wrap_up_cost",
    "wrap_up_cost_median", "labour_cost_per_day", "contacts_per_1000_uses", "loop_closure",
    "consult_wait_median", "approval_wait_median", "approval_wait_p90", "escalation_wait_median",
}  # fmt: skip
WHOLE |= dict.fromkeys(NO_COUNT, (0, 0, 0, 0)) | dict.fromkeys(NO_VALUE, (None, 0, 0, 0))
# measure: {day: (value, n)}; days that are missing have nothing
BY_DAY = {
    "offered": {FIRST: (3, 3), SECOND: (1, 1), FIFTH: (1, 1)},
    "answered": {FIRST: (3, 3), SECOND: (1, 1)},
    "answer_rate": {FIRST: (1, 3), SECOND: (1, 1), FIFTH: (0, 1)},
    "first_response_median": {FIRST: (60 * MINUTE_MS, 3), SECOND: (20 * MINUTE_MS, 1)},  # 10, 60, 60
    "first_response_p90": {FIRST: (60 * MINUTE_MS, 3), SECOND: (20 * MINUTE_MS, 1)},
    "handle_time": {FIRST: (16 * MINUTE_MS / 3, 3), SECOND: (2 * MINUTE_MS, 1)},
    # ticket 3 is open at the end of 1 December, for 30 min; ticket 4 from 5 December on
    "backlog": {FIRST: (1, 1)} | {date(2026, 12, day): (1, 1) for day in range(5, 10)},
    "backlog_age_median": {FIRST: (HOUR_MS / 2, 1)}
    | {date(2026, 12, day): ((10 + 24 * (day - 5)) * HOUR_MS, 1) for day in range(5, 9)}
    | {NINTH: (90 * HOUR_MS, 1)},
    "one_stop": {FIRST: (1 / 3, 3), SECOND: (1, 1)},
    "first_contact_resolution": {FIRST: (1 / 3, 3), SECOND: (None, 0)},
    "reopened": {SECOND: (1, 1)},
    "contacts_per_100_orders": {FIRST: (1.5, 200), FIFTH: (None, 0)},  # no orders: no ratio, never infinity
    "contacts_per_100_payments": {FIRST: (5, 60)},
    "contacts_per_100_signups": {SECOND: (2.5, 40)},
    "find_time_median": {FIRST: (12_000, 1), SECOND: (45_000, 1)},
    "found_within_20s": {FIRST: (1, 1), SECOND: (0, 1)},
    "agreed_sentence_share": {
        FIRST: (1 / 2, 2),
        SECOND: (1 / 2, 2),
    },  # message 103 was written after midnight
    "sla_first_response": {},
    "sla_resolution": {},
    "promise_kept_rate": {},
    "callback_share": {FIRST: (0, 3), SECOND: (0, 1)},
    "callback_avoidable_share": {},
    "csat": {},
    "csat_response_rate": {FIRST: (0, 2), SECOND: (0, 2)},  # ticket 3 was solved after midnight, twice
}
BY_DAY["backlog_age_max"] = BY_DAY["backlog_age_median"]
BY_DAY |= {
    "machine_only": {FIRST: (0, 3), SECOND: (0, 1), FIFTH: (0, 1)},
    "one_stop_lost_several_people": {FIRST: (0, 3), SECOND: (0, 1)},
    "one_stop_lost_handed_over": {FIRST: (1 / 3, 3), SECOND: (0, 1)},
    "one_stop_lost_reopened": {FIRST: (1 / 3, 3), SECOND: (0, 1)},
    "one_stop_lost_followed": {FIRST: (0, 3), SECOND: (0, 1)},
    "recontact": {FIRST: (2 / 3, 3), SECOND: (None, 0)},
    "reopen_rate": {FIRST: (1 / 3, 3), SECOND: (0, 1)},
    "transfer_rate": {FIRST: (1 / 3, 3), SECOND: (0, 1)},
    "comfort": {FIRST: (50, 3), SECOND: (70, 1)},
    "chat_concurrency": {SECOND: (1, 21 * MINUTE_MS)},
    "occupancy": {FIRST: (1, 16 * MINUTE_MS), SECOND: (1, 2 * MINUTE_MS)},
    "contacts_per_agent_day": {FIRST: (1, 2), SECOND: (2, 1)},
    "consults_per_100": {FIRST: (0, 3), SECOND: (0, 1)},
}
BY_DAY["longest_wait_median"] = BY_DAY["longest_wait_p90"] = BY_DAY["first_response_median"]
BY_DAY |= {name: {} for name in NO_COUNT | NO_VALUE}


def values(results):
    return {
        name: (result.total.value, result.total.numerator, result.total.n, result.total.immature)
        for name, result in results.items()
    }


def test_every_measure_over_the_whole_period(story, manager):
    assert values(measured(manager, at_min=NOW)) == WHOLE


def test_every_measure_day_by_day(story, manager):
    results = measured(manager, at_min=NOW)

    found = {
        name: {day: (figure.value, figure.n) for day, figure in result.days.items()}
        for name, result in results.items()
    }
    assert found == BY_DAY


def test_a_contact_belongs_to_the_team_that_answered_and_else_to_the_one_it_came_in_to(story, teams, manager):
    _centre, first, second = teams

    in_first = values(measured(manager, at_min=NOW, team_id=first.pk))
    in_second = values(measured(manager, at_min=NOW, team_id=second.pk))

    assert (in_first["offered"][0], in_second["offered"][0]) == (4, 1)
    assert (in_first["one_stop"], in_second["one_stop"]) == ((2 / 3, 2, 3, 0), (0, 0, 1, 0))
    assert (in_first["backlog"][0], in_second["backlog"][0]) == (1, 0)


def test_a_team_alone_has_no_orders_to_be_measured_against(story, teams, manager):
    in_first = measured(manager, at_min=NOW, team_id=teams[1].pk)["contacts_per_100_orders"]

    assert (in_first.total.value, in_first.total.n) == (None, 0)


def test_one_channel_is_measured_against_all_orders(story, manager):
    by_chat = values(measured(manager, at_min=NOW, channel="chat"))

    assert by_chat["offered"][0] == 2
    assert by_chat["contacts_per_100_orders"] == (0.5, 1, 200, 0)  # contact 3 on 1 December


def test_a_period_ends_with_the_backlog_of_its_last_day(story, manager):
    found = values(measured(manager, at_min=NOW, first=FIRST, last=date(2026, 12, 6)))

    assert found["backlog_age_max"][0] == 34 * HOUR_MS  # to the end of 6 December
    assert values(measured(manager, at_min=NOW, first=FIRST, last=SECOND))["backlog"][0] == 0
